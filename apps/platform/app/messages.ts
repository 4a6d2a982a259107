import { createTranslator } from 'use-intl/core';
import type { Locale } from './ground/platform.ts';
import { en } from './messages.en.ts';
import type { Translated } from './ground/translated.ts';
import { fr, type Messages } from './messages.fr.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** Every message of the platform, by language. */
export const messages: Record<Locale, Translated<Messages>> = { fr, en };

const translators = new Map<string, Translator>();

/** A translator for mails, documents and the server, in the reader's language and time zone. Made once for each. */
export function translator(locale: Locale, timeZone = 'Europe/Paris'): Translator {
  const key = `${locale} ${timeZone}`;
  const known = translators.get(key) ?? makeTranslator(locale, timeZone);
  if (translators.size < 100) translators.set(key, known);
  return known;
}

function makeTranslator(locale: Locale, timeZone: string) {
  return createTranslator({ locale, messages: messages[locale] as Messages, timeZone });
}

/** The function that `translator` returns. */
export type Translator = ReturnType<typeof makeTranslator>;
