/** Roles of the platform, in the order in which forms show them. */
export const roles = [
  'declarant',
  'referent_ssi',
  'rssi',
  'dpo',
  'dsi',
  'direction',
  'crisis_member',
  'auditor',
  'ars_officer',
  'cert_analyst',
  'administrator',
  'reader',
] as const;

/** A role that a person holds on an organisation. */
export type Role = (typeof roles)[number];

/** Kinds of organisation, from the root of the tree to its leaves. */
export const organisationKinds = ['nation', 'region', 'group', 'establishment', 'site'] as const;

/** A level of the tree. */
export type OrganisationKind = (typeof organisationKinds)[number];

/** Where each role makes sense: an ARS officer works for a region, an analyst for the nation. */
export const roleKinds: Record<Role, readonly OrganisationKind[]> = {
  declarant: ['establishment', 'site', 'group'],
  referent_ssi: ['establishment', 'site', 'group'],
  rssi: ['establishment', 'group', 'region'],
  dpo: ['establishment', 'group', 'region'],
  dsi: ['establishment', 'group'],
  direction: ['establishment', 'site', 'group'],
  crisis_member: ['establishment', 'group'],
  auditor: organisationKinds,
  ars_officer: ['region'],
  cert_analyst: ['nation'],
  administrator: organisationKinds,
  reader: organisationKinds,
};

// Who may hand over which role. An administrator of an organisation manages its people, never the State's roles.
const grantable: Partial<Record<Role, readonly Role[]>> = {
  administrator: ['declarant', 'referent_ssi', 'rssi', 'dpo', 'dsi', 'direction', 'crisis_member', 'auditor', 'reader', 'administrator'],
  rssi: ['declarant', 'referent_ssi', 'reader'],
};

/** Roles that only the administrator of the level that owns them hands over. */
const reserved: Partial<Record<Role, OrganisationKind>> = { ars_officer: 'region', cert_analyst: 'nation' };

/**
 * Whether someone holding `held` on the organisation may grant `role` there: never above oneself, never outside
 * one's scope (the caller checks that the organisation lies in it).
 */
export function mayGrant(held: readonly Role[], role: Role, kind: OrganisationKind): boolean {
  if (!roleKinds[role].includes(kind)) return false;
  if (reserved[role]) return reserved[role] === kind && held.includes('administrator');
  return held.some((own) => grantable[own]?.includes(role) ?? false);
}

/** Roles that may be entrusted to a provider: those that one person can hold for many structures. */
export const mandateRoles = ['rssi', 'dpo', 'dsi', 'auditor'] as const satisfies readonly Role[];

/** The roles that someone holding `held` on an organisation of this kind may hand over there, in the order of forms. */
export function grantableRoles(held: readonly Role[], kind: OrganisationKind): Role[] {
  return roles.filter((role) => mayGrant(held, role, kind));
}

/** Kinds that may stand under each kind of parent, for organisations made by hand. */
export const childKinds: Record<OrganisationKind, readonly OrganisationKind[]> = {
  nation: ['region'],
  region: ['group', 'establishment'],
  group: ['site'],
  establishment: ['site'],
  site: [],
};
