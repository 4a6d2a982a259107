import { byText } from '../bilingual.ts';
import { fold, occurrences, type Folded, type Range } from './text-fold.ts';

/** Kinds of identities that a bulletin must not carry. */
export type IdentityKind = 'organisation' | 'town' | 'person' | 'host' | 'number' | 'email' | 'phone' | 'other';

/** A name to remove, with its kind. */
export type Identity = { readonly kind: IdentityKind; readonly text: string };

/** What stands in place of an identity, in the language of the files. */
export const REPLACEMENTS: { readonly [Kind in IdentityKind]: string } = {
  organisation: '[établissement]',
  town: '[ville]',
  person: '[personne]',
  host: '[machine]',
  number: '[numéro]',
  email: '[adresse électronique]',
  phone: '[téléphone]',
  other: '[masqué]',
};

// Without letters, so that it can complete no name.
const BLANK = '[…]';

// All with bounded quantifiers: linear in the length of the text.
const PATTERNS: readonly { readonly kind: IdentityKind; readonly pattern: RegExp }[] = [
  { kind: 'email', pattern: /[^\s@<>()[\]",;:]{1,64}@[^\s@<>()[\]",;:]{1,255}/gu },
  // SIRET before telephone before SIREN/FINESS: the longest first.
  { kind: 'number', pattern: /(?<![\dA-Za-z])\d{3}[ \u00A0.]?\d{3}[ \u00A0.]?\d{3}[ \u00A0.]?\d{5}(?![\dA-Za-z])/gu },
  { kind: 'phone', pattern: /(?<![\d+])(?:\+33|0033|\+262|\+590|\+594|\+596|0)[ \u00A0.-]?(?:\(0\)[ \u00A0]?)?[1-9](?:[ \u00A0.-]?\d{2}){4}(?!\d)/gu },
  { kind: 'number', pattern: /(?<![\dA-Za-z])(?:\d{3}[ \u00A0.]?\d{3}[ \u00A0.]?\d{3}|2[AB][ \u00A0]?\d{7})(?![\dA-Za-z])/giu },
];

type Found = Range & { readonly kind: IdentityKind };
/** How many of each kind were replaced. */
export type Counts = Map<IdentityKind, number>;
/** An identity ready for searching. */
export type Prepared = { readonly kind: IdentityKind; readonly folded: Folded };

/** Identities in a fixed order; those without a letter or digit cannot be searched and come back apart. */
export function prepare(identities: readonly Identity[]): { searchable: Prepared[]; ignored: string[] } {
  const folded = identities.map(({ kind, text }) => ({ kind, text, folded: fold(text) }));
  const isSearchable = (one: { folded: Folded }): boolean => one.folded.characters.length >= 2;
  return {
    searchable: folded.filter(isSearchable).sort((a, b) => byText(a.text, b.text) || byText(a.kind, b.kind)),
    ignored: folded.filter((one) => !isSearchable(one)).map(({ text }) => text).sort(byText),
  };
}

function findNames(text: string, identities: readonly Prepared[]): Found[] {
  const folded = fold(text);
  return identities.flatMap(({ kind, folded: name }) => occurrences(folded, name).map((range) => ({ ...range, kind })));
}

/** Overlapping ranges become one, of the kind of the longest. */
function disjoint(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end || byText(a.kind, b.kind));
  const merged: Found[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (!last || range.start >= last.end) merged.push(range);
    else if (range.end > last.end) {
      const kind = range.end - range.start > last.end - last.start ? range.kind : last.kind;
      merged[merged.length - 1] = { start: last.start, end: range.end, kind };
    }
  }
  return merged;
}

function substitute(text: string, found: readonly Found[], replacement: (kind: IdentityKind) => string, counts: Counts): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, kind } of disjoint(found)) {
    pieces.push(text.slice(from, start), replacement(kind));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

/**
 * Replaces mails, telephone and registration numbers, and every given identity. Repeats until none is left: a
 * replacement next to a word may form a name anew (« Belle [ville] »), and is then blanked without letters.
 */
export function anonymiseText(text: string, identities: readonly Prepared[], counts: Counts): string {
  let current = text;
  for (const { kind, pattern } of PATTERNS) {
    const found = [...current.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, kind }));
    current = substitute(current, found, (one) => REPLACEMENTS[one], counts);
  }
  current = substitute(current, findNames(current, identities), (kind) => REPLACEMENTS[kind], counts);
  for (let left = findNames(current, identities); left.length > 0; left = findNames(current, identities)) {
    current = substitute(current, left, () => BLANK, counts);
  }
  return current;
}
