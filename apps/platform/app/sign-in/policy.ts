import { permission } from '../ground/actor.ts';
import { roles } from '../organisations/role.ts';

/** Rights of sign-in. */
export const signInPolicy = {
  /** What the platform does before it knows the person: no role holds it, only the platform itself. */
  platform: permission('sign_in.platform', []),
  /** Look after one's own account. */
  account: permission('account.manage', roles),
};
