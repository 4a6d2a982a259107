import { anonymousActor } from '../app/ground/actor.ts';
import { cookieOf } from '../app/ground/cookies.ts';
import type { Platform } from '../app/ground/platform.ts';
import type { RequestContext } from '../app/request-context.ts';
import { readSession, sessionCookie } from '../app/sign-in/session.server.ts';
import { densityFromCookies, themeFromCookies } from '../app/ui/theme.ts';
import { localeOf } from './locale.ts';

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
    locale: localeOf(request, session?.locale),
    timeZone: session?.signedIn.timeZone ?? 'Europe/Paris',
    theme: themeFromCookies(request.headers.get('cookie')),
    density: densityFromCookies(request.headers.get('cookie')),
    setCookies: [],
    ...answer,
  };
}
