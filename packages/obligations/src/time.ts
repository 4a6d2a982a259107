import { Temporal } from 'temporal-polyfill';
import { ObligationsError } from './errors.ts';
import type { Instant } from './facts.ts';

/** A legal or internal delay: elapsed hours, or calendar months in the structure's time zone. */
export type Delay = { readonly hours: number } | { readonly months: number };

/** Calendar day `YYYY-MM-DD`. */
export type Day = string;

/**
 * Milliseconds since the epoch; finer digits are dropped.
 * @throws ObligationsError `invalid_instant` (a text without offset is refused: it would be a guess).
 */
export function readInstant(value: Instant, field: string): number {
  try {
    return Temporal.Instant.from(value).epochMilliseconds;
  } catch {
    throw new ObligationsError({ code: 'invalid_instant', field, value });
  }
}

/** The inverse of `readInstant`: always UTC with milliseconds, so that texts sort as instants do. */
export function writeInstant(milliseconds: number): Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ fractionalSecondDigits: 3 });
}

/**
 * Adds a delay. Hours are elapsed time, so a change of hour moves the local reading (72 h from the eve of the
 * autumn change end one hour earlier on the clock). Months keep the local hour and stop at the month's last
 * day (31 January + 1 month = 28 February). The extensions of Reg. 1182/71 for weekends are not applied.
 */
export function addDelay(milliseconds: number, delay: Delay, timeZone: string): number {
  if ('hours' in delay) return milliseconds + delay.hours * 3_600_000;
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
    .toZonedDateTimeISO(timeZone)
    .add({ months: delay.months })
    .epochMilliseconds;
}

/** Local midnight at which a law dated `day` comes into force. */
export function startOfDay(day: Day, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

/** Says whether `day` is a real calendar day written `YYYY-MM-DD`. */
export function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  try {
    Temporal.PlainDate.from(day, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** @throws ObligationsError `unknown_time_zone` */
export function requireTimeZone(timeZone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch {
    throw new ObligationsError({ code: 'unknown_time_zone', timeZone });
  }
}
