import { sql } from 'kysely';
import type { Actor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { inSight } from '../ground/scope.server.ts';
import { bearsWords } from '../organisations/queries.server.ts';
import { incidentStates, type IncidentState } from './incident.ts';
import { containing, indicatorIs } from './search.server.ts';
import { seenAtLeastFrom } from './sight.server.ts';

/** What a queue may be filtered by; comes from the address, so everything is optional. */
export interface QueueFilter {
  state?: IncidentState | 'open' | undefined;
  kind?: 'incident' | 'weakness' | undefined;
  urgency?: number | undefined;
  type?: string | undefined;
  text?: string | undefined;
  /** Whether `text` may name an indicator of compromise. */
  indicators?: boolean | undefined;
  organisationId?: string | undefined;
  mine?: string | undefined;
  due?: boolean | undefined;
  page: number;
}

/** One line of a queue. */
export interface QueueLine {
  number: string;
  title: string;
  kind: string;
  state: IncidentState;
  urgency: number;
  organisationId: string;
  organisationName: string;
  town: string | null;
  typeCode: string;
  careImpact: string;
  level: string | null;
  helpWanted: boolean;
  declaredAt: Date;
  nextDueAt: Date | null;
  nextDueDuty: string | null;
  /** Whether someone follows the file; their name is only shown to their colleagues. */
  assigned: boolean;
  assignedTo: string | null;
}

/** Lines on a page of a queue. */
export const queuePageSize = 25;

/** Counts stop there: beyond, a queue says « 1 000+ ». */
export const countCap = 1_000;

const openStates = incidentStates.filter((state) => state !== 'closed');

const termsSeen = (actor: Actor) => seenAtLeastFrom(actor, 'structure', 'incident.organisation_id');

function filtered(tx: Tx, actor: Actor, filter: Omit<QueueFilter, 'page'>) {
  let query = tx.selectFrom('incident').where(inSight(tx, 'incident.organisation_id'));
  if (filter.state === 'open') query = query.where('incident.state', '!=', 'closed');
  else if (filter.state) query = query.where('incident.state', '=', filter.state);
  if (filter.kind) query = query.where('incident.kind', '=', filter.kind);
  if (filter.urgency) query = query.where('incident.urgency', '>=', filter.urgency);
  if (filter.type) query = query.where('incident.type_code', '=', filter.type);
  if (filter.organisationId) query = query.where('incident.organisation_id', '=', filter.organisationId);
  if (filter.mine) query = query.where('incident.assigned_to', '=', filter.mine);
  if (filter.due) query = query.where('incident.next_due_at', 'is not', null).where(termsSeen(actor));
  const { text } = filter;
  if (text) {
    const pattern = containing(text);
    const indicator = filter.indicators ? indicatorIs(text) : null;
    query = query.where((eb) => eb.or([
      eb(sql`lower(incident.title)`, 'like', pattern), eb('incident.number', 'ilike', pattern),
      sql<boolean>`incident.organisation_id in (select o.id from organisation o where ${bearsWords(text)})`,
      ...(indicator ? [indicator] : []),
    ]));
  }
  return query;
}

/**
 * A page of the queue of `size` lines: by urgency, then the latest; all states together, the latest first. Terms where the
 * reader sees more than a declarant. Indexes: incident_open and incident_recent (everywhere), incident_open_of (some
 * organisations), incident_by_state (one state), incident_of_organisation (with what is closed).
 */
export async function readQueue(tx: Tx, actor: Actor, filter: QueueFilter, size = queuePageSize): Promise<{ lines: QueueLine[]; more: boolean }> {
  const ofTerm = <Value>(column: string) => sql<Value | null>`case when ${termsSeen(actor)} then ${sql.ref(column)} end`;
  const rows = await filtered(tx, actor, filter)
    .innerJoin('organisation', 'organisation.id', 'incident.organisation_id')
    .leftJoin('person', 'person.id', 'incident.assigned_to')
    .select([
      'incident.number', 'incident.title', 'incident.kind', 'incident.state', 'incident.urgency', 'incident.organisation_id as organisationId',
      'organisation.name as organisationName', 'organisation.town', 'incident.type_code as typeCode', 'incident.care_impact as careImpact',
      'incident.level', 'incident.help_wanted as helpWanted', 'incident.declared_at as declaredAt',
      ofTerm<Date>('incident.next_due_at').as('nextDueAt'), ofTerm<string>('incident.next_due_duty').as('nextDueDuty'),
      sql<boolean>`incident.assigned_to is not null`.as('assigned'),
      sql<string | null>`person.given_name || ' ' || person.family_name`.as('assignedTo'),
    ])
    .$if(filter.state !== undefined, (query) => query.orderBy('incident.urgency', 'desc'))
    .orderBy('incident.declared_at', 'desc')
    .orderBy('incident.number')
    .offset((filter.page - 1) * size)
    .limit(size + 1)
    .execute();
  return { lines: rows.slice(0, size) as QueueLine[], more: rows.length > size };
}

/** Counts of a queue without files. */
export const noFiles: Record<IncidentState, number> = { declared: 0, acknowledged: 0, qualified: 0, closed: 0 };

/** How many files of each open state the queue holds, each count stopping at `countCap`. Indexes: incident_by_state, incident_open_of. */
export async function countQueue(tx: Tx, actor: Actor, filter: Omit<QueueFilter, 'page' | 'state'>): Promise<Record<IncidentState, number>> {
  const counted = (state: IncidentState) =>
    tx.selectFrom(filtered(tx, actor, { ...filter, state }).select('incident.id').limit(countCap).as('some')).select(sql<number>`count(*)`.as('count'));
  const row = await tx.selectNoFrom(() => openStates.map((state) => counted(state).as(state))).executeTakeFirstOrThrow();
  return { ...noFiles, ...(row as Partial<Record<IncidentState, number>>) };
}
