import { formatFiness } from '@hygie/finess';
import { systemActor } from '../../../ground/actor.ts';
import { isId } from '../../../ground/id.ts';
import type { Platform } from '../../../ground/platform.ts';
import { inScope } from '../../../ground/scope.server.ts';
import { organisationPolicy } from '../../../organisations/policy.ts';
import { searchRegister } from '../../../organisations/queries.server.ts';

/** A structure as a declarant recognises it. */
export interface StructureChoice {
  id: string;
  name: string;
  town: string | null;
  finess: string | null;
  /** A legal entity with its sites, or one site. */
  kind: 'whole' | 'site';
  /** The legal entity of a site. */
  parentName: string | null;
}

/** More results than that ask for a more precise search. */
export const mostStructures = 20;

/** Open structures that match a text. */
export async function findStructures(platform: Platform, text: string): Promise<StructureChoice[]> {
  const found = await searchRegister(platform, text, mostStructures);
  return found.map(({ id, kind, name, town, finessEt, finessEj, parentName }) => ({
    id, name, town, finess: finessText(finessEt ?? finessEj), ...placeOf(kind, parentName),
  }));
}

function placeOf(kind: string, parentName: string | null): Pick<StructureChoice, 'kind' | 'parentName'> {
  return kind === 'site' ? { kind: 'site', parentName } : { kind: 'whole', parentName: null };
}

const finessText = (number: string | null) => (number === null ? null : formatFiness(number));

/** The structure that a draft names, with the zone of its clock; null when the register has no such open structure. */
export async function readStructure(platform: Platform, id: string): Promise<(StructureChoice & { timeZone: string }) | null> {
  if (!isId(id)) return null;
  const row = await inScope(platform.pool, systemActor('register'), organisationPolicy.readRegister, (tx) =>
    tx
      .selectFrom('organisation')
      .leftJoin('organisation as parent', 'parent.id', 'organisation.parent_id')
      .select(['organisation.id', 'organisation.kind', 'organisation.name', 'organisation.town', 'organisation.finess_et', 'organisation.finess_ej', 'organisation.time_zone', 'organisation.closed_on', 'parent.name as parent_name'])
      .where('organisation.id', '=', id)
      .where('organisation.kind', 'in', ['establishment', 'site', 'group'])
      .executeTakeFirst(),
  );
  if (!row || (row.closed_on !== null && row.closed_on <= platform.now().toISOString().slice(0, 10))) return null;
  return {
    id: row.id, name: row.name, town: row.town, finess: finessText(row.finess_et ?? row.finess_ej),
    ...placeOf(row.kind, row.parent_name), timeZone: row.time_zone,
  };
}
