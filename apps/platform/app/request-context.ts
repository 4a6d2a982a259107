import { createContext, type RouterContextProvider } from 'react-router';
import type { Actor, PersonActor } from './ground/actor.ts';
import { HygieError } from './ground/errors.ts';
import type { Locale, Platform } from './ground/platform.ts';
import type { Density, Theme } from './ui/theme.ts';

/** The person behind a request, as the shell shows them. */
export interface SignedIn {
  actor: PersonActor;
  givenName: string;
  familyName: string;
  email: string;
  timeZone: string;
  /** The organisation chosen in the switcher; null: all those where a role is held. */
  currentOrganisation: { id: string; name: string; kind: string } | null;
  /** Where the first role is held; null without any role. */
  home: { id: string; name: string; kind: string } | null;
}

/** What the server knows of a request before any route runs. */
export interface RequestContext {
  platform: Platform;
  actor: Actor;
  signedIn: SignedIn | null;
  locale: Locale;
  timeZone: string;
  theme: Theme;
  density: Density;
  nonce: string;
  origin: string;
  requestId: string;
  /** Cookies to set on the answer, whatever the route does. */
  setCookies: string[];
}

/** Where routes find the request context. Exported by the server entry, since the built pages hold their own copy. */
export const requestContext = createContext<RequestContext>();

/** The context of a request, in a loader or an action. */
export function contextOf(context: Readonly<RouterContextProvider>): RequestContext {
  return context.get(requestContext);
}

/** The signed-in person, looking only at the organisation chosen in the switcher and what stands under it. */
export function focusedActor({ actor, currentOrganisation }: SignedIn): PersonActor {
  return currentOrganisation ? { ...actor, within: currentOrganisation.id } : actor;
}

/** The signed-in person; throws `sign_in_required`. */
export function requireSignedIn(context: Readonly<RouterContextProvider>): RequestContext & { signedIn: SignedIn } {
  const found = contextOf(context);
  if (!found.signedIn) throw new HygieError('sign_in_required');
  return found as RequestContext & { signedIn: SignedIn };
}
