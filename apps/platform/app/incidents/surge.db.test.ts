import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import { verifyJournal } from '../ground/journal.server.ts';
import { hashToken } from '../ground/secrets.ts';
import { type Call, runInSurge } from '../ground/surge.server.ts';
import { testDatabase } from '../ground/testing/database.ts';
import { plantTree, type TestTree } from '../ground/testing/tree.ts';
import { declare } from './declare.server.ts';
import { beginDraft, draftActor, readDraft } from './draft.server.ts';

const database = await testDatabase();
afterAll(() => database.stop());
const { admin, platform } = database;
let tree: TestTree;
beforeAll(async () => {
  tree = await plantTree(admin);
});

/** A declaration as another program would send it; `key` is also the secret of its author. */
function callFor(organisationId: string, description: string, key: string = newId(), more: object = {}): Call {
  const declaration = {
    kind: 'incident', declarant: { name: 'Jeanne Essai', phone: '02 61 91 00 10' }, structure: { organisationId }, facts: { description }, effects: {}, help: {},
  };
  const raw = { declaration, locale: 'fr', followUpHash: hashToken(key).toString('base64'), ...more };
  return { actor: draftActor(key, '192.0.2.1', [organisationId]), raw, key };
}
const call = (one: Call) => runInSurge(platform, declare, one);
const filesSaying = async (description: string) =>
  (await admin.query("select number, organisation_id from incident where declaration #>> '{facts,description}' = $1 order by number", [description])).rows;

describe('many structures declare at the same instant', () => {
  test('each has its own file, its own number, its line in the journal and its alerts, in fewer transactions than files', async () => {
    const words = newId();
    const before = Number((await admin.query('select pg_current_xact_id()::text as id')).rows[0].id);
    const receipts = await Promise.all(Array.from({ length: 200 }, (_, index) => call(callFor(index % 2 ? tree.a : tree.b, words))));
    const spent = Number((await admin.query('select pg_current_xact_id()::text as id')).rows[0].id) - before;
    const files = await filesSaying(words);
    expect(files).toHaveLength(200);
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(200);
    expect(files).toEqual(receipts.map(({ number, organisationId }) => ({ number, organisation_id: organisationId })).toSorted((a, b) => a.number.localeCompare(b.number)));
    expect(spent).toBeLessThan(60);
    const client = await admin.connect();
    try {
      expect(await verifyJournal(client)).toMatchObject({ faults: [] });
    } finally {
      client.release();
    }
    const { rows } = await admin.query("select count(*)::int as lines from journal where command = 'incident.declare' and subject_id = any ($1)", [receipts.map(({ incidentId }) => incidentId)]);
    expect(rows[0].lines).toBe(200);
  });

  test('one that names no structure is refused alone, the others are served', async () => {
    const words = newId();
    const calls = Array.from({ length: 20 }, (_, index) => callFor(index === 7 ? newId() : tree.a, words));
    const outcomes = await Promise.allSettled(calls.map(call));
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(calls.map((_, index) => index !== 7));
    expect(outcomes[7]).toMatchObject({ reason: { code: 'not_found' } });
    expect(await filesSaying(words)).toHaveLength(19);
  });

  test('one that PostgreSQL itself refuses takes nobody with it', async () => {
    const words = newId();
    // The structure that the author may act on is not the one that the declaration names: the second wall refuses the row.
    const astray = { ...callFor(tree.b, words), actor: draftActor(newId(), '192.0.2.1', [newId()]) };
    const first = call(callFor(tree.a, words));
    const outcomes = await Promise.allSettled([first, ...[callFor(tree.a, words), astray, callFor(tree.a, words)].map(call)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await filesSaying(words)).toHaveLength(3);
  });

  test('two answers to the same key, in one group or in two, are one file', async () => {
    const words = newId();
    const key = newId();
    const receipts = await Promise.all(Array.from({ length: 12 }, () => call(callFor(tree.a, words, key))));
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(1);
    expect(await call(callFor(tree.a, words, key))).toEqual(receipts[0]);
    expect(await filesSaying(words)).toHaveLength(1);
    const again = await Promise.allSettled([call(callFor(tree.a, newId())), call(callFor(tree.a, 'autre chose', key)), call(callFor(tree.a, 'encore', key))]);
    expect(again.slice(1)).toMatchObject([{ reason: { code: 'key_reused' } }, { reason: { code: 'key_reused' } }]);
  });

  test.each([
    ['on its own, four times at once', 0],
    ['among others, in a surge', 3],
  ])('one draft sent twice is one file, and each sending gets its receipt: %s', async (_, others) => {
    const words = newId();
    const token = await beginDraft(platform, '192.0.2.1', 'incident', 'fr');
    const draftId = (await readDraft(platform, token))?.id ?? '';
    const sending = () => ({ ...callFor(tree.a, words, token, { draftId }), key: draftId });
    const send = (one: Call) => (others === 0 ? run(platform, one.actor, declare, one.raw, one.key) : call(one));
    const neighbours = Array.from({ length: others }, () => call(callFor(tree.b, newId())));
    const receipts = await Promise.all(Array.from({ length: 4 }, () => send(sending())));
    await Promise.all(neighbours);
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(1);
    expect(await filesSaying(words)).toHaveLength(1);
  });

  test('each takes over its own draft; whoever names the draft of another is refused alone', async () => {
    const words = newId();
    const tokens = await Promise.all([1, 2, 3].map(() => beginDraft(platform, '192.0.2.1', 'incident', 'fr')));
    const ids = await Promise.all(tokens.map(async (token) => (await readDraft(platform, token))?.id));
    const mine = (index: number, draft: number) => call(callFor(tree.a, words, tokens[index], { draftId: ids[draft] }));
    const outcomes = await Promise.allSettled([call(callFor(tree.a, words)), mine(0, 0), mine(1, 2), mine(2, 2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await Promise.all(tokens.map(async (token) => (await readDraft(platform, token)) !== undefined))).toEqual([false, true, false]);
  });
});
