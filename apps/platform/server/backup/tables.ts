import { createHash } from 'node:crypto';
import pg from 'pg';

/** A table as a backup keeps it. */
export interface TableImage {
  name: string;
  columns: { name: string; type: string }[];
}

/** What proves that two tables hold the same rows. */
export interface TableDigest {
  rows: number;
  /** SHA-256 of every row as text, in the order of the primary key. */
  digest: string;
}

const id = pg.escapeIdentifier;
const rowsPerBatch = 500;

// Kept by the migrations themselves; counters that expire in minutes.
const notKept = ['migration', 'rate_limit'];
// A structure is checked against what stands above it: parents first.
const orders: Record<string, string> = { organisation: 'nlevel(path), id' };

/**
 * Settings under which rows read and write as the same text everywhere, with every organisation in sight: even the
 * owner of the tables is subject to their policies.
 */
export const everything = `set local search_path = public; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex';
  select set_config('hygie.scope', '*', true), set_config('hygie.actor', '', true), set_config('hygie.actor_key', '', true)`;

/** Every table of the platform, those that others name first. Throws when tables name each other in a circle. */
export async function listTables(client: pg.ClientBase): Promise<TableImage[]> {
  const tables = await client.query<TableImage>(
    `select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1)
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      group by c.relname order by c.relname`, [notKept]);
  const names = await client.query<{ source: string; target: string }>(
    `select distinct s.relname as source, t.relname as target from pg_constraint f join pg_class s on s.oid = f.conrelid
       join pg_class t on t.oid = f.confrelid where f.contype = 'f' and s.oid <> t.oid`);
  return inOrder(tables.rows, names.rows);
}

function inOrder(tables: TableImage[], names: { source: string; target: string }[]): TableImage[] {
  const ordered: TableImage[] = [];
  let left = tables;
  while (left.length > 0) {
    const waiting = new Set(left.map((table) => table.name));
    const free = left.filter((table) => !names.some(({ source, target }) => source === table.name && waiting.has(target)));
    if (free.length === 0) throw new Error(`tables name each other in a circle: ${[...waiting].join(', ')}`);
    ordered.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  return ordered;
}

/** The order of the rows of a table, the same on every server: texts compare by their bytes. */
async function orderOf(client: pg.ClientBase, table: string): Promise<string> {
  const chosen = orders[table];
  if (chosen) return chosen;
  const { rows } = await client.query<{ name: string; type: string }>(
    `select a.attname as name, format_type(a.atttypid, null) as type from pg_index i
       cross join unnest(i.indkey) with ordinality k(num, place) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
      where i.indrelid = $1::regclass and i.indisprimary order by k.place`, [id(table)]);
  if (rows.length === 0) throw new Error(`the table ${table} has no primary key`);
  return rows.map(({ name, type }) => (/^(text|character)/.test(type) ? `${id(name)} collate "C"` : id(name))).join(', ');
}

/** Streams the rows of a table, each a line: a JSON array of the columns as text. */
export async function* readRows(client: pg.ClientBase, table: TableImage): AsyncGenerator<string[]> {
  const values = table.columns.map((column) => `${id(column.name)}::text`).join(', ');
  await client.query(`declare backup_rows no scroll cursor for
    select json_build_array(${values})::text as line from ${id(table.name)} order by ${await orderOf(client, table.name)}`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${rowsPerBatch} from backup_rows`);
    if (rows.length === 0) break;
    yield rows.map((row) => row.line);
  }
  await client.query('close backup_rows');
}

/** Counts lines and digests them as they pass. */
export function digestRows(): { add: (line: string) => void; end: () => TableDigest } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add: (line) => {
      hash.update(line).update('\n');
      rows += 1;
    },
    end: () => ({ rows, digest: hash.digest('hex') }),
  };
}

/** Reads a whole table for its digest. */
export async function digestTable(client: pg.ClientBase, table: TableImage): Promise<TableDigest> {
  const digest = digestRows();
  for await (const lines of readRows(client, table)) lines.forEach(digest.add);
  return digest.end();
}

/** Inserts lines that `readRows` gave, values given by the database (`node`) included. */
export async function insertRows(client: pg.ClientBase, table: TableImage, lines: readonly string[]): Promise<void> {
  const columns = table.columns.map((column) => id(column.name)).join(', ');
  const values = table.columns.map((column, index) => `(line ->> ${index})::${column.type}`).join(', ');
  await client.query(
    `insert into ${id(table.name)} (${columns}) overriding system value select ${values} from json_array_elements($1::json) line`,
    [`[${lines.join(',')}]`],
  );
}

/** The last value of each sequence; null when it never served. */
export async function readSequences(client: pg.ClientBase): Promise<Record<string, string | null>> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    "select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' order by 1");
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}

/** Names of the tables that hold something. */
export async function filledTables(client: pg.ClientBase, tables: readonly TableImage[]): Promise<string[]> {
  if (tables.length === 0) return [];
  const filled = tables.map(({ name }) => `select ${pg.escapeLiteral(name)} as name where exists (select from ${id(name)})`);
  const { rows } = await client.query<{ name: string }>(`${filled.join(' union all ')} order by name`);
  return rows.map((row) => row.name);
}

/** Digests of the contents of attachments that a table names, hexadecimal, sorted. */
export async function listReferencedFiles(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'sha256' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  if (tables.length === 0) return [];
  const named = tables.map(({ name }) => `select encode(sha256, 'hex') as sha256 from ${id(name)}`);
  const { rows } = await client.query<{ sha256: string }>(`${named.join(' union ')} order by 1`);
  return rows.map((row) => row.sha256);
}
