import { existsSync } from 'node:fs';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** A server found at work on a folder. */
export interface RunningServer {
  port: number;
  /** Nothing when another process owns the server; stops it when its owner is gone. */
  stop: () => Promise<void>;
}

const ownerFile = (folder: string) => join(folder, 'owner');

/** Notes that this process answers for the server of a folder. */
export async function own(folder: string): Promise<void> {
  await writeFile(ownerFile(folder), `${process.pid}\n`);
}

/**
 * The server that already works on this folder: that of a platform which runs (a command of the CLI then shares it
 * and leaves it), or one left alone by a platform that was killed (its new owner stops it in the end).
 */
export async function findRunning(folder: string, password: string): Promise<RunningServer | null> {
  const lock = join(folder, 'cluster', 'postmaster.pid');
  if (!existsSync(lock)) return null;
  // Lines of the lock file: process, data folder, start, port.
  const [pid, , , port] = (await readFile(lock, 'utf8')).split('\n').map(Number);
  if (!pid || !port || !(await answers(port, password, join(folder, 'cluster')))) return null;
  const owner = Number(await readFile(ownerFile(folder), 'utf8').catch(() => '0'));
  if (owner !== process.pid && owner > 0 && isAlive(owner)) return { port, stop: async () => {} };
  await own(folder);
  const stop = async () => {
    process.kill(pid, 'SIGINT');
    while (existsSync(lock) && isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return { port, stop };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the server on this port is the one of this folder, after waiting for its recovery. */
async function answers(port: number, password: string, cluster: string): Promise<boolean> {
  for (let turn = 0; turn < 100; turn += 1) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return (await realpath(rows[0]?.data_directory ?? '')) === (await realpath(cluster));
    } catch (error) {
      // 57P03: it is starting, or replays its log after a crash.
      if ((error as { code?: string }).code !== '57P03') return false;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}
