import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Actor, anonymousActor, permission, systemActor } from './actor.ts';
import { commands, defineCommand, run } from './command.server.ts';
import { openPool } from './database.server.ts';
import { startEmbedded } from './embedded.server.ts';
import { asHygieError, HygieError } from './errors.ts';
import { newId } from './id.ts';
import { migrate } from './migrate.server.ts';
import type { Platform } from './platform.ts';
import { inScope } from './scope.server.ts';
import { testDatabase } from './testing/database.ts';
import { actorHolding, plantTree, type TestTree } from './testing/tree.ts';

const database = await testDatabase();
afterAll(() => database.stop());
const { admin, platform } = database;
let tree: TestTree;
let rssi: Actor;
beforeAll(async () => {
  tree = await plantTree(admin);
});
beforeEach(() => {
  rssi = actorHolding('rssi', tree.a);
});

let meanwhile: () => Promise<unknown> = async () => {};
const wish = defineCommand({
  name: 'test.wish',
  input: z.strictObject({ organisationId: z.uuid(), title: z.string().min(1).max(80), fail: z.enum(['after', 'caught']).optional() }),
  permission: permission('test.wish', ['rssi']),
  handle: async ({ tx }, { organisationId, title, fail }) => {
    const id = newId();
    await tx.insertInto('measure').values({ organisation_id: organisationId, id, title, origin_kind: 'test', origin_id: '' }).execute();
    await meanwhile();
    if (fail === 'after') throw new HygieError('wrong_state');
    if (fail === 'caught') await tx.insertInto('measure').values({ organisation_id: organisationId, id, title, origin_kind: 'test', origin_id: '' }).execute().catch(() => {});
    return {
      result: { id },
      journal: [{ organisationId, subjectKind: 'measure', subjectId: id, payload: { title } }],
      mails: [{ organisationId, purpose: 'test', recipient: 'rssi@ch-valbrune.example', locale: 'fr' as const, subject: title, body: title }],
    };
  },
});
const strong = defineCommand({ ...wish, name: 'test.strong', permission: permission('test.strong', ['rssi'], { assurance: 2 }) });

/** What a title left behind: rows, journal entries and mails. */
async function tracesOf(title: string): Promise<{ measures: number; entries: number; mails: number }> {
  const { rows } = await admin.query(`select (select count(*)::int from measure where title = $1) as measures,
    (select count(*)::int from journal where payload ->> 'title' = $1) as entries, (select count(*)::int from mail where subject = $1) as mails`, [title]);
  return rows[0];
}
const nothing = { measures: 0, entries: 0, mails: 0 };
const once = { measures: 1, entries: 1, mails: 1 };
const wishFor = (title: string, more: { actor?: Actor; key?: string; organisationId?: string; fail?: 'after' | 'caught' } = {}) =>
  run(platform, more.actor ?? rssi, wish, { organisationId: more.organisationId ?? tree.a, title, fail: more.fail }, more.key);

describe('a command is refused', () => {
  test.each([
    ['an anonymous visitor', () => anonymousActor('192.0.2.7'), 'sign_in_required'],
    ['a declarant', (): Actor => ({ kind: 'declarant', key: 'declarant:x', label: '', origin: '', organisationIds: [tree.a], incidentId: newId() }), 'sign_in_required'],
    ['the author of a draft', (): Actor => ({ kind: 'draft', key: 'draft:x', label: '', origin: '', organisationIds: [tree.a] }), 'sign_in_required'],
    ['somebody with another role', () => actorHolding('reader', tree.a), 'forbidden'],
    ['somebody without any role', () => actorHolding('rssi', tree.a, { rights: [] }), 'forbidden'],
    ['the same role in another organisation', () => actorHolding('rssi', tree.b), 'not_found'],
  ])('to %s', async (_, actor, code) => {
    const title = newId();
    await expect(wishFor(title, { actor: actor() })).rejects.toMatchObject({ code });
    expect(await tracesOf(title)).toEqual(nothing);
  });

  test('to a session with one factor when the act asks for two', async () => {
    const title = newId();
    const attempt = (assurance: 1 | 2) => run(platform, actorHolding('rssi', tree.a, { assurance }), strong, { organisationId: tree.a, title });
    await expect(attempt(1)).rejects.toMatchObject({ code: 'second_factor_required' });
    await expect(attempt(2)).resolves.toEqual({ id: expect.any(String) });
    expect(await tracesOf(title)).toEqual(once);
  });

  test('when its input has a field that nobody declared, with the name of each wrong field', async () => {
    const attempt = run(platform, rssi, wish, { organisationId: 'x', title: '', personId: newId(), state: 'done' });
    await expect(attempt).rejects.toMatchObject({
      code: 'invalid_input',
      data: { fields: expect.arrayContaining([
        { field: 'organisationId', problem: 'invalid' }, { field: 'title', problem: 'required' },
        { field: 'personId', problem: 'unknown_field' }, { field: 'state', problem: 'unknown_field' },
      ]) },
    });
  });

  test('never for a character that no text keeps: it is left out', async () => {
    const title = newId();
    expect(await wishFor(`${title}\u0000\ud800`)).toEqual({ id: expect.any(String) });
    expect(await tracesOf(`${title}\ufffd`)).toEqual(once);
    await expect(wishFor('\u0000')).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'title', problem: 'required' }] } });
  });

  test('without the second wall being touched: a role on the region reaches its hospitals, one on a hospital not its region', async () => {
    const officer = actorHolding('rssi', tree.region, { right: { organisationKind: 'region' } });
    expect(await wishFor(newId(), { actor: officer, organisationId: tree.b })).toEqual({ id: expect.any(String) });
    const alone = actorHolding('rssi', tree.region, { right: { organisationKind: 'region', subtree: false } });
    await expect(wishFor(newId(), { actor: alone, organisationId: tree.b })).rejects.toMatchObject({ code: 'not_found' });
    await expect(wishFor(newId(), { organisationId: tree.region })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a command with a key', () => {
  test('acts once: the second time it answers the same and writes nothing', async () => {
    const [title, key] = [newId(), newId()];
    const first = await wishFor(title, { key });
    expect(await wishFor(title, { key })).toEqual(first);
    expect(await tracesOf(title)).toEqual(once);
  });

  test('is refused when the same key comes back with another input', async () => {
    const [title, other, key] = [newId(), newId(), newId()];
    await wishFor(title, { key });
    await expect(wishFor(other, { key })).rejects.toMatchObject({ code: 'key_reused' });
    expect(await tracesOf(other)).toEqual(nothing);
  });

  test('acts once when fifty requests bring the same key at the same instant', async () => {
    const [title, key] = [newId(), newId()];
    const answers = await Promise.all(Array.from({ length: 50 }, () => wishFor(title, { key })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await tracesOf(title)).toEqual(once);
  });

  test('acts once for twenty requests that wait for the only connection', async () => {
    const narrow = openPool(database.url, { max: 1 });
    try {
      const title = newId();
      const few: Platform = { ...platform, pool: narrow };
      const answers = await Promise.all(Array.from({ length: 20 }, () => run(few, rssi, wish, { organisationId: tree.a, title }, 'one key')));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(await tracesOf(title)).toEqual(once);
    } finally {
      await narrow.end();
    }
  });

  test('is another for another person: nobody reads the receipt of somebody else', async () => {
    const [title, key] = [newId(), newId()];
    const first = await wishFor(title, { key });
    const second = await wishFor(title, { key, actor: actorHolding('rssi', tree.a) });
    expect(second.id).not.toBe(first.id);
    expect(await tracesOf(title)).toEqual({ measures: 2, entries: 2, mails: 2 });
  });

  test('acts again after a refusal: a failure leaves no receipt', async () => {
    const [title, key] = [newId(), newId()];
    meanwhile = async () => {
      throw new HygieError('conflict');
    };
    await expect(wishFor(title, { key })).rejects.toMatchObject({ code: 'conflict' });
    meanwhile = async () => {};
    await wishFor(title, { key });
    expect(await tracesOf(title)).toEqual(once);
  });
});

describe('a command that fails', () => {
  test('leaves no row, no journal entry and no mail', async () => {
    const title = newId();
    await expect(wishFor(title, { fail: 'after' })).rejects.toMatchObject({ code: 'wrong_state' });
    expect(await tracesOf(title)).toEqual(nothing);
  });

  test('is never taken for done when its handler swallowed an error of the database', async () => {
    const title = newId();
    await expect(wishFor(title, { fail: 'caught' })).rejects.toThrow();
    expect(await tracesOf(title)).toEqual(nothing);
  });

  test('because its connection is killed says that the database is away, and the next one works', async () => {
    const title = newId();
    meanwhile = () => admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'hygie' and state = 'idle in transaction'");
    const refusal = await wishFor(title).catch((error) => error);
    meanwhile = async () => {};
    expect(asHygieError(refusal).code).toBe('unavailable');
    expect(await tracesOf(title)).toEqual(nothing);
    await wishFor(title);
    expect(await tracesOf(title)).toEqual(once);
  });

  test('never takes the process down, whether its connection dies at work or at rest', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', note);
    const kill = () => admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'hygie'");
    const work = Array.from({ length: 10 }, () =>
      inScope(platform.pool, systemActor('test'), wish.permission, async (tx) => {
        await tx.selectFrom('measure').select('id').execute();
        await new Promise((resolve) => setTimeout(resolve, 300));
      }).then(() => 'done', () => 'refused'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await kill();
    expect(new Set(await Promise.all(work))).toEqual(new Set(['refused']));
    await platform.pool.query('select 1');
    await kill();
    await new Promise((resolve) => setTimeout(resolve, 100));
    process.off('uncaughtException', note);
    expect(uncaught).toEqual([]);
    expect(await wishFor(newId())).toEqual({ id: expect.any(String) });
  });
});

describe('every command', () => {
  test('has its own name', () => {
    expect([...commands.keys()].filter((name) => name.startsWith('test.'))).toEqual(['test.wish', 'test.strong']);
  });
});

describe('with a synchronous replica that does not answer (a real PostgreSQL that waits for one)', () => {
  test('a change whose wait was cancelled is not acknowledged, and the retry with its key acts once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hygie-replica-'));
    const flags = ['fsync=off', 'synchronous_standby_names=absent', 'synchronous_commit=local'].flatMap((flag) => ['-c', flag]);
    const server = await startEmbedded(folder, 'hygie', flags);
    const superuser = openPool(server.adminUrl, { max: 2 });
    const waiting = openPool(`${server.url}?options=-csynchronous_commit%3Don`, { max: 2 });
    try {
      await migrate(server.url);
      const { a } = await plantTree(superuser);
      const attempt = () => run({ ...platform, pool: waiting }, actorOfA, wish, { organisationId: a, title: 'Wait' }, 'key');
      const actorOfA = actorHolding('rssi', a);
      const outcome = attempt().catch((error) => error);
      await cancelTheWait(superuser);
      expect(await outcome).toMatchObject({ code: 'not_acknowledged' });
      expect(await attempt()).toEqual({ id: expect.any(String) });
      expect((await superuser.query('select from measure')).rowCount).toBe(1);
    } finally {
      await Promise.all([waiting.end(), superuser.end()]);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Cancels the commit that waits for a replica, once it does. */
async function cancelTheWait(superuser: pg.Pool): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    const { rows } = await superuser.query("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('no commit waited for the replica');
}
