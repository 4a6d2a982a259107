import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, readMigrations } from './ground/migrate.server.ts';
import { addRow, readShape } from './ground/testing/rows.ts';
import { testDatabase, type TestDatabase } from './ground/testing/database.ts';
import { plantTree } from './ground/testing/tree.ts';

// An instance that holds files is brought up to date: what each migration makes of rows written before it.

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ empty: true });
});
afterAll(() => database?.stop());

test('a file declared before its duties stood in one row keeps them all, in order; a second run changes nothing', async () => {
  const { admin, url } = database;
  const migrations = await readMigrations();
  const first = migrations.findIndex(({ name }) => name.startsWith('0007_'));
  await migrate(url, migrations.slice(0, first));
  const tree = await plantTree(admin);
  const { id } = await addRow(admin, await readShape(admin, 'incident'), tree.a, tree.b);
  for (const [duty, verdict, ends] of [['nis2.alert', 'undetermined', null], ['cnil.notification', 'applies', '2026-11-26T10:00:00Z']]) {
    await admin.query(
      "insert into incident_obligation (organisation_id, incident_id, duty, verdict, state, ends_at, engine_version) values ($1, $2, $3, $4, 'to_do', $5, '1')",
      [tree.a, id, duty, verdict, ends],
    );
  }

  expect(await migrate(url)).toEqual(migrations.slice(first).map(({ name }) => name));
  expect(await migrate(url)).toEqual([]);

  const { rows } = await admin.query('select organisation_id, incident_id, duties from incident_obligation');
  expect(rows).toEqual([{
    organisation_id: tree.a, incident_id: id,
    duties: [
      { duty: 'cnil.notification', verdict: 'applies', state: 'to_do', ends_at: '2026-11-26T10:00:00+00:00', done_at: null },
      { duty: 'nis2.alert', verdict: 'undetermined', state: 'to_do', ends_at: null, done_at: null },
    ],
  }]);
});
