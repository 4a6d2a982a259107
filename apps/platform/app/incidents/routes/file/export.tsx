import { AUDIENCES } from '@hygie/incident-exchange';
import { HygieError } from '../../../ground/errors.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { exportFormats, exportIncident } from '../../documents/export.server.ts';
import { documentResponse } from '../../documents/made-document.server.ts';
import { documentOrPage } from './document-refusal.server.ts';
import type { Route } from './+types/export';

// Made to be fed into the tools of others: what is for named recipients only (TLP:RED) does not leave that way.
const forTools = ['iodef', 'misp', 'stix'];

/** Takes a whole file out; `?pour=` names who will receive it, and the mark of the file says whether it may be. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { platform, signedIn, locale, timeZone } = requireSignedIn(context);
  const format = exportFormats.find((one) => one === params.format);
  if (!format) throw new HygieError('not_found');
  const asked = new URL(request.url).searchParams.get('pour');
  const audience = AUDIENCES.find((one) => one === asked) ?? (forTools.includes(format) ? 'organisation' : 'named_recipients');
  const { number } = params;
  return documentOrPage(request, number, format, async () => documentResponse(await exportIncident(platform, signedIn.actor, { number, format, audience, locale, timeZone })));
}
