import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { HygieError } from './errors.ts';
import type { DB } from './database.types.ts';

/** A transaction in a scope: typed queries, and nothing outside what the scope shows. */
export type Tx = Kysely<DB>;

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Dates without time stay text: a JavaScript Date would move them by a zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

const warnings = new WeakMap<pg.PoolClient, string[]>();

/**
 * Opens the pool. Every connection has its own error listener from birth: without one, a server that dies while
 * a connection is checked out kills the whole process.
 */
export function openPool(url: string, options: { max?: number; onError?: (error: Error) => void } = {}): pg.Pool {
  const report = options.onError ?? (() => {});
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    application_name: 'hygie',
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
  });
  pool.on('error', report);
  pool.on('connect', (client) => {
    client.on('error', report);
    client.on('notice', (notice) => {
      if (notice.severity === 'WARNING') warnings.get(client as pg.PoolClient)?.push(notice.message ?? '');
    });
  });
  return pool;
}

/** Kysely over one checked-out connection; the caller opens and ends the transaction. */
function queriesOver(client: pg.PoolClient): Tx {
  const borrowed = new Proxy(client, {
    get: (target, key) => {
      if (key === 'release') return () => {};
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { connect: async () => borrowed, end: async () => {}, options: {} } }),
  });
}

/**
 * Runs `work` in one transaction that `begin` opens (one round trip for BEGIN and its settings).
 * Returns only when COMMIT did, without a warning: a cancelled wait for the synchronous replica answers COMMIT
 * with a warning, and such a change is not acknowledged (`not_acknowledged`).
 */
export async function transaction<T>(
  pool: pg.Pool,
  begin: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(queriesOver(client));
    warnings.set(client, []);
    const commit = await client.query('COMMIT');
    if (commit.command !== 'COMMIT') throw new HygieError('internal', { detail: 'the transaction had failed' });
    const raised = warnings.get(client) ?? [];
    if (raised.length > 0) throw new HygieError('not_acknowledged', { detail: raised.join('; ') });
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    warnings.delete(client);
    client.release(broken);
  }
}

/** Whether an error of PostgreSQL carries this SQLSTATE. */
export function isSqlState(error: unknown, state: string): boolean {
  return error instanceof Error && 'code' in error && error.code === state;
}
