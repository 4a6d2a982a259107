import { useLocale, useNow, useTimeZone } from 'use-intl';
import { formatDay, formatHour, formatInstant, formatLength, type InstantLike } from '../../../ground/dates.ts';

/** How this reader is told of time: their language, their zone, and the instant when the page was made. */
export function useReader() {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'Europe/Paris';
  const now = useNow();
  return {
    locale,
    timeZone,
    now,
    instant: (at: InstantLike) => formatInstant(at, locale, timeZone),
    day: (at: InstantLike) => formatDay(at, locale, timeZone),
    hour: (at: InstantLike) => formatHour(at, locale, timeZone),
    length: (ms: number) => formatLength(ms, locale),
    /** Milliseconds from the page's instant to `at`; negative when past. */
    until: (at: InstantLike) => new Date(at).getTime() - now.getTime(),
  };
}
