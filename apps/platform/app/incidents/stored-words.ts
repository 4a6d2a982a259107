import { INCIDENT_TYPES } from '@hygie/incident-exchange';
import type { Locale } from '../ground/platform.ts';

const declarant: Record<Locale, string> = { fr: 'Déclarant', en: 'Declarant' };

const unlisted: Record<Locale, string> = { fr: 'Hors répertoire\u00a0: ', en: 'Not in the register: ' };

// What `titleOf` writes: the structure as its declarant named it, then what the file is about.
const unlistedTitle = /^Hors répertoire[ \u00a0]: (?<structure>[^\n]{1,80}? \([^\n]{1,40}\)) · (?<subject>[^\n]*)$/u;

/**
 * A title as its reader understands it: what the platform wrote, in one language, is said in theirs (the label of a type,
 * that the register does not know the structure); own words stay.
 */
export function titleIn(title: string, locale: Locale): string {
  const { structure, subject } = unlistedTitle.exec(title)?.groups ?? {};
  if (structure && subject !== undefined) return `${unlisted[locale]}${structure} · ${titleIn(subject, locale)}`;
  return INCIDENT_TYPES.find((type) => type.label.fr === title || type.label.en === title)?.label[locale] ?? title;
}

/** An author as their reader understands it: whoever declared without an account is kept under one French word. */
export function authorIn(author: string, locale: Locale): string {
  return author === declarant.fr ? declarant[locale] : author;
}
