import type { Duty } from './duties.ts';
import type { DutyId } from './duty-id.ts';
import type { Instant } from './facts.ts';
import { isSettled } from './state.ts';
import { readInstant } from './time.ts';

/** When a duty calls for attention. */
export type ReminderKind = 'half' | 'last_tenth' | 'overdue';

/** One call for attention; the three fields together are its identity. */
export interface Reminder {
  readonly duty: DutyId;
  readonly kind: ReminderKind;
  readonly at: Instant;
}

/** Milliseconds until the legal deadline, else the target; negative when past; null when no end runs. */
export function remaining(duty: Duty, now: Instant): number | null {
  const end = duty.clock?.endsAt ?? null;
  if (end === null || isSettled(duty.state)) return null;
  return readInstant(end, 'endsAt') - readInstant(now, 'now');
}

/** When a duty that someone postponed waits for people again; null when it is not postponed, or without end. */
export function resumesAt(duty: Duty): Instant | null {
  const decision = duty.because.find((one) => one.code === 'decision');
  return decision?.until ?? null;
}

/** The reminders of an open duty, in time order; none once it is done, justified or not owed. */
export function reminders(duty: Duty): Reminder[] {
  const clock = duty.clock;
  if (clock === null || isSettled(duty.state)) return [];
  const plan: readonly [ReminderKind, Instant | null][] = [
    ['half', clock.halfAt], ['last_tenth', clock.lastTenthAt], ['overdue', clock.endsAt],
  ];
  return plan.flatMap(([kind, at]) => (at === null ? [] : [{ duty: duty.id, kind, at }]));
}

/**
 * The reminders whose time has come at `now`, those already sent included: a sweeper subtracts what it
 * recorded, sends the last one left and marks the others as overtaken. A sweep lost is caught up by the next.
 */
export function dueReminders(duty: Duty, now: Instant): Reminder[] {
  const time = readInstant(now, 'now');
  return reminders(duty).filter(({ kind, at }) => {
    const instant = readInstant(at, 'at');
    // At the deadline itself the duty is still in time.
    return kind === 'overdue' ? time > instant : time >= instant;
  });
}
