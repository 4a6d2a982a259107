import { cookieOf } from '../app/ground/cookies.ts';
import { locales, type Locale } from '../app/ground/platform.ts';

/** The language of who asks: chosen in this browser, preferred by the account, or that of the browser. */
export function localeOf(request: Request, preferred?: string): Locale {
  const accepted = (request.headers.get('accept-language') ?? '').toLowerCase();
  const wished = [cookieOf(request, 'hygie_locale'), preferred, accepted.startsWith('en') ? 'en' : 'fr'];
  return wished.flatMap((wish) => locales.filter((locale) => locale === wish))[0] ?? 'fr';
}
