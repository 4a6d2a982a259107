import type pg from 'pg';
import { newId } from '../id.ts';

/** A foreign key of a table: its columns, and those that they name. */
export interface ForeignKey {
  name: string;
  columns: string[];
  target: string;
  targetColumns: string[];
}

interface Column {
  name: string;
  type: string;
  needed: boolean;
}

/** What the catalogue says of a table, enough to make rows that its constraints accept. */
export interface TableShape {
  name: string;
  columns: Column[];
  keys: ForeignKey[];
  /** First value that a check of the form `column in (…)` accepts. */
  choices: Map<string, string>;
  /** Whether an organisation has one row at most. */
  alone: boolean;
}

/** Reads the shape of a table of the schema public. */
export async function readShape(admin: pg.Pool, name: string): Promise<TableShape> {
  const columns = await admin.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type, attnotnull and not atthasdef and attidentity = '' as needed
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`, [name]);
  const keys = await admin.query<ForeignKey>(
    `select conname as name, confrelid::regclass::text as target,
        (select array_agg(attname::text order by n) from unnest(conkey) with ordinality k(num, n) join pg_attribute on attrelid = conrelid and attnum = num) as columns,
        (select array_agg(attname::text order by n) from unnest(confkey) with ordinality k(num, n) join pg_attribute on attrelid = confrelid and attnum = num) as "targetColumns"
       from pg_constraint where conrelid = $1::regclass and contype = 'f' order by conname`, [name]);
  const checks = await admin.query<{ definition: string }>(
    "select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'c'", [name]);
  const choices = new Map(
    checks.rows.flatMap(({ definition }): [string, string][] => {
      const read = /^CHECK \(\((\w+) = (?:ANY \(ARRAY\[)?'?((?<=')[^']+|\d+)/.exec(definition);
      return read ? [[read[1]!, read[2]!]] : [];
    }),
  );
  const alone = await admin.query<{ alone: boolean }>(
    'select indnkeyatts = 1 as alone from pg_index where indrelid = $1::regclass and indisprimary', [name]);
  return { name, columns: columns.rows, keys: keys.rows, choices, alone: alone.rows[0]?.alone ?? false };
}

const samples: Record<string, () => unknown> = {
  uuid: newId,
  // Some texts are unique, some are in lower case.
  text: () => `texte ${newId()}`,
  jsonb: () => '{}',
  bytea: () => Buffer.from(newId()),
  integer: () => 1,
  bigint: () => 1,
  smallint: () => 1,
  boolean: () => false,
  date: () => '2030-01-01',
  'timestamp with time zone': () => '2100-01-01T00:00:00Z',
};

/** A row: its values by column. */
export type Row = Record<string, unknown>;

/**
 * A row for an organisation that every constraint of the table accepts, with the rows that it names made first.
 * `spare` is another organisation, for columns that must not name the same one. Optional foreign keys are filled too.
 */
export async function composeRow(admin: pg.Pool, shape: TableShape, organisation: string, spare: string): Promise<Row> {
  const row: Row = {};
  for (const { name, type, needed } of shape.columns) {
    if (!needed && !shape.keys.some((key) => key.columns.includes(name))) continue;
    const sample = samples[type];
    if (!sample) throw new Error(`no sample of the type ${type} for ${shape.name}.${name}`);
    row[name] = shape.choices.get(name) ?? sample();
  }
  if ('organisation_id' in row) row.organisation_id = organisation;
  for (const key of shape.keys) await fillKey(admin, row, key, organisation, spare);
  return row;
}

async function fillKey(admin: pg.Pool, row: Row, key: ForeignKey, organisation: string, spare: string): Promise<void> {
  if (key.target === 'organisation') {
    // Two organisations that one row names are not the same: a group and its member, a beneficiary and its provider.
    const taken = Object.values(row).includes(spare);
    for (const column of key.columns) row[column] = column === 'organisation_id' || taken ? organisation : spare;
    return;
  }
  const target = await addRow(admin, await readShape(admin, key.target), organisation, spare);
  key.columns.forEach((column, index) => {
    row[column] = target[key.targetColumns[index]!];
  });
}

/** Inserts a row through any connection; throws what PostgreSQL answers. */
export async function insertRow(client: pg.Pool | pg.ClientBase, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row));
}

/** Composes a row and inserts it as the superuser; answers with its values. */
export async function addRow(admin: pg.Pool, shape: TableShape, organisation: string, spare: string): Promise<Row> {
  const row = await composeRow(admin, shape, organisation, spare);
  await insertRow(admin, shape.name, row);
  return row;
}
