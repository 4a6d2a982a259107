import { CompiledQuery } from 'kysely';
import pg from 'pg';
import type { DB } from './database.types.ts';
import { HygieError } from './errors.ts';

/** Rows for one table, as JSON values by column; all of them name the same columns. */
export interface NewRows {
  into: keyof DB;
  rows: readonly Record<string, unknown>[];
}

/**
 * One INSERT a table, in the order in which the tables first come: whatever their number, the rows cost one statement.
 * Throws `internal` when the rows of a table do not name the same columns: a value would be lost without a word.
 */
export function insertions(given: readonly NewRows[]): CompiledQuery[] {
  const byTable = new Map<keyof DB, Record<string, unknown>[]>();
  for (const { into, rows } of given) {
    const known = byTable.get(into);
    if (known) known.push(...rows);
    else byTable.set(into, [...rows]);
  }
  return [...byTable].flatMap(([table, rows]) => (rows[0] ? [insertion(table, Object.keys(rows[0]), rows)] : []));
}

function insertion(table: keyof DB, columns: readonly string[], rows: readonly Record<string, unknown>[]): CompiledQuery {
  const same = (row: Record<string, unknown>) => Object.keys(row).length === columns.length && columns.every((column) => Object.hasOwn(row, column));
  if (!rows.every(same)) throw new HygieError('internal', { detail: `rows of ${table} name different columns` });
  const name = pg.escapeIdentifier(table);
  const listed = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  return CompiledQuery.raw(`insert into ${name} (${listed}) select ${listed} from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [JSON.stringify(rows)]);
}
