/**
 * The places and fixed structures of the demonstration region. All invented: no real person, no real
 * establishment. Towns lie along an imaginary river, la Luze.
 */

/** How a structure is owned and run: the codes that FINESS gives it. */
export interface Statute {
  legalStatus: string;
  /** Main activity (NAF rev. 2). */
  ape: string;
  /** Participation in the public hospital service (TRE_R73). */
  participation: string;
}

const HOSPITAL_APE = '86.10Z';

/** The statutes in use in the region. */
export const statutes = {
  publicHospital: { legalStatus: '13', ape: HOSPITAL_APE, participation: '1' },
  regionalHospital: { legalStatus: '15', ape: HOSPITAL_APE, participation: '1' },
  departmentalHospital: { legalStatus: '11', ape: HOSPITAL_APE, participation: '1' },
  clinic: { legalStatus: '95', ape: HOSPITAL_APE, participation: '0' },
  clinicCompany: { legalStatus: '73', ape: HOSPITAL_APE, participation: '0' },
  foundation: { legalStatus: '63', ape: HOSPITAL_APE, participation: '6' },
  hospitalAssociation: { legalStatus: '61', ape: HOSPITAL_APE, participation: '6' },
  association: { legalStatus: '60', ape: '87.10B', participation: '0' },
  municipalHome: { legalStatus: '21', ape: '87.10A', participation: '0' },
  privateHome: { legalStatus: '72', ape: '87.10A', participation: '0' },
  laboratory: { legalStatus: '91', ape: '86.90B', participation: '0' },
  practice: { legalStatus: '85', ape: '86.22A', participation: '0' },
  cooperation: { legalStatus: '29', ape: '84.12Z', participation: '0' },
} as const satisfies Record<string, Statute>;

/** Name of a statute. */
export type StatuteName = keyof typeof statutes;

/** Group by convention to which a legal entity belongs. */
export interface CastMembership {
  group: 'trois_vallees' | 'plaine_littoral';
  support?: true;
}

/** A legal entity of the cast with its sites: category code and name. */
export interface CastEntity {
  name: string;
  longName?: string;
  statute: StatuteName;
  town: number;
  membership?: CastMembership;
  /** Has a security officer of its own, and so needs none from the cooperation group. */
  ownSecurityOfficer?: true;
  sites: ReadonlyArray<readonly [category: string, name: string]>;
}

/** Invented towns; the position gives the postcode (99100, 99110 …). */
export const towns = [
  'Saint-Aubin', 'Valbrune', 'Rochecombe', 'Pont-Aurelle', 'Castelverne', 'Port-Luzière', 'Bourg-Serène',
  'Montferrine', 'Fontaine-les-Aulnes', 'Sainte-Ombeline', 'Beauregard-sur-Luze', 'Hautecombe-la-Luze',
  'Villeneuve-la-Serre', 'La Chesnerie', 'Marsanges-le-Vieil', 'Grandlieu-Saint-Rémi', 'Clairesource', 'Les Essarts-Blancs',
  'Moulin-d\'Orvelle', 'Saint-Théodule-des-Bois', 'Vieilleroche', 'Lac-Dormant', 'Aubepierre-en-Plaine', 'Sablons-sur-Mer',
  'Col-de-Brisevent', 'Pierrefaite', 'Noirvaux', 'Champclos', 'Belle-Étoile-sur-Luze', 'Terrefranche',
] as const;

/** The structures that every demonstration region has, in the order of their FINESS numbers. */
export const cast: readonly CastEntity[] = [
  {
    name: 'CH de Saint-Aubin', longName: 'Centre hospitalier de Saint-Aubin', statute: 'publicHospital', town: 0,
    membership: { group: 'trois_vallees' },
    sites: [['355', 'CH de Saint-Aubin - Hôtel-Dieu'], ['362', 'USLD du CH de Saint-Aubin'], ['500', 'EHPAD Les Tilleuls']],
  },
  {
    name: 'CHU de Valbrune', longName: 'Centre hospitalier universitaire de Valbrune', statute: 'regionalHospital', town: 1,
    membership: { group: 'trois_vallees', support: true }, ownSecurityOfficer: true,
    sites: [
      ['101', 'CHU de Valbrune - Hôpital Nord'], ['101', 'CHU de Valbrune - Hôpital de la Mère et de l\'Enfant'],
      ['362', 'USLD du CHU de Valbrune'], ['156', 'CMP Valbrune centre'], ['433', 'Unité sanitaire de Valbrune'],
    ],
  },
  {
    name: 'CH de Rochecombe', longName: 'Centre hospitalier de Rochecombe', statute: 'publicHospital', town: 2,
    membership: { group: 'trois_vallees' },
    sites: [['355', 'CH de Rochecombe'], ['500', 'EHPAD du CH de Rochecombe']],
  },
  {
    name: 'CH de Pont-Aurelle', longName: 'Centre hospitalier de proximité de Pont-Aurelle', statute: 'publicHospital', town: 3,
    membership: { group: 'trois_vallees' },
    sites: [['106', 'CH de Pont-Aurelle'], ['354', 'SSIAD de Pont-Aurelle']],
  },
  {
    name: 'EPSM de la Luze', longName: 'Etablissement public de santé mentale de la Luze', statute: 'departmentalHospital',
    town: 10, membership: { group: 'trois_vallees' },
    sites: [['292', 'EPSM de la Luze'], ['156', 'CMP de Saint-Aubin'], ['425', 'CATTP Les Acacias']],
  },
  {
    name: 'CH de Castelverne', longName: 'Centre hospitalier de Castelverne', statute: 'publicHospital', town: 4,
    membership: { group: 'plaine_littoral', support: true }, ownSecurityOfficer: true,
    sites: [['355', 'CH de Castelverne'], ['500', 'EHPAD du CH de Castelverne']],
  },
  {
    name: 'CH de Port-Luzière', longName: 'Centre hospitalier de Port-Luzière', statute: 'publicHospital', town: 5,
    membership: { group: 'plaine_littoral' }, sites: [['355', 'CH de Port-Luzière']],
  },
  {
    name: 'CH de Bourg-Serène', longName: 'Centre hospitalier de proximité de Bourg-Serène', statute: 'publicHospital', town: 6,
    membership: { group: 'plaine_littoral' }, sites: [['106', 'CH de Bourg-Serène']],
  },
  {
    name: 'GCS e-santé Démonstration', longName: 'Groupement de coopération sanitaire e-santé Démonstration',
    statute: 'cooperation', town: 1, sites: [['696', 'GCS e-santé Démonstration']],
  },
  { name: 'Clinique du Parc', statute: 'clinic', town: 1, sites: [['365', 'Clinique du Parc']] },
  { name: 'Clinique des Remparts', statute: 'clinic', town: 4, sites: [['128', 'Clinique des Remparts']] },
  { name: 'Polyclinique de la Luze', statute: 'clinicCompany', town: 10, sites: [['365', 'Polyclinique de la Luze'], ['141', 'Centre de dialyse de la Luze']] },
  { name: 'Hôpital Sainte-Ombeline', longName: 'Fondation Hôpital Sainte-Ombeline', statute: 'foundation', town: 9, sites: [['365', 'Hôpital Sainte-Ombeline']] },
  { name: 'Association Les Hauts de Serre', statute: 'hospitalAssociation', town: 12, sites: [['109', 'SSR Les Hauts de Serre']] },
  { name: 'HAD de la Plaine', statute: 'hospitalAssociation', town: 22, sites: [['127', 'HAD de la Plaine']] },
  { name: 'Laboratoire des Trois Vallées', statute: 'laboratory', town: 1, sites: [['611', 'LBM des Trois Vallées - Valbrune'], ['611', 'LBM des Trois Vallées - Saint-Aubin']] },
  { name: 'Laboratoire BioLuze', statute: 'laboratory', town: 5, sites: [['611', 'LBM BioLuze']] },
  { name: 'Centre de radiothérapie de Valbrune', statute: 'practice', town: 1, sites: [['699', 'Centre de radiothérapie de Valbrune']] },
  { name: 'EHPAD Les Magnolias', statute: 'municipalHome', town: 7, sites: [['500', 'EHPAD Les Magnolias']] },
  { name: 'Association Luze Handicap', statute: 'association', town: 2, sites: [['183', 'IME Les Alouettes'], ['255', 'MAS La Clairière']] },
];

/** Position in the cast of the cooperation group. */
export const COOPERATION_INDEX = 8;

/** Position in the cast of the radiotherapy centre: no FINESS category says so. */
export const RADIOTHERAPY_INDEX = 17;

/** A kind of structure drawn for the rest of the region. */
export interface DrawnKind {
  weight: number;
  statutes: readonly StatuteName[];
  /** How the legal entity is called: `{name}` and `{town}` are filled in. */
  title: string;
  /** Category and title of its first site; the further ones are drawn from `moreSites`. */
  site: readonly [category: string, title: string];
  moreSites: ReadonlyArray<readonly [category: string, title: string]>;
}

/** What the rest of the region is made of, in the proportions of a real one. */
export const drawnKinds: readonly DrawnKind[] = [
  {
    weight: 40, statutes: ['municipalHome', 'privateHome', 'association'], title: 'EHPAD {name}', site: ['500', 'EHPAD {name}'],
    moreSites: [['207', 'Accueil de jour {name}'], ['202', 'Résidence autonomie {name}'], ['354', 'SSIAD de {town}']],
  },
  {
    weight: 26, statutes: ['association'], title: 'Association {name}', site: ['183', 'IME {name}'],
    moreSites: [
      ['182', 'SESSAD {name}'], ['246', 'ESAT {name}'], ['252', 'Foyer {name}'], ['437', 'FAM {name}'], ['446', 'SAVS {name}'],
      ['186', 'ITEP {name}'], ['190', 'CAMSP de {town}'],
    ],
  },
  {
    weight: 8, statutes: ['clinic', 'clinicCompany'], title: 'Clinique {name}', site: ['365', 'Clinique {name}'],
    moreSites: [['141', 'Centre de dialyse {name}'], ['109', 'SSR {name}']],
  },
  {
    weight: 6, statutes: ['laboratory'], title: 'Laboratoire {name}', site: ['611', 'LBM {name}'],
    moreSites: [['611', 'LBM {name} - {town}']],
  },
  {
    weight: 6, statutes: ['publicHospital'], title: 'Hôpital {name}', site: ['106', 'Hôpital {name}'],
    moreSites: [['500', 'EHPAD de l\'hôpital {name}'], ['354', 'SSIAD de l\'hôpital {name}']],
  },
  {
    weight: 6, statutes: ['association'], title: 'Centre de santé {name}', site: ['124', 'Centre de santé {name}'],
    moreSites: [['124', 'Centre de santé {name} - {town}']],
  },
  {
    weight: 4, statutes: ['practice'], title: 'Imagerie {name}', site: ['699', 'Centre d\'imagerie {name}'],
    moreSites: [['699', 'Imagerie {name} - {town}']],
  },
];

/** Names of flowers, trees and places, given to structures. */
export const placeNames = [
  'Les Glycines', 'Les Érables', 'Le Clos Fleuri', 'La Roseraie', 'Les Cèdres', 'Bel Horizon', 'Les Mimosas', 'Le Verger',
  'La Source', 'Les Bruyères', 'Le Moulin', 'Les Charmilles', 'La Pommeraie', 'Les Aubépines', 'Le Grand Pré', 'Les Peupliers',
  'La Châtaigneraie', 'Les Lavandes', 'Le Belvédère', 'Les Quatre Vents', 'La Colombe', 'Les Ormeaux', 'Le Val Fleuri',
  'Les Jonquilles', 'La Vigne Haute', 'Les Capucines', 'Le Pré Vert', 'La Passerelle', 'Les Hirondelles', 'Le Point du Jour',
] as const;

/** Street names; the code before is FINESS' street type. */
export const streets = [
  ['R', 'DES TILLEULS'], ['AV', 'DE LA LUZE'], ['BD', 'DES REMPARTS'], ['R', 'DU CHATEAU'], ['PL', 'DU MARCHE'],
  ['RTE', 'DE VALBRUNE'], ['CHE', 'DES VIGNES'], ['R', 'DE L EGLISE'], ['ALL', 'DES ERABLES'], ['QU', 'DU PORT'],
] as const;
