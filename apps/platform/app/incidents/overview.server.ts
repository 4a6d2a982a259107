import { sql } from 'kysely';
import { type Actor, grantsFor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { type Colleague, readColleagues } from './colleagues.server.ts';
import { type FileKey, readOlderAttachments, readOlderEvents } from './file-parts.server.ts';
import { requireStanding } from './file.server.ts';
import { incidentPolicy } from './policy.ts';
import { seesPart, type Side, toldSteps } from './sight.ts';

/** Lines of the chronology on a page, and documents on another. */
export const overviewPageSizes = { events: 100, attachments: 50 } as const;

/** Pages asked for, from 1; the first shows the latest. */
export interface OverviewPages {
  events: number;
  attachments: number;
}

/** How many lines and documents a file has in all, of those that a side sees. */
export interface PartTotals {
  events: number;
  attachments: number;
}

/**
 * What the front page of a file adds to it: to whom it may be handed over, how long its lists are, and the older pages
 * asked for; null for a first page, which the file holds already. Throws `not_found`.
 */
export async function readOverview(platform: Platform, actor: Actor, number: string, pages: OverviewPages) {
  return inScope(platform.pool, actor, incidentPolicy.read, async (tx) => {
    const file = await tx.selectFrom('incident').select(['organisation_id', 'id']).where('number', '=', number).executeTakeFirst();
    if (!file) throw new HygieError('not_found');
    const { side } = await requireStanding(tx, actor, incidentPolicy.read, file.organisation_id);
    const [colleagues, totals, older] = await Promise.all([
      colleaguesFor(tx, actor, file.organisation_id), readTotals(tx, file, side), readOlder(tx, file, side, pages),
    ]);
    return { colleagues, totals, older };
  });
}

/** How long the lists of a file are for a side. Indexes: incident_event_order, incident_attachment_of. */
export async function readTotals(tx: Tx, file: FileKey, side: Side): Promise<PartTotals> {
  const events = tx.selectFrom('incident_event').where('organisation_id', '=', file.organisation_id).where('incident_id', '=', file.id);
  // Those that the list shows: what a vendor joined stands beside its answers.
  const attachments = tx.selectFrom('incident_attachment').where('organisation_id', '=', file.organisation_id).where('incident_id', '=', file.id).where('side', '!=', 'vendor');
  const count = sql<number>`count(*)`.as('count');
  const [seen, joined] = await Promise.all([
    events.$if(side === 'declarant', (query) => query.where('kind', 'in', toldSteps)).select(count).executeTakeFirstOrThrow(),
    seesPart(side, 'attachments') ? attachments.select(count).executeTakeFirstOrThrow() : { count: 0 },
  ]);
  return { events: seen.count, attachments: joined.count };
}

async function colleaguesFor(tx: Tx, actor: Actor, organisationId: string): Promise<Pick<Colleague, 'id' | 'name'>[]> {
  if (grantsFor(actor, incidentPolicy.acknowledge).length === 0) return [];
  return (await readColleagues(tx, actor, organisationId)).map(({ id, name }) => ({ id, name }));
}

async function readOlder(tx: Tx, file: FileKey, side: Side, { events, attachments }: OverviewPages) {
  const sizes = overviewPageSizes;
  return {
    events: events > 1 ? await readOlderEvents(tx, file, side, { skip: (events - 1) * sizes.events, take: sizes.events }) : null,
    attachments: attachments > 1 && seesPart(side, 'attachments')
      ? await readOlderAttachments(tx, file, { skip: (attachments - 1) * sizes.attachments, take: sizes.attachments })
      : null,
  };
}
