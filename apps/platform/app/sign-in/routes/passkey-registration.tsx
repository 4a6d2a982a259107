import { attempt } from '../../ground/attempt.ts';
import { errorCatalogue, HygieError } from '../../ground/errors.ts';
import { requireSignedIn } from '../../request-context.ts';
import { textOf } from '../form-request.server.ts';
import { passkeyRegistrationOptions } from '../passkey.server.ts';
import type { Route } from './+types/passkey-registration';

/** What the browser hands to the authenticator to make a key, after the password. */
export async function action({ context, request }: Route.ActionArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const form = await request.formData();
  const { ok, problem } = await attempt(() => passkeyRegistrationOptions(platform, signedIn.actor, textOf(form, 'current')));
  return problem ? Response.json({ problem }, { status: errorCatalogue[problem.code].status }) : Response.json({ options: ok });
}

export function loader(): never {
  throw new HygieError('not_found');
}
