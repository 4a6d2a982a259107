import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** A migration as it stands in the folder: its name, its text, and the digest that proves it did not change. */
export interface Migration {
  name: string;
  sql: string;
  digest: string;
}

const folder = join(import.meta.dirname, 'migrations');

/** The migrations of the product, in order. */
export async function readMigrations(from: string = folder): Promise<Migration[]> {
  const names = (await readdir(from)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(from, name), 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the schema up to date and returns the names applied (none on the second run). Each migration is one
 * transaction with its own record, so that a run cut short resumes where it stopped; two processes starting
 * together wait for each other. Throws when an applied migration was edited afterwards.
 */
export async function migrate(url: string, migrations?: Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'hygie migrate' });
  await client.connect();
  try {
    await client.query('set search_path = public');
    await client.query('select pg_advisory_lock(4849474945)');
    await client.query(`create table if not exists migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now())`);
    const done = new Map<string, string>(
      (await client.query('select name, digest from migration')).rows.map((row) => [row.name, row.digest]),
    );
    const applied: string[] = [];
    for (const migration of migrations ?? (await readMigrations())) {
      const digest = done.get(migration.name);
      if (digest !== undefined && digest !== migration.digest) {
        throw new Error(`migration ${migration.name} was changed after it was applied`);
      }
      if (digest === undefined) {
        await apply(client, migration);
        applied.push(migration.name);
      }
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into migration (name, digest) values ($1, $2)', [migration.name, migration.digest]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}
