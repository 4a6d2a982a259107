import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../app/ground/actor.ts';
import { conclude } from '../../app/ground/conclude.server.ts';
import { verifyJournal } from '../../app/ground/journal.server.ts';
import { inScope } from '../../app/ground/scope.server.ts';
import { testDatabase, type TestDatabase } from '../../app/ground/testing/database.ts';
import { addRow, readShape } from '../../app/ground/testing/rows.ts';
import { addOrganisation, plantTree, type TestTree } from '../../app/ground/testing/tree.ts';
import { restoreBackup } from './restore.ts';
import { digestTable, everything, listTables } from './tables.ts';
import { type BackupReport, writeBackup } from './write.ts';

const passphrase = 'quatre tuiles sous la pluie';
const full = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'hygie-backup-'));
const file = join(folder, 'hygie.backup');
const attachments = [randomBytes(300_000), Buffer.from('Journal de la messagerie\n'), Buffer.alloc(0)];
let tree: TestTree;
let report: BackupReport;

beforeAll(async () => {
  tree = await plantTree(full.admin);
  const other = await addOrganisation(full.admin, 'establishment', 'Laboratoire du Lac', tree.region);
  // Every table holds something: one that the backup overlooks would show.
  for (const { name } of await tablesOf(full)) if (!['organisation', 'journal', 'journal_head'].includes(name)) await addRow(full.admin, await readShape(full.admin, name), tree.a, other);
  await full.admin.query(`update incident set title = E'Tabulation\\t, retour\\n, « guillemets » \\\\ et 😀', declaration = 'null', facts = '{"a": 1.10, "b": "\\u00e9"}'`);
  await full.admin.query('update organisation set parent_id = $1 where id = $2', [other, tree.b]);
  await Promise.all(attachments.map(attach));
  await writeJournal(full, 20);
  report = await writeBackup(file, { platform: full.platform, databaseUrl: full.url, passphrase });
});
afterAll(async () => {
  await full.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Stores a content and names it in a row. */
async function attach(content: Buffer): Promise<void> {
  const { sha256 } = await full.platform.files.put((async function* () { yield content; })(), 1e9);
  await full.admin.query(`insert into incident_attachment (organisation_id, id, incident_id, sha256, size, media_type, name, author_label)
    select organisation_id, gen_random_uuid(), id, $1, $2, 'text/plain', 'journal.txt', 'X' from incident limit 1`, [sha256, content.length]);
}

async function writeJournal(database: TestDatabase, entries: number): Promise<void> {
  const actor = systemActor('test');
  for (let turn = 0; turn < entries; turn += 1) {
    const entry = { organisationId: tree.a, subjectKind: 'x', subjectId: '1', payload: { turn } };
    await inScope(database.platform.pool, actor, { name: 'x', roles: [], assurance: 1, public: false }, (tx) => conclude(tx, actor, 'test', { journal: [entry] }));
  }
}

async function reading<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`begin; ${everything}`);
    return await work(client);
  } finally {
    await client.end();
  }
}

const tablesOf = (database: TestDatabase) => reading(database.adminUrl, listTables);

/** The digest of each table as the superuser sees it, whom no policy hides anything from. */
const digestsOf = (database: TestDatabase) =>
  reading(database.adminUrl, async (client) => {
    const digests: Record<string, unknown> = {};
    for (const table of await listTables(client)) digests[table.name] = await digestTable(client, table);
    return digests;
  });

const restoreInto = (database: TestDatabase, from = file, words = passphrase) =>
  restoreBackup(from, { platform: database.platform, databaseUrl: database.url, passphrase: words });

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

describe('a backup', () => {
  test('holds every row of every table, those that policies hide from the owner included', async () => {
    expect(report.tables).toEqual(await digestsOf(full));
    for (const { rows } of Object.values(report.tables)) expect(rows).toBeGreaterThan(0);
  });

  test('tells nothing to who lacks the passphrase: neither a name nor a table', async () => {
    const bytes = await readFile(file, 'latin1');
    for (const word of ['Valbrune', 'incident', 'organisation', 'manifest', 'messagerie']) expect(bytes).not.toContain(word);
  });

  test('is the state of one instant, while the platform goes on writing', async () => {
    const target = join(folder, 'busy.backup');
    const end = new AbortController();
    const writing = (async () => {
      while (!end.signal.aborted) await writeJournal(full, 5);
    })();
    await writeBackup(target, { platform: full.platform, databaseUrl: full.url, passphrase });
    end.abort();
    await writing;
    const empty = await testDatabase({ empty: true });
    await restoreInto(empty, target);
    expect((await reading(empty.adminUrl, (client) => verifyJournal(client))).faults).toEqual([]);
    await empty.stop();
  });

  test('never overwrites a file, and leaves none behind when it fails', async () => {
    await expect(writeBackup(file, { platform: full.platform, databaseUrl: full.url, passphrase })).rejects.toMatchObject({ code: 'target_exists' });
    const target = join(folder, 'short.backup');
    await expect(writeBackup(target, { platform: full.platform, databaseUrl: full.url, passphrase: 'court' })).rejects.toMatchObject({ code: 'passphrase_too_short' });
    expect(existsSync(target)).toBe(false);
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});

describe('a restoration into an empty instance', () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await testDatabase({ empty: true });
    await restoreInto(empty);
  });
  afterAll(() => empty.stop());

  test('gives back every table the same, as the superuser sees it', async () => {
    expect(await digestsOf(empty)).toEqual(report.tables);
  });

  test('gives back every attachment the same, and the journal whole', async () => {
    expect(report).toMatchObject({ files: attachments.length, fileBytes: attachments.reduce((sum, one) => sum + one.length, 0) });
    for (const content of attachments) expect(Buffer.concat(await empty.platform.files.get(sha256(content)).toArray())).toEqual(content);
    expect(await reading(empty.adminUrl, (client) => verifyJournal(client))).toEqual({ chains: 1, entries: 20, faults: [] });
  });

  test('leaves triggers, policies and sequences at work: what comes next stands where it should', async () => {
    const { rows: off } = await empty.admin.query("select tgname from pg_trigger where not tgisinternal and tgenabled <> 'O'");
    expect(off).toEqual([]);
    const added = await addOrganisation(empty.admin, 'site', 'Site neuf', tree.b);
    const { rows } = await empty.admin.query('select n.node > (select max(node) from organisation where id <> n.id) as newer, n.path <@ p.path as under, n.search from organisation n join organisation p on p.id = n.parent_id where n.id = $1', [added]);
    expect(rows[0]).toMatchObject({ newer: true, under: true, search: expect.stringContaining('site neuf') });
    const numbers = await Promise.all([full, empty].map((one) => one.admin.query("select nextval('incident_number')::int as next")));
    expect(numbers[0]?.rows).toEqual(numbers[1]?.rows);
  });

  test('says whether the key that seals second factors is the same', async () => {
    const other = await testDatabase({ empty: true, settings: { secretKey: randomBytes(32) } });
    expect(await restoreInto(other)).toMatchObject({ sameKey: false, version: '0.0.0' });
    await other.stop();
  });

  test('is refused the second time: the instance is no longer empty', async () => {
    const before = await digestsOf(empty);
    await expect(restoreInto(empty)).rejects.toMatchObject({ code: 'not_empty' });
    expect(await digestsOf(empty)).toEqual(before);
  });
});

describe('a restoration changes nothing', () => {
  const untouched = async (database: TestDatabase) => {
    const { rows } = await database.admin.query("select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'");
    expect(rows[0].tables).toBe(0);
    expect((await readdir(database.platform.files.folder, { recursive: true })).filter((name) => name !== 'incoming')).toEqual([]);
  };
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await testDatabase({ empty: true });
  });
  afterAll(() => empty.stop());

  test('with another passphrase', async () => {
    await expect(restoreInto(empty, file, 'quatre tuiles sous la neige')).rejects.toMatchObject({ code: 'wrong_passphrase' });
    await untouched(empty);
  });

  test('when one byte of the backup changed, at its start, in its middle or at its end', async () => {
    const bytes = await readFile(file);
    for (const share of [0.3, 0.5, 0.999]) {
      const flipped = Buffer.from(bytes);
      flipped[Math.floor(bytes.length * share)]! ^= 0x10;
      const target = join(folder, `flipped-${share}`);
      await writeFile(target, flipped);
      await expect(restoreInto(empty, target)).rejects.toMatchObject({ code: 'altered' });
    }
    await untouched(empty);
  });

  test('when the backup was cut', async () => {
    const target = join(folder, 'cut');
    await writeFile(target, (await readFile(file)).subarray(0, -100));
    await expect(restoreInto(empty, target)).rejects.toMatchObject({ code: 'altered' });
    await untouched(empty);
  });

  test('when it is not a backup, or is not there', async () => {
    const target = join(folder, 'text');
    await writeFile(target, 'Bonjour'.repeat(100));
    await expect(restoreInto(empty, target)).rejects.toMatchObject({ code: 'not_a_backup' });
    await expect(restoreInto(empty, join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
    await untouched(empty);
  });

  test('when the instance holds something', async () => {
    const busy = await testDatabase();
    await plantTree(busy.admin);
    const before = await digestsOf(busy);
    await expect(restoreInto(busy)).rejects.toMatchObject({ code: 'not_empty', message: expect.stringContaining('organisation') });
    expect(await digestsOf(busy)).toEqual(before);
    await busy.stop();
  });

  test('when it was made by a version whose schema is unknown here', async () => {
    await full.admin.query("insert into migration (name, digest) values ('9999_future.sql', 'x')");
    const target = join(folder, 'future.backup');
    await writeBackup(target, { platform: full.platform, databaseUrl: full.url, passphrase });
    await full.admin.query("delete from migration where name = '9999_future.sql'");
    await expect(restoreInto(empty, target)).rejects.toMatchObject({ code: 'newer_version' });
    await untouched(empty);
  });
});

describe('an attachment that the store lost', () => {
  test('does not stop the backup of the others, and is named', async () => {
    const lost = sha256(attachments[0]!).toString('hex');
    const place = join(full.platform.files.folder, lost.slice(0, 2), lost);
    const kept = await readFile(place);
    for (const damage of [() => rm(place), () => writeFile(place, 'altered')]) {
      await damage();
      const target = join(folder, `damaged-${randomBytes(4).toString('hex')}`);
      const damaged = await writeBackup(target, { platform: full.platform, databaseUrl: full.url, passphrase });
      // The rows made by the tests name contents that were never stored.
      expect(damaged.damagedFiles).toContain(lost);
      expect(damaged.files).toBe(attachments.length - 1);
    }
    await writeFile(place, kept);
  });
});
