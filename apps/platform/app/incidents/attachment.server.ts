import type { Actor } from '../ground/actor.ts';
import { HygieError } from '../ground/errors.ts';
import { isId } from '../ground/id.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { requireStanding } from './file.server.ts';
import { incidentPolicy } from './policy.ts';
import { journalReading } from './reading.server.ts';
import { seesPart } from './sight.ts';

/**
 * A document of a file, for those whose side sees documents; the reading is journaled. Throws `not_found` when it is
 * out of scope or of sight: to them it does not exist.
 */
export async function readAttachment(
  platform: Platform,
  actor: Actor,
  number: string,
  id: string,
): Promise<{ name: string; size: number; sha256: Buffer }> {
  if (!isId(id)) throw new HygieError('not_found');
  return inScope(platform.pool, actor, incidentPolicy.read, async (tx) => {
    const row = await tx
      .selectFrom('incident')
      .innerJoin('incident_attachment', (join) =>
        join.onRef('incident_attachment.organisation_id', '=', 'incident.organisation_id').onRef('incident_attachment.incident_id', '=', 'incident.id'),
      )
      .select(['incident.organisation_id as organisationId', 'incident.number', 'incident_attachment.name', 'incident_attachment.size', 'incident_attachment.sha256', 'incident_attachment.side as writer'])
      .where('incident.number', '=', number)
      .where('incident_attachment.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new HygieError('not_found');
    const { side } = await requireStanding(tx, actor, incidentPolicy.read, row.organisationId);
    if (!seesPart(side, 'attachments') || (row.writer === 'vendor' && side !== 'nation')) throw new HygieError('not_found');
    await journalReading(tx, actor, 'incident.open_attachment', { organisationId: row.organisationId, kind: 'incident_attachment', id, number: row.number, name: row.name });
    return { name: row.name, size: Number(row.size), sha256: row.sha256 };
  });
}
