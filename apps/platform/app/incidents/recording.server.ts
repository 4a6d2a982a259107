import type { Actor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { declaration, unlistedAt } from './declaration.ts';
import { holdFile } from './file.server.ts';
import { incidentPolicy, recordingRoles } from './policy.ts';

/**
 * Holds a file to record what was done about its duties. Its structure records for itself; for a structure that the
 * register does not know, which has nobody here, the region and CERT Santé do, and `onBehalf` says which of them. Throws
 * `forbidden` to an authority elsewhere, and what `holdFile` throws.
 */
export async function holdToRecord(tx: Tx, actor: Actor, number: string) {
  const file = await holdFile(tx, actor, incidentPolicy.recordObligation, number, 'record');
  if (actor.kind !== 'person' || file.roles.some((role) => recordingRoles.includes(role))) return { ...file, onBehalf: null };
  if (!unlistedAt(declaration.parse(file.declaration), file.organisation_id)) throw new HygieError('forbidden');
  return { ...file, onBehalf: file.side };
}
