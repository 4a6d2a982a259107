/**
 * The historical CSV (« etalab », datasets cs1100502 and cs1100507): `;`, no header, one `structureet`
 * row a site, then `geolocalisation` rows, which are skipped. A record never spans two lines, so a
 * quote that is never closed can cost no more than its own row.
 */
import { categoryLabel } from './categories.ts';
import { cleanText, defined, finessNumber, isoDate, siretNumber, streetLine, townName } from './field-values.ts';
import type { Line } from './lines.ts';
import { participationLabel } from './participation.ts';
import type { Address, Coded, FieldWarning, Problem, SiteRecord } from './records.ts';
import { departmentCode } from './regions.ts';

// 31 columns since the first files; `numuai` came later. More than twice that is not this file.
const LEAST_FIELDS = 31;
const MOST_FIELDS = 64;

/** Order of the columns after the row's kind. */
const COLUMNS = [
  'row', 'nofinesset', 'nofinessej', 'rs', 'rslongue', 'complrs', 'compldistrib', 'numvoie', 'typvoie', 'voie',
  'compvoie', 'lieuditbp', 'commune', 'departement', 'libdepartement', 'ligneacheminement', 'telephone', 'telecopie',
  'categetab', 'libcategetab', 'categagretab', 'libcategagretab', 'siret', 'codeape', 'codemft', 'libmft', 'codesph',
  'libsph', 'dateouv', 'dateautor', 'datemaj', 'numuai',
] as const;

type Row = (column: typeof COLUMNS[number]) => string | undefined;

/** Reads one decoded line: a site, a problem, or nothing for rows that hold no structure. */
export function readCsvLine(text: string, line: Line['number']): SiteRecord | Problem | undefined {
  if (text.trim() === '') return undefined;
  const fields = splitFields(text);
  const [row = ''] = fields;
  if (row === 'finess' || row === 'geolocalisation') return undefined;
  const place = { line };
  if (row !== 'structureet') return { kind: 'problem', place, code: 'unknown_row', row: row.slice(0, 80) };
  if (fields.length < LEAST_FIELDS || fields.length > MOST_FIELDS) {
    return {
      kind: 'problem', place, code: 'wrong_field_count', found: fields.length, least: LEAST_FIELDS, most: MOST_FIELDS,
    };
  }
  return siteOfRow((column) => cleanText(fields[COLUMNS.indexOf(column)]), place);
}

function siteOfRow(field: Row, place: { line: number }): SiteRecord | Problem {
  const warnings: FieldWarning[] = [];
  const finessEt = finessNumber(field('nofinesset'), 'finessEt', warnings);
  if (finessEt === undefined) return fieldProblem('nofinesset', field('nofinesset'), place);
  const finessEj = finessNumber(field('nofinessej'), 'finessEj', warnings);
  if (finessEj === undefined) return fieldProblem('nofinessej', field('nofinessej'), place);
  const name = field('rs') ?? field('rslongue');
  if (name === undefined) return fieldProblem('rs', undefined, place);
  const longName = field('rslongue');
  return defined<SiteRecord>({
    kind: 'site',
    finessEt,
    finessEj,
    siret: siretNumber(field('siret'), warnings),
    name,
    longName: longName === name ? undefined : longName,
    category: coded(field('categetab'), categoryLabel, field('libcategetab')),
    legalStatus: undefined,
    participation: coded(field('codesph'), participationLabel, field('libsph')),
    address: addressOf(field),
    phone: field('telephone'),
    openedOn: isoDate(field('dateouv'), 'openedOn', warnings),
    closedOn: undefined,
    // The file only ever held open sites.
    active: true,
    warnings,
    place,
  });
}

function fieldProblem(name: string, value: string | undefined, place: { line: number }): Problem {
  return value === undefined
    ? { kind: 'problem', place, code: 'missing_field', field: name }
    : { kind: 'problem', place, code: 'invalid_field', field: name, value: value.slice(0, 80) };
}

/** The table's wording first: the same code must read the same whichever file it came from. */
function coded(
  code: string | undefined,
  labelOf: (code: string) => string | undefined,
  written: string | undefined,
): Coded | undefined {
  return code === undefined ? undefined : defined<Coded>({ code, label: labelOf(code) ?? written });
}

function addressOf(field: Row): Address {
  const [, postcode, town] = /^(\d{5})(?: (.*))?$/.exec(field('ligneacheminement') ?? '') ?? [];
  const department = field('departement');
  return defined<Address>({
    street: streetLine(field('numvoie'), field('typvoie'), field('voie')),
    complement: field('lieuditbp'),
    postcode,
    town: townName(town ?? (postcode === undefined ? field('ligneacheminement') : undefined)),
    communeCode: communeCode(department, field('commune')),
    department: department === undefined ? undefined : departmentCode(department),
  });
}

/** INSEE code of the commune: overseas, the file writes `9A` + `123` for 97123. */
function communeCode(department: string | undefined, commune: string | undefined): string | undefined {
  if (department === undefined || commune === undefined) return undefined;
  return `${departmentCode(department).slice(0, 2)}${commune.padStart(3, '0')}`;
}

/**
 * Splits at `;`. A field is quoted only when its closing quote is followed by `;` or the end (RFC 4180);
 * otherwise its quotes are letters, as in « "LES LILAS" MAISON ». Stops soon after MOST_FIELDS, which
 * also keeps the search for closing quotes linear.
 */
function splitFields(text: string): string[] {
  const fields: string[] = [];
  let at = 0;
  while (fields.length <= MOST_FIELDS) {
    const close = text[at] === '"' ? closingQuote(text, at + 1) : -1;
    const separator = text.indexOf(';', close < 0 ? at : close);
    const end = separator < 0 ? text.length : separator;
    fields.push(close < 0 ? text.slice(at, end) : text.slice(at + 1, close).replaceAll('""', '"'));
    if (separator < 0) break;
    at = end + 1;
  }
  return fields;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at)) {
    if (text[at + 1] !== '"') return at + 1 === text.length || text[at + 1] === ';' ? at : -1;
    at += 2;
  }
  return -1;
}
