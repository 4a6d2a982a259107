import { useTranslations } from 'use-intl';
import { defangText } from '../../defang-text.ts';
import { eventKind, wordsOfDuty } from './labels.ts';
import { useReader } from './use-reader.ts';

/** The words of an event: what its kind says, and its own text. */
export function useEventWords() {
  const t = useTranslations('incidents.file.events');
  const words = useTranslations('incidents.levels');
  const { locale, date } = useReader();
  return (event: { kind: string; text: string }): string => {
    const kind = eventKind(event.kind);
    if (kind === 'note') return defangText(event.text);
    if (kind === 'obligation' || kind === 'obligation_withdrawn') return t(kind, { addressee: wordsOfDuty(event.text)?.addressee[locale] ?? event.text });
    if (kind === 'qualified') {
      const level = event.text === 'grave' || event.text === 'significatif' ? words(event.text) : '';
      return level ? t('qualifiedAs', { level }) : t('qualified');
    }
    if (kind === 'closed' && event.text) return t('closedOwing', { duties: event.text.split(' ').map((id) => wordsOfDuty(id)?.addressee[locale] ?? id).join(', ') });
    if (kind === 'vendor_fix_announced' && event.text) return `${t(kind)} · ${date(event.text)}`;
    if (kind === 'marks_lowered' || kind === 'marks_raised' || kind === 'attachment' || kind === 'reopened' || kind === 'moved') return `${t(kind)}${event.text ? ` · ${defangText(event.text)}` : ''}`;
    return t(kind);
  };
}
