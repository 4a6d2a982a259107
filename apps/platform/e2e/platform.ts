import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running platform, as a user's machine would run it: the built pages, its own PostgreSQL, the demonstration. */
export interface RunningPlatform {
  url: string;
  folder: string;
  pid: number;
  /** Everything that the process wrote so far, on both of its outputs. */
  said: () => string;
  stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts `hygie serve` in an empty folder and waits for its URL. `env` adds or changes settings. */
export async function startPlatform(env: Record<string, string> = {}): Promise<RunningPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'hygie-e2e-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['bin/hygie.js', 'serve'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...process.env, PORT: String(port), HYGIE_DATA: folder, HYGIE_LOG_LEVEL: 'error',
      // As an installed platform runs, whatever runs the tests.
      NODE_ENV: 'production', HYGIE_POSTGRES_FLAGS: 'fsync=off', ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error(`the platform did not start: ${said.join('')}`)), 90_000);
    const hear = (chunk: Buffer) => {
      said.push(chunk.toString());
      const found = /http:\/\/localhost:\d+/.exec(said.join(''));
      if (found) {
        clearTimeout(patience);
        resolve(found[0]);
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the platform stopped (${code}): ${said.join('')}`)));
  });
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, folder, pid: child.pid ?? 0, said: () => said.join(''), stop };
}
