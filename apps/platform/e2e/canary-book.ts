import type pg from 'pg';

/** A text like no other, where it was typed, and whether it opens something. */
export interface Canary {
  kind: 'secret' | 'personal';
  where: string;
  text: string;
}
/** Every canary of this file of tests, in the order in which they were typed. */
export const canaries: Canary[] = [];
/** A text like no other, typed in a field. */
export function plant(kind: Canary['kind'], where: string, shape: (word: string) => string = (word) => word): string {
  const text = shape(`kanari${String(canaries.length).padStart(3, '0')}q`);
  canaries.push({ kind, where, text });
  return text;
}
/** A personal datum. */
export const personal = (where: string, shape?: (word: string) => string) => plant('personal', where, shape);
/** A password. */
export const password = (where: string) => plant('secret', where, (word) => `${word} tuiles sous la pluie`);
/** An address. */
export const email = (where: string) => plant('personal', where, (word) => `${word}@a.example`);
/** A telephone number. */
export const phone = (where: string) => plant('personal', where, (word) => `0199${word.slice(6, 9)}${word.slice(6, 9)}`);
/** A secret that the platform made. */
export function overheard(where: string, text: string | undefined): string {
  if (!text) throw new Error(`nothing to overhear: ${where}`);
  canaries.push({ kind: 'secret', where, text });
  return text;
}

/** Every cell of the database as text, one line a cell with its place. */
export async function databaseAsText(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>("select quote_ident(nspname) || '.' || quote_ident(relname) as name from pg_class c join pg_namespace n on n.oid = relnamespace where relkind = 'r' and nspname in ('public', 'ground') order by 1");
  const cells: string[] = [];
  for (const { name } of rows) {
    const table = await admin.query<Record<string, unknown>>(`select * from ${name}`);
    for (const row of table.rows) {
      for (const [column, value] of Object.entries(row)) {
        const text = Buffer.isBuffer(value) ? `${value.toString('latin1')} ${value.toString('hex')}` : typeof value === 'string' ? value : JSON.stringify(value);
        cells.push(`${name}.${column}: ${text}`);
      }
    }
  }
  return cells;
}

/** Where a canary stands in some lines, whatever the case and the separators of codes. */
export function sightings(kind: Canary['kind'], lines: readonly string[]): string[] {
  const plain = (text: string) => text.toLowerCase();
  const bare = (text: string) => plain(text).replace(/[ -]/g, '');
  const searched = lines.map((line) => ({ line, plain: plain(line), bare: bare(line) }));
  return canaries.filter((one) => one.kind === kind).flatMap(({ where, text }) => {
    const seen = searched.find((one) => one.plain.includes(plain(text)) || (kind === 'secret' && one.bare.includes(bare(text))));
    return seen ? [`${where} (${text}): ${seen.line.slice(0, 300)}`] : [];
  });
}
