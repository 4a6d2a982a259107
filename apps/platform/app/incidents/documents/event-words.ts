import { DUTY_IDS, SHIPPED_RULES } from '@hygie/obligations';
import { formatDate } from '../../ground/dates.ts';
import { defangText } from '../defang-text.ts';
import type { fr } from './messages.fr.ts';
import type { Wording } from './wording.ts';

type EventKind = keyof typeof fr.events;

const dutyTitles = new Map<string, Record<'fr' | 'en', string>>(
  DUTY_IDS.map((id) => [id, SHIPPED_RULES.find((rule) => rule.duty === id)?.title ?? { fr: id, en: id }]),
);

/** The title of a duty in words; an unknown one stays its identifier. */
export function dutyTitle(id: string, { locale }: Wording): string {
  return dutyTitles.get(id)?.[locale] ?? id;
}

/** A line of the chronology in words: what the platform wrote as a code is said, what a person wrote is kept. */
export function eventWords(event: { kind: string; text: string }, wording: Wording): string {
  const label = wording.t.has(`incidents.documents.events.${event.kind as EventKind}`) ? wording.t(`incidents.documents.events.${event.kind as EventKind}`) : event.kind;
  const text = wordsOf(event, wording);
  if (event.kind === 'note' && text !== '') return text;
  return text === '' ? label : wording.locale === 'fr' ? `${label}\u00a0: ${text}` : `${label}: ${text}`;
}

function wordsOf({ kind, text }: { kind: string; text: string }, wording: Wording): string {
  if (kind === 'obligation' || kind === 'obligation_withdrawn') return dutyTitle(text, wording);
  if (kind === 'closed') return text === '' ? '' : wording.t('incidents.documents.file.closedOwing', { duties: text.split(' ').map((id) => dutyTitle(id, wording)).join(', ') });
  if (kind === 'vendor_fix_announced') return formatDate(text, wording.locale);
  if (kind !== 'qualified') return defangText(text);
  if (text === 'grave' || text === 'significatif') return wording.t(`incidents.levels.${text}`);
  return text === 'yes' || text === 'no' || text === 'undetermined' ? wording.t(`incidents.documents.mustDeclare.${text}`) : text;
}
