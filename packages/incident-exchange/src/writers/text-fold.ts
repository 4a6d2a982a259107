/**
 * A text reduced to what identifies: letters and digits, without case or accents, each with its place in the
 * original. « CH de Saint-Rémy », « ch de saint remy » and « CH DE SAINT-REMY » fold alike.
 */
export type Folded = {
  readonly characters: string;
  /** For each folded character, where it starts and ends in the original. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Whether something that is neither letter nor digit stands just before. */
  readonly separated: readonly boolean[];
};

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Folds a text; linear in its length. */
export function fold(text: string): Folded {
  const folded = { characters: [] as string[], starts: [] as number[], ends: [] as number[], separated: [] as boolean[] };
  let position = 0;
  let separated = true;
  for (const point of text) {
    const lower = point.toLowerCase();
    const plain = (LIGATURES[lower] ?? lower).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const kept = [...plain].filter((part) => /[\p{L}\p{N}]/u.test(part));
    for (const part of kept) {
      for (const unit of part.split('')) {
        folded.characters.push(unit);
        folded.starts.push(position);
        folded.ends.push(position + point.length);
        folded.separated.push(separated);
        separated = false;
      }
    }
    // A combining accent is no separator: it belongs to the letter before it.
    if (kept.length === 0 && plain !== '') separated = true;
    position += point.length;
  }
  return { ...folded, characters: folded.characters.join('') };
}

/** A piece of the original text. */
export type Range = { readonly start: number; readonly end: number };

// A shorter name (« Eu », « Lens » is long enough) is part of too many words.
const SHORTEST_INSIDE_WORDS = 4;

function matches(text: Folded, needle: Folded, at: number): boolean {
  const end = at + needle.characters.length;
  // The text may drop a separator of the name (`chrouen`), never add one (« mon s'… » is not Mons).
  for (let index = 1; index < needle.characters.length; index += 1) {
    if (text.separated[at + index] === true && needle.separated[index] === false) return false;
  }
  if (needle.characters.length >= SHORTEST_INSIDE_WORDS) return true;
  return text.separated[at] === true && (end === text.characters.length || text.separated[end] === true);
}

/** Every place of `needle` in `text`; names under four letters only as whole words. */
export function occurrences(text: Folded, needle: Folded): Range[] {
  const ranges: Range[] = [];
  if (needle.characters === '') return ranges;
  for (let at = text.characters.indexOf(needle.characters); at >= 0; at = text.characters.indexOf(needle.characters, at + 1)) {
    const [start, end] = [text.starts[at], text.ends[at + needle.characters.length - 1]];
    if (start !== undefined && end !== undefined && matches(text, needle, at)) ranges.push({ start, end });
  }
  return ranges;
}
