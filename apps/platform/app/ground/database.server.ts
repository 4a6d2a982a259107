import { createHash } from 'node:crypto';
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
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
    pipeline: true,
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

// Each keeps memory on each connection; past them, a statement is planned each time.
const preparedMost = 300;
// Longer ones list rows: hardly ever the same text twice.
const preparedLength = 6_000;
const names = new Map<string, string>();

/** A statement under a name of its own, so that a connection that runs it again has its plan. */
function named(text: string, values: unknown[]): pg.QueryConfig {
  const known = names.get(text);
  if (known !== undefined) return { name: known, text, values };
  if (names.size >= preparedMost || text.length > preparedLength) return { text, values };
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return { name, text, values };
}

/** Kysely over one checked-out connection; the caller opens and ends the transaction. */
function queriesOver(client: pg.PoolClient, prepares: boolean): Tx {
  const borrowed = new Proxy(client, {
    get: (target, key) => {
      if (key === 'release') return () => {};
      if (key === 'query') return (text: string, values: unknown[]) => target.query(prepares ? named(text, values) : { text, values });
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { connect: async () => borrowed, end: async () => {}, options: {} } }),
  });
}

/** How a transaction begins, and what may travel with its two ends to spare round trips. */
export interface Ends<T> {
  /** BEGIN and its settings, as one text. */
  begin: string;
  /** Whether the last statement of `begin` is a SELECT, whose rows `work` receives. */
  asks?: boolean;
  /** Writes that need no answer: sent together with COMMIT, in this order. A failure of one fails them all. */
  last?: (result: T) => readonly CompiledQuery[];
}

/**
 * Runs `work` in one transaction. Returns only when COMMIT did, without a warning: a cancelled wait for the
 * synchronous replica answers COMMIT with a warning, and such a change is not acknowledged (`not_acknowledged`).
 */
export async function transaction<T>(pool: pg.Pool, ends: Ends<T>, work: Work<T>): Promise<T> {
  try {
    return await transactOnce(pool, ends, work, true);
  } catch (error) {
    if (!isStalePlan(error)) throw error;
    // Refused, so nothing was written. Every connection of the pool may hold such a plan: this time, none is used.
    return transactOnce(pool, ends, work, false);
  }
}

type Work<T> = (tx: Tx, first: unknown[]) => Promise<T>;

/** « Cached plan must not change result type »: a migration changed a table under a statement kept by name. */
const isStalePlan = (error: unknown): error is Error => isSqlState(error, '0A000');

async function transactOnce<T>(pool: pg.Pool, ends: Ends<T>, work: Work<T>, prepares: boolean): Promise<T> {
  const client = await pool.connect().catch((error: Error) => Promise.reject(away(error)));
  let broken: Error | undefined;
  try {
    const result = await (ends.asks ? beginThenWork : beginWithWork)(client, ends, queriesOver(client, prepares), work);
    warnings.set(client, []);
    const commit = await sendTogether(client, ends.last?.(result) ?? []);
    if (commit.command !== 'COMMIT') throw new HygieError('internal', { detail: 'the transaction had failed' });
    const raised = warnings.get(client) ?? [];
    if (raised.length > 0) throw new HygieError('not_acknowledged', { detail: raised.join('; ') });
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    if (broken) throw away(error);
    // Released with an error, the connection ends, and its plans with it.
    if (isStalePlan(error)) broken = error;
    throw error;
  } finally {
    warnings.delete(client);
    client.release(broken);
  }
}

async function beginThenWork<T>(client: pg.PoolClient, { begin }: Ends<T>, tx: Tx, work: Work<T>): Promise<T> {
  const opened = (await client.query(begin)) as unknown as pg.QueryResult | pg.QueryResult[];
  return work(tx, (Array.isArray(opened) ? opened.at(-1)?.rows : opened.rows) ?? []);
}

/**
 * Sends BEGIN in one packet with the first query of the work, which saves a round trip. Were BEGIN refused, so would the
 * queries behind it: outside of it the connection has no scope, and row-level security shows it nothing.
 */
async function beginWithWork<T>(client: pg.PoolClient, { begin }: Ends<T>, tx: Tx, work: Work<T>): Promise<T> {
  const stream = streamOf(client);
  stream.cork();
  const opening = client.query(begin);
  setImmediate(() => stream.uncork());
  const [opened, done] = await Promise.allSettled([opening, work(tx, [])]);
  if (opened.status === 'rejected') throw opened.reason;
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}

/** The socket under a connection, to send several messages in one packet. */
function streamOf(client: pg.PoolClient): { cork(): void; uncork(): void } {
  return (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection.stream;
}

/** The server died, or nobody knows what became of the transaction: to be tried again, with the same key. */
const away = (cause: unknown) => new HygieError('unavailable', {}, { cause });

/** Sends the last writes and COMMIT in one packet: on a failure PostgreSQL refuses what follows, COMMIT included. */
async function sendTogether(client: pg.PoolClient, writes: readonly CompiledQuery[]): Promise<pg.QueryResult> {
  const stream = streamOf(client);
  stream.cork();
  const sent = writes.map((write) => client.query(write.sql, write.parameters as unknown[]));
  const commit = client.query('COMMIT');
  stream.uncork();
  // The first refusal is the cause; those after it only say that the transaction had failed.
  const outcomes = await Promise.allSettled([...sent, commit]);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  return commit;
}

/** Whether an error of PostgreSQL carries this SQLSTATE. */
export function isSqlState(error: unknown, state: string): boolean {
  return error instanceof Error && 'code' in error && error.code === state;
}
