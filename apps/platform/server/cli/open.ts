import pg from 'pg';
import { readMigrations } from '../../app/ground/migrate.server.ts';
import { type Config, readConfig } from '../config.ts';
import { everything } from '../backup/tables.ts';
import { type OpenedPlatform, openPlatform } from '../platform.ts';

/** Opens the platform of this configuration for the time of a command, and always puts it down. */
export async function withPlatform<T>(work: (opened: OpenedPlatform, config: Config) => Promise<T>): Promise<T> {
  // What a command says goes to its output; the log of the server is not wanted there.
  const config = { ...readConfig(), logLevel: 'silent' };
  const opened = await openPlatform(config);
  try {
    return await work(opened, config);
  } finally {
    await opened.close();
  }
}

/** Reads one state of the whole database, every organisation in sight; nothing can be written. */
export async function readingEverything<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'hygie cli' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`begin isolation level repeatable read read only; ${everything}`);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Migrations of this version that the database does not have yet, in order. */
export async function pendingMigrations(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const { rows: exists } = await client.query("select to_regclass('public.migration') is not null as created");
  const applied = exists[0]?.created ? (await client.query<{ name: string }>('select name from public.migration')).rows : [];
  const done = new Set(applied.map((row) => row.name));
  return (await readMigrations()).map((migration) => migration.name).filter((name) => !done.has(name));
}

/** Throws when the database is behind this version. */
export async function requireMigrated(opened: OpenedPlatform): Promise<void> {
  const pending = await pendingMigrations(opened.platform.pool);
  if (pending.length > 0) throw new Error(`the database lacks ${pending.join(', ')}: run « hygie migrate » first`);
}
