import type { Actor, Permission, Right } from '../ground/actor.ts';
import { HygieError } from '../ground/errors.ts';
import { roles, type OrganisationKind, type Role } from './role.ts';

/** An organisation as a step of the tree. */
export interface LineageStep {
  id: string;
  kind: OrganisationKind;
  name: string;
}

/** Everything from which a right may reach an organisation today. */
export interface Lineage {
  organisation: LineageStep;
  /** From the root down to the parent. */
  ancestors: LineageStep[];
  /** The region where it stands, when its legal entity is seated in another one. */
  territory: LineageStep | null;
  /** Groups that it, or an ancestor of it, belongs to today. `integrated`: party to a GHT, whose roles reach it. */
  groups: (LineageStep & { integrated: boolean })[];
}

/**
 * The rights of an actor that reach an organisation: held on it (directly or under a mandate), or with their subtree
 * on an ancestor, on the region where it stands, or on a GHT of which it is a party.
 * The same rule as `ground.organisations_of`, for one organisation.
 */
export function rightsOn(actor: Actor, lineage: Lineage): Right[] {
  if (actor.kind !== 'person') return [];
  const above = new Set([
    ...lineage.ancestors.map((step) => step.id),
    ...lineage.groups.filter((group) => group.integrated).map((group) => group.id),
  ]);
  if (lineage.territory) above.add(lineage.territory.id);
  return actor.rights.filter(
    (right) => right.organisationId === lineage.organisation.id || (right.subtree && above.has(right.organisationId)),
  );
}

/**
 * The roles that an actor holds on an organisation, in the order of `roles`. With `subtree`, only those that hold
 * for what stands under it as well. The platform itself holds the administrator's.
 */
export function rolesOn(actor: Actor, lineage: Lineage, options: { subtree?: boolean } = {}): Role[] {
  if (actor.kind === 'system') return ['administrator'];
  const reaching = rightsOn(actor, lineage).filter((right) => right.subtree || !options.subtree);
  const held = new Set(reaching.map((right) => right.role));
  return roles.filter((role) => held.has(role));
}

/** Whether an actor holds a permission on an organisation. */
export function holdsOn(actor: Actor, permission: Permission, lineage: Lineage): boolean {
  if (actor.kind === 'system') return true;
  return rightsOn(actor, lineage).some((right) => permission.roles.includes(right.role));
}

/** Refuses an actor who does not hold a permission on this organisation: to them, it does not exist (`not_found`). */
export function requireOn(actor: Actor, permission: Permission, lineage: Lineage): void {
  if (!holdsOn(actor, permission, lineage)) throw new HygieError('not_found');
}
