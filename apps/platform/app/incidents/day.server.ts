import { DUTY_STATES, isSettled, SHIPPED_RULES } from '@hygie/obligations';
import { type Expression, type ExpressionBuilder, sql } from 'kysely';
import { type Actor, grantsFor, type Permission } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { inSight } from '../ground/scope.server.ts';
import { type Declaration, unlistedAt } from './declaration.ts';
import type { IncidentState } from './incident.ts';
import { anyDossierPermission, incidentPolicy } from './policy.ts';
import { countCap } from './queue.server.ts';
import { heldWhere, seenAtLeastFrom, seenFrom, seesSomeTerms, sidesHeld, sideOn } from './sight.server.ts';
import { answeredBy, type Audience, eventFor, type Side, threadsOf, toldSteps } from './sight.ts';

/** A legal term that runs on a file. */
export interface DayTerm {
  number: string;
  title: string;
  state: IncidentState;
  organisationName: string;
  dueAt: Date;
  duty: string;
  /** Whether the reader takes the ready dossier of the duty. */
  dossier: boolean;
}

/** A file that waits for a decision of the reader. */
export interface DayDecision {
  number: string;
  title: string;
  state: IncidentState;
  urgency: number;
  organisationName: string;
  declaredAt: Date;
}

/** An answer that the other side asked for. */
export interface DayQuestion {
  number: string;
  title: string;
  audience: Audience;
  author: string;
  dueAt: Date;
}

/** Something that happened to a file. */
export interface DayChange {
  id: string;
  number: string;
  title: string;
  organisationName: string;
  kind: string;
  text: string;
  author: string;
  at: Date;
}

/** What a day begins with. Counts stop at `countCap`. */
export interface Day {
  terms: DayTerm[];
  termCount: number;
  decisions: DayDecision[];
  decisionCount: number;
  questions: DayQuestion[];
  questionCount: number;
  changes: DayChange[];
}

const shown = { terms: 5, decisions: 8, questions: 8, changes: 8 };
const changeDays = 7;
// Whose latest events make « what changed »: bounds the walk for those who see the whole country.
const recentFiles = 50;

const visible = (tx: Tx) => inSight(tx, 'incident.organisation_id');

/**
 * Reads « Ma journée » in the running scope: six bounded queries, whatever the number of files. Each line as its reader
 * sees that very file: a RSSI of one structure may only declare in another.
 */
export async function readDay(tx: Tx, actor: Actor, now: Date): Promise<Day> {
  const decides = waiting.some(({ permission }) => grantsFor(actor, permission).length > 0);
  return {
    ...(await readTerms(tx, actor)),
    decisions: decides ? await readDecisions(tx, actor) : [],
    decisionCount: decides ? await count(tx, filesWaitingFor(tx, actor).select('incident.id').limit(countCap)) : 0,
    questions: await readQuestions(tx, actor),
    questionCount: await count(tx, questionsFor(tx, actor).select('incident_message.id').limit(countCap)),
    changes: await readChanges(tx, actor, now),
  };
}

async function count(tx: Tx, rows: Expression<unknown>): Promise<number> {
  const { counted } = await tx.selectNoFrom(sql<number>`(select count(*) from ${rows} as counted_rows)`.as('counted')).executeTakeFirstOrThrow();
  return counted;
}

// The files whose term is the nearest: bounds the walk for those who see the whole country.
const pressingFiles = 200;
const legalDuties = SHIPPED_RULES.filter((rule) => rule.deadline !== null).map((rule) => rule.duty);
const settled = DUTY_STATES.filter(isSettled);

/**
 * The terms that the law itself sets and that still run or are late, the nearest first, with how many there are: on
 * closed files too, which the law does not close.
 * Indexes: incident_due, then the key of incident_obligation.
 */
export async function readTerms(tx: Tx, actor: Actor, most = shown.terms): Promise<{ terms: DayTerm[]; termCount: number }> {
  if (!seesSomeTerms(actor)) return { terms: [], termCount: 0 };
  const files = tx
    .selectFrom('incident')
    .where(visible(tx))
    .where(seenAtLeastFrom(actor, 'structure', 'incident.organisation_id'))
    .where('incident.next_due_at', 'is not', null)
    .select(['incident.organisation_id', 'incident.id', 'incident.number', 'incident.title', 'incident.state', 'incident.declaration'])
    .orderBy('incident.next_due_at')
    .limit(pressingFiles)
    .as('files');
  const takesAny = heldWhere(actor, anyDossierPermission, 'files.organisation_id');
  const takesUnlisted = heldWhere(actor, incidentPolicy.dossier, 'files.organisation_id');
  const rows = await tx
    .selectFrom(files)
    .innerJoin('incident_obligation', (join) =>
      join.onRef('incident_obligation.organisation_id', '=', 'files.organisation_id').onRef('incident_obligation.incident_id', '=', 'files.id'),
    )
    .innerJoinLateral(
      sql<{ duty: string; verdict: string; state: string; ends_at: Date | null }>`jsonb_to_recordset(incident_obligation.duties)`
        .as<'owed'>(sql`owed (duty text, verdict text, state text, ends_at timestamptz)`),
      (join) => join.onTrue(),
    )
    .innerJoin('organisation', 'organisation.id', 'files.organisation_id')
    .where('owed.verdict', '=', 'applies')
    .where('owed.state', 'not in', settled)
    .where('owed.ends_at', 'is not', null)
    .where('owed.duty', 'in', legalDuties)
    .select([
      'files.number', 'files.title', 'files.state', 'organisation.name as organisationName', 'owed.ends_at as dueAt', 'owed.duty',
      sql<number>`count(*) over ()`.as('termCount'),
      'files.organisation_id', takesAny.as('takesAny'),
      // Read for the regions alone: nobody else's right depends on it.
      sql<Declaration['structure'] | null>`case when ${takesUnlisted} and not ${takesAny} then files.declaration -> 'structure' end`.as('structure'),
    ])
    .orderBy('owed.ends_at')
    .orderBy('files.number')
    .orderBy('owed.duty')
    .limit(most)
    .execute();
  const terms = rows.map((row) => ({
    number: row.number, title: row.title, state: row.state, organisationName: row.organisationName, dueAt: row.dueAt, duty: row.duty,
    dossier: row.takesAny || (row.structure !== null && unlistedAt({ structure: row.structure }, row.organisation_id) !== null),
  }) as DayTerm);
  return { terms, termCount: rows[0]?.termCount ?? 0 };
}

// What waits in each state, and for whom.
const waiting: { state: IncidentState; permission: Permission }[] = [
  { state: 'declared', permission: incidentPolicy.acknowledge },
  { state: 'acknowledged', permission: incidentPolicy.qualify },
];

/** Files whose next step is someone's to take. Index: incident_by_state. */
function filesWaitingFor(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('incident')
    .where(visible(tx))
    .where('incident.state', 'in', waiting.map(({ state }) => state))
    .where((eb) => eb.or(waiting.map(({ state, permission }) =>
      eb.and([eb('incident.state', '=', state), heldWhere(actor, permission, 'incident.organisation_id')]))));
}

async function readDecisions(tx: Tx, actor: Actor): Promise<DayDecision[]> {
  const rows = await filesWaitingFor(tx, actor)
    .innerJoin('organisation', 'organisation.id', 'incident.organisation_id')
    .select(['incident.number', 'incident.title', 'incident.state', 'incident.urgency', 'organisation.name as organisationName', 'incident.declared_at as declaredAt'])
    .orderBy('incident.urgency', 'desc')
    .orderBy('incident.declared_at', 'desc')
    .orderBy('incident.number')
    .limit(shown.decisions)
    .execute();
  return rows as DayDecision[];
}

/** Requests that wait for an answer of the side on which someone stands. Index: incident_message_awaited. */
function questionsFor(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('incident_message')
    .innerJoin('incident', (join) =>
      join.onRef('incident.organisation_id', '=', 'incident_message.organisation_id').onRef('incident.id', '=', 'incident_message.incident_id'),
    )
    .where(visible(tx))
    .where('incident.state', '!=', 'closed')
    .where('incident_message.answer_due_at', 'is not', null)
    .where('incident_message.answered_at', 'is', null)
    .where((eb) => eb.or(sidesHeld(actor).flatMap((side) => awaitingThreads(side).map(({ audience, askers }) => eb.and([
      eb('incident_message.audience', '=', audience), eb('incident_message.side', 'in', askers), seenFrom(actor, side, 'incident.organisation_id'),
    ])))));
}

/** Threads in which a side is awaited, and by whom. The day of an authority leaves what structure and declarant ask each other. */
function awaitingThreads(side: Side) {
  const authority = side === 'region' || side === 'nation';
  return threadsOf(side)
    .filter((audience) => !(authority && audience === 'declarant'))
    .map((audience) => ({ audience, askers: answeredBy(side, audience) }))
    .filter(({ askers }) => askers.length > 0);
}

async function readQuestions(tx: Tx, actor: Actor): Promise<DayQuestion[]> {
  const rows = await questionsFor(tx, actor)
    .select(['incident.number', 'incident.title', 'incident_message.audience', 'incident_message.author_label as author', 'incident_message.answer_due_at as dueAt'])
    .orderBy('incident_message.answer_due_at')
    .orderBy('incident_message.id')
    .limit(shown.questions)
    .execute();
  return rows as DayQuestion[];
}

/** The events of a week on the latest files of the scope. Indexes: incident_recent, incident_event_order. */
async function readChanges(tx: Tx, actor: Actor, now: Date): Promise<DayChange[]> {
  const since = now.getTime() - changeDays * 86_400_000;
  const recent = tx
    .selectFrom('incident')
    .where(visible(tx))
    .select(['incident.organisation_id', 'incident.id', 'incident.number', 'incident.title'])
    .orderBy('incident.declared_at', 'desc')
    .limit(recentFiles)
    .as('recent');
  const rows = await tx
    .selectFrom(recent)
    .innerJoin('incident_event', (join) =>
      join.onRef('incident_event.organisation_id', '=', 'recent.organisation_id').onRef('incident_event.incident_id', '=', 'recent.id'),
    )
    .innerJoin('organisation', 'organisation.id', 'recent.organisation_id')
    .select([
      'incident_event.id', 'recent.number', 'recent.title', 'organisation.name as organisationName', 'incident_event.kind', 'incident_event.text',
      'incident_event.author_label as author', 'incident_event.recorded_at as at', sideOn(actor, 'recent.organisation_id').as('side'),
    ])
    .where('incident_event.recorded_at', '>', new Date(since))
    // What the declaration tells of the past is in the file; the day shows what people did.
    .where('incident_event.kind', 'not in', ['started', 'detected'])
    .where((eb) => eb.or(sidesHeld(actor).map((side) => eb.and([seenFrom(actor, side, 'recent.organisation_id'), ...kindsFor(eb, side)]))))
    .orderBy('incident_event.recorded_at', 'desc')
    .orderBy('incident_event.id', 'desc')
    .limit(shown.changes)
    .execute();
  return rows.flatMap(({ side, ...row }) => eventFor(side, row) ?? []);
}

// A line that would be shown without its words, or not at all, takes the place of none that tells something.
function kindsFor(eb: ExpressionBuilder<{ incident_event: { kind: string } }, 'incident_event'>, side: Side) {
  if (side === 'declarant') return [eb('incident_event.kind', 'in', toldSteps)];
  return side === 'region' ? [eb('incident_event.kind', '!=', 'attachment')] : [];
}

/** A measure that someone wished for when closing a file. */
export interface WishedMeasure {
  id: string;
  title: string;
  organisationName: string;
  createdAt: Date;
  /** The file that it comes from; null when it is out of the reader's sight. */
  number: string | null;
}

/** Lines on a page of measures. */
export const measuresPageSize = 50;

/** Measures wished for in the scope, the latest first. A declarant does not read them. Index: measure_of. */
export async function readMeasures(tx: Tx, page: number): Promise<{ lines: WishedMeasure[]; more: boolean }> {
  const rows = await tx
    .selectFrom('measure')
    .innerJoin('organisation', 'organisation.id', 'measure.organisation_id')
    .leftJoin('incident', (join) =>
      join.onRef('incident.organisation_id', '=', 'measure.organisation_id').on(sql<boolean>`measure.origin_kind = 'incident' and incident.id::text = measure.origin_id`),
    )
    .select(['measure.id', 'measure.title', 'organisation.name as organisationName', 'measure.created_at as createdAt', 'incident.number'])
    .orderBy('measure.created_at', 'desc')
    .orderBy('measure.id', 'desc')
    .offset((page - 1) * measuresPageSize)
    .limit(measuresPageSize + 1)
    .execute();
  return { lines: rows.slice(0, measuresPageSize), more: rows.length > measuresPageSize };
}
