import type { IncidentTypeCode } from '@hygie/incident-exchange';
import type { Locale } from '../../../ground/platform.ts';
import type { Draft } from '../../draft.server.ts';
import { reflexSheet } from '../../reflex/sheets.ts';
import { taxonomyToSheet } from '../../reflex/taxonomy.ts';
import { textOf } from './answers.ts';

/** What to do while one declares, for the type chosen so far. */
export interface Advice {
  doNow: string[];
  doNot: string[];
  sheet: { id: string; title: string };
  complaint: boolean;
}

/** The first gestures for the type that a draft names; null for a weakness, which no sheet is about. */
export function adviceFor(draft: Pick<Draft, 'kind' | 'steps'>, locale: Locale): Advice | null {
  if (draft.kind === 'weakness') return null;
  const typed = textOf(draft.steps.facts, 'typeCode');
  const code: IncidentTypeCode = Object.hasOwn(taxonomyToSheet, typed) ? (typed as IncidentTypeCode) : 'undetermined';
  const [first, ...others] = taxonomyToSheet[code];
  const sheet = reflexSheet(first, locale);
  return {
    doNow: sheet.firstMinutes.slice(0, 3).map(({ text }) => text),
    doNot: sheet.doNot.slice(0, 1).map(({ text }) => text),
    sheet: { id: sheet.id, title: sheet.title },
    complaint: others.includes('complaint'),
  };
}
