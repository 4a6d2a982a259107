/** Legal entities and sites of the FINESS+ « structures » file, in both its layouts. */
import { categoryLabel } from './categories.ts';
import {
  cleanText, defined, finessNumber, isoDate, sirenNumber, siretNumber, streetLine, townName,
} from './field-values.ts';
import { childOf, isObject, itemsOf, objectOf, textOf, type JsonObject } from './json-values.ts';
import { legalStatusOf } from './legal-statuses.ts';
import { participationLabel } from './participation.ts';
import type { Address, Coded, FieldWarning, LegalEntityRecord, Problem, SiteRecord } from './records.ts';
import { departmentOfCommune, departmentOfPostcode } from './regions.ts';

const SEAT_ADDRESS = '02';
const MAIN_SITE_ADDRESS = '03';
const MAIN_CONTACT = '01';

/** Told of each structure that was read, under its technical identifier (groups refer to it). */
export type OnIdentified = (level: 'legal_entity' | 'site', technicalId: string, finess: string, name: string) => void;

/** Yields the legal entity of one element of `pmej[]`, then its sites; a broken one yields a problem. */
export function* readLegalEntity(
  element: unknown,
  path: string,
  onIdentified: OnIdentified,
): Generator<LegalEntityRecord | SiteRecord | Problem> {
  if (!isObject(element)) {
    yield { kind: 'problem', place: { path }, code: 'not_an_object' };
    return;
  }
  const sites = itemsOf(element['ege']);
  const entity = legalEntityOf(element, path);
  if (entity.kind === 'problem') {
    yield sites.length === 0 ? entity : { ...entity, lostSites: sites.length };
    return;
  }
  const technicalId = textOf(childOf(element, 'informationsGeneralesPMEJ', 'informationsGeneralesPmej'), 'pmSmsseId', 'pm_smsseId');
  if (technicalId !== undefined) onIdentified('legal_entity', technicalId, entity.finessEj, entity.name);
  yield entity;
  for (const [index, site] of sites.entries()) yield siteOf(site, `${path}.ege[${index}]`, entity, onIdentified);
}

type FieldProblem = Extract<Problem, { code: 'missing_field' | 'invalid_field' }>;

function legalEntityOf(element: JsonObject, path: string): LegalEntityRecord | FieldProblem {
  const info = childOf(element, 'informationsGeneralesPMEJ', 'informationsGeneralesPmej');
  const warnings: FieldWarning[] = [];
  const place = { path };
  const written = textOf(info, 'numFinessPm');
  const finessEj = finessNumber(written, 'finessEj', warnings);
  if (finessEj === undefined) return fieldProblem('numFinessPm', written, place);
  const name = cleanText(textOf(info, 'denominationPm')) ?? cleanText(textOf(info, 'denominationLonguePmSmsse'));
  if (name === undefined) return fieldProblem('denominationPm', undefined, place);
  const closedOn = isoDate(textOf(info, 'dateFermeture'), 'closedOn', warnings);
  return defined<LegalEntityRecord>({
    kind: 'legal_entity',
    finessEj,
    siren: sirenNumber(textOf(info, 'siren'), warnings),
    name,
    longName: differing(name, textOf(info, 'denominationLonguePmSmsse')),
    category: categoryOf(textOf(info, 'categorieentiteGeographiqueExercice', 'categorieEntiteGeographiqueExercice')),
    legalStatus: legalStatus(textOf(info, 'statutJuridique')),
    address: addressOf(element, SEAT_ADDRESS),
    phone: phoneOf(element),
    openedOn: isoDate(textOf(info, 'dateCreation'), 'openedOn', warnings),
    closedOn,
    active: isActive(textOf(element, 'etatObjet') ?? textOf(info, 'etatObjet'), closedOn),
    warnings,
    place,
  });
}

function siteOf(
  element: unknown,
  path: string,
  entity: LegalEntityRecord,
  onIdentified: OnIdentified,
): SiteRecord | Problem {
  const place = { path };
  if (!isObject(element)) return { kind: 'problem', place, code: 'not_an_object' };
  const info = childOf(element, 'informationsGeneralesEGE', 'informationsGeneralesEge');
  const warnings: FieldWarning[] = [];
  const written = textOf(info, 'numFinessEge');
  const finessEt = finessNumber(written, 'finessEt', warnings);
  if (finessEt === undefined) return fieldProblem('numFinessEge', written, place);
  const name = cleanText(textOf(info, 'nomEgeCourt')) ?? cleanText(textOf(info, 'nomEgeLong'));
  if (name === undefined) return fieldProblem('nomEgeCourt', undefined, place);
  const technicalId = textOf(info, 'egeId');
  if (technicalId !== undefined) onIdentified('site', technicalId, finessEt, name);
  const closedOn = isoDate(textOf(info, 'dateFermeture'), 'closedOn', warnings);
  return defined<SiteRecord>({
    kind: 'site',
    finessEt,
    finessEj: entity.finessEj,
    siret: siretNumber(textOf(info, 'siret') ?? textOf(element, 'siret'), warnings),
    name,
    longName: differing(name, textOf(info, 'nomEgeLong')),
    category: categoryOf(textOf(element, 'categorieentiteGeographiqueExercice', 'categorieEntiteGeographiqueExercice')),
    legalStatus: entity.legalStatus,
    participation: participation(info['espic']),
    address: addressOf(element, MAIN_SITE_ADDRESS),
    phone: phoneOf(element),
    openedOn: isoDate(textOf(info, 'dateOuverture'), 'openedOn', warnings),
    closedOn,
    active: isActive(textOf(element, 'etatObjet'), closedOn),
    warnings,
    place,
  });
}

function fieldProblem(field: string, value: string | undefined, place: { path: string }): FieldProblem {
  return value === undefined
    ? { kind: 'problem', place, code: 'missing_field', field }
    : { kind: 'problem', place, code: 'invalid_field', field, value: value.slice(0, 80) };
}

function differing(name: string, raw: string | undefined): string | undefined {
  const longName = cleanText(raw);
  return longName === name ? undefined : longName;
}

/** State codes of TRE_R386: `A` active, anything else closed; without one, the closing date tells. */
function isActive(state: string | undefined, closedOn: string | undefined): boolean {
  return state === undefined ? closedOn === undefined : state === 'A';
}

function categoryOf(code: string | undefined): Coded | undefined {
  return code === undefined ? undefined : defined<Coded>({ code, label: categoryLabel(code) });
}

function legalStatus(code: string | undefined): Coded | undefined {
  return code === undefined ? undefined : defined<Coded>({ code, label: legalStatusOf(code)?.label });
}

function participation(espic: unknown): Coded | undefined {
  const [first] = Array.isArray(espic) ? espic : [espic];
  const code = textOf({ first }, 'first');
  return code === undefined ? undefined : defined<Coded>({ code, label: participationLabel(code) });
}

function addressOf(element: JsonObject, usage: string): Address {
  const addresses = itemsOf(element['adresse']).map(objectOf);
  const address = addresses.find((each) => textOf(each, 'usageAdresse') === usage) ?? addresses[0] ?? {};
  const communeCode = cleanText(textOf(address, 'cogCommune'))?.toUpperCase();
  const postcode = cleanText(textOf(address, 'codePostal'));
  const street = textOf(address, 'libelleVoie') === undefined
    ? cleanText(textOf(address, 'ligneQuatre'))
    : streetLine(textOf(address, 'numeroVoie'), textOf(address, 'typeVoie'), textOf(address, 'libelleVoie'));
  return defined<Address>({
    street,
    complement: cleanText(textOf(address, 'lieuDit')),
    postcode,
    town: townName(textOf(address, 'ligneAcheminement')),
    communeCode,
    department: communeCode !== undefined
      ? departmentOfCommune(communeCode)
      : postcode && departmentOfPostcode(postcode),
  });
}

function phoneOf(element: JsonObject): string | undefined {
  const contacts = itemsOf(element['contact']).map(objectOf);
  const main = contacts.filter((contact) => textOf(childOf(contact, 'typeContact'), 'roleContact') === MAIN_CONTACT);
  for (const contact of [...main, ...contacts]) {
    const phone = cleanText(textOf(childOf(contact, 'telecom'), 'telephone'));
    if (phone !== undefined) return phone;
  }
  return undefined;
}
