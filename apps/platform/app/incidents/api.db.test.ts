import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../ground/id.ts';
import { testDatabase } from '../ground/testing/database.ts';
import { plantTree, type TestTree } from '../ground/testing/tree.ts';
import { declarationApi } from './api.server.ts';

const database = await testDatabase();
afterAll(() => database.stop());
const { admin, platform } = database;
let tree: TestTree;
beforeAll(async () => {
  tree = await plantTree(admin);
});

const api = declarationApi(platform, () => '192.0.2.1');
async function declareAs(key: string, description: string) {
  const declaration = {
    kind: 'incident', declarant: { name: 'Jeanne Essai', phone: '02 61 91 00 10' }, structure: { organisationId: tree.a }, facts: { description }, effects: {}, help: {},
  };
  const answer = await api.request('/api/v1/declarations', {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify({ declaration }),
  });
  return { status: answer.status, body: (await answer.json()) as { number: string; followUpCode: string } };
}

/** Everything that the database holds, as text. */
async function wholeDatabase(): Promise<string> {
  const { rows } = await admin.query("select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1");
  const texts = await Promise.all(rows.map(({ name }) => admin.query(`select coalesce(string_agg(t::text, ' '), '') as text from "${name}" t`)));
  return texts.map((found) => found.rows[0].text).join(' ');
}

describe('a program that declares', () => {
  test('gets the same receipt and the same follow-up code again with the same key', async () => {
    const key = newId();
    const first = await declareAs(key, 'Messagerie arrêtée.');
    expect(first.status).toBe(201);
    expect(await declareAs(key, 'Messagerie arrêtée.')).toEqual(first);
  });

  test('leaves neither its secret key nor its code in the database: whoever steals it opens no file', async () => {
    const key = newId();
    const words = newId();
    const { body } = await declareAs(key, words);
    const stored = await wholeDatabase();
    expect(stored).toContain(words);
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(body.followUpCode);
  });

  test('is heard with the characters that the database refuses left out', async () => {
    expect((await declareAs(newId(), 'Écran\u0000 noir \ud800.')).status).toBe(201);
  });
});
