import type { DetectionBar } from '@hygie/incident-exchange';
import type { Duty } from '@hygie/obligations';
import { sql } from 'kysely';
import type { Actor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { type Declaration, declaration } from './declaration.ts';
import { storedFacts } from './facts.ts';
import { withBars } from './indicator-bar.server.ts';
import { requireStanding } from './file.server.ts';
import type { IncidentState } from './incident.ts';
import { dutiesOf, readActs, readStatus, type StoredAct } from './obligations.server.ts';
import { incidentPolicy } from './policy.ts';
import type { Role } from '../organisations/role.ts';
import { readParts } from './file-parts.server.ts';
import { journalReading } from './reading.server.ts';
import { seesPart, type Audience, type Side } from './sight.ts';
import type { QueueLine } from './queue.server.ts';

/** A message as its reader sees it. */
export interface FileMessage {
  id: string;
  audience: Audience;
  side: Side | 'vendor';
  author: string;
  body: string;
  createdAt: Date;
  answerDueAt: Date | null;
  answeredAt: Date | null;
}

/** An act on a duty as its reader sees it; `withdrawable` unless the platform recorded it, or it was withdrawn already. */
export type ShownAct = ReturnType<typeof shownAct>;

function shownAct({ author_label: author, author_id: authorId, proof_id: proofId, ...act }: StoredAct) {
  return { ...act, author, proofId, withdrawable: authorId !== null && act.withdrawal === null };
}

/** A whole file, cut to what its reader may see. */
export interface IncidentView {
  id: string;
  number: string;
  version: number;
  kind: Declaration['kind'];
  state: IncidentState;
  title: string;
  side: Side;
  /** Roles of the reader on the structure: which acts the pages offer. Commands check again. */
  roles: readonly Role[];
  organisation: { id: string; name: string; town: string | null; finess: string | null; timeZone: string };
  declaration: Declaration;
  declarationVersion: number;
  facts: ReturnType<typeof storedFacts.parse>;
  nature: string;
  typeCode: string;
  careImpact: string;
  level: 'grave' | 'significatif' | null;
  mustDeclare: 'yes' | 'no' | 'undetermined';
  urgency: number;
  tlp: string;
  pap: string;
  declaredAt: Date;
  acknowledgedAt: Date | null;
  closedAt: Date | null;
  startedAt: Date | null;
  knownAt: Date;
  /** Whether someone follows the file; their name is only shown to their colleagues. */
  assigned: boolean;
  assignedTo: string | null;
  cause: string | null;
  lessons: string | null;
  duties: Duty[];
  acts: ShownAct[];
  messages: FileMessage[];
  /** `bar`: why one is not for detection, by what is known of the structure today. */
  indicators: { id: string; type: string; value: string; warning: string | null; bar: DetectionBar | null; comment: string; author: string; createdAt: Date }[];
  events: { id: string; kind: string; at: Date; text: string; author: string }[];
  attachments: { id: string; name: string; size: number; mediaType: string; sha256: string; author: string; createdAt: Date }[];
  history: { fact: string; answer: unknown; reason: string; author: string; at: Date }[];
  bulletins: { id: string; title: string; body: string; tlp: string; version: number; author: string; createdAt: Date }[];
}

/** What stands around a file: what looks alike elsewhere, and the measures wished for when it was closed. */
export interface FileExtras {
  similar: QueueLine[];
  measures: { id: string; title: string }[];
}

/** What is known of a file that looks around it. */
type Around = Pick<IncidentView, 'id' | 'typeCode' | 'side'> & { organisation: { id: string } };

/** Measures wished for when a file was closed. Index: measure_of. */
export async function readMeasuresOf(tx: Tx, view: Omit<Around, 'typeCode'>): Promise<FileExtras['measures']> {
  if (!seesPart(view.side, 'closing')) return [];
  return tx
    .selectFrom('measure')
    .select(['id', 'title'])
    .where('organisation_id', '=', view.organisation.id)
    .where('origin_kind', '=', 'incident')
    .where('origin_id', '=', view.id)
    .orderBy('created_at')
    .orderBy('id')
    .limit(100)
    .execute();
}

/**
 * Reads a file for someone signed in, and journals that it was read (a sensitive file). Throws `not_found` when it
 * is out of their scope. Every list is bounded; a constant number of queries, each on the key of the file.
 */
export async function readIncident(platform: Platform, actor: Actor, number: string): Promise<IncidentView & FileExtras> {
  return inScope(platform.pool, actor, incidentPolicy.read, async (tx) => {
    const opened = await openFile(tx, actor, number);
    const around = { id: opened.row.id, side: opened.side, typeCode: opened.row.type_code, organisation: { id: opened.row.organisation_id } };
    const [view, similar, measures] = await Promise.all([viewOfOpened(tx, opened, platform.now()), readSimilar(tx, around), readMeasuresOf(tx, around)]);
    await journalReading(tx, actor, 'incident.open', { organisationId: view.organisation.id, kind: 'incident', id: view.id, number: view.number });
    return { ...view, similar, measures };
  });
}

/** Builds the view of a file inside a transaction. */
export async function viewOf(tx: Tx, actor: Actor, number: string, now: Date): Promise<IncidentView> {
  return viewOfOpened(tx, await openFile(tx, actor, number), now);
}

/** The row of a file and where its reader stands; throws `not_found` and `forbidden`. */
async function openFile(tx: Tx, actor: Actor, number: string) {
  const row = await tx
    .selectFrom('incident')
    .innerJoin('organisation', 'organisation.id', 'incident.organisation_id')
    .leftJoin('person', 'person.id', 'incident.assigned_to')
    .selectAll('incident')
    .select(['organisation.name as organisation_name', 'organisation.town', 'organisation.finess_ej', 'organisation.finess_et', 'organisation.time_zone'])
    .select(sql<string | null>`person.given_name || ' ' || person.family_name`.as('assignee'))
    .where('incident.number', '=', number)
    .executeTakeFirst();
  if (!row) throw new HygieError('not_found');
  return { row, ...(await requireStanding(tx, actor, incidentPolicy.read, row.organisation_id)) };
}

async function viewOfOpened(tx: Tx, { row, side, roles }: Awaited<ReturnType<typeof openFile>>, now: Date): Promise<IncidentView> {
  const facts = storedFacts.parse(row.facts);
  const given = declaration.parse(row.declaration);
  // Together: what each asks goes in one packet, and the file costs a few round trips instead of one a query.
  const [acts, status, parts] = await Promise.all([
    readActs(tx, row.organisation_id, row.id), readStatus(tx, row.organisation_id), readParts(tx, row.organisation_id, row.id, side),
  ]);
  const found = seesPart(side, 'obligations') ? dutiesOf(row.kind, { facts, nature: row.nature, status, timeZone: row.time_zone, acts }, now) : [];
  return {
    id: row.id, number: row.number, version: row.version, kind: given.kind, state: row.state as IncidentState, title: row.title, side, roles,
    organisation: { id: row.organisation_id, name: row.organisation_name, town: row.town, finess: row.finess_ej ?? row.finess_et, timeZone: row.time_zone },
    declaration: side === 'nation' ? given : withoutVendorContact(given), declarationVersion: row.declaration_version, facts, nature: row.nature, typeCode: row.type_code, careImpact: row.care_impact,
    level: row.level as IncidentView['level'], mustDeclare: row.must_declare as IncidentView['mustDeclare'], urgency: row.urgency,
    tlp: row.tlp, pap: row.pap, declaredAt: row.declared_at, acknowledgedAt: row.acknowledged_at, closedAt: row.closed_at,
    startedAt: row.started_at, knownAt: row.known_at, assigned: row.assigned_to !== null, assignedTo: row.assignee,
    cause: seesPart(side, 'closing') ? row.cause : null, lessons: seesPart(side, 'closing') ? row.lessons : null,
    duties: found,
    acts: seesPart(side, 'obligations') ? acts.map(shownAct) : [],
    ...parts,
    indicators: await withBars(tx, row.organisation_id, given, parts.indicators),
  };
}

/** Whom to write to at the vendor's is for CERT Santé, which alone speaks with vendors. */
function withoutVendorContact(given: Declaration): Declaration {
  return given.kind === 'weakness' ? { ...given, weakness: { ...given.weakness, vendorContact: '' } } : given;
}

/** Open files of other structures that look alike: the same type within 30 days, or an indicator in common. */
export async function readSimilar(tx: Tx, view: Around): Promise<QueueLine[]> {
  if (!seesPart(view.side, 'similar')) return [];
  // Two short lists rather than one condition with an "or", which would read every open file.
  const open = tx
    .selectFrom('incident as other')
    .select(['other.organisation_id', 'other.id', 'other.declared_at'])
    .where('other.state', '!=', 'closed')
    .where('other.organisation_id', '!=', view.organisation.id);
  const sameType = open
    .where('other.type_code', '=', view.typeCode)
    .where('other.type_code', '!=', 'undetermined')
    .where('other.declared_at', '>', sql<Date>`now() - interval '30 days'`);
  const sharing = open
    .innerJoin('incident_indicator as theirs', (join) => join.onRef('theirs.organisation_id', '=', 'other.organisation_id').onRef('theirs.incident_id', '=', 'other.id'))
    .innerJoin('incident_indicator as ours', (join) => join.onRef('ours.type', '=', 'theirs.type').onRef('ours.value', '=', 'theirs.value'))
    .where('ours.organisation_id', '=', view.organisation.id)
    .where('ours.incident_id', '=', view.id)
    .where('ours.withdrawn_at', 'is', null)
    .where('theirs.withdrawn_at', 'is', null);
  const latest = (query: typeof open) => tx.selectFrom(query.orderBy('other.declared_at', 'desc').limit(10).as('latest')).select(['organisation_id', 'id']);
  const rows = await tx
    .with('alike', () => latest(sameType).union(latest(sharing.distinct())))
    .selectFrom('alike')
    .innerJoin('incident', (join) => join.onRef('incident.organisation_id', '=', 'alike.organisation_id').onRef('incident.id', '=', 'alike.id'))
    .innerJoin('organisation', 'organisation.id', 'incident.organisation_id')
    .select([
      'incident.number', 'incident.title', 'incident.kind', 'incident.state', 'incident.urgency', 'incident.organisation_id as organisationId',
      'organisation.name as organisationName', 'organisation.town', 'incident.type_code as typeCode', 'incident.care_impact as careImpact',
      'incident.level', 'incident.help_wanted as helpWanted', 'incident.declared_at as declaredAt', 'incident.next_due_at as nextDueAt',
      'incident.next_due_duty as nextDueDuty', sql<boolean>`incident.assigned_to is not null`.as('assigned'), sql<string | null>`null`.as('assignedTo'),
    ])
    .orderBy('incident.declared_at', 'desc')
    .orderBy('incident.number')
    .limit(10)
    .execute();
  return rows as QueueLine[];
}
