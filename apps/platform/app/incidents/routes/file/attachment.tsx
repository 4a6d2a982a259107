import { Readable } from 'node:stream';
import { downloadHeaders } from '../../../ground/download.ts';
import { HygieError } from '../../../ground/errors.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { readAttachment } from '../../attachment.server.ts';
import { documentOrPage } from './document-refusal.server.ts';
import type { Route } from './+types/attachment';

/** A document of a file, streamed from the store: saved by the browser, never shown inside the platform. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  return documentOrPage(request, params.number, 'attachment', async () => {
    const found = await readAttachment(platform, signedIn.actor, params.number, params.id);
    if (!(await platform.files.has(found.sha256))) throw new HygieError('unavailable', { detail: `the content of ${params.id} is missing` });
    const content = Readable.toWeb(platform.files.get(found.sha256)) as unknown as ReadableStream<Uint8Array>;
    return new Response(content, { headers: { ...downloadHeaders(found.name), 'Content-Length': String(found.size) } });
  });
}
