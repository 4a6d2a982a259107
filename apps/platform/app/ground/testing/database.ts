import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { openPool } from '../database.server.ts';
import { openFileStore } from '../files.server.ts';
import { newId } from '../id.ts';
import type { Platform, Settings } from '../platform.ts';
import { template } from './cluster.ts';

/** A database of its own for a test file, and a platform on it. */
export interface TestDatabase {
  /** As the owner, who is subject to row-level security like the platform. */
  url: string;
  /** As the superuser, who sees and does everything. */
  adminUrl: string;
  /** Queries as the superuser. */
  admin: pg.Pool;
  platform: Platform;
  /** Sets the present instant of the platform; null gives back the real one. */
  setNow: (at: Date | string | null) => void;
  stop: () => Promise<void>;
}

/** Choices of a test file. */
export interface TestDatabaseOptions {
  settings?: Partial<Settings>;
  /** True: without schema nor rows, as before the first migration. */
  empty?: boolean;
  /** Connections of the pool, default 16. */
  connections?: number;
}

function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: named(inject('cluster').adminUrl, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const testSettings: Settings = {
  mode: 'production',
  publicUrl: new URL('https://hygie.example'),
  mailFrom: 'Hygie <hygie@hygie.example>',
  instanceName: 'Hygie',
  secretKey: Buffer.alloc(32, 7),
  version: '0.0.0',
};

/** A migrated database (a copy of the template of the run) with a platform: empty files, silent log. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `test_${newId().replaceAll('-', '')}`;
  // Copies of one source wait for each other: PostgreSQL refuses two at once.
  await asAdmin(async (client) => {
    await client.query("select pg_advisory_lock(hashtext('copy of the template'))");
    await client.query(`create database ${name} owner hygie template ${options.empty ? 'template0' : template}`);
  });
  const { ownerUrl, adminUrl } = inject('cluster');
  const [url, superuser] = [named(ownerUrl, name), named(adminUrl, name)];
  const folder = await mkdtemp(join(tmpdir(), 'hygie-files-'));
  const pool = openPool(url, { max: options.connections ?? 16 });
  const admin = openPool(superuser, { max: 4 });
  let fixed: Date | null = null;
  const platform: Platform = {
    pool,
    files: await openFileStore(folder),
    log: pino({ level: 'silent' }),
    now: () => fixed ?? new Date(),
    settings: { ...testSettings, ...options.settings },
  };
  return {
    url,
    adminUrl: superuser,
    admin,
    platform,
    setNow: (at) => {
      fixed = at === null ? null : new Date(at);
    },
    stop: async () => {
      await Promise.all([pool.end(), admin.end()]);
      await asAdmin((client) => client.query(`drop database ${name} with (force)`));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
