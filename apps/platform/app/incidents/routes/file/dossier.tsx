import { isDutyId } from '@hygie/obligations';
import { z } from 'zod';
import { HygieError } from '../../../ground/errors.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { dossierFor, dossierFormats } from '../../documents/dossier.server.ts';
import { documentResponse } from '../../documents/made-document.server.ts';
import { documentOrPage } from './document-refusal.server.ts';
import type { Route } from './+types/dossier';

const format = z.enum(dossierFormats);

/** The ready dossier of a duty, to send or to paste into the portal of its addressee. */
export async function loader({ params, context, request }: Route.LoaderArgs): Promise<Response> {
  const { platform, actor, locale } = requireSignedIn(context);
  const asked = format.safeParse(params.format);
  const { number, duty } = params;
  if (!asked.success || !isDutyId(duty)) throw new HygieError('not_found');
  return documentOrPage(request, number, 'dossier', async () => documentResponse(await dossierFor(platform, actor, { number, duty, format: asked.data, locale })));
}
