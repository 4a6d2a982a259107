import { useLocale, useNow, useTimeZone } from 'use-intl';
import { formatDate, formatDay, formatInstant, formatLength, formatShortInstant, type InstantLike } from '../../../ground/dates.ts';

/** How this reader is told of time: their language, their zone, and the instant when the page was made. */
export function useReader() {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'Europe/Paris';
  const now = useNow();
  return {
    locale,
    timeZone,
    now,
    /** The zone by its city, as help texts name it: « Paris ». */
    zone: (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' '),
    instant: (at: InstantLike) => formatInstant(at, locale, timeZone),
    day: (at: InstantLike) => formatDay(at, locale, timeZone),
    /** A day of the calendar as it is kept: « 2027-02-01 ». */
    date: (written: string) => formatDate(written, locale),
    /** Day and hour without the year: what a drawing has room for. */
    short: (at: InstantLike) => formatShortInstant(at, locale, timeZone),
    length: (ms: number) => formatLength(ms, locale),
    /** Milliseconds from the page's instant to `at`; negative when past. */
    until: (at: InstantLike) => new Date(at).getTime() - now.getTime(),
  };
}
