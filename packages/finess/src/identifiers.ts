/**
 * Identifiers of French health structures and professionals, and their checks.
 *
 * A failed check is a warning, never a refusal: the registers themselves hold a few numbers whose
 * key is wrong, and a person in a crisis must not be stopped by a digit.
 */

/** Why an identifier looks wrong: number of characters, a foreign character, or the check digit. */
export type IdentifierWarning = 'length' | 'character' | 'check_digit';

/** Outcome of a check; `value` is the identifier as normalised before the check. */
export type IdentifierCheck =
  | { valid: true; value: string }
  | { valid: false; value: string; warning: IdentifierWarning };

const LA_POSTE_SIREN = '356000000';

/** Removes what people type around identifiers (spaces of any kind, dots, hyphens); upper case. */
export function normaliseIdentifier(value: string): string {
  return value.normalize('NFKC').replace(/[\s.\-‐‑–]/gu, '').toUpperCase();
}

/** Writes a FINESS number as people read it, « 99 000 001 8 »; any other text is returned as given. */
export function formatFiness(value: string): string {
  const finess = normaliseIdentifier(value);
  if (finess.length !== 9) return value;
  return `${finess.slice(0, 2)} ${finess.slice(2, 5)} ${finess.slice(5, 8)} ${finess.slice(8)}`;
}

/**
 * The Luhn digit that makes `body` + digit valid (ISO/IEC 7812-1 annex B).
 * Accepts the Corsican `A` and `B`, read 1 and 2. Throws a RangeError on any other character.
 */
export function luhnDigit(body: string): string {
  return String((10 - (luhnSum(`${body}0`) % 10)) % 10);
}

/** FINESS, 9 characters: department (2A and 2B in Corsica), 6 digits, Luhn key. */
export function checkFiness(value: string): IdentifierCheck {
  return check(value, 9, /^\d[\dAB]\d{7}$/, passesLuhn);
}

/** SIREN, 9 digits, Luhn (INSEE). */
export function checkSiren(value: string): IdentifierCheck {
  return check(value, 9, /^\d+$/, passesLuhn);
}

/**
 * SIRET, 14 digits, Luhn (INSEE). The establishments of La Poste outgrew their Luhn numbers: theirs
 * are also right when the sum of the digits is a multiple of five.
 */
export function checkSiret(value: string): IdentifierCheck {
  return check(value, 14, /^\d+$/, (siret) => passesLuhn(siret)
    || (siret.startsWith(LA_POSTE_SIREN) && digitSum(siret) % 5 === 0));
}

/** RPPS, 11 digits, Luhn. */
export function checkRpps(value: string): IdentifierCheck {
  return check(value, 11, /^\d+$/, passesLuhn);
}

function check(
  given: string,
  length: number,
  characters: RegExp,
  passes: (value: string) => boolean,
): IdentifierCheck {
  const value = normaliseIdentifier(given);
  if (value.length !== length) return { valid: false, value, warning: 'length' };
  if (!characters.test(value)) return { valid: false, value, warning: 'character' };
  return passes(value) ? { valid: true, value } : { valid: false, value, warning: 'check_digit' };
}

function passesLuhn(value: string): boolean {
  return luhnSum(value) % 10 === 0;
}

function luhnSum(value: string): number {
  let sum = 0;
  for (let position = 0; position < value.length; position++) {
    const digit = digitOf(value, value.length - 1 - position);
    const weighed = position % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum;
}

function digitSum(value: string): number {
  let sum = 0;
  for (let at = 0; at < value.length; at++) sum += digitOf(value, at);
  return sum;
}

function digitOf(value: string, at: number): number {
  const character = value[at];
  if (character === 'A') return 1;
  if (character === 'B') return 2;
  const digit = character === undefined ? Number.NaN : '0123456789'.indexOf(character);
  if (!(digit >= 0)) throw new RangeError(`not a digit: ${JSON.stringify(character)}`);
  return digit;
}
