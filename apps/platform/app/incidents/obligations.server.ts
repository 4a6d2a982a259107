import { type Act, type Decision, duties, type Duty, type DutyId, ENGINE_VERSION, isDutyId, isSettled, remaining, type Reminder, reminders, resumesAt } from '@hygie/obligations';
import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { factsForLaw, type StoredFacts, type StructureStatus } from './facts.ts';

/** What the engine needs of a file. */
export interface DutySource {
  facts: StoredFacts;
  nature: string;
  status: StructureStatus;
  timeZone: string;
  acts: ActRow[];
}

/** An act as stored. */
export interface ActRow {
  duty: string;
  kind: string;
  at: Date;
  until: Date | null;
  reference: string;
  reason: string;
  author_label: string;
}

/** An act of a file. One that was withdrawn is of the kind `withdrawn` and counts no more; `was` says what it had been. */
export interface StoredAct extends ActRow {
  id: string;
  proof_id: string | null;
  /** The side that recorded it for a structure which nobody represents here; null otherwise. */
  on_behalf: string | null;
  /** Null: the platform itself recorded it. */
  author_id: string | null;
  was: string;
  withdrawal: { at: Date; author: string; reason: string } | null;
}

/** The duties of a file at an instant; a weakness has none, since nothing happened to the structure. */
export function dutiesOf(kind: string, source: DutySource, now: Date): Duty[] {
  if (kind === 'weakness') return [];
  const acts = source.acts.flatMap((act): Act[] =>
    isDutyId(act.duty) && (act.kind === 'sent' || act.kind === 'sent_in_part')
      ? [{ duty: act.duty, at: act.at.toISOString(), reference: act.reference || null, lateReason: act.reason || null, partial: act.kind === 'sent_in_part' }]
      : [],
  );
  const decisions = source.acts.flatMap((act): Decision[] =>
    isDutyId(act.duty) && (act.kind === 'not_applicable' || act.kind === 'postponed')
      ? [{ duty: act.duty, kind: act.kind, at: act.at.toISOString(), until: act.until?.toISOString() ?? null, author: act.author_label, reason: act.reason }]
      : [],
  );
  const facts = factsForLaw(source.facts, source.nature, source.status, { acts, decisions });
  return duties(facts, now.toISOString(), { timeZone: source.timeZone });
}

// An undetermined duty is only worth a reminder where nearly everyone is concerned; the others wait for a fact.
const remindedUndetermined: ReadonlySet<string> = new Set(['cert_sante', 'cnil', 'complaint']);

/** Whether people are reminded of a duty, as long as it is open. */
export function isReminded(duty: Duty): boolean {
  return duty.verdict === 'applies' || (duty.verdict === 'undetermined' && remindedUndetermined.has(duty.regime));
}

/** What tells one reminder of a file from another. */
export function reminderKey(one: Pick<Reminder, 'duty' | 'kind' | 'at'>): string {
  return `${one.duty} ${one.kind} ${one.at}`;
}

/** The reminders of a file that left or were overtaken, by `reminderKey`. */
export async function readReminders(tx: Tx, organisationId: string, incidentId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('incident_reminder')
    .select(['duty', 'kind', 'moment'])
    .where('organisation_id', '=', organisationId)
    .where('incident_id', '=', incidentId)
    .execute();
  return new Set(rows.map((row) => `${row.duty} ${row.kind} ${row.moment.toISOString()}`));
}

/** Reads the acts of a file, in order; past 500, the latest. Index: incident_obligation_act_of. */
export async function readActs(tx: Tx, organisationId: string, incidentId: string): Promise<StoredAct[]> {
  const rows = await tx
    .selectFrom('incident_obligation_act as act')
    .leftJoin('incident_obligation_act as undo', (join) => join.onRef('undo.organisation_id', '=', 'act.organisation_id').onRef('undo.withdraws', '=', 'act.id'))
    .select([
      'act.id', 'act.duty', 'act.kind', 'act.at', 'act.until', 'act.reference', 'act.reason', 'act.author_label', 'act.author_id', 'act.proof_id', 'act.on_behalf',
      'undo.at as undone_at', 'undo.author_label as undone_by', 'undo.reason as undone_because',
    ])
    .where('act.organisation_id', '=', organisationId)
    .where('act.incident_id', '=', incidentId)
    .where('act.kind', '!=', 'withdrawn')
    .orderBy('act.at', 'desc')
    .orderBy('act.id', 'desc')
    .limit(500)
    .execute();
  return rows.toReversed().map(({ undone_at: at, undone_by: by, undone_because: why, ...act }) =>
    at === null
      ? { ...act, was: act.kind, withdrawal: null }
      : { ...act, was: act.kind, kind: 'withdrawn', withdrawal: { at, author: by ?? '', reason: why ?? '' } },
  );
}

/** The status of a structure, which a site takes from its legal entity; unknown where nobody said. */
export async function readStatus(tx: Tx, organisationId: string): Promise<StructureStatus> {
  const { rows } = await sql<StatusRow>`select * from ground.structure_status(array[${organisationId}]::uuid[])`.execute(tx);
  return statusOf(rows[0]);
}

/** A row of `ground.structure_status`; null where nobody said. */
export interface StatusRow {
  is_ose: StructureStatus['isOse'] | null;
  nis2_status: StructureStatus['nis2Status'] | null;
  is_health_data_host: StructureStatus['isHost'] | null;
  cyber_insured: StructureStatus['insured'] | null;
}

/** The status that a row says. */
export function statusOf(row: StatusRow | undefined): StructureStatus {
  return {
    isOse: row?.is_ose ?? 'unknown', nis2Status: row?.nis2_status ?? 'unknown',
    isHost: row?.is_health_data_host ?? 'unknown', insured: row?.cyber_insured ?? 'unknown',
  };
}

/** What a file shows in queues: its next legal term, and when the sweeper must look at it next. */
export interface Terms {
  nextDueAt: string | null;
  nextDueDuty: DutyId | null;
  nextReminderAt: string | null;
}

/**
 * The terms of a set of duties. A term that already passed stays the next one until something is done about it; a
 * postponement silences reminders until it lapses, and leaves the legal term where it is.
 */
export function termsOf(found: readonly Duty[], now: Date, sent: ReadonlySet<string> = new Set()): Terms {
  const open = found.filter((duty) => !isSettled(duty.state) && remaining(duty, now.toISOString()) !== null);
  const postponed = found.filter((duty) => resumesAt(duty) !== null);
  const binding = [
    ...open.map((duty) => ({ duty, at: duty.clock?.endsAt ?? null })),
    ...postponed.map((duty) => ({ duty, at: duty.clock?.dueAt ?? null })),
  ].flatMap(({ duty, at }) => (at !== null && duty.verdict === 'applies' ? [{ id: duty.id, at }] : []));
  const next = binding.toSorted((a, b) => a.at.localeCompare(b.at))[0];
  const calls = open.filter(isReminded).flatMap((duty) => reminders(duty)).filter((one) => !sent.has(reminderKey(one)));
  const moments = [...calls.map((one) => one.at), ...postponed.flatMap((duty) => resumesAt(duty) ?? [])];
  return { nextDueAt: next?.at ?? null, nextDueDuty: next?.id ?? null, nextReminderAt: moments.toSorted()[0] ?? null };
}

/** What is kept of what the engine found, for the queues: the duties that are owed, may be, or were fulfilled. */
export function keptDuties(found: readonly Duty[]) {
  const duties = found
    .filter((duty) => duty.verdict === 'applies' || duty.verdict === 'undetermined' || duty.doneAt !== null)
    .map(({ id, verdict, state, clock, doneAt }) => ({ duty: id, verdict, state, ends_at: clock?.endsAt ?? null, done_at: doneAt }));
  return { duties, engine_version: ENGINE_VERSION };
}

/**
 * Recomputes the duties of a file and stores them with the terms of the file. Called by every command that changes
 * a fact, an act or the state; the caller holds the lock of the file.
 */
export async function refreshObligations(
  tx: Tx,
  file: { organisation_id: string; id: string; kind: string; nature: string; facts: StoredFacts; state: string },
  now: Date,
): Promise<Duty[]> {
  const { organisation_id: organisationId, id } = file;
  const [status, acts, zone, sent] = await Promise.all([
    readStatus(tx, organisationId),
    readActs(tx, organisationId, id),
    tx.selectFrom('organisation').select('time_zone').where('id', '=', organisationId).executeTakeFirstOrThrow(),
    readReminders(tx, organisationId, id),
  ]);
  const found = dutiesOf(file.kind, { facts: file.facts, nature: file.nature, status, timeZone: zone.time_zone, acts }, now);
  const { duties, engine_version } = keptDuties(found);
  const kept = { duties: JSON.stringify(duties), engine_version, computed_at: now };
  await tx
    .insertInto('incident_obligation')
    .values({ organisation_id: organisationId, incident_id: id, ...kept })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'incident_id']).doUpdateSet(kept))
    .execute();
  const terms = termsOf(found, now, sent);
  await tx
    .updateTable('incident')
    .set({ next_due_at: terms.nextDueAt, next_due_duty: terms.nextDueDuty, next_reminder_at: terms.nextReminderAt })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
  return found;
}
