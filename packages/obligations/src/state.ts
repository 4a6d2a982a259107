import type { Clock } from './clock.ts';
import type { DutyId } from './duty-id.ts';
import type { Explanation } from './explanation.ts';
import type { Act, Decision, Facts, Instant } from './facts.ts';
import { readInstant, writeInstant } from './time.ts';

/**
 * Where a duty stands. `none`: nothing is owed. `waiting`: owed, but what starts the clock has not happened.
 * `justified`: a person decided, with a reason, that it is not applicable or is postponed. Exactly one holds.
 */
export const DUTY_STATES = [
  'none', 'waiting', 'running', 'half_passed', 'last_tenth', 'overdue', 'done', 'done_late', 'justified',
] as const;

/** One of `DUTY_STATES`. */
export type DutyState = (typeof DUTY_STATES)[number];

const SETTLED: readonly DutyState[] = ['none', 'done', 'done_late', 'justified'];

/** Whether a duty in this state waits for nobody: nothing is owed, it was sent, or someone set it aside. */
export function isSettled(state: DutyState): boolean {
  return SETTLED.includes(state);
}

/** A state with its proof. */
export interface Standing {
  readonly state: DutyState;
  readonly doneAt: Instant | null;
  readonly reference: string | null;
  readonly because: readonly Explanation[];
}

/** A sending wins over a decision, a decision over the clock. `owed` is false where the law asks nothing. */
export function standingOf(duty: DutyId, owed: boolean, clock: Clock | null, facts: Facts, now: number): Standing {
  const acts = facts.acts.filter((act) => act.duty === duty).toSorted(byInstant);
  const [first] = acts;
  if (first !== undefined) return sentStanding(first, acts, clock);
  if (!owed) return { state: 'none', doneAt: null, reference: null, because: [] };
  const decided = decisionOn(duty, clock, facts, now);
  return {
    state: decided.holds ? 'justified' : clockState(clock, now),
    doneAt: null, reference: null, because: decided.because,
  };
}

function sentStanding(first: Act, acts: readonly Act[], clock: Clock | null): Standing {
  const at = readInstant(first.at, 'acts.at');
  const late = clock?.dueAt != null && at > readInstant(clock.dueAt, 'dueAt');
  const missedTarget = !late && clock?.targetAt != null && at > readInstant(clock.targetAt, 'targetAt');
  const reason = acts.map(({ lateReason }) => lateReason?.trim() ?? '').find((text) => text !== '');
  const lateness: Explanation = reason === undefined ? { code: 'late_reason_missing' } : { code: 'late_reason', reason };
  return {
    state: late ? 'done_late' : 'done',
    doneAt: writeInstant(at),
    reference: acts.find(({ reference }) => reference !== null)?.reference ?? null,
    because: late ? [lateness] : missedTarget ? [{ code: 'sent_after_target' }] : [],
  };
}

function clockState(clock: Clock | null, now: number): DutyState {
  if (clock === null || now < readInstant(clock.startsAt, 'startsAt')) return 'waiting';
  const passed = (instant: Instant | null): boolean => instant !== null && now >= readInstant(instant, 'clock');
  if (clock.endsAt !== null && now > readInstant(clock.endsAt, 'endsAt')) return 'overdue';
  if (passed(clock.lastTenthAt)) return 'last_tenth';
  return passed(clock.halfAt) ? 'half_passed' : 'running';
}

/** A postponement never moves the term of the law: it lapses there at the latest. */
function decisionOn(duty: DutyId, clock: Clock | null, facts: Facts, now: number): { holds: boolean; because: Explanation[] } {
  const latest = facts.decisions.filter((decision) => decision.duty === duty).toSorted(byInstant).at(-1);
  if (latest === undefined) return { holds: false, because: [] };
  const { kind, author, reason } = latest;
  if (author.trim() === '' || reason.trim() === '') return { holds: false, because: [{ code: 'decision_unsigned' }] };
  const until = kind === 'postponed' ? earliest(latest.until, clock?.dueAt ?? null) : null;
  if (until !== null && now > readInstant(until, 'decisions.until')) {
    return { holds: false, because: [{ code: 'postponement_lapsed', until }] };
  }
  return { holds: true, because: [{ code: 'decision', kind, author, reason, until }] };
}

function earliest(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return readInstant(one, 'decisions.until') <= readInstant(other, 'dueAt') ? one : other;
}

/** Same instant: ordered by content, so that the order of the caller's list changes nothing. */
function byInstant<T extends Act | Decision>(one: T, other: T): number {
  const gap = readInstant(one.at, 'at') - readInstant(other.at, 'at');
  if (gap !== 0) return gap;
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}
