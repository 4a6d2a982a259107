import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { type Declaration, type NamedStructure, structureOf } from './declaration.ts';

/** The structure of a declaration, with the zone of its clock. Index: primary key. */
export async function readStructureOf(tx: Tx, given: Declaration, organisationId: string): Promise<NamedStructure & { timeZone: string }> {
  const row = await tx
    .selectFrom('organisation')
    .leftJoin('organisation as parent', 'parent.id', 'organisation.parent_id')
    .select(['organisation.name', 'organisation.town', 'organisation.kind', 'organisation.siret', 'organisation.time_zone as timeZone', 'parent.name as parentName'])
    .select(sql<string | null>`coalesce(organisation.finess_et, organisation.finess_ej)`.as('finess'))
    .where('organisation.id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return structureOf<NamedStructure & { timeZone: string }>(given, { ...row, ...placeOf(row.kind, row.parentName) }, organisationId);
}

/** How a structure of the register stands: one site of a legal entity, or a legal entity with its sites. */
export function placeOf(kind: string, parentName: string | null): Pick<NamedStructure, 'kind' | 'parentName'> {
  return kind === 'site' ? { kind: 'site', parentName } : { kind: 'whole', parentName: null };
}
