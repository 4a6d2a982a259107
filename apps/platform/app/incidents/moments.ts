/** Why an instant that someone typed cannot be. */
export type ImpossibleMoment = 'in_the_future' | 'before_knowledge';

// Clocks differ; and a form knows no seconds.
const forgivenMs = 15 * 60_000;
const minuteMs = 60_000;

/**
 * What is wrong with an instant that counts for the law: it is still to come (a quarter of an hour forgives clocks that
 * differ), or it comes before the structure knew of the incident, to the minute. `knownAt` null: it may come before.
 */
export function impossibleMoment(at: string, knownAt: string | null, now: Date): ImpossibleMoment | null {
  const time = Date.parse(at);
  if (time > now.getTime() + forgivenMs) return 'in_the_future';
  if (knownAt === null) return null;
  return time < Math.floor(Date.parse(knownAt) / minuteMs) * minuteMs ? 'before_knowledge' : null;
}
