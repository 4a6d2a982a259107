import type { Duty, DutyId } from '@hygie/obligations';
import type { IncidentDeclaration } from '../declaration.ts';
import type { IncidentView } from '../file-view.server.ts';
import type { Wording } from './wording.ts';

/** What a dossier is filled from: the file as its reader may see it, and what the structure's profile says. */
export interface DossierSource {
  view: IncidentView;
  duty: Duty;
  organisation: { name: string; town: string | null; postcode: string | null; finess: string | null; siret: string | null; category: string | null };
  profile: { isOse: string; nis2Status: string; ssiMailbox: string | null; emergencyPhone: string | null };
  /** Who holds each role on the structure, as « name, address ». */
  people: { director: string | null; rssi: string | null; dpo: string | null };
}

/**
 * What a heading holds: words; null when nobody answered yet, so that it is printed as to be completed; undefined when
 * it has no place in this dossier.
 */
export type FieldValue = string | null | undefined;

/** How a heading is filled. */
export type FieldReader = (source: DossierSource, wording: Wording) => FieldValue;

/** The declaration of an incident; duties are only born from one. */
export function declared({ view }: DossierSource): IncidentDeclaration {
  if (view.declaration.kind !== 'incident') throw new TypeError('a weakness has no duty');
  return view.declaration;
}

/** A text, or null when it is empty. */
export const written = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text);

/** Labels of several codes on one line; null when there is none. */
export function listed(list: Parameters<Wording['label']>[0], codes: readonly string[], wording: Wording): string | null {
  const known = codes.filter((code) => code !== 'unknown');
  return known.length === 0 ? null : known.map((code) => wording.label(list, code)).join(', ');
}

/** The label of a code; null when it says that nobody knows yet. */
export function known(list: Parameters<Wording['label']>[0], code: string, wording: Wording): string | null {
  return code === 'unknown' || code === 'undetermined' ? null : wording.label(list, code);
}

/** The sending of a duty that was recorded last; null when there is none. */
export function sentAct({ view }: DossierSource, ...ids: DutyId[]): IncidentView['acts'][number] | null {
  return view.acts.findLast((act) => (ids as string[]).includes(act.duty) && (act.kind === 'sent' || act.kind === 'sent_in_part')) ?? null;
}

/** The same, in words. */
export function sentWords(source: DossierSource, wording: Wording, ...ids: DutyId[]): string | null {
  const act = sentAct(source, ...ids);
  if (!act) return null;
  const kind = wording.t(act.kind === 'sent' ? 'incidents.documents.acts.sent' : 'incidents.documents.acts.sent_in_part');
  const date = wording.instant(act.at) ?? '';
  return act.reference === ''
    ? wording.t('incidents.documents.acted', { kind, date })
    : wording.t('incidents.documents.actedWith', { kind, date, reference: act.reference });
}
