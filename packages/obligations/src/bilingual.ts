/** Language of the visible sentences. */
export type Locale = 'fr' | 'en';

/** Every language shipped, French first: the law is written in it. */
export const LOCALES: readonly Locale[] = ['fr', 'en'];

/** One visible sentence in both languages. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}
