import { type DutyId, type DutyState, isDutyId, SHIPPED_RULES } from '@hygie/obligations';
import type { Tone } from '../../../ui/shape.tsx';
import type { IncidentState } from '../../incident.ts';

/** Tone of each state of a file: ■ someone must act, ● in progress, ✓ done. */
export const stateTones: Record<IncidentState, Tone> = { declared: 'warning', acknowledged: 'info', qualified: 'info', closed: 'done' };

/** Urgencies as messages name them. */
export type UrgencyKey = '1' | '2' | '3' | '4';

/** The message key and the tone of an urgency, from 1 to 4. */
export function urgencyOfLine(urgency: number): { key: UrgencyKey; tone: Tone } {
  const known = Math.min(Math.max(Math.trunc(urgency), 1), 4) as 1 | 2 | 3 | 4;
  return { key: `${known}`, tone: ({ 1: 'neutral', 2: 'info', 3: 'warning', 4: 'danger' } as const)[known] };
}

/** Tone of a duty: red is kept for a legal deadline that is missed or nearly so. */
export function dutyTone(state: DutyState, legal: boolean): Tone {
  switch (state) {
    case 'done': return 'done';
    case 'done_late': return 'warning';
    case 'overdue':
    case 'last_tenth': return legal ? 'danger' : 'warning';
    case 'half_passed': return 'warning';
    case 'running':
    case 'waiting': return 'info';
    case 'justified':
    case 'none': return 'neutral';
  }
}

/** Under that many milliseconds a legal term is shown as pressing, where the length of the whole clock is not known. */
const pressing = 24 * 3_600_000;

/** Tone of what remains before a term, in milliseconds. */
export function termTone(remainingMs: number, legal: boolean): Tone {
  if (remainingMs < 0) return legal ? 'danger' : 'warning';
  if (remainingMs < pressing) return legal ? 'danger' : 'warning';
  return legal ? 'warning' : 'info';
}

/** What the shipped rules say of a duty that queues name by its identifier alone. */
export interface DutyWords {
  id: DutyId;
  title: { readonly fr: string; readonly en: string };
  addressee: { readonly fr: string; readonly en: string };
  legalBasis: { readonly fr: string; readonly en: string };
  /** Whether the law gives the figure; otherwise its term is an internal target. */
  legal: boolean;
}

/** The words of a duty; null for an identifier that is no duty. */
export function wordsOfDuty(id: string | null): DutyWords | null {
  if (id === null || !isDutyId(id)) return null;
  const rule = SHIPPED_RULES.find((one) => one.duty === id);
  return rule ? { id, title: rule.title, addressee: rule.addressee, legalBasis: rule.legalBasis, legal: rule.deadline !== null } : null;
}

/** Kinds of events whose words the messages know; any other shows its own text. */
export const eventKinds = [
  'started', 'detected', 'declared', 'acknowledged', 'qualified', 'completed', 'obligation', 'obligation_withdrawn', 'attachment', 'closed', 'reopened', 'moved',
  'vendor_contacted', 'vendor_acknowledged', 'vendor_fix_announced', 'vendor_fixed', 'vendor_no_answer', 'vendor_answered',
  'marks_lowered', 'marks_raised', 'note',
] as const;

/** A kind of event. */
export type EventKind = (typeof eventKinds)[number];

/** The kind of an event as messages name it; `note` for one that they do not know. */
export function eventKind(kind: string): EventKind {
  return eventKinds.find((one) => one === kind) ?? 'note';
}

const eventTones: Partial<Record<EventKind, Tone>> = { marks_lowered: 'warning', marks_raised: 'info', started: 'danger', detected: 'danger', note: 'info', completed: 'info', attachment: 'info' };

/** Tone of an event in the chronology. */
export function eventTone(kind: EventKind): Tone {
  return eventTones[kind] ?? 'done';
}

/** A capped count in words: « 1 000+ » once the cap is reached. */
export function cappedCount(count: number, cap: number, locale: 'fr' | 'en'): string {
  const written = Math.min(count, cap).toLocaleString(locale === 'fr' ? 'fr-FR' : 'en-GB');
  return count >= cap ? `${written}+` : written;
}

/** A size in octets, in the largest unit that keeps it readable: « 1,4 Mo ». */
export function sizeInWords(bytes: number, locale: 'fr' | 'en'): string {
  const units = locale === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3), 3);
  const value = (bytes / 1000 ** power).toLocaleString(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: power === 0 ? 0 : 1 });
  return `${value} ${units[power]}`;
}
