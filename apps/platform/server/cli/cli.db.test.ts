import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateRegion, writeHistoricalCsv } from '../../../../tools/region/index.ts';
import { testDatabase, type TestDatabase } from '../../app/ground/testing/database.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'hygie.js');
let folder: string;
let full: TestDatabase;
let empty: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hygie-cli-'));
  full = await testDatabase({ empty: true });
  empty = await testDatabase({ empty: true });
});
afterAll(async () => {
  await Promise.all([full.stop(), empty.stop()]);
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the program as an administrator does, on the database of a test. */
function hygie(database: TestDatabase, args: string[], env: Record<string, string> = {}): Promise<Answer> {
  const settings = { PATH: '', DATABASE_URL: database.url, HYGIE_DATA: join(folder, database === full ? 'full' : 'empty'), HYGIE_BACKUP_PASSPHRASE: 'quatre tuiles sous la pluie', HYGIE_SECRET_KEY: 'ab'.repeat(32), ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env: settings }, (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }));
  });
}

const json = async (database: TestDatabase, args: string[], env?: Record<string, string>) => {
  const answer = await hygie(database, [...args, '--json'], env);
  return { ...answer, value: JSON.parse(answer.stdout) };
};

describe('hygie', () => {
  test('names the settings that are missing and exits with 78', async () => {
    const { code, stderr } = await hygie(full, ['migrate'], { HYGIE_MODE: 'production' });
    expect(code).toBe(78);
    expect(stderr).toContain('HYGIE_SMTP_URL is missing');
  });

  test('says what to do first on a database without schema, changing nothing', async () => {
    for (const args of [['admin', 'create', '--email', 'a@b.example'], ['finess', 'import', program], ['backup', join(folder, 'early')]]) {
      const { code, stderr } = await hygie(full, args);
      expect([code, stderr]).toEqual([1, expect.stringContaining('run « hygie migrate » first')]);
    }
    const { code, value } = await json(full, ['doctor']);
    expect(code).toBe(1);
    expect(value.findings.at(-1)).toMatchObject({ check: 'migrations', state: 'failed' });
  });

  test('migrate applies everything once', async () => {
    expect((await json(full, ['migrate'])).value.applied).toContain('0001_ground.sql');
    expect((await json(full, ['migrate'])).value).toEqual({ applied: [] });
  });

  test('admin create prints a link that works once, and refuses what is no address', async () => {
    const { code, value } = await json(full, ['admin', 'create', '--email', 'Rssi@CH-Valbrune.example']);
    expect(code).toBe(0);
    expect(value.link).toMatch(/^http:\/\/localhost:3000\/invitation\?jeton=[\w-]{43}$/);
    const refused = await json(full, ['admin', 'create', '--email', 'nobody']);
    expect(refused.code).toBe(1);
    expect(refused.value.error).toMatchObject({ code: 'invalid_input', fields: [{ field: 'email', problem: 'not_an_email' }] });
  });

  test('finess import reads a file, plain or gzip, lists what it skipped with its place, and changes nothing twice', async () => {
    const plain = join(folder, 'region.csv');
    const stream = createWriteStream(plain);
    await writeHistoricalCsv(generateRegion({ establishments: 30, sites: 60 }), stream);
    await finished(stream.end());
    const lines = (await readFile(plain, 'utf8')).split('\n');
    lines.splice(3, 0, 'a broken;line');
    await writeFile(plain, lines.join('\n'));
    const zipped = createGzip();
    const target = createWriteStream(`${plain}.gz`);
    zipped.pipe(target);
    zipped.end(await readFile(plain));
    await finished(target);
    const first = await json(full, ['finess', 'import', plain]);
    expect(first.code).toBe(0);
    expect(first.value).toMatchObject({ problems: 1, firstProblems: [{ code: 'unknown_row', place: { line: 4 } }] });
    expect(first.value.created).toBeGreaterThanOrEqual(30);
    const second = await hygie(full, ['finess', 'import', `${plain}.gz`]);
    expect(second.stdout).toMatch(/: 0 created, 0 changed, \d+ unchanged/);
    expect(second.stdout).toContain('line 4: unknown_row');
    expect(second.stderr).toBe('');
    expect((await hygie(full, ['finess', 'import', program])).code).toBe(1);
  });

  test('journal verify finds a tampering, and journal anchor helps to find a chain cut with its head', async () => {
    const anchor = join(folder, 'anchor.json');
    await writeFile(anchor, (await hygie(full, ['journal', 'anchor'])).stdout);
    expect((await json(full, ['journal', 'verify', '--anchor', anchor])).value).toMatchObject({ faults: [] });
    expect((await hygie(full, ['journal', 'verify', '--anchor', program])).code).toBe(1);
    await full.admin.query("alter table journal disable trigger user; update journal set payload = payload || '{\"x\": 1}' where seq = 1");
    const found = await json(full, ['journal', 'verify']);
    expect([found.code, found.value.faults]).toEqual([1, [expect.objectContaining({ seq: 1, fault: 'altered' })]]);
    await full.admin.query("update journal set payload = payload - 'x' where seq = 1; alter table journal enable trigger user");
    expect((await hygie(full, ['journal', 'verify'])).code).toBe(0);
  });

  test('backup and restore bring a whole instance to another, with its digests', async () => {
    const file = join(folder, 'hygie.backup');
    const saved = await json(full, ['backup', file]);
    expect(saved.code).toBe(0);
    expect((await json(full, ['backup', file])).value.error.code).toBe('target_exists');
    expect((await json(empty, ['restore', file], { HYGIE_BACKUP_PASSPHRASE: 'un autre mot de passe' })).value.error.code).toBe('wrong_passphrase');
    expect((await json(empty, ['restore', file], { HYGIE_BACKUP_PASSPHRASE: '' })).value.error.code).toBe('passphrase_missing');
    const words = join(folder, 'passphrase');
    await writeFile(words, 'quatre tuiles sous la pluie\n');
    const restored = await json(empty, ['restore', file, '--passphrase-file', words], { HYGIE_BACKUP_PASSPHRASE: '' });
    expect(restored.code).toBe(0);
    expect(restored.value.tables).toEqual(saved.value.tables);
    expect(restored.value.sameKey).toBe(true);
    expect((await hygie(empty, ['journal', 'verify'])).stdout).toContain('no fault');
    expect((await json(empty, ['restore', file])).value.error.code).toBe('not_empty');
  });

  test('doctor finds everything well, then what is wrong', async () => {
    const well = await json(full, ['doctor']);
    expect(well.value.findings.filter((finding: { state: string }) => finding.state !== 'ok')).toEqual([]);
    expect([well.code, well.value.healthy]).toEqual([0, true]);
    await full.admin.query('alter table mail no force row level security');
    const { port, close } = await silentPort();
    const ill = await json(full, ['doctor'], { HYGIE_SMTP_URL: `smtp://127.0.0.1:${port}` });
    await close();
    await full.admin.query('alter table mail force row level security');
    expect([ill.code, ill.value.healthy]).toEqual([1, false]);
    const failed = ill.value.findings.filter((finding: { state: string }) => finding.state === 'failed').map((finding: { check: string }) => finding.check);
    expect(failed).toEqual(['wall', 'mail']);
  });

  test('doctor says that the database is away', async () => {
    const away = await json(full, ['doctor'], { DATABASE_URL: 'postgresql://hygie:x@127.0.0.1:1/hygie' });
    expect(away.code).toBe(1);
    expect(away.value.findings).toEqual([{ check: 'database', state: 'failed', detail: expect.stringContaining('ECONNREFUSED') }]);
  });
});

/** A port where somebody answers, who does not speak SMTP. */
async function silentPort(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
