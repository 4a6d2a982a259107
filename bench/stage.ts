import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '../apps/platform/app/ground/embedded.server.ts';
import { newId } from '../apps/platform/app/ground/id.ts';
import { migrate } from '../apps/platform/app/ground/migrate.server.ts';

const platformFolder = join(import.meta.dirname, '..', 'apps', 'platform');

/** A database of its own, durable as in production, with invented structures, where a measure takes place. */
export interface Stage {
  folder: string;
  port: number;
  database: EmbeddedServer;
  organisationIds: string[];
  /** Settings of the processes of the platform. */
  env: Record<string, string>;
  /** Who listens to the logs of its processes. */
  hear?: (line: string) => void;
  close: () => Promise<void>;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Prepares a stage with that many establishments, each with its security mailbox. */
export async function openStage(structures: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'hygie-bench-'));
  const database = await startEmbedded(join(folder, 'postgresql'), 'hygie');
  await migrate(database.url);
  const organisationIds = await populate(database.url, structures);
  const port = await freePort();
  const env = {
    HYGIE_MODE: 'evaluation', HYGIE_DEMONSTRATION: 'no', HYGIE_DATA: folder, DATABASE_URL: database.url, PORT: String(port),
    HYGIE_LOG_LEVEL: 'error', HYGIE_TRUSTED_PROXIES: '1',
  };
  const stage: Stage = { folder, port, database, organisationIds, env, close: async () => {} };
  stage.close = async () => {
    // The server of the stage at that moment: one that was killed was replaced.
    await stage.database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return stage;
}

async function populate(url: string, structures: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set search_path = public; select set_config('hygie.scope', '*', false)");
    const [nation, region] = [newId(), newId()];
    await client.query("insert into organisation (id, kind, name) values ($1, 'nation', 'France')", [nation]);
    await client.query("insert into organisation (id, kind, parent_id, name) values ($1, 'region', $2, 'Région')", [region, nation]);
    const ids = Array.from({ length: structures }, () => newId());
    await client.query(
      "insert into organisation (id, kind, parent_id, name) select id, 'establishment', $2, 'Structure ' || n from unnest($1::uuid[]) with ordinality as s (id, n)",
      [ids, region],
    );
    await client.query(
      "insert into organisation_profile (organisation_id, ssi_mailbox) select id, 'ssi@' || n || '.example' from unnest($1::uuid[]) with ordinality as s (id, n)",
      [ids],
    );
    await client.query('analyze organisation, organisation_profile');
    return ids;
  } finally {
    await client.end();
  }
}

/** Starts a process of the platform (`serve`, `work`) on the stage; `stage.hear` gets what it logs, line by line. */
export function startProcess(stage: Stage, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(platformFolder, 'bin', 'hygie.js'), ...args], {
    cwd: platformFolder, env: { ...process.env, ...stage.env }, stdio: ['ignore', stage.hear ? 'pipe' : 'ignore', 'inherit'],
  });
  if (stage.hear && child.stdout) createInterface(child.stdout).on('line', stage.hear);
  // A measure that is stopped leaves nothing behind.
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

/** Waits until the platform answers that it is ready. */
export async function ready(stage: Stage, seconds = 60): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const answer = await fetch(`http://127.0.0.1:${stage.port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the platform is not ready');
}

/** Prints the figures and keeps them as JSON under `proofs/`. */
export async function report(name: string, figures: Record<string, number | string>): Promise<void> {
  const folder = join(import.meta.dirname, '..', 'proofs');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify({ name, at: new Date().toISOString(), ...figures }, null, 2)}\n`);
  for (const [key, value] of Object.entries(figures)) process.stdout.write(`${key.padEnd(36)} ${value}\n`);
}
