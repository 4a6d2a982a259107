/** Turns the raw texts of both formats into the values of a record, noting what looks wrong. */
import { checkFiness, checkSiren, checkSiret, normaliseIdentifier } from './identifiers.ts';
import type { FieldWarning } from './records.ts';

const LONGEST_TEXT = 500;

const STREET_TYPES: Readonly<Record<string, string>> = {
  ALL: 'ALLEE', AV: 'AVENUE', BD: 'BOULEVARD', CHE: 'CHEMIN', CRS: 'COURS', IMP: 'IMPASSE', LOT: 'LOTISSEMENT',
  PAS: 'PASSAGE', PL: 'PLACE', QU: 'QUAI', R: 'RUE', RES: 'RESIDENCE', RTE: 'ROUTE', SQ: 'SQUARE',
};

/** One line without control characters or doubled spaces; undefined when nothing is left. */
export function cleanText(raw: string | undefined): string | undefined {
  // Old files pad their fields with spaces; control characters would end in mails and logs.
  const text = raw?.replace(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, LONGEST_TEXT);
  return text === '' ? undefined : text;
}

/** A FINESS number of the right shape, undefined otherwise: without it a record cannot be kept. */
export function finessNumber(
  raw: string | undefined,
  field: 'finessEj' | 'finessEt',
  warnings: FieldWarning[],
): string | undefined {
  const value = normaliseIdentifier(raw ?? '');
  if (!/^[0-9A-Z]{9}$/.test(value)) return undefined;
  const check = checkFiness(value);
  if (!check.valid) warnings.push({ field, warning: check.warning, value });
  return value;
}

/** A SIREN of nine digits or nothing; a wrong one is told in `warnings`. */
export function sirenNumber(raw: string | undefined, warnings: FieldWarning[]): string | undefined {
  return companyNumber(raw, 'siren', warnings);
}

/** A SIRET of fourteen digits or nothing; a wrong one is told in `warnings`. */
export function siretNumber(raw: string | undefined, warnings: FieldWarning[]): string | undefined {
  return companyNumber(raw, 'siret', warnings);
}

function companyNumber(
  raw: string | undefined,
  field: 'siren' | 'siret',
  warnings: FieldWarning[],
): string | undefined {
  const text = cleanText(raw);
  if (text === undefined) return undefined;
  const check = field === 'siren' ? checkSiren(text) : checkSiret(text);
  if (check.valid) return check.value;
  warnings.push({ field, warning: check.warning, value: check.value.slice(0, 40) });
  return check.warning === 'check_digit' ? check.value : undefined;
}

/** An ISO date from `2024-03-12`, `2024-03-12 00:00:00` or `12/03/2024`; anything else is told and left out. */
export function isoDate(
  raw: string | undefined,
  field: 'openedOn' | 'closedOn',
  warnings: FieldWarning[],
): string | undefined {
  const text = cleanText(raw);
  if (text === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:$|[ T])/.exec(text) ?? [];
  const [, frenchDay, frenchMonth, frenchYear] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  const date = `${year ?? frenchYear}-${month ?? frenchMonth}-${day ?? frenchDay}`;
  if (isCalendarDate(date)) return date;
  warnings.push({ field, warning: 'date', value: text.slice(0, 40) });
  return undefined;
}

function isCalendarDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** « 12 », « R », « DES TILLEULS » read as one street line. */
export function streetLine(
  number: string | undefined,
  type: string | undefined,
  name: string | undefined,
): string | undefined {
  const typeText = cleanText(type);
  return cleanText([number, STREET_TYPES[typeText ?? ''] ?? typeText, name].filter(Boolean).join(' '));
}

/** A town as people search it, without the postal « CEDEX 2 ». */
export function townName(raw: string | undefined): string | undefined {
  return cleanText(cleanText(raw)?.replace(/ CEDEX( \d+)?$/i, ''));
}

/** The object without its undefined values, so that equal records compare and print equal. */
export function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  // Sound by construction: only optional properties of T may be undefined in the argument's callers.
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
