import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from './testing/database.ts';
import { addRow, composeRow, insertRow, readShape, type Row, type TableShape } from './testing/rows.ts';
import { addOrganisation, plantTree } from './testing/tree.ts';
import { listTenantTables, wallFaults } from './wall.server.ts';

const database = await testDatabase();
const { admin } = database;
const tables = await listTenantTables(admin);
const tree = await plantTree(admin);
const elsewhere = await addOrganisation(admin, 'establishment', 'Laboratoire du Lac', tree.region);
afterAll(() => database.stop());

/** One statement as the application's role in the scope of some organisations; always undone. */
async function inside<T>(scope: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('hygie.scope', $1, true), set_config('hygie.actor', '', true)", [scope]);
    await client.query('set local role hygie_app');
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** What PostgreSQL answers to a statement: how many rows it touched, or its SQLSTATE. */
async function answerTo(scope: string, statement: string, values: unknown[] = []): Promise<number | string> {
  return inside(scope, (client) => client.query(statement, values)).then(
    (result) => result.rowCount ?? 0,
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
}

const insertAs = (scope: string, table: string, row: Row) =>
  inside(scope, (client) => insertRow(client, table, row)).then(() => 'accepted', (error: { code?: string }) => error.code);

describe('the catalogue', () => {
  test('holds no hole in the wall', async () => {
    expect(await wallFaults(admin)).toEqual([]);
  });

  test('counts every table that holds rows of organisations', () => {
    expect(tables).toEqual(expect.arrayContaining(['incident', 'incident_message', 'journal', 'mail', 'mandate', 'measure', 'role_assignment']));
    expect(tables.length).toBeGreaterThanOrEqual(18);
  });

  test('has no key unique across organisations but a number and the secrets that nobody chooses', async () => {
    const { rows } = await admin.query(`select c.relname || '.' || a.attname as key from pg_index i
      join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisunique and c.relname = any ($1) and a.attname <> 'organisation_id' order by 1`, [tables]);
    expect(rows.map((row) => row.key)).toEqual(['incident.number', 'incident_vendor.link_hash', 'invitation.token_hash']);
  });

  const holes: [string, string, string][] = [
    ['a table without row-level security', 'alter table mail disable row level security', 'no_row_security mail'],
    ['a table whose owner escapes its policies', 'alter table measure no force row level security', 'row_security_not_forced measure'],
    ['a policy that shows everything', 'alter policy tenant on incident using (true)', 'no_tenant_policy incident'],
    ['a row that may move', 'drop trigger keep_organisation on incident', 'organisation_can_change incident'],
    ['a key that begins elsewhere', 'create table leak (id uuid primary key, organisation_id uuid not null)', 'organisation_not_first_in_key leak'],
    ['a simple foreign key', `create unique index one_id on measure (id); alter table incident_message add measure_id uuid references measure (id)`, 'foreign_key_crosses incident_message_measure_id_fkey'],
    ['a table open to the application', 'create table leak (secret text); grant select on leak to hygie_app', 'open_table leak'],
    ['a view read with the rights of its owner', 'create view leak as select * from incident', 'view_bypasses leak'],
    ['a copy that policies do not cover', 'create materialized view leak as select * from incident', 'view_bypasses leak'],
    ['a function that anyone may redirect', 'create function ground.leak() returns int language sql security definer return 1', 'function_without_search_path leak'],
    ['a role that bypasses', 'alter role hygie_app bypassrls', 'role_bypasses hygie_app'],
    ['a role that inherits another', 'create role leak; grant leak to hygie_app', 'role_bypasses leak'],
    ['a role that owns a table', 'alter table mail owner to hygie_app', 'role_owns mail'],
  ];
  test.each(holes)('names %s', async (_, statement, expected) => {
    const client = await admin.connect();
    try {
      await client.query('begin');
      await client.query(statement);
      expect((await wallFaults(client)).map((fault) => `${fault.code} ${fault.object}`)).toContain(expected);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe.each(tables)('with the checks of the application bypassed, %s', (table) => {
  const scope = `{${tree.a}}`;
  let shape: TableShape;
  let own: Row;
  let foreign: Row;
  let writable: boolean;

  beforeAll(async () => {
    shape = await readShape(admin, table);
    own = await addRow(admin, shape, tree.a, elsewhere);
    foreign = await addRow(admin, shape, tree.b, elsewhere);
    const { rows } = await admin.query("select has_table_privilege('hygie_app', $1, 'insert') as writable", [table]);
    writable = rows[0].writable;
  });

  test('shows the rows of the organisation and none of another', async () => {
    const seen = await inside(scope, (client) => client.query(`select distinct organisation_id from ${table}`));
    expect(seen.rows).toEqual([{ organisation_id: tree.a }]);
  });

  test.each(['', '{}'])('shows nothing to the scope « %s »', async (empty) => {
    expect(await answerTo(empty, `select from ${table}`)).toBe(0);
  });

  // Without this one, the refusals below would prove nothing.
  test('takes a row of the organisation, or none from anybody when the application may not write', async () => {
    const other = await addOrganisation(admin, 'establishment', 'CH des Deux-Rives', tree.region);
    const fresh = await freshRow(shape, shape.alone ? other : tree.a, own);
    expect(await insertAs(`{${tree.a},${other}}`, table, fresh)).toBe(writable ? 'accepted' : '42501');
  });

  test('takes no row for another organisation', async () => {
    expect(await insertAs(scope, table, await freshRow(shape, tree.b, own))).toBe('42501');
  });

  test('lets no row of another organisation be changed or deleted', async () => {
    const condition = `where organisation_id = '${tree.b}'`;
    const answers = [
      await answerTo(scope, `update ${table} set organisation_id = organisation_id ${condition}`),
      await answerTo(scope, `delete from ${table} ${condition}`),
    ];
    expect(answers.filter((answer) => answer !== 0 && answer !== '42501')).toEqual([]);
  });

  test('lets no row move to another organisation', async () => {
    const moved = await answerTo(scope, `update ${table} set organisation_id = $1 where organisation_id = $2`, [tree.b, tree.a]);
    expect(['HY001', '42501']).toContain(moved);
    const bySuperuser = admin.query(`update ${table} set organisation_id = $1 where organisation_id = $2`, [tree.b, tree.a]);
    await expect(bySuperuser).rejects.toMatchObject({ code: expect.stringMatching(/^HY00[12]$/) });
  });

  test('takes no row that names one of another organisation', async () => {
    const between = shape.keys.filter((key) => tables.includes(key.target));
    for (const key of between) {
      const fresh = await freshRow(shape, tree.a, own);
      for (const column of key.columns) if (column !== 'organisation_id') fresh[column] = foreign[column];
      expect([key.name, await insertAs(scope, table, fresh)]).toEqual([key.name, '23503']);
    }
  });
});

/** A row that would be accepted. Roles are for colleagues only: a stranger would be refused before the wall. */
async function freshRow(shape: TableShape, organisation: string, own: Row): Promise<Row> {
  const row = await composeRow(admin, shape, organisation, elsewhere);
  return shape.name === 'role_assignment' ? { ...row, person_id: own.person_id } : row;
}
