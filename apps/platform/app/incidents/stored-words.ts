import { INCIDENT_TYPES } from '@hygie/incident-exchange';
import type { Locale } from '../ground/platform.ts';

const declarant: Record<Locale, string> = { fr: 'Déclarant', en: 'Declarant' };

/** A title as its reader understands it: the label of a type, kept in one language, is said in theirs; own words stay. */
export function titleIn(title: string, locale: Locale): string {
  return INCIDENT_TYPES.find((type) => type.label.fr === title || type.label.en === title)?.label[locale] ?? title;
}

/** An author as their reader understands it: whoever declared without an account is kept under one French word. */
export function authorIn(author: string, locale: Locale): string {
  return author === declarant.fr ? declarant[locale] : author;
}
