import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from './ground/platform.ts';

// One for each message that takes values, in each language: bounded by the catalogues.
const compiled = new Map<string, IntlMessageFormat>();

function compiledOnce(message: string, locale: Locale): IntlMessageFormat {
  const key = `${locale} ${message}`;
  const known = compiled.get(key);
  if (known) return known;
  const format = new IntlMessageFormat(message, locale);
  compiled.set(key, format);
  return format;
}

/**
 * Formats a message in place of `use-intl/format-message`, for which the build puts it: the library reads each message
 * anew for each request, and writes all its formats as a key each time. Our messages format no date themselves, so
 * that no zone matters here. Throws what the library makes a `FORMATTING_ERROR` of.
 */
export default function formatMessage(_key: string, message: string, values: Parameters<IntlMessageFormat['format']>[0], { locale }: { locale: Locale }): unknown {
  if (!values && !/[{}<#|']/.test(message)) return message;
  return compiledOnce(message, locale).format(values);
}
