// What a page cannot show as itself: controls, marks that reorder the text around them, private and unassigned codes.
const unshowable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const longestWord = 48;
const piece = 24;
const longWord = new RegExp(`[^\\s\\u200b]{${longestWord + 1},}`, 'gu');

const codeOf = (character: string) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * A text as it can be printed. What no font shows, and what would hide or reorder its neighbours (a file name that
 * reads backwards), is written as its code, `[U+202E]`: nothing is lost and nothing deceives. Words wider than a
 * column get places to break. `undisplayable`: characters that the compiler refused.
 */
export function printableText(text: string, undisplayable: ReadonlySet<string> = new Set()): string {
  return shown(text, undisplayable).replace(longWord, (word) => Array.from(word, (one, index) => (index > 0 && index % piece === 0 ? `\u200b${one}` : one)).join(''));
}

function shown(text: string, undisplayable: ReadonlySet<string>): string {
  const lines = text.toWellFormed().replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replaceAll('\t', ' ');
  const coded = lines.replace(unshowable, (character) => (character === '\n' ? character : codeOf(character)));
  return undisplayable.size === 0 ? coded : Array.from(coded, (one) => (undisplayable.has(one) ? codeOf(one) : one)).join('');
}

/**
 * The same value with every text printable. What stands under `code` is left whole, for the template to break; what
 * stands under `verbatim` is never shown (an attached file) and stays byte for byte.
 */
export function printable(value: unknown, undisplayable: ReadonlySet<string> = new Set(), key = ''): unknown {
  if (typeof value === 'string') {
    if (key === 'verbatim') return value;
    return key === 'code' ? shown(value, undisplayable) : printableText(value, undisplayable);
  }
  if (Array.isArray(value)) return value.map((one) => printable(one, undisplayable));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, printable(one, undisplayable, name)]));
}
