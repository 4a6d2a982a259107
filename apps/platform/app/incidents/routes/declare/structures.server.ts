import { sql } from 'kysely';
import { systemActor } from '../../../ground/actor.ts';
import { isId } from '../../../ground/id.ts';
import type { Platform } from '../../../ground/platform.ts';
import { inScope } from '../../../ground/scope.server.ts';
import { organisationPolicy } from '../../../organisations/policy.ts';
import { searchRegister } from '../../../organisations/queries.server.ts';
import type { NamedStructure } from '../../declaration.ts';
import type { TypedAnswers } from '../../draft.server.ts';
import { placeOf } from '../../structure.server.ts';
import { isUnlisted, textOf } from './answers.ts';

/** A structure among which a declarant chooses. */
export type StructureChoice = Omit<NamedStructure, 'siret'> & { id: string };

/** The structure of a draft, with the zone of its clock. */
export type ChosenStructure = (StructureChoice & { timeZone: string }) | null;

/** More results than that ask for a more precise search. */
export const mostStructures = 20;

/** Open structures that match a text. */
export async function findStructures(platform: Platform, text: string): Promise<StructureChoice[]> {
  const found = await searchRegister(platform, text, mostStructures);
  return found.map(({ id, kind, name, town, finessEt, finessEj, parentName }) => ({
    id, name, town, finess: finessEt ?? finessEj, ...placeOf(kind, parentName),
  }));
}

/** The structure that a draft names; null when the register has no such open structure. */
export async function readStructure(platform: Platform, typed: TypedAnswers | undefined): Promise<ChosenStructure> {
  return isUnlisted(typed) ? readUnlisted(platform, typed) : readListed(platform, textOf(typed, 'organisationId'));
}

async function readListed(platform: Platform, id: string): Promise<ChosenStructure> {
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
    id: row.id, name: row.name, town: row.town, finess: row.finess_et ?? row.finess_ej,
    ...placeOf(row.kind, row.parent_name), timeZone: row.time_zone,
  };
}

/** The regions that may answer for a structure which is not in the register, by name. Index: `organisation_kind`. */
export async function listRegions(platform: Platform): Promise<{ id: string; name: string }[]> {
  const regions = await inScope(platform.pool, systemActor('register'), organisationPolicy.readRegister, (tx) =>
    tx.selectFrom('organisation').select(['id', 'name']).where('kind', '=', 'region').limit(50).execute(),
  );
  return regions.toSorted((a, b) => a.name.localeCompare(b.name, 'fr') || a.id.localeCompare(b.id));
}

/** As typed, under the region chosen; under the nation while the region is not known. */
async function readUnlisted(platform: Platform, typed: TypedAnswers | undefined): Promise<ChosenStructure> {
  const region = textOf(typed, 'region');
  const above = await inScope(platform.pool, systemActor('register'), organisationPolicy.readRegister, (tx) =>
    tx
      .selectFrom('organisation')
      .select(['id', 'name', 'time_zone'])
      .where((eb) => eb.or([eb('kind', '=', 'nation'), ...(isId(region) ? [eb.and([eb('kind', '=', 'region'), eb('id', '=', region)])] : [])]))
      .orderBy(sql`kind = 'region'`, 'desc')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst(),
  );
  if (!above) return null;
  const [name, town, identifier] = ['unlistedName', 'unlistedTown', 'unlistedIdentifier'].map((field) => textOf(typed, field).trim());
  return { id: above.id, name: name ?? '', town: town || null, finess: identifier || null, kind: 'unlisted', parentName: above.name, timeZone: above.time_zone };
}
