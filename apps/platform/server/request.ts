import { anonymousActor } from '../app/ground/actor.ts';
import { cookieOf } from '../app/ground/cookies.ts';
import { locales, type Locale, type Platform } from '../app/ground/platform.ts';
import type { RequestContext } from '../app/request-context.ts';
import { readSession, sessionCookie } from '../app/sign-in/session.server.ts';
import { densityFromCookies, themeFromCookies } from '../app/ui/theme.ts';

function localeOf(request: Request, cookie: string | undefined, preferred: string | undefined): Locale {
  const accepted = (request.headers.get('accept-language') ?? '').toLowerCase();
  const candidates = [cookie, preferred, accepted.startsWith('en') ? 'en' : 'fr'];
  return locales.find((locale) => locale === candidates.find((candidate) => locales.includes(candidate as Locale))) ?? 'fr';
}

/** Everything that pages may know of a request: who, from where, in which language. */
export async function describeRequest(
  platform: Platform,
  request: Request,
  answer: { nonce: string; requestId: string; origin: string },
): Promise<RequestContext> {
  const token = cookieOf(request, sessionCookie(platform.settings));
  const session = token ? await readSession(platform, token, answer.origin) : null;
  return {
    platform,
    actor: session?.signedIn.actor ?? anonymousActor(answer.origin),
    signedIn: session?.signedIn ?? null,
    locale: localeOf(request, cookieOf(request, 'hygie_locale'), session?.locale),
    timeZone: session?.signedIn.timeZone ?? 'Europe/Paris',
    theme: themeFromCookies(request.headers.get('cookie')),
    density: densityFromCookies(request.headers.get('cookie')),
    setCookies: [],
    ...answer,
  };
}
