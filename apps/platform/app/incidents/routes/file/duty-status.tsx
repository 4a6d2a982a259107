import { type Duty, remaining } from '@hygie/obligations';
import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Deadline } from '../../../ui/deadline.tsx';
import type { Tone } from '../../../ui/shape.tsx';
import { isOpenState } from './duty-groups.ts';
import { dutyTone } from './labels.ts';
import { useReader } from './use-reader.ts';

/** Where a duty stands, in words: what remains, what was done and when, or why nothing runs. */
export function useDutyStatus(duty: Duty): { tone: Tone; words: string; late: boolean } {
  const t = useTranslations('incidents.file.duty');
  const reader = useReader();
  const legal = duty.clock?.dueAt != null;
  const tone = dutyTone(duty.state, legal);
  const left = remaining(duty, reader.now.toISOString());
  const late = left !== null && left < 0;
  if (duty.doneAt) return { tone, late: false, words: t(duty.state === 'done_late' ? 'doneLate' : 'doneAt', { date: reader.instant(duty.doneAt) }) };
  if (duty.state === 'justified') return { tone, late: false, words: t('justified') };
  if (duty.verdict === 'not_in_force') return { tone: 'neutral', late: false, words: t('notInForce') };
  if (duty.verdict === 'not_applicable') return { tone: 'neutral', late: false, words: t('notApplicable') };
  // What is not established is not late: a target of ours says nothing there, only a deadline of the law presses.
  if (duty.verdict === 'undetermined' && !legal) return { tone: 'info', late: false, words: t('undetermined') };
  if (left === null) return { tone: 'info', late: false, words: t('waiting') };
  const length = reader.length(left);
  return { tone, late, words: late ? t('late', { length }) : t('left', { length }) };
}

/** The badge of a duty with its term beside it; an internal target is called so, it is not the law's. */
export function DutyStatus({ duty }: { duty: Duty }) {
  const t = useTranslations('incidents.file.duty');
  const reader = useReader();
  const { tone, words } = useDutyStatus(duty);
  const end = duty.clock?.endsAt ?? null;
  const firm = duty.verdict === 'applies' || duty.clock?.dueAt != null;
  if (end === null || !isOpenState(duty.state) || !firm) return <StateBadge tone={tone}>{words}</StateBadge>;
  const text = t(duty.clock?.dueAt ? 'dueOn' : 'targetOn', { date: reader.instant(end) });
  return <Deadline tone={tone} remaining={words} due={{ iso: end, text }} />;
}
