import { toCsv } from '../../../ground/csv.ts';
import { downloadHeaders } from '../../../ground/download.ts';
import { inScope } from '../../../ground/scope.server.ts';
import { focusedActor, requireSignedIn } from '../../../request-context.ts';
import { incidentPolicy } from '../../policy.ts';
import { readQueue } from '../../queue.server.ts';
import { searchesIndicators } from '../../search.server.ts';
import { seesSomeTerms } from '../../sight.server.ts';
import type { Route } from './+types/queue-csv';
import { filterOf, readAddress } from './queue-address.ts';
import { csvRows } from './queue-rows.ts';

/** Lines of an export at most: what a spreadsheet still shows at once, and a page answers in a second. */
const exportMost = 5_000;

/** The queue as it is filtered, all its pages, as CSV. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn, locale, timeZone } = requireSignedIn(context);
  const { actor } = signedIn;
  const address = { ...readAddress(new URL(request.url).searchParams), page: 1 };
  const filter = filterOf(address, { personId: actor.personId, indicators: searchesIndicators(actor) });
  const { lines } = await inScope(platform.pool, focusedActor(signedIn), incidentPolicy.read, (tx) => readQueue(tx, actor, filter, exportMost));
  const day = platform.now().toISOString().slice(0, 10);
  return new Response(toCsv(csvRows(lines, { locale, timeZone, seesTerms: seesSomeTerms(actor) })), {
    headers: downloadHeaders(`incidents-${day}.csv`, 'text/csv; charset=utf-8'),
  });
}
