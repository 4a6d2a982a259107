/** A role held by a person on an organisation (and its subtree), directly or through a mandate. */
export interface Right {
  organisationId: string;
  organisationName: string;
  organisationKind: string;
  role: string;
  subtree: boolean;
  viaMandate: boolean;
  providerName: string | null;
}

/** A signed-in person, with the rights read for this very request. */
export interface PersonActor {
  kind: 'person';
  key: string;
  personId: string;
  label: string;
  origin: string;
  /** 1: one factor; 2: two factors or a passkey. */
  assurance: 1 | 2;
  sessionId: string;
  rights: Right[];
  /** Narrows every scope to this organisation and what stands under it; never widens one. */
  within?: string;
}

/** The author of a draft. Those of a surge act in one transaction: `keys` then names each of them. */
export interface DraftActor {
  kind: 'draft';
  key: string;
  keys?: string[];
  label: string;
  origin: string;
  organisationIds: string[];
}

/** Who acts. Without an account: the author of a draft, a declarant who came back with number and code, a vendor by its link. */
export type Actor =
  | PersonActor
  | DraftActor
  | { kind: 'declarant'; key: string; label: string; origin: string; organisationIds: string[]; incidentId: string }
  | { kind: 'vendor'; key: string; label: string; origin: string; organisationIds: string[]; incidentId: string; linkId: string }
  | { kind: 'anonymous'; key: string; label: string; origin: string }
  | { kind: 'system'; key: string; label: string; origin: string };

/** A right to do something, declared in a domain's `policy.ts`. */
export interface Permission {
  name: string;
  roles: readonly string[];
  /** 2 when the act asks for a session with a second factor. */
  assurance: 1 | 2;
  /** Open to drafts and declarants, who have no role. */
  public: boolean;
}

/** Declares a permission: which roles hold it, and what else it asks for. */
export function permission(
  name: string,
  roles: readonly string[],
  options: { assurance?: 1 | 2; public?: boolean } = {},
): Permission {
  return { name, roles, assurance: options.assurance ?? 1, public: options.public ?? false };
}

/** The rights of an actor that carry a permission. */
export function grantsFor(actor: Actor, permission: Permission): Right[] {
  if (actor.kind !== 'person') return [];
  return actor.rights.filter((right) => permission.roles.includes(right.role));
}

/** The platform itself, acting for a named purpose (a worker, the CLI, sign-in). */
export function systemActor(purpose: string): Actor {
  return { kind: 'system', key: `system:${purpose}`, label: 'Hygie', origin: 'local' };
}

/** Nobody in particular, from a network address. */
export function anonymousActor(origin: string): Actor {
  return { kind: 'anonymous', key: `anonymous:${origin}`, label: '', origin };
}
