import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permission } from './actor.ts';
import { inScope } from './scope.server.ts';
import { type TestDatabase, testDatabase } from './testing/database.ts';
import { actorHolding, plantTree, type TestTree } from './testing/tree.ts';

const look = permission('test.look', ['rssi', 'cert_analyst']);

let db: TestDatabase;
let tree: TestTree;

beforeAll(async () => {
  db = await testDatabase();
  tree = await plantTree(db.admin);
});
afterAll(() => db?.stop());

/** The organisations that someone sees, or « * » for all. */
async function seen(role: string, on: string, kind: string, within?: string): Promise<string[]> {
  const actor = { ...actorHolding(role, on, { right: { organisationKind: kind, subtree: true } }), ...(within ? { within } : {}) };
  return inScope(db.platform.pool, actor, look, async (tx) => {
    const { rows } = await sql<{ scope: string }>`select current_setting('hygie.scope') as scope`.execute(tx);
    return (rows[0]?.scope ?? '').replace(/[{}]/g, '').split(',').filter(Boolean).toSorted();
  });
}

test('someone of a region who looks at one hospital sees that one alone', async () => {
  expect(await seen('rssi', tree.region, 'region')).toEqual([tree.region, tree.a, tree.b].toSorted());
  expect(await seen('rssi', tree.region, 'region', tree.a)).toEqual([tree.a]);
});

test('someone of the nation sees everything, or only what they look at', async () => {
  expect(await seen('cert_analyst', tree.nation, 'nation')).toEqual(['*']);
  expect(await seen('cert_analyst', tree.nation, 'nation', tree.b)).toEqual([tree.b]);
});

test('looking at an organisation never gives a right over it', async () => {
  expect(await seen('rssi', tree.a, 'establishment', tree.b)).toEqual([]);
  expect(await seen('rssi', tree.a, 'establishment', tree.nation)).toEqual([tree.a]);
});
