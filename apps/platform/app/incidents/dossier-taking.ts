import { type Declaration, unlistedAt } from './declaration.ts';
import { anyDossierPermission, incidentPolicy } from './policy.ts';

/** Whether some of these roles take the ready dossier of a file's duties: the region where it records, nowhere else. */
export function takesDossier(roles: readonly string[], file: { declaration: Pick<Declaration, 'structure'>; organisationId: string }): boolean {
  const taking = unlistedAt(file.declaration, file.organisationId) ? incidentPolicy.dossier : anyDossierPermission;
  return roles.some((role) => taking.roles.includes(role));
}
