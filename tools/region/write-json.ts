/** Writes a region as a FINESS+ « structures » file, in either of its layouts. */
import type { Region, RegionAddress, RegionEntity, RegionGroup, RegionSite } from './region.ts';

/**
 * `schema`: as the first JSON Schema wants it (coded objects, every field present, `pm_smsseId`);
 * `open_data`: as the files published since 2026 are written (plain codes, absent fields left out).
 */
export type JsonLayout = 'schema' | 'open_data';

const TERMINOLOGY = 'https://mos.esante.gouv.fr/NOS';
const TERMINOLOGIES = {
  state: `${TERMINOLOGY}/tre_r386-macro-etat-objet-administratif/FHIR/tre-r386-macro-etat-objet-administratif`,
  publicService: `${TERMINOLOGY}/tre_r361-fonction-publique/FHIR/tre-r361-fonction-publique`,
  category: `${TERMINOLOGY}/tre_r397-categorie-entite-geographique-exercice/FHIR/tre-r397-categorie-entite-geographique-exercice`,
  legalStatus: `${TERMINOLOGY}/tre_r400-finess-statut-juridique/FHIR/tre-r400-finess-statut-juridique`,
  groupType: `${TERMINOLOGY}/tre_r372-type-groupe-gco/FHIR/tre-r372-type-groupe-gco`,
  legalPerson: `${TERMINOLOGY}/tre_r373-type-personne-morale/FHIR/tre-r373-type-personne-morale`,
} as const;

// Files carry the moment they were made; a fixed one keeps the same seed giving the same bytes.
const GENERATED_AT = '2026-11-01T02:00:00Z';
const UPDATED_AT = '2026-10-30 00:00:00';

type Json = string | Json[] | { [key: string]: Json };

/** The file in pieces, one structure at a time: a large region is never held as text. */
export function* structuresJson(region: Region, layout: JsonLayout = 'schema'): Generator<string> {
  const open = layout === 'open_data';
  const entityOf = open ? openEntity : schemaEntity;
  yield open ? `{"schemaVersion":"v1.0.0","generatedAt":${JSON.stringify(GENERATED_AT)},` : '{';
  yield* list('gcc', region.groups.filter(({ form }) => form === 'gcc').map((group) => conventionGroup(group, open)));
  yield ',\n';
  yield* list('gco', region.groups.filter(({ form }) => form === 'gco').map((group) => legalGroup(group, open)));
  yield ',\n';
  yield* list('pmej', region.entities.values().map((entity) => entityOf(entity)));
  yield '}\n';
}

function* list(key: string, elements: Iterable<Json>): Generator<string> {
  yield `${JSON.stringify(key)}:[`;
  let separator = '\n';
  for (const element of elements) {
    yield separator + JSON.stringify(element);
    separator = ',\n';
  }
  yield '\n]';
}

function conventionGroup(group: RegionGroup, open: boolean): Json {
  const shared = {
    gccId: group.id,
    nomGcc: group.name,
    typeGcc: group.type,
    gccIdentifiantExterne: `9900${group.id}`,
    pmejDuGcc: members(group, open),
    engagement: [],
    evenement: [event(group.id, 'GR', group.openedOn, '003')],
  };
  return open
    ? { ...shared, egeDuGcc: [], etatObjet: 'A', dateDerniereMaj: UPDATED_AT }
    : { ...shared, egeDuGCC: [], etatActif: 'A', metadonneeId: group.id };
}

function legalGroup(group: RegionGroup, open: boolean): Json {
  return {
    [open ? 'pmSmsseId' : 'pm_smsseId']: group.id,
    [open ? 'typeGco' : 'typeGCO']: group.type,
    pmejDuGco: members(group, open),
    egeDuGco: [],
  };
}

function members(group: RegionGroup, open: boolean): Json {
  return group.members.map(({ id, role }) => ({ [open ? 'pmSmsseId' : 'pm_smsseId']: id, typeRoleEntiteGroupe: role }));
}

function schemaEntity(entity: RegionEntity): Json {
  const state = coding(stateCode(entity), TERMINOLOGIES.state);
  return {
    informationsGeneralesPmej: {
      pm_smsseId: entity.id,
      codeApe: entity.ape,
      complementAdressePmSmsse: '',
      dateCreation: entity.openedOn,
      dateDerniereModificationSirene: '',
      dateFermeture: entity.closedOn ?? '',
      denominationLonguePmSmsse: entity.longName,
      denominationPm: entity.name,
      numFinessPm: entity.finess,
      etatObjet: state,
      fonctionPublique: coding('', TERMINOLOGIES.publicService),
      categorieEntiteGeographiqueExercice: coding('', TERMINOLOGIES.category),
      siren: entity.siren,
      statutJuridique: coding(entity.legalStatus, TERMINOLOGIES.legalStatus),
      typeGroupeGco: coding('', TERMINOLOGIES.groupType),
      typePersonneMorale: coding('01', TERMINOLOGIES.legalPerson),
      metadonneeId: entity.id,
      dateDerniereMaj: { dateEvenement: UPDATED_AT },
    },
    etatObjet: state,
    adresse: [schemaAddress(entity.address, '02')],
    contact: [contact(entity.phone, { telecopie: '', courriel: '' })],
    engagement: [],
    evenement: events(entity.id, 'PM', entity),
    ege: entity.sites.map(schemaSite),
  };
}

function schemaSite(site: RegionSite): Json {
  return {
    informationsGeneralesEGE: siteInformation(site),
    etatObjet: coding(stateCode(site), TERMINOLOGIES.state),
    categorieEntiteGeographiqueExercice: coding(site.category, TERMINOLOGIES.category),
    siret: site.siret,
    adresse: [schemaAddress(site.address, '03')],
    contact: [contact(site.phone, { telecopie: '', courriel: '' })],
    roleEge: [],
    evenement: events(site.finess, 'EG', site),
  };
}

function openEntity(entity: RegionEntity): Json {
  return {
    informationsGeneralesPMEJ: {
      pmSmsseId: entity.id,
      codeApe: entity.ape,
      dateCreation: entity.openedOn,
      ...closing(entity),
      denominationLonguePmSmsse: entity.longName,
      denominationPm: entity.name,
      numFinessPm: entity.finess,
      siren: entity.siren,
      statutJuridique: entity.legalStatus,
      typePersonneMorale: '01',
    },
    adresse: [openAddress(entity.address, '02')],
    contact: [contact(entity.phone, {})],
    engagement: [],
    evenement: events(entity.id, 'PM', entity),
    ege: entity.sites.map((site) => ({
      informationsGeneralesEGE: { ...siteInformation(site), siret: site.siret },
      categorieentiteGeographiqueExercice: site.category,
      adresse: [openAddress(site.address, '03')],
      contact: [contact(site.phone, {})],
      engagement: [],
      evenement: events(site.finess, 'EG', site),
      roleEge: [],
      etatObjet: stateCode(site),
      dateDerniereMaj: UPDATED_AT,
    })),
    etatObjet: stateCode(entity),
    dateDerniereMaj: UPDATED_AT,
  };
}

function siteInformation(site: RegionSite): { [key: string]: Json } {
  return {
    egeId: site.finess.slice(2, 8),
    dateOuverture: site.openedOn,
    datePremiereAutorisation: site.openedOn,
    ...closing(site),
    nomEgeCourt: site.name,
    nomEgeLong: site.name,
    numFinessEge: site.finess,
    espic: [site.participation],
  };
}

function schemaAddress(address: RegionAddress, usage: string): Json {
  return {
    ...openAddress(address, usage),
    complementVoie: '',
    complementPointGeographique: '',
    lieuDit: '',
    coordonneesGeographique: { coordonneeX: '', coordonneeY: '', directionLatitude: '', directionLongitude: '' },
  };
}

function openAddress(address: RegionAddress, usage: string): { [key: string]: Json } {
  return {
    usageAdresse: usage,
    numeroVoie: address.number,
    typeVoie: address.streetType,
    libelleVoie: address.street,
    cogCommune: address.communeCode,
    ligneAcheminement: address.town,
    codePostal: address.postcode,
  };
}

function contact(phone: string, others: { [key: string]: Json }): Json {
  return { typeContact: { roleContact: '01' }, telecom: { telephone: phone, ...others } };
}

function events(id: string, type: 'PM' | 'EG', structure: { openedOn: string; closedOn?: string }): Json[] {
  const opening = event(id, type, structure.openedOn, '001');
  return structure.closedOn === undefined ? [opening] : [opening, event(id, type, structure.closedOn, '005')];
}

function event(id: string, type: string, date: string, code: string): Json {
  return {
    evenementId: `${type}${id}-${code}`,
    dateEnregistrement: UPDATED_AT,
    dateEvenement: date,
    etatObjet1: code,
    identifiantObjet1: id,
    systemeMaitre: '01',
    typeObjet1: type,
    codeEvenement: code,
  };
}

function closing(structure: { closedOn?: string }): { dateFermeture?: string } & { [key: string]: Json } {
  return structure.closedOn === undefined ? {} : { dateFermeture: structure.closedOn };
}

function stateCode(structure: { closedOn?: string }): 'A' | 'I' {
  return structure.closedOn === undefined ? 'A' : 'I';
}

function coding(code: string, system: string): Json {
  return { code, system };
}
