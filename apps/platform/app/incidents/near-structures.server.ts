import type { Actor } from '../ground/actor.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { type RegisterEntry, searchPatterns, searchRegister } from '../organisations/queries.server.ts';
import { declaration } from './declaration.ts';
import { incidentPolicy } from './policy.ts';

// Each is one search of the register: past that, whoever searches says it otherwise.
const mostTries = 12;

/** What a search of the register found for a file, and whether it had to ask for less than what was typed. */
export interface NearStructures {
  found: RegisterEntry[];
  near: boolean;
}

/**
 * Finds the structures that a file may be moved to. When none bears the words of the search, those that bear fewer of them
 * are near matches: the number that the declarant gave first, then the words left when one or several are dropped, then
 * the town that the declarant gave.
 */
export async function findForMove(platform: Platform, actor: Actor, number: string, text: string, most: number): Promise<NearStructures> {
  const exact = await searchRegister(platform, text, most);
  if (exact.length > 0) return { found: exact, near: false };
  const given = await readGiven(platform, actor, number);
  const words = searchPatterns(text).map(({ word }) => word);
  for (const fewer of triesOf(words, given).slice(0, mostTries)) {
    const found = await searchRegister(platform, fewer, most);
    if (found.length > 0) return { found, near: true };
  }
  return { found: [], near: false };
}

/** What to search instead, the likeliest first: never a word alone, which says next to nothing, save the town. */
export function triesOf(words: readonly string[], given: { identifier: string; town: string } | null): string[] {
  const without = words.map((_, left) => words.filter((__, index) => index !== left));
  const pairs = words.slice(0, -1).map((word, index) => [word, words[index + 1] ?? '']);
  // The first words say the kind of structure, the last ones the town.
  const shorter = words.length > 3 ? [words.slice(1), words.slice(2), words.slice(0, -2)] : [];
  const tries = [...without, ...shorter, ...pairs.toReversed()].filter((one) => one.length > 1).map((one) => one.join(' '));
  const town = [given?.town ?? ''];
  return [...new Set([given?.identifier ?? '', ...tries.slice(0, mostTries - 2), ...town])].filter((one) => one.trim() !== '' && one !== words.join(' '));
}

/** What the declarant said of a structure that the register did not know; null for whoever may not move the file. */
async function readGiven(platform: Platform, actor: Actor, number: string) {
  return inScope(platform.pool, actor, incidentPolicy.move, async (tx) => {
    const file = await tx.selectFrom('incident').select('declaration').where('number', '=', number).executeTakeFirst();
    const said = declaration.safeParse(file?.declaration);
    return (said.success && said.data.structure.unlisted) || null;
  });
}
