import { firstSent, judge } from './condition.ts';
import { isDutyId } from './duty-id.ts';
import type { Explanation } from './explanation.ts';
import type { Facts, Instant } from './facts.ts';
import type { ClockStart, Rule } from './rule.ts';
import { addDelay, readInstant, writeInstant, type Delay } from './time.ts';

/** The running of one duty's time. All instants are UTC with milliseconds. */
export interface Clock {
  readonly startsAt: Instant;
  readonly startedBy: ClockStart;
  /** Legal deadline; still in time at this very instant. Null: the law gives no figure. */
  readonly dueAt: Instant | null;
  /** Internal target. */
  readonly targetAt: Instant | null;
  /** What the states and reminders follow: the legal deadline, else the target. */
  readonly endsAt: Instant | null;
  /** Half of the time from start to `endsAt`. */
  readonly halfAt: Instant | null;
  /** Where the last tenth of that time begins. */
  readonly lastTenthAt: Instant | null;
}

/** A clock, or none while what starts it has not happened, with the reasons. */
export interface ClockReading {
  readonly clock: Clock | null;
  readonly because: readonly Explanation[];
}

interface Start {
  readonly at: number;
  readonly by: ClockStart;
}

/** The first known among the starts that a rule accepts. */
export function startOf(rule: Rule, facts: Facts): Start | null {
  for (const by of rule.clockFrom) {
    const at = instantOf(by, facts);
    if (at !== null) return { at, by };
  }
  return null;
}

/** Deadline in epoch milliseconds before any restart, which conditions may refer to. */
export function firstDeadline(rule: Rule, facts: Facts, timeZone: string): number | null {
  const start = startOf(rule, facts);
  return start === null || rule.deadline === null ? null : addDelay(start.at, rule.deadline, timeZone);
}

/** Reads the clock of a rule; `target` replaces the rule's own internal target. */
export function readClock(rule: Rule, facts: Facts, target: Delay | null, timeZone: string): ClockReading {
  const figure: Explanation[] = rule.deadline === null ? [{ code: 'no_figure_in_law', target }] : [];
  const start = startOf(rule, facts);
  if (start === null) {
    return { clock: null, because: [...figure, ...rule.clockFrom.slice(0, 1).map(waitFor)] };
  }
  if (rule.restartsAtEnd && outlasts(rule, facts, timeZone)) {
    const restarted: Explanation[] = [...figure, { code: 'clock_restarted_at_end' }];
    const end = instantOf('endedAt', facts);
    if (end === null) return { clock: null, because: [...restarted, waitFor('endedAt')] };
    return {
      clock: buildClock({ at: end, by: 'endedAt' }, rule.deadline, target, timeZone),
      because: [...restarted, { code: 'clock_started', by: 'endedAt' }],
    };
  }
  return { clock: buildClock(start, rule.deadline, target, timeZone), because: [...figure, startedBy(rule, start)] };
}

function outlasts(rule: Rule, facts: Facts, timeZone: string): boolean {
  const deadline = firstDeadline(rule, facts, timeZone);
  return judge('handled_after_deadline', { facts, deadline }).answer === 'yes';
}

function startedBy(rule: Rule, { by }: Start): Explanation {
  const [expected] = rule.clockFrom;
  if (expected === undefined || expected === by) return { code: 'clock_started', by };
  return { code: 'clock_start_assumed', expected, used: by };
}

function waitFor(expected: ClockStart): Explanation {
  return { code: 'clock_waits', expected };
}

function instantOf(start: ClockStart, facts: Facts): number | null {
  if (isDutyId(start)) return firstSent(facts, start);
  const instant = facts[start];
  return instant === null ? null : readInstant(instant, start);
}

function buildClock(start: Start, deadline: Delay | null, target: Delay | null, timeZone: string): Clock {
  const due = deadline === null ? null : addDelay(start.at, deadline, timeZone);
  const aim = target === null ? null : addDelay(start.at, target, timeZone);
  const end = due ?? aim;
  const part = (tenths: number): Instant | null =>
    end === null ? null : writeInstant(start.at + Math.floor(((end - start.at) * tenths) / 10));
  const write = (time: number | null): Instant | null => (time === null ? null : writeInstant(time));
  return {
    startsAt: writeInstant(start.at), startedBy: start.by,
    dueAt: write(due), targetAt: write(aim), endsAt: write(end),
    halfAt: part(5), lastTenthAt: part(9),
  };
}
