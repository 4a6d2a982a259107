import { redirect } from 'react-router';
import { contextOf } from '../../request-context.ts';
import { closedCookies, closeSession } from '../session.server.ts';
import type { Route } from './+types/sign-out';

/** Signs out; by POST only, so that no link or image does it. */
export async function action({ context }: Route.ActionArgs) {
  const { platform, signedIn, setCookies } = contextOf(context);
  if (signedIn) await closeSession(platform, signedIn.actor);
  setCookies.push(...closedCookies(platform.settings));
  return redirect('/connexion?fait=sortie', 303);
}

export function loader() {
  return redirect('/');
}
