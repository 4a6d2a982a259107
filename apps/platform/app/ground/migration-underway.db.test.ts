import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Actor, permission } from './actor.ts';
import { defineCommand, run } from './command.server.ts';
import { openPool } from './database.server.ts';
import { newId } from './id.ts';
import { inScope } from './scope.server.ts';
import { testDatabase } from './testing/database.ts';
import { actorHolding, plantTree, type TestTree } from './testing/tree.ts';

const database = await testDatabase();
const { admin } = database;
const connections = 3;
const pool = openPool(database.url, { max: connections });
afterAll(async () => {
  await pool.end();
  await database.stop();
});
const platform = { ...database.platform, pool };
let tree: TestTree;
let rssi: Actor;
beforeAll(async () => {
  tree = await plantTree(admin);
  rssi = actorHolding('rssi', tree.a);
});

const wish = defineCommand({
  name: 'test.wish_again',
  input: z.strictObject({ title: z.string() }),
  permission: permission('test.wish', ['rssi']),
  handle: async ({ tx }, { title }) => {
    const id = newId();
    await tx.insertInto('measure').values({ organisation_id: tree.a, id, title, origin_kind: 'test', origin_id: '' }).returningAll().executeTakeFirstOrThrow();
    return { result: { id }, journal: [{ organisationId: tree.a, subjectKind: 'measure', subjectId: id, payload: { title } }] };
  },
});
const readAll = () => inScope(pool, rssi, wish.permission, (tx) => tx.selectFrom('measure').selectAll().orderBy('id').execute());
/** Every connection at once, so that each has its plan. */
const onEach = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: connections }, work));

describe('when a migration adds a column under processes at work', () => {
  test('what they read is served with the column, on every connection, and no user sees an error', async () => {
    await run(platform, rssi, wish, { title: 'avant' });
    await onEach(readAll);
    await admin.query("alter table measure add column tried_on text not null default 'now'");
    for (const rows of await onEach(readAll)) expect(rows).toMatchObject([{ title: 'avant', tried_on: 'now' }]);
    for (let turn = 0; turn < 2 * connections; turn += 1) expect(await readAll()).toHaveLength(1);
  });

  test('what they write is written once', async () => {
    await onEach(() => run(platform, rssi, wish, { title: 'pendant' }));
    await admin.query('alter table measure add column tried_again text');
    const title = newId();
    await onEach(() => run(platform, rssi, wish, { title }, 'one key'));
    expect((await readAll()).filter((row) => row.title === title)).toHaveLength(1);
    const { rows } = await admin.query("select count(*)::int as lines from journal where payload ->> 'title' = $1", [title]);
    expect(rows[0].lines).toBe(1);
  });

  test('the connections that held an old plan are closed: the next reads find fresh ones', async () => {
    await onEach(readAll);
    const pids = async () => (await Promise.all((await onEach(() => pool.connect())).map(async (client) => {
      const { rows } = await client.query('select pg_backend_pid() as pid');
      return { client, pid: rows[0].pid as number };
    }))).map(({ client, pid }) => (client.release(), pid)).toSorted((a, b) => a - b);
    const before = await pids();
    await admin.query('alter table measure add column tried_last text');
    await onEach(readAll);
    expect((await pids()).filter((pid) => before.includes(pid))).not.toEqual(before);
  });
});
