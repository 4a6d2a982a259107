import { randomBytes } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { plantTree, type TestTree } from '../ground/testing/tree.ts';
import { attachToDraft, beginDraft, discardDraft, forgetContents, readDraft } from './draft.server.ts';
import { findReceipt } from './receipt.server.ts';
import { declaring, wholeIncident } from './routes/declare/browser.fixture.ts';

let base: TestDatabase;
let tree: TestTree;
let token: string;
beforeAll(async () => {
  base = await testDatabase();
  tree = await plantTree(base.admin);
});
afterAll(() => base?.stop());
beforeEach(async () => {
  token = await beginDraft(base.platform, '192.0.2.7', 'incident', 'fr');
});

async function* once(content: Buffer) {
  yield content;
}
/** A file joined to the draft; its content came `hours` ago. */
async function joinToDraft(name: string, hours: number): Promise<Buffer> {
  const { sha256, size } = await base.platform.files.put(once(randomBytes(50)), 100);
  await attachToDraft(base.platform, token, { name, size, mediaType: 'text/plain', sha256 });
  const hex = sha256.toString('hex');
  const then = new Date(Date.now() - hours * 3_600_000);
  await utimes(join(base.platform.files.folder, hex.slice(0, 2), hex), then, then);
  return sha256;
}
const send = async () => {
  const browser = declaring(base.platform, token);
  for (const [step, answers] of wholeIncident(tree.a)) await browser.send('incident', step, answers);
  return browser.send('incident', 'verification', { go: 'submit' });
};
const joined = async (name: string) => (await base.admin.query('select side from incident_attachment where name = $1', [name])).rows;

describe('the contents of the store', () => {
  test('stay while a draft or a file names them, and go a day after the last one that did', async () => {
    const declared = await joinToDraft('declaree.txt', 30);
    await send();
    token = await beginDraft(base.platform, '192.0.2.7', 'incident', 'fr');
    const written = await joinToDraft('en-cours.txt', 30);
    const mine = token;
    token = await beginDraft(base.platform, '192.0.2.7', 'incident', 'fr');
    const [erased, recent] = [await joinToDraft('effacee.txt', 30), await joinToDraft('recente.txt', 1)];
    await discardDraft(base.platform, token);
    expect(await forgetContents(base.platform)).toBe(1);
    const there = await Promise.all([declared, written, erased, recent].map((sha256) => base.platform.files.has(sha256)));
    expect(there).toEqual([true, true, false, true]);
    await discardDraft(base.platform, mine);
    expect(await forgetContents(base.platform)).toBe(1);
    expect(await base.platform.files.has(written)).toBe(false);
  });

  test('are no more once ten files stand in the draft: the eleventh is not even stored', async () => {
    for (let index = 0; index < 10; index += 1) await joinToDraft(`${index}.txt`, 0);
    const form = new FormData();
    form.append('go', 'attach');
    const content = randomBytes(60).toString('hex');
    form.append('piece', new File([content], 'onzieme.txt'));
    const put = base.platform.files.put;
    let stored = 0;
    base.platform.files.put = (...given) => {
      stored += 1;
      return put(...given);
    };
    const answer = await declaring(base.platform, token).send('incident', 'help', form);
    base.platform.files.put = put;
    expect(answer.refusal?.refused).toEqual([{ name: 'onzieme.txt', problem: 'too_many_files' }]);
    expect(stored).toBe(0);
  });
});

describe('a file joined from another tab while the declaration is sent', () => {
  test('comes along when it was being joined: the declaration waits for it', async () => {
    const { sha256, size } = await base.platform.files.put(once(randomBytes(50)), 100);
    const draft = await readDraft(base.platform, token);
    const tab = await base.admin.connect();
    const browser = declaring(base.platform, token);
    for (const [step, answers] of wholeIncident(tree.a)) await browser.send('incident', step, answers);
    await tab.query('begin');
    await tab.query('select from declaration_draft where id = $1 for update', [draft?.id]);
    await tab.query("insert into draft_attachment (draft_id, id, sha256, size, media_type, name) values ($1, gen_random_uuid(), $2, $3, 'text/plain', 'course.txt')", [draft?.id, sha256, size]);
    const sent = browser.send('incident', 'verification', { go: 'submit' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tab.query('commit');
    tab.release();
    await sent;
    expect(await findReceipt(base.platform, token)).toBeDefined();
    expect(await joined('course.txt')).toEqual([{ side: 'declarant' }]);
  });

  test('and words saved meanwhile are not lost: the declaration is not sent, and its page says why', async () => {
    const draft = await readDraft(base.platform, token);
    const browser = declaring(base.platform, token);
    for (const [step, answers] of wholeIncident(tree.a)) await browser.send('incident', step, answers);
    const tab = await base.admin.connect();
    await tab.query('begin');
    await tab.query(`update declaration_draft set updated_at = clock_timestamp(), content = jsonb_set(content, '{facts,description}', '"Deux serveurs de plus."') where id = $1`, [draft?.id]);
    const sent = browser.send('incident', 'verification', { go: 'submit' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tab.query('commit');
    tab.release();
    expect((await sent).refusal?.problem).toMatchObject({ code: 'conflict' });
    expect((await browser.page('incident', 'facts')).typed).toMatchObject({ description: 'Deux serveurs de plus.' });
    expect(await browser.send('incident', 'verification', { go: 'submit' })).toMatchObject({ to: '/signaler/recu' });
    expect((await base.admin.query("select from incident where declaration->'facts'->>'description' = 'Deux serveurs de plus.'")).rowCount).toBe(1);
  });

  test('is refused as too late once it was sent, never taken and lost', async () => {
    await send();
    await expect(attachToDraft(base.platform, token, { name: 'tard.txt', size: 1, mediaType: 'text/plain', sha256: randomBytes(32) })).rejects.toMatchObject({ code: 'expired' });
    expect(await joined('tard.txt')).toEqual([]);
  });
});
