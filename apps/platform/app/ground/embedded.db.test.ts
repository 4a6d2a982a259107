import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbedded } from './embedded.server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hygie-embedded-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

const start = () => startEmbedded(folder, 'hygie', ['-c', 'fsync=off']);

describe('the embedded PostgreSQL', () => {
  test('is shared by a command that runs beside the platform (here, its owner is said to be another process), and outlives it', async () => {
    const platform = await start();
    await writeFile(join(folder, 'owner'), String(process.ppid));
    const command = await start();
    expect(command.port).toBe(platform.port);
    await command.stop();
    expect(await ask(platform.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await platform.stop();
    await expect(ask(platform.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('left alone by a platform that was killed is found again with its data, and stopped in the end', async () => {
    const program = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.server.ts'))};
      const server = await startEmbedded(${JSON.stringify(folder)}, 'hygie');
      console.log('ready'); setInterval(() => {}, 1000);`;
    const killed = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'], cwd: import.meta.dirname });
    await new Promise((resolve) => killed.stdout.once('data', resolve));
    const gone = new Promise((resolve) => killed.once('exit', resolve));
    killed.kill('SIGKILL');
    await gone;
    const again = await start();
    expect(await ask(again.adminUrl, "select datname from pg_database where datname = 'hygie'")).toHaveLength(1);
    await again.stop();
    expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false);
    const third = await start();
    expect(await ask(third.url, 'select current_user as name')).toEqual([{ name: 'hygie' }]);
    await third.stop();
  });

  test('gives the platform an owner that can neither bypass policies nor become superuser', async () => {
    const server = await start();
    expect(await ask(server.url, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual([{ rolsuper: false, rolbypassrls: false }]);
    await server.stop();
  });
});
