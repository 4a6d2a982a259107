import { RouterContextProvider } from 'react-router';
import type { PersonActor } from '../../ground/actor.ts';
import type { Platform } from '../../ground/platform.ts';
import { requestContext } from '../../request-context.ts';

type Context = Readonly<RouterContextProvider>;

/** What a page is asked: its address, who asks, and the form that they post. */
export function asking(platform: Platform, actor: PersonActor, path: string, posted?: Record<string, string>) {
  const context = new RouterContextProvider();
  context.set(requestContext, {
    platform, actor,
    signedIn: { actor, givenName: 'Camille', familyName: 'Aubrac', email: 'camille@dunes.example', timeZone: 'Europe/Paris', currentOrganisation: null, home: actor.rights[0] ? { id: actor.rights[0].organisationId, name: actor.rights[0].organisationName, kind: actor.rights[0].organisationKind } : null },
    locale: 'fr', timeZone: 'Europe/Paris', theme: 'auto', density: 'comfortable', nonce: '', origin: actor.origin, requestId: '', setCookies: [],
  });
  const request = new Request(`https://hygie.example${path}`, posted ? { method: 'POST', body: new URLSearchParams(posted) } : {});
  return { context: context as Context, request };
}
