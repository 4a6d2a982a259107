import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permission, systemActor } from './actor.ts';
import { conclude } from './conclude.server.ts';
import { type JournalAnchor, type JournalReport, readHeads, verifyJournal } from './journal.server.ts';
import { inScope } from './scope.server.ts';
import { testDatabase } from './testing/database.ts';
import { plantTree, type TestTree } from './testing/tree.ts';

const database = await testDatabase();
afterAll(() => database.stop());
const { admin, platform } = database;
const write = permission('test.write', []);
const chainLength = 30;
let tree: TestTree;
let intact: JournalReport;

beforeAll(async () => {
  tree = await plantTree(admin);
  for (let turn = 1; turn <= chainLength; turn += 1) await append([tree.a, tree.b], { turn, note: 'été à l’hôpital' });
  intact = await asSuperuser((client) => verifyJournal(client));
});

const append = (organisations: string[], payload: Record<string, unknown>) =>
  inScope(platform.pool, systemActor('test'), write, (tx) => {
    const [first, ...others] = organisations.map((organisationId) => ({ organisationId, subjectKind: 'incident', subjectId: '2026-1', payload }));
    return conclude(tx, systemActor('test'), 'test.write', { journal: [first!, ...others] });
  });

/** Work of somebody who owns the server: no policy, no trigger. Always undone. */
async function asSuperuser<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    return await work(client);
  } finally {
    await client.end();
  }
}

const verifiedAfter = (statement: string, anchor?: JournalAnchor) =>
  asSuperuser(async (client) => {
    const { rowCount } = await client.query(statement);
    // A tampering that touches nothing would prove nothing.
    expect(rowCount).toBeGreaterThan(0);
    return verifyJournal(client, anchor);
  });

const ofA = () => `organisation_id = '${tree.a}'`;

describe('the journal', () => {
  test('is whole after entries were written on two chains', () => {
    expect(intact).toEqual({ chains: 2, entries: 2 * chainLength, faults: [] });
  });

  test('keeps chains whole and without gap when fifty commands write at once', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => append(index % 2 ? [tree.a, tree.b] : [tree.b, tree.region], { index })));
    const { rows } = await admin.query('select organisation_id, max(seq) as last, count(*) as entries from journal group by 1');
    for (const row of rows) expect(row.last).toBe(row.entries);
    expect(await asSuperuser((client) => verifyJournal(client))).toMatchObject({ chains: 3, faults: [] });
  });

  test('never lets time run backwards along a chain', async () => {
    const { rows } = await admin.query(`select from (select at, lag(at) over (partition by organisation_id order by seq) as before from journal) j where at < before`);
    expect(rows).toEqual([]);
  });

  test.each(['insert into journal select * from journal limit 1', "update journal set actor_label = 'X'", 'delete from journal', 'truncate journal',
    'update journal_head set seq = 0', 'delete from journal_head'])('refuses to the application: %s', async (statement) => {
    const attempted = inScope(platform.pool, systemActor('test'), write, (tx) => sql.raw(statement).execute(tx));
    await expect(attempted).rejects.toMatchObject({ code: '42501' });
  });

  test.each(["update journal set actor_label = 'X'", 'delete from journal', 'truncate journal'])('refuses even to the owner of the tables: %s', async (statement) => {
    const client = await platform.pool.connect();
    try {
      await client.query("begin; select set_config('hygie.scope', '*', true)");
      await expect(client.query(statement)).rejects.toMatchObject({ code: 'HY002' });
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('a verification finds what a superuser did:', () => {
  const texts = ['actor', 'actor_label', 'origin', 'command', 'subject_kind', 'subject_id'];
  test.each(texts)('an entry whose %s was altered', async (column) => {
    const { faults } = await verifiedAfter(`update journal set ${column} = ${column} || 'x' where ${ofA()} and seq = 5`);
    expect(faults).toEqual([{ organisationId: tree.a, seq: 5, fault: 'altered' }]);
  });

  test.each([
    ['payload', `payload = payload || '{"turn": 99}'`],
    ['time, by a microsecond,', "at = at + interval '1 microsecond'"],
    ['link to the one before', String.raw`previous_hash = '\x00'`],
  ])('an entry whose %s was altered', async (_, change) => {
    const { faults } = await verifiedAfter(`update journal set ${change} where ${ofA()} and seq = 5`);
    expect(faults).toEqual([{ organisationId: tree.a, seq: 5, fault: 'altered' }]);
  });

  test('an entry altered with its own hash made anew', async () => {
    const { faults } = await verifiedAfter(`update journal set actor = 'x', hash = sha256(previous_hash || convert_to(ground.journal_text(
      organisation_id, seq, at, 'x', actor_label, origin, command, subject_kind, subject_id, payload), 'UTF8')) where ${ofA()} and seq = 5`);
    expect(faults).toEqual([{ organisationId: tree.a, seq: 6, fault: 'altered' }]);
  });

  test('an entry removed, first, in the middle or last', async () => {
    const { last } = (await admin.query(`select max(seq) as last from journal where ${ofA()}`)).rows[0];
    expect((await verifiedAfter(`delete from journal where ${ofA()} and seq = 1`)).faults).toEqual([{ organisationId: tree.a, seq: 1, fault: 'missing' }]);
    expect((await verifiedAfter(`delete from journal where ${ofA()} and seq = 9`)).faults).toEqual([{ organisationId: tree.a, seq: 9, fault: 'missing' }]);
    expect((await verifiedAfter(`delete from journal where ${ofA()} and seq = ${last}`)).faults).toEqual([{ organisationId: tree.a, seq: Number(last), fault: 'cut' }]);
  });

  test('an entry removed and the others numbered anew', async () => {
    const { faults } = await asSuperuser(async (client) => {
      await client.query(`delete from journal where ${ofA()} and seq = 9`);
      await client.query(`update journal set seq = -seq where ${ofA()} and seq > 9`);
      await client.query(`update journal set seq = -seq - 1 where ${ofA()} and seq < 0`);
      return verifyJournal(client);
    });
    expect(faults[0]).toEqual({ organisationId: tree.a, seq: 9, fault: 'altered' });
  });

  test('an entry slipped in at the end, rightly chained', async () => {
    const { faults } = await verifiedAfter(`insert into journal select organisation_id, seq + 1, at, actor, actor_label, origin, command, subject_kind, subject_id, payload, hash,
      sha256(hash || convert_to(ground.journal_text(organisation_id, seq + 1, at, actor, actor_label, origin, command, subject_kind, subject_id, payload), 'UTF8'))
      from journal where ${ofA()} order by seq desc limit 1`);
    expect(faults).toEqual([expect.objectContaining({ organisationId: tree.a, fault: 'head_mismatch' })]);
  });

  test('two entries exchanged', async () => {
    const { faults } = await asSuperuser(async (client) => {
      await client.query(`update journal set seq = -seq where ${ofA()} and seq in (7, 8)`);
      await client.query(`update journal set seq = 15 + seq where ${ofA()} and seq in (-7, -8)`);
      return verifyJournal(client);
    });
    expect(faults.map((fault) => fault.seq)).toContain(7);
  });

  test('a head forgotten or moved back', async () => {
    expect((await verifiedAfter(`delete from journal_head where ${ofA()}`)).faults).toMatchObject([{ fault: 'head_mismatch' }]);
    expect((await verifiedAfter(`update journal_head set seq = seq - 1 where ${ofA()}`)).faults).toMatchObject([{ fault: 'head_mismatch' }]);
  });

  test('with an anchor, and only with it, a chain cut at the end along with its head', async () => {
    const anchor = await asSuperuser(readHeads);
    const cut = (kept?: JournalAnchor) =>
      asSuperuser(async (client) => {
        await client.query(`delete from journal where ${ofA()} and seq > 20`);
        await client.query(`update journal_head h set seq = 20, hash = j.hash from journal j where j.organisation_id = h.organisation_id and j.seq = 20 and h.${ofA()}`);
        return verifyJournal(client, kept);
      });
    expect((await cut()).faults).toEqual([]);
    expect((await cut(anchor)).faults).toEqual([{ organisationId: tree.a, seq: 21, fault: 'cut' }]);
  });

  test('with an anchor, a whole chain that disappeared', async () => {
    const anchor = await asSuperuser(readHeads);
    const { faults } = await asSuperuser(async (client) => {
      await client.query(`delete from journal where ${ofA()}`);
      await client.query(`delete from journal_head where ${ofA()}`);
      return verifyJournal(client, anchor);
    });
    expect(faults).toEqual([{ organisationId: tree.a, seq: 1, fault: 'cut' }]);
  });

  test('with an anchor, a chain written anew from its first entry', async () => {
    const anchor = await asSuperuser(readHeads);
    const { faults } = await asSuperuser(async (client) => {
      await client.query(`create temporary table kept as select * from journal where ${ofA()} order by seq`);
      await client.query(`delete from journal where ${ofA()}`);
      await client.query(`delete from journal_head where ${ofA()}`);
      await client.query("select set_config('hygie.scope', '*', true)");
      await client.query("select ground.conclude((select jsonb_agg(jsonb_build_object('organisation', organisation_id, 'actor', 'x', 'label', actor_label, 'origin', origin, 'command', command, 'kind', subject_kind, 'subject', subject_id, 'payload', payload) order by seq) from kept), '[]'::jsonb, null::jsonb)");
      return verifyJournal(client, anchor);
    });
    expect(faults.map(({ fault }) => fault)).toEqual(['anchor_mismatch']);
  });

  test('each of 1,000 tamperings drawn at random, the seed being printed', async () => {
    const seed = Date.now() % 2 ** 31;
    const missed = await asSuperuser((client) => tamperAgainAndAgain(client, 1000, randomFrom(seed)));
    expect({ seed, missed }).toEqual({ seed, missed: [] });
  });
});

/** Mulberry32: the same seed draws the same tamperings. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One tampering at random on the chain of A. */
function drawTampering(random: (below: number) => number, last: number): string {
  const at = `${ofA()} and seq = ${1 + random(last)}`;
  const columns = ['actor', 'actor_label', 'origin', 'command', 'subject_kind', 'subject_id'];
  const kinds = [
    () => `update journal set ${columns[random(columns.length)]} = 'x${random(1e9)}' where ${at}`,
    () => `update journal set payload = payload || '{"x": ${random(1e9)}}' where ${at}`,
    () => `update journal set at = at + ${1 + random(1e6)} * interval '1 microsecond' where ${at}`,
    () => `update journal set hash = sha256(hash) where ${at}`,
    () => `update journal set previous_hash = sha256(previous_hash) where ${at}`,
    () => `update journal set seq = seq + ${last + 1 + random(50)} where ${at}`,
    () => `delete from journal where ${at}`,
    () => `delete from journal where ${ofA()} and seq > ${1 + random(last - 1)}`,
    () => `update journal_head set seq = seq ${random(2) ? '+' : '-'} ${1 + random(5)} where ${ofA()}`,
  ];
  return kinds[random(kinds.length)]!();
}

/** Answers with the tamperings that changed something and that no verification saw. */
async function tamperAgainAndAgain(client: pg.ClientBase, times: number, random: (below: number) => number): Promise<string[]> {
  const missed: string[] = [];
  // The chain of A alone: short enough to be read a thousand times.
  await client.query(`delete from journal where not ${ofA()}`);
  await client.query(`delete from journal_head where not ${ofA()}`);
  const content = "select md5(coalesce(string_agg(j::text, '' order by seq), '') || (select string_agg(h::text, '') from journal_head h)) as md5 from journal j";
  const before = (await client.query(content)).rows[0].md5;
  const { last } = (await client.query('select max(seq)::int as last from journal')).rows[0];
  for (let turn = 0; turn < times; turn += 1) {
    await client.query('savepoint intact');
    const statement = drawTampering(random, last);
    await client.query(statement);
    const changed = (await client.query(content)).rows[0].md5 !== before;
    if (!changed || (await verifyJournal(client)).faults.length === 0) missed.push(statement);
    await client.query('rollback to savepoint intact');
  }
  return missed;
}
