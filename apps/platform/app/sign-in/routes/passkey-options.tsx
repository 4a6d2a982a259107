import { attempt } from '../../ground/attempt.ts';
import { errorCatalogue, HygieError } from '../../ground/errors.ts';
import { contextOf } from '../../request-context.ts';
import { passkeySignInOptions } from '../passkey.server.ts';
import type { Route } from './+types/passkey-options';

/** What the browser hands to the authenticator to sign in. */
export async function action({ context }: Route.ActionArgs) {
  const { platform, origin } = contextOf(context);
  const { ok, problem } = await attempt(() => passkeySignInOptions(platform, origin));
  return problem ? Response.json({ problem }, { status: errorCatalogue[problem.code].status }) : Response.json({ options: ok });
}

export function loader(): never {
  throw new HygieError('not_found');
}
