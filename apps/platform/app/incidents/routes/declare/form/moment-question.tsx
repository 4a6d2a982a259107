import { useNow, useTranslations } from 'use-intl';
import { toFields } from '../../../../ground/dates.ts';
import { DateTimeField } from '../../../../ui/date-time-field.tsx';
import { textOf } from '../answers.ts';
import type { fr } from '../messages.fr.ts';
import { type StepQuestions, useBind } from './bind.ts';

type KnownZone = keyof typeof fr.zones;

/** A date and a time on the clock of the structure, whose zone is said. */
export function MomentQuestion({ name, timeZone, estimated, ...questions }: StepQuestions & { name: 'startedAt' | 'detectedAt'; timeZone: string; estimated?: boolean }) {
  const t = useTranslations('incidents.declare');
  const bind = useBind(questions);
  const zone = t.has(`zones.${timeZone as KnownZone}`) ? t(`zones.${timeZone as KnownZone}`, { zone: timeZone }) : t('zones.other', { zone: timeZone });
  const { typed } = questions;
  const today = toFields(useNow(), timeZone).date;
  return (
    <DateTimeField
      {...bind(name)}
      help={t(`fields.${name}.help`, { zone })}
      dateLabel={t('moment.date')}
      timeLabel={t('moment.time')}
      max={today}
      {...(estimated ? { estimatedLabel: t('moment.estimated') } : {})}
      defaultValue={{ date: textOf(typed, `${name}.date`), time: textOf(typed, `${name}.time`), estimated: textOf(typed, `${name}.estimated`) !== '' }}
    />
  );
}
