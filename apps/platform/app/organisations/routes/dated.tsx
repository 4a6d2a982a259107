import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatDay } from '../../ground/dates.ts';
import { StateBadge } from '../../ui/badge.tsx';
import type { DatedState } from '../people-queries.server.ts';

/** Writes a day in the reader's language and zone. */
export function useDay() {
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  return (at: Date) => formatDay(at, locale, timeZone);
}

// An end is the instant when something no longer holds: « until the 31st » ends as the 1st begins.
const before = (end: Date) => new Date(end.getTime() - 1);

/** Writes the last day of what ends at an instant, in the reader's language and zone. */
export function useLastDay() {
  const day = useDay();
  return (end: Date) => day(before(end));
}

/** Since when, and until when if an end is set. */
export function Dates({ validFrom, validTo }: { validFrom: Date; validTo: Date | null }) {
  const t = useTranslations('organisations.dated');
  const [day, lastDay] = [useDay(), useLastDay()];
  return validTo ? t('fromUntil', { from: day(validFrom), to: lastDay(validTo) }) : t('from', { date: day(validFrom) });
}

const tones = { running: 'done', coming: 'info', over: 'neutral' } as const;

/** Whether a role or a mandate is to come, in force or over. */
export function DatedBadge({ state }: { state: DatedState }) {
  const t = useTranslations('organisations.dated');
  return <StateBadge tone={tones[state]}>{t(`states.${state}`)}</StateBadge>;
}
