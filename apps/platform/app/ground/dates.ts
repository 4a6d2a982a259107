import { Temporal } from 'temporal-polyfill';
import type { Locale } from './platform.ts';

const home = 'Europe/Paris';
const language: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };

/** Any instant that the platform hands around: an ISO text from JSON, or a Date from the database. */
export type InstantLike = string | Date;

function iso(at: InstantLike): string {
  return typeof at === 'string' ? at : at.toISOString();
}

function zoned(at: InstantLike, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(iso(at)).toZonedDateTimeISO(timeZone);
}

/** The zone, said only when it is not that of Paris: « (heure de La Réunion) » reads as « (UTC+04:00) ». */
function zoneMention(at: Temporal.ZonedDateTime): string {
  return at.timeZoneId === home ? '' : ` (UTC${at.offset})`;
}

/** A day: « 23 nov. 2026 ». */
export function formatDay(at: InstantLike, locale: Locale, timeZone = home): string {
  return zoned(at, timeZone).toPlainDate().toLocaleString(language[locale], { day: 'numeric', month: 'short', year: 'numeric' });
}

/** The hour alone: « 11 h 20 », "11:20". */
export function formatHour(at: InstantLike, locale: Locale, timeZone = home): string {
  const { hour, minute } = zoned(at, timeZone);
  const minutes = String(minute).padStart(2, '0');
  return locale === 'fr' ? `${hour} h ${minutes}` : `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** An instant: « 23 nov. 2026 à 11 h 20 », with the zone when it is not that of Paris. */
export function formatInstant(at: InstantLike, locale: Locale, timeZone = home): string {
  const link = locale === 'fr' ? ' à ' : ' at ';
  return `${formatDay(at, locale, timeZone)}${link}${formatHour(at, locale, timeZone)}${zoneMention(zoned(at, timeZone))}`;
}

/** A length of time with its two largest units: « 2 j 4 h », « 19 h 42 », « 35 min ». `ms` may be negative. */
export function formatLength(ms: number, locale: Locale): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days >= 2) return `${days} ${locale === 'fr' ? 'j' : 'd'} ${hours} h`;
  const allHours = Math.floor(minutes / 60);
  if (allHours > 0) return `${allHours} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${minutes} min`;
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
