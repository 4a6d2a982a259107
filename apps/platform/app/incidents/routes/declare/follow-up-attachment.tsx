import { Readable } from 'node:stream';
import { downloadHeaders } from '../../../ground/download.ts';
import { HygieError } from '../../../ground/errors.ts';
import { contextOf } from '../../../request-context.ts';
import { findOwnAttachment } from '../../follow-up.server.ts';
import type { Route } from './+types/follow-up-attachment';
import { requireOpenedFile } from './follow-up-page.server.ts';

/** A file that the declarant joined: saved by the browser, never shown inside the platform. */
export async function loader({ context, request, params }: Route.LoaderArgs) {
  const page = contextOf(context);
  const found = await findOwnAttachment(page.platform, await requireOpenedFile(page, request), params.id);
  if (!(await page.platform.files.has(found.sha256))) throw new HygieError('unavailable', { detail: `the content of ${params.id} is missing` });
  const content = Readable.toWeb(page.platform.files.get(found.sha256)) as unknown as ReadableStream<Uint8Array>;
  return new Response(content, { headers: { ...downloadHeaders(found.name), 'Content-Length': String(found.size) } });
}
