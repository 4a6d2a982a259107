import { sql } from 'kysely';
import { departmentOf, regions as nationalRegions } from '@hygie/finess';
import type { Tx } from '../../ground/database.server.ts';
import { newId } from '../../ground/id.ts';
import type { Territory } from './structure-row.ts';

/** The head of the tree: the nation and its regions. */
export interface TreeHead {
  nationId: string;
  /** Region code → identifier. */
  regions: Map<string, string>;
}

/** Creates the nation and the regions that are missing; answers with all of them. */
export async function ensureTreeHead(tx: Tx, territories: readonly Territory[] = []): Promise<TreeHead> {
  // Two imports that start together must not make two nations.
  await sql`select pg_advisory_xact_lock(hashtextextended('register:head', 0))`.execute(tx);
  const nationId = await ensureNation(tx);
  const known = await tx.selectFrom('organisation').select(['id', 'region_code'])
    .where('kind', '=', 'region').where('parent_id', '=', nationId).execute();
  const regions = new Map(known.map((row) => [row.region_code ?? '', row.id]));
  const missing = [...nationalRegions.map((region) => ({ ...region, timeZone: zoneOf(region.departments) })), ...territories]
    .filter((region) => !regions.has(region.code));
  for (const region of missing) {
    const id = newId();
    await tx.insertInto('organisation').values({
      id, kind: 'region', parent_id: nationId, path: '', name: region.name, region_code: region.code,
      time_zone: region.timeZone, sector: 'authority',
    }).execute();
    regions.set(region.code, id);
  }
  return { nationId, regions };
}

async function ensureNation(tx: Tx): Promise<string> {
  const found = await tx.selectFrom('organisation').select('id').where('kind', '=', 'nation').where('parent_id', 'is', null).executeTakeFirst();
  if (found) return found.id;
  const id = newId();
  await tx.insertInto('organisation').values({ id, kind: 'nation', path: '', name: 'France', sector: 'authority' }).execute();
  return id;
}

const zoneOf = (departments: readonly string[]) => departmentOf(departments[0] ?? '')?.timeZone ?? 'Europe/Paris';
