/** Why an instant that someone typed cannot be. */
export type ImpossibleMoment = 'in_the_future' | 'before_knowledge' | 'before_beginning';

// Clocks differ; and a form knows no seconds.
const forgivenMs = 15 * 60_000;
const minuteMs = 60_000;

/**
 * What is wrong with an instant that counts for the law: it is still to come (a quarter of an hour forgives clocks that
 * differ), or it comes before the structure knew of the incident, to the minute. `knownAt` null: it may come before.
 */
export function impossibleMoment(at: string, knownAt: string | null, now: Date): ImpossibleMoment | null {
  return isToCome(at, now) ? 'in_the_future' : precedes(at, knownAt) ? 'before_knowledge' : null;
}

/**
 * What is wrong with the end of an incident: it is still to come, or it precedes the beginning. An incident may be over
 * before anybody discovers it.
 */
export function impossibleEnd(at: string, startedAt: Date | null, now: Date): ImpossibleMoment | null {
  return isToCome(at, now) ? 'in_the_future' : precedes(at, startedAt) ? 'before_beginning' : null;
}

function isToCome(at: string, now: Date): boolean {
  return Date.parse(at) > now.getTime() + forgivenMs;
}

function precedes(at: string, bound: string | Date | null): boolean {
  return bound !== null && Date.parse(at) < Math.floor(new Date(bound).getTime() / minuteMs) * minuteMs;
}
