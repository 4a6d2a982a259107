import { isDutyId } from '@hygie/obligations';
import { z } from 'zod';
import { HygieError } from '../../../ground/errors.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { dossierFor, dossierFormats } from '../../documents/dossier.server.ts';
import { documentResponse } from '../../documents/made-document.server.ts';
import type { Route } from './+types/dossier';

const format = z.enum(dossierFormats);

/** The ready dossier of a duty, to send or to paste into the portal of its addressee. */
export async function loader({ params, context }: Route.LoaderArgs): Promise<Response> {
  const { platform, actor, locale } = requireSignedIn(context);
  const asked = format.safeParse(params.format);
  if (!asked.success || !isDutyId(params.duty)) throw new HygieError('not_found');
  return documentResponse(await dossierFor(platform, actor, { number: params.number, duty: params.duty, format: asked.data, locale }));
}
