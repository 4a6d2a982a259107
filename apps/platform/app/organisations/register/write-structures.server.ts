import { sql } from 'kysely';
import type { Tx } from '../../ground/database.server.ts';
import { newId } from '../../ground/id.ts';
import type { StructureRow } from './structure-row.ts';

/** How many rows a write made, changed, or left as they were. */
export interface Written {
  created: number;
  changed: number;
  unchanged: number;
}

/** What a write of structures needs to know besides the rows. */
export interface WriteOptions {
  source: 'finess' | 'demonstration';
  /** Region code → identifier. */
  regions: ReadonlyMap<string, string>;
  nationId: string;
  /** ISO day on which a structure is held for closed when the file does not date it. */
  today: string;
}

const columns = sql.raw(`name text, long_name text, town text, postcode text, department text, region_code text, siren text,
  siret text, category_code text, category_label text, sector text, legal_status text, time_zone text, opened_on date,
  closed_on date, closed_undated boolean`);

const written = sql.raw(`name, long_name, town, postcode, department, region_code, siren, siret, category_code,
  category_label, sector, legal_status, time_zone, opened_on, closed_on`);

// Rows first compared, then written only when they differ: a second run of the same file writes nothing at all.
const changes = sql.raw(`parent_id = excluded.parent_id, name = excluded.name, long_name = excluded.long_name,
  town = excluded.town, postcode = excluded.postcode, department = excluded.department,
  region_code = excluded.region_code, siren = excluded.siren, siret = excluded.siret,
  category_code = excluded.category_code, category_label = excluded.category_label, sector = excluded.sector,
  legal_status = excluded.legal_status, time_zone = excluded.time_zone, opened_on = excluded.opened_on,
  closed_on = excluded.closed_on, source = excluded.source, updated_at = now()`);

interface Counts {
  created: number;
  changed: number;
}

const counted = (rows: Counts[], total: number): Written => {
  const { created = 0, changed = 0 } = rows[0] ?? {};
  return { created, changed, unchanged: total - created - changed };
};

/** Writes legal entities under their regions. An entity that became a group (a GCS) stays one. */
export async function writeEntities(tx: Tx, rows: StructureRow[], options: WriteOptions): Promise<Written> {
  if (rows.length === 0) return { created: 0, changed: 0, unchanged: 0 };
  const given = rows.map((row) => ({ ...row, id: newId(), parent_id: parentOf(row, options) }));
  const result = await sql<Counts>`
    with given as (
      select g.*, o.id as known, case when g.closed_undated then coalesce(o.closed_on, ${options.today}::date) else g.closed_on end as ends
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id uuid, parent_id uuid, finess text, ${columns})
        left join organisation o on o.finess_ej = g.finess and o.kind in ('establishment', 'group')
       where o.id is null or ${differs(sql`g.parent_id`, options)}
    ), upserted as (
      insert into organisation (id, kind, parent_id, path, finess_ej, source, ${written})
      select id, 'establishment', parent_id, '', finess, ${options.source}, name, long_name, town, postcode, department, region_code,
        siren, siret, category_code, category_label, sector, legal_status, time_zone, opened_on, ends from given
      on conflict (finess_ej) where kind in ('establishment', 'group') do update set ${changes}
      returning xmax = 0 as made
    )
    select count(*) filter (where made)::int as created, count(*) filter (where not made)::int as changed from upserted`.execute(tx);
  return counted(result.rows, rows.length);
}

/** Writes the entities that the database does not know yet, and leaves the others alone. */
export async function addMissingEntities(tx: Tx, rows: StructureRow[], options: WriteOptions): Promise<number> {
  if (rows.length === 0) return 0;
  const known = await tx.selectFrom('organisation').select('finess_ej')
    .where('finess_ej', 'in', rows.map((row) => row.finess)).where('kind', 'in', ['establishment', 'group']).execute();
  const finess = new Set(known.map((row) => row.finess_ej));
  const { created } = await writeEntities(tx, rows.filter((row) => !finess.has(row.finess)), options);
  return created;
}

/** Writes sites under their legal entities, which must be there. */
export async function writeSites(tx: Tx, rows: StructureRow[], options: WriteOptions): Promise<Written> {
  if (rows.length === 0) return { created: 0, changed: 0, unchanged: 0 };
  const given = rows.map((row) => ({ ...row, id: newId() }));
  const result = await sql<Counts>`
    with given as (
      select g.*, e.id as parent_id, case when g.closed_undated then coalesce(o.closed_on, ${options.today}::date) else g.closed_on end as ends
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id uuid, finess text, owner text, ${columns})
        join organisation e on e.finess_ej = g.owner and e.kind in ('establishment', 'group')
        left join organisation o on o.finess_et = g.finess and o.kind = 'site'
       where o.id is null or ${differs(sql`e.id`, options)}
    ), upserted as (
      insert into organisation (id, kind, parent_id, path, finess_et, source, ${written})
      select id, 'site', parent_id, '', finess, ${options.source}, name, long_name, town, postcode, department, region_code,
        siren, siret, category_code, category_label, sector, legal_status, time_zone, opened_on, ends from given
      on conflict (finess_et) where kind = 'site' do update set ${changes}
      returning xmax = 0 as made
    )
    select count(*) filter (where made)::int as created, count(*) filter (where not made)::int as changed from upserted`.execute(tx);
  return counted(result.rows, rows.length);
}

/** Whether the row kept (`o`) differs from the one given (`g`). */
const differs = (parent: ReturnType<typeof sql>, { source }: WriteOptions) => sql`(o.parent_id, o.source, o.name, o.long_name,
  o.town, o.postcode, o.department, o.region_code, o.siren, o.siret, o.category_code, o.category_label, o.sector,
  o.legal_status, o.time_zone, o.opened_on, o.closed_on) is distinct from (${parent}, ${source}::text, g.name, g.long_name, g.town,
  g.postcode, g.department, g.region_code, g.siren, g.siret, g.category_code, g.category_label, g.sector,
  g.legal_status, g.time_zone, g.opened_on, case when g.closed_undated then coalesce(o.closed_on, '-infinity'::date) else g.closed_on end)`;

/** The region of a row, else the nation: a few overseas collectivities have no health agency of their own. */
function parentOf(row: StructureRow, { regions, nationId }: WriteOptions): string {
  return (row.region_code && regions.get(row.region_code)) || nationId;
}
