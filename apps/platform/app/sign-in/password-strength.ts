import { commonWords, keyboardWalks } from './common-passwords.ts';
import { longest, shortest } from './password-length.ts';

/** Why a password is refused: keys of the messages `signIn.problems`. */
export type PasswordProblem =
  | 'password_too_short'
  | 'password_too_short_administrator'
  | 'password_too_long'
  | 'password_common'
  | 'password_pattern'
  | 'password_personal';

/** Whose password it is: attackers try these words first. */
export interface PasswordOwner {
  email: string;
  names: readonly string[];
  administrator?: boolean;
}

// What a guesser needs: a listed word is about as dear as three random characters, a year or a walk as one.
const wordWorth = 3;
const enough = 9;

type Kind = 'word' | 'personal' | 'walk' | 'year';
interface Piece {
  kind: Kind;
  text: string;
}

const withoutAccents = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const substitutes: Record<string, string> = {
  '0': 'o', '1': 'i', '!': 'i', '|': 'l', '3': 'e', '€': 'e', '4': 'a', '@': 'a', '5': 's', $: 's', '7': 't', '8': 'b', '9': 'g',
};
const unmask = (text: string, one: 'i' | 'l') =>
  [...text].map((letter) => (letter === '1' ? one : (substitutes[letter] ?? letter))).join('');

const walks = keyboardWalks.flatMap((row) => [row, [...row].toReversed().join('')]);

function walkAt(text: string, at: number): number {
  const same = /^(.)\1{2,}/.exec(text.slice(at))?.[0].length ?? 0;
  let length = 3;
  while (at + length < text.length && walks.some((row) => row.includes(text.slice(at, at + length + 1)))) length += 1;
  return Math.max(same, length > 3 ? length : 0);
}

function wordAt(readings: readonly string[], at: number, words: ReadonlySet<string>): string | undefined {
  for (let length = Math.min(20, readings[0]!.length - at); length >= 3; length -= 1) {
    const found = readings.map((reading) => reading.slice(at, at + length)).find((part) => words.has(part));
    if (found) return found;
  }
  return undefined;
}

const yearAt = (text: string, at: number) => /^(?:19[3-9]|20[0-4])\d/.exec(text.slice(at))?.[0];

function personalWords(owner: PasswordOwner): Set<string> {
  const parts = [owner.email, ...owner.names].flatMap((text) => withoutAccents(text).split(/[^a-z0-9]+/));
  const joined = owner.names.map((name) => withoutAccents(name).replace(/[^a-z]/g, ''));
  return new Set([...parts, ...joined].filter((word) => word.length >= 3));
}

/** The piece that starts at a place, if any: the longest of a personal or listed word, a walk and a year. */
function pieceAt(readings: readonly string[], at: number, personal: ReadonlySet<string>): Piece | undefined {
  const text = readings[0]!;
  const own = wordAt(readings, at, personal);
  const word = wordAt(readings, at, commonWords);
  const walk = text.slice(at, at + walkAt(text, at));
  const year = yearAt(text, at);
  const found: Piece[] = [];
  if (own) found.push({ kind: 'personal', text: own });
  if (word) found.push({ kind: 'word', text: word });
  if (walk) found.push({ kind: 'walk', text: walk });
  if (year) found.push({ kind: 'year', text: year });
  return found.reduce<Piece | undefined>((best, piece) => (best && best.text.length >= piece.text.length ? best : piece), undefined);
}

/** Cuts a password into what a guesser knows and the characters that remain. */
function cut(candidate: string, owner: PasswordOwner): { pieces: Piece[]; rest: string[] } {
  const plain = withoutAccents(candidate);
  const readings = [plain, unmask(plain, 'i'), unmask(plain, 'l')];
  const personal = personalWords(owner);
  const pieces: Piece[] = [];
  const rest: string[] = [];
  for (let at = 0; at < plain.length; ) {
    const piece = pieceAt(readings, at, personal);
    if (piece) pieces.push(piece);
    else rest.push(plain[at]!);
    at += piece?.text.length ?? 1;
  }
  return { pieces, rest };
}

/** The shortest block whose repetition makes the whole text. */
function unit(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, at);
}

function worth({ pieces, rest }: ReturnType<typeof cut>): number {
  const distinct = new Map(pieces.map((piece) => [piece.text, piece.kind]));
  const known = [...distinct.values()].reduce((sum, kind) => sum + (kind === 'word' ? wordWorth : 1), 0);
  const letters = rest.filter((character) => /[\p{L}\p{N}]/u.test(character));
  // A separator repeated between words is guessed once.
  const signs = new Set(rest.filter((character) => !/[\p{L}\p{N}]/u.test(character)));
  return known + (new Set(letters).size <= 2 ? new Set(letters).size : letters.length) + signs.size;
}

function guessable(candidate: string, owner: PasswordOwner): PasswordProblem | null {
  const parts = cut(candidate, owner);
  const kinds = new Set(parts.pieces.map((piece) => piece.kind));
  if (commonWords.has(withoutAccents(candidate))) return 'password_common';
  if (worth(parts) < enough || worth(cut(unit(candidate), owner)) < enough) {
    if (kinds.has('personal')) return 'password_personal';
    return kinds.has('word') ? 'password_common' : 'password_pattern';
  }
  return null;
}

/**
 * Why a password cannot be chosen, or null. Length and guessability only: no composition rules (ASVS 5.0, 6.2.5).
 * Compared after NFKC, as it will be hashed.
 */
export function checkPassword(candidate: string, owner: PasswordOwner): PasswordProblem | null {
  const normal = candidate.normalize('NFKC');
  const length = [...normal].length;
  if (length < shortest.ordinary) return 'password_too_short';
  if (owner.administrator && length < shortest.administrator) return 'password_too_short_administrator';
  if (length > longest) return 'password_too_long';
  return guessable(normal, owner);
}
