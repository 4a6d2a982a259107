import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';

// One letter wrong leaves about half of the trigrams of a word in place; two letters swapped in a short word do not.
const leastLikeness = 0.4;
const mostLikes = 4;

/** Each way to write a word with two neighbouring letters swapped. */
const swapsOf = (word: string): string[] =>
  Array.from({ length: Math.min(word.length, 40) - 1 }, (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2));

/**
 * The words of the register that each word may be a mistyping of, the closest first. None for one that the register
 * has, nor for a number: a digit more or less is another structure.
 * Indexes: primary key of `organisation_word`, `organisation_word_likeness`.
 */
export async function findLikes(tx: Tx, words: readonly string[]): Promise<Map<string, string[]>> {
  // The planner takes comparing a word with each of the register's for cheap: it costs ten times the index.
  await sql`select set_config('pg_trgm.similarity_threshold', ${String(leastLikeness)}, true), set_config('enable_seqscan', 'off', true)`.execute(tx);
  const found = new Map<string, string[]>();
  for (const word of words) found.set(word, await likesOf(tx, word));
  await sql`select set_config('enable_seqscan', 'on', true)`.execute(tx);
  return found;
}

async function likesOf(tx: Tx, word: string): Promise<string[]> {
  if (word.length < 4 || /[^a-z]/.test(word)) return [];
  const { rows } = await sql<{ word: string }>`
    select w.word from (
      select word from organisation_word where word % ${word} union select word from organisation_word where word = any (${[word, ...swapsOf(word)]})
    ) w order by w.word = ${word} desc, w.word = any (${swapsOf(word)}) desc, similarity(w.word, ${word}) desc, w.word limit ${mostLikes}`.execute(tx);
  return rows[0]?.word === word ? [] : rows.map((row) => row.word);
}
