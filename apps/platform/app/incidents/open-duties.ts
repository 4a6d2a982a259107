import { type Duty, isSettled, resumesAt } from '@hygie/obligations';

/**
 * The duties that outlive the closing of a file, the nearest term first: those owed and not done, those put off, and those
 * not yet established whose legal clock runs all the same.
 */
export function openDuties(found: readonly Duty[]): Duty[] {
  const end = (duty: Duty) => duty.clock?.dueAt ?? duty.clock?.endsAt ?? '9999';
  return found
    .filter((duty) => !isSettled(duty.state) || resumesAt(duty) !== null)
    .filter((duty) => duty.doneAt === null && (duty.verdict === 'applies' || (duty.verdict === 'undetermined' && duty.clock?.dueAt != null)))
    .toSorted((a, b) => end(a).localeCompare(end(b)) || a.id.localeCompare(b.id));
}
