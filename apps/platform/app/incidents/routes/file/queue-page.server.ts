import { type Actor, grantsFor } from '../../../ground/actor.ts';
import { inScope } from '../../../ground/scope.server.ts';
import { focusedActor, type RequestContext, type SignedIn } from '../../../request-context.ts';
import { incidentPolicy } from '../../policy.ts';
import { countCap, countQueue, noFiles, queuePageSize, readQueue } from '../../queue.server.ts';
import { frameOf } from '../../../shell/frame.server.ts';
import { searchesIndicators } from '../../search.server.ts';
import { seesSomeTerms } from '../../sight.server.ts';
import { countsEverything, filterOf, type QueueAddress } from './queue-address.ts';

/** Which queue someone has: of the nation, of a region, or of their own structures. */
export function queueScope(actor: Actor): { level: 'nation' | 'region' | 'structure'; name: string } {
  const rights = grantsFor(actor, incidentPolicy.read);
  const nation = rights.find((right) => right.organisationKind === 'nation' && right.subtree);
  const region = rights.find((right) => right.organisationKind === 'region' && right.subtree);
  if (nation) return { level: 'nation', name: nation.organisationName };
  if (region) return { level: 'region', name: region.organisationName };
  const names = [...new Set(rights.map((right) => right.organisationName))].toSorted((a, b) => a.localeCompare(b, 'fr'));
  return { level: 'structure', name: names.length === 1 ? (names[0] ?? '') : '' };
}

/** Everything that the page of a queue shows. Three queries, bounded; without filters the frame of the page has counted already. */
export async function readQueuePage(described: RequestContext & { signedIn: SignedIn }, address: QueueAddress) {
  const { actor } = described.signedIn;
  const indicators = searchesIndicators(actor);
  const filter = filterOf(address, { personId: actor.personId, indicators });
  const { state: _, page: __, ...anyState } = filter;
  const framed = countsEverything(address) ? frameOf(described) : null;
  const [frame, found] = await Promise.all([framed, inScope(described.platform.pool, focusedActor(described.signedIn), incidentPolicy.read, async (tx) => {
    const [queue, counts] = await Promise.all([readQueue(tx, actor, filter), framed ? null : countQueue(tx, actor, anyState)]);
    const structure = address.organisationId
      ? await tx.selectFrom('organisation').select('name').where('id', '=', address.organisationId).executeTakeFirst()
      : undefined;
    return { ...queue, counts, structureName: structure?.name ?? null };
  })]);
  return {
    ...found,
    counts: found.counts ?? frame?.counts ?? noFiles,
    address, countCap, pageSize: queuePageSize,
    scope: queueScope(actor),
    searchesIndicators: indicators,
    seesTerms: seesSomeTerms(actor),
    mayAcknowledge: grantsFor(actor, incidentPolicy.acknowledge).length > 0,
  };
}

/** What `readQueuePage` answers. */
export type QueuePage = Awaited<ReturnType<typeof readQueuePage>>;
