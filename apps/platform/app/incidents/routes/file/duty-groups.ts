import { type Duty, type DutyState, isSettled } from '@hygie/obligations';

/** Whether a duty in this state still waits for someone. */
export function isOpenState(state: DutyState): boolean {
  return !isSettled(state);
}

/**
 * The duties of a file in the order of work: those that still wait (the nearest term first), those that were done or
 * set aside, and those that do not apply.
 */
export function groupDuties(duties: readonly Duty[]): { waiting: Duty[]; settled: Duty[]; others: Duty[] } {
  const owed = (duty: Duty) => duty.verdict === 'applies' || duty.verdict === 'undetermined' || duty.doneAt !== null;
  const end = (duty: Duty) => duty.clock?.endsAt ?? '9999';
  const firm = (duty: Duty) => (duty.verdict === 'applies' ? 0 : 1);
  return {
    waiting: duties
      .filter((duty) => owed(duty) && isOpenState(duty.state))
      .toSorted((a, b) => firm(a) - firm(b) || (end(a) < end(b) ? -1 : end(a) > end(b) ? 1 : a.id < b.id ? -1 : 1)),
    settled: duties.filter((duty) => owed(duty) && !isOpenState(duty.state)),
    others: duties.filter((duty) => !owed(duty)),
  };
}
