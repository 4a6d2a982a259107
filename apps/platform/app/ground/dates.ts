import { Temporal } from 'temporal-polyfill';
import type { Locale } from './platform.ts';

const home = 'Europe/Paris';

/** Any instant that the platform hands around: an ISO text from JSON, or a Date from the database. */
export type InstantLike = string | Date;

function zoned(at: InstantLike, timeZone: string): Temporal.ZonedDateTime {
  // A date of the database is not written as text to be read again: a list shows many.
  const instant = typeof at === 'string' ? Temporal.Instant.from(at) : Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return instant.toZonedDateTimeISO(timeZone);
}

/** The zone, said only when it is not that of Paris: « (heure de La Réunion) » reads as « (UTC+04:00) ». */
function zoneMention(at: Temporal.ZonedDateTime): string {
  return at.timeZoneId === home ? '' : ` (UTC${at.offset})`;
}

const months: Record<Locale, string[]> = {
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'],
};

type Day = Temporal.ZonedDateTime | Temporal.PlainDate;

function dayOfYear(at: Day, locale: Locale): string {
  return `${locale === 'fr' && at.day === 1 ? '1er' : at.day} ${months[locale][at.month - 1]}`;
}

function day(at: Day, locale: Locale): string {
  return `${dayOfYear(at, locale)} ${at.year}`;
}

/** A day: « 23 nov. 2026 ». */
export function formatDay(at: InstantLike, locale: Locale, timeZone = home): string {
  return day(zoned(at, timeZone), locale);
}

/** A day of the calendar, which no zone moves (« 2027-02-01 »), written as `formatDay` does; any other text as it is. */
export function formatDate(date: string, locale: Locale): string {
  try {
    return day(Temporal.PlainDate.from(date), locale);
  } catch (error) {
    if (error instanceof RangeError) return date;
    throw error;
  }
}

function hour(at: Temporal.ZonedDateTime, locale: Locale): string {
  const minutes = String(at.minute).padStart(2, '0');
  return locale === 'fr' ? `${at.hour}\u00a0h\u00a0${minutes}` : `${String(at.hour).padStart(2, '0')}:${minutes}`;
}

/** The hour alone: « 11 h 20 », "11:20". */
export function formatHour(at: InstantLike, locale: Locale, timeZone = home): string {
  return hour(zoned(at, timeZone), locale);
}

/** An instant of this year, where room lacks: « 23 nov., 11 h 20 ». */
export function formatShortInstant(at: InstantLike, locale: Locale, timeZone = home): string {
  const local = zoned(at, timeZone);
  return `${dayOfYear(local, locale)}, ${hour(local, locale)}`;
}

/** An instant: « 23 nov. 2026 à 11 h 20 », with the zone when it is not that of Paris. */
export function formatInstant(at: InstantLike, locale: Locale, timeZone = home): string {
  const local = zoned(at, timeZone);
  return `${day(local, locale)} ${locale === 'fr' ? 'à' : 'at'} ${hour(local, locale)}${zoneMention(local)}`;
}

/** A length of time with its two largest units: « 2 j 4 h », « 19 h 42 », « 35 min ». `ms` may be negative. */
export function formatLength(ms: number, locale: Locale): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days >= 2) return `${days}\u00a0${locale === 'fr' ? 'j' : 'd'} ${hours}\u00a0h`;
  const allHours = Math.floor(minutes / 60);
  if (allHours > 0) return `${allHours}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}`;
  return `${minutes}\u00a0min`;
}

/** What native date and time fields want: `2026-11-23` and `11:20`, in the reader's zone. */
export function toFields(at: InstantLike, timeZone = home): { date: string; time: string } {
  const local = zoned(at, timeZone);
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** Reads date and time fields typed in a zone; null when they are no date. A missing time means midnight. */
export function fromFields(date: string, time: string, timeZone = home): string | null {
  try {
    const day = Temporal.PlainDate.from(date);
    const hour = time === '' ? Temporal.PlainTime.from('00:00') : Temporal.PlainTime.from(time);
    return day.toZonedDateTime({ timeZone, plainTime: hour }).toInstant().toString({ fractionalSecondDigits: 3 });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
