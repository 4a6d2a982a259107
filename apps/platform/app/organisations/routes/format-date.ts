import type { Locale } from '../../ground/platform.ts';

/** A day without hour nor zone, ISO 8601: « 23 nov. 2026 ». */
export function formatDate(day: string, locale: Locale): string {
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
