import { DUTY_STATES, isSettled, SHIPPED_RULES } from '@hygie/obligations';
import { type Expression, sql } from 'kysely';
import { type Actor, grantsFor, type Permission } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { inSight } from '../ground/scope.server.ts';
import type { IncidentState } from './incident.ts';
import { incidentPolicy } from './policy.ts';
import { countCap } from './queries.server.ts';
import { answeredBy, type Audience, eventFor, type Side, sideOf, threadsOf, toldSteps } from './sight.ts';

/** A legal term that runs on a file. */
export interface DayTerm {
  number: string;
  title: string;
  state: IncidentState;
  organisationName: string;
  dueAt: Date;
  duty: string;
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

/** The widest side of someone over everything they hold. */
export function widestSide(actor: Actor): Side {
  return sideOf(actor, actor.kind === 'person' ? actor.rights.map((right) => right.role) : []);
}

/** Reads « Ma journée » in the running scope: six bounded queries, whatever the number of files. */
export async function readDay(tx: Tx, actor: Actor, now: Date): Promise<Day> {
  const side = widestSide(actor);
  const holds = (permission: Permission) => grantsFor(actor, permission).length > 0;
  const seesTerms = side !== 'declarant';
  const waiting: IncidentState[] = [
    ...(holds(incidentPolicy.acknowledge) ? (['declared'] as const) : []),
    ...(holds(incidentPolicy.qualify) ? (['acknowledged'] as const) : []),
  ];
  return {
    ...(seesTerms ? await readTerms(tx) : { terms: [], termCount: 0 }),
    decisions: waiting.length > 0 ? await readDecisions(tx, waiting) : [],
    decisionCount: waiting.length > 0 ? await count(tx, filesIn(tx, waiting).select('incident.id').limit(countCap)) : 0,
    questions: await readQuestions(tx, side),
    questionCount: await count(tx, questionsFor(tx, side).select('incident_message.id').limit(countCap)),
    changes: await readChanges(tx, side, now),
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
export async function readTerms(tx: Tx, most = shown.terms): Promise<{ terms: DayTerm[]; termCount: number }> {
  const files = tx
    .selectFrom('incident')
    .where(visible(tx))
    .where('incident.next_due_at', 'is not', null)
    .select(['incident.organisation_id', 'incident.id', 'incident.number', 'incident.title', 'incident.state'])
    .orderBy('incident.next_due_at')
    .limit(pressingFiles)
    .as('files');
  const rows = await tx
    .selectFrom(files)
    .innerJoin('incident_obligation', (join) =>
      join.onRef('incident_obligation.organisation_id', '=', 'files.organisation_id').onRef('incident_obligation.incident_id', '=', 'files.id'),
    )
    .innerJoin('organisation', 'organisation.id', 'files.organisation_id')
    .where('incident_obligation.verdict', '=', 'applies')
    .where('incident_obligation.state', 'not in', settled)
    .where('incident_obligation.ends_at', 'is not', null)
    .where('incident_obligation.duty', 'in', legalDuties)
    .select([
      'files.number', 'files.title', 'files.state', 'organisation.name as organisationName', 'incident_obligation.ends_at as dueAt', 'incident_obligation.duty',
      sql<number>`count(*) over ()`.as('termCount'),
    ])
    .orderBy('incident_obligation.ends_at')
    .orderBy('files.number')
    .orderBy('incident_obligation.duty')
    .limit(most)
    .execute();
  return { terms: rows.map(({ termCount: _, ...term }) => term as DayTerm), termCount: rows[0]?.termCount ?? 0 };
}

/** Files that stand in a state. Index: incident_by_state. */
function filesIn(tx: Tx, states: IncidentState[]) {
  return tx.selectFrom('incident').where(visible(tx)).where('incident.state', 'in', states);
}

async function readDecisions(tx: Tx, states: IncidentState[]): Promise<DayDecision[]> {
  const rows = await filesIn(tx, states)
    .innerJoin('organisation', 'organisation.id', 'incident.organisation_id')
    .select(['incident.number', 'incident.title', 'incident.state', 'incident.urgency', 'organisation.name as organisationName', 'incident.declared_at as declaredAt'])
    .orderBy('incident.urgency', 'desc')
    .orderBy('incident.declared_at', 'desc')
    .orderBy('incident.number')
    .limit(shown.decisions)
    .execute();
  return rows as DayDecision[];
}

/** Requests that wait for an answer of a side. Index: incident_message_awaited. */
function questionsFor(tx: Tx, side: Side) {
  return tx
    .selectFrom('incident_message')
    .innerJoin('incident', (join) =>
      join.onRef('incident.organisation_id', '=', 'incident_message.organisation_id').onRef('incident.id', '=', 'incident_message.incident_id'),
    )
    .where(visible(tx))
    .where('incident.state', '!=', 'closed')
    .where('incident_message.answer_due_at', 'is not', null)
    .where('incident_message.answered_at', 'is', null)
    .where((eb) => eb.or(awaitingThreads(side).map(({ audience, askers }) =>
      eb.and([eb('incident_message.audience', '=', audience), eb('incident_message.side', 'in', askers)]))));
}

/** Threads in which a side is awaited, and by whom. The day of an authority leaves what structure and declarant ask each other. */
function awaitingThreads(side: Side) {
  const authority = side === 'region' || side === 'nation';
  return threadsOf(side)
    .filter((audience) => !(authority && audience === 'declarant'))
    .map((audience) => ({ audience, askers: answeredBy(side, audience) }))
    .filter(({ askers }) => askers.length > 0);
}

async function readQuestions(tx: Tx, side: Side): Promise<DayQuestion[]> {
  const rows = await questionsFor(tx, side)
    .select(['incident.number', 'incident.title', 'incident_message.audience', 'incident_message.author_label as author', 'incident_message.answer_due_at as dueAt'])
    .orderBy('incident_message.answer_due_at')
    .orderBy('incident_message.id')
    .limit(shown.questions)
    .execute();
  return rows as DayQuestion[];
}

/** The events of a week on the latest files of the scope. Indexes: incident_recent, incident_event_order. */
async function readChanges(tx: Tx, side: Side, now: Date): Promise<DayChange[]> {
  // What the declaration tells of the past is in the file; the day shows what people did.
  const hidden = ['started', 'detected', ...(side === 'region' ? ['attachment'] : [])];
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
      'incident_event.author_label as author', 'incident_event.recorded_at as at',
    ])
    .where('incident_event.recorded_at', '>', new Date(since))
    .where('incident_event.kind', 'not in', hidden)
    .$if(side === 'declarant', (query) => query.where('incident_event.kind', 'in', toldSteps))
    .orderBy('incident_event.recorded_at', 'desc')
    .orderBy('incident_event.id', 'desc')
    .limit(shown.changes)
    .execute();
  return rows.flatMap((row) => eventFor(side, row) ?? []);
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
