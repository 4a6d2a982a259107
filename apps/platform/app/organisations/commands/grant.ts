import type { Actor } from '../../ground/actor.ts';
import { HygieError } from '../../ground/errors.ts';
import { requireOn, rolesOn, type Lineage } from '../lineage.ts';
import { organisationPolicy } from '../policy.ts';
import { mayGrant, roleKinds, type Role } from '../role.ts';

/**
 * The one rule on who hands over what, for invitations, grants and withdrawals: the actor manages people there, the
 * role makes sense on that kind of organisation, and it is not above the roles that the actor holds on the target
 * (on its whole subtree, when the role is to reach it).
 * Throws `not_found`, `invalid_input` on the role, `forbidden`.
 */
export function requireGrant(actor: Actor, lineage: Lineage, role: Role, subtree: boolean): void {
  requireOn(actor, organisationPolicy.managePeople, lineage);
  const { kind } = lineage.organisation;
  if (!roleKinds[role].includes(kind)) {
    throw new HygieError('invalid_input', { fields: [{ field: 'role', problem: 'role_not_here' }] });
  }
  if (!mayGrant(rolesOn(actor, lineage, { subtree }), role, kind)) throw new HygieError('forbidden');
}
