/**
 * The French regions and departments (INSEE, code officiel géographique) with their time zones:
 * a legal clock is read in the zone of the structure, and five departments are overseas.
 */

/** A department or an overseas collectivity. */
export interface Department {
  /** INSEE code: `01`…`95`, `2A`, `2B`, `971`…`988`. */
  code: string;
  name: string;
  /** IANA time zone. */
  timeZone: string;
  /** INSEE code of the region whose health agency (ARS) answers for it; none for a few collectivities. */
  regionCode?: string;
}

/** One of the 18 regions. */
export interface Region {
  /** INSEE code, two digits. */
  code: string;
  name: string;
  /** INSEE codes of its departments, sorted. */
  departments: readonly string[];
}

const PARIS = 'Europe/Paris';

// region code | name | departments as « code name », time zone when it is not that of Paris
const REGION_ROWS: ReadonlyArray<readonly [code: string, name: string, departments: string, timeZone?: string]> = [
  ['01', 'Guadeloupe', '971 Guadeloupe', 'America/Guadeloupe'],
  ['02', 'Martinique', '972 Martinique', 'America/Martinique'],
  ['03', 'Guyane', '973 Guyane', 'America/Cayenne'],
  ['04', 'La Réunion', '974 La Réunion', 'Indian/Reunion'],
  ['06', 'Mayotte', '976 Mayotte', 'Indian/Mayotte'],
  ['11', 'Île-de-France', '75 Paris|77 Seine-et-Marne|78 Yvelines|91 Essonne|92 Hauts-de-Seine|93 Seine-Saint-Denis|94 Val-de-Marne|95 Val-d\'Oise'],
  ['24', 'Centre-Val de Loire', '18 Cher|28 Eure-et-Loir|36 Indre|37 Indre-et-Loire|41 Loir-et-Cher|45 Loiret'],
  ['27', 'Bourgogne-Franche-Comté', '21 Côte-d\'Or|25 Doubs|39 Jura|58 Nièvre|70 Haute-Saône|71 Saône-et-Loire|89 Yonne|90 Territoire de Belfort'],
  ['28', 'Normandie', '14 Calvados|27 Eure|50 Manche|61 Orne|76 Seine-Maritime'],
  ['32', 'Hauts-de-France', '02 Aisne|59 Nord|60 Oise|62 Pas-de-Calais|80 Somme'],
  ['44', 'Grand Est', '08 Ardennes|10 Aube|51 Marne|52 Haute-Marne|54 Meurthe-et-Moselle|55 Meuse|57 Moselle|67 Bas-Rhin|68 Haut-Rhin|88 Vosges'],
  ['52', 'Pays de la Loire', '44 Loire-Atlantique|49 Maine-et-Loire|53 Mayenne|72 Sarthe|85 Vendée'],
  ['53', 'Bretagne', '22 Côtes-d\'Armor|29 Finistère|35 Ille-et-Vilaine|56 Morbihan'],
  ['75', 'Nouvelle-Aquitaine', '16 Charente|17 Charente-Maritime|19 Corrèze|23 Creuse|24 Dordogne|33 Gironde|40 Landes|47 Lot-et-Garonne|64 Pyrénées-Atlantiques|79 Deux-Sèvres|86 Vienne|87 Haute-Vienne'],
  ['76', 'Occitanie', '09 Ariège|11 Aude|12 Aveyron|30 Gard|31 Haute-Garonne|32 Gers|34 Hérault|46 Lot|48 Lozère|65 Hautes-Pyrénées|66 Pyrénées-Orientales|81 Tarn|82 Tarn-et-Garonne'],
  ['84', 'Auvergne-Rhône-Alpes', '01 Ain|03 Allier|07 Ardèche|15 Cantal|26 Drôme|38 Isère|42 Loire|43 Haute-Loire|63 Puy-de-Dôme|69 Rhône|73 Savoie|74 Haute-Savoie'],
  ['93', 'Provence-Alpes-Côte d\'Azur', '04 Alpes-de-Haute-Provence|05 Hautes-Alpes|06 Alpes-Maritimes|13 Bouches-du-Rhône|83 Var|84 Vaucluse'],
  ['94', 'Corse', '2A Corse-du-Sud|2B Haute-Corse'],
];

const COLLECTIVITIES: readonly Department[] = [
  { code: '975', name: 'Saint-Pierre-et-Miquelon', timeZone: 'America/Miquelon' },
  // Not in the INSEE region, but the health agency of Guadeloupe answers for these two islands.
  { code: '977', name: 'Saint-Barthélemy', timeZone: 'America/St_Barthelemy', regionCode: '01' },
  { code: '978', name: 'Saint-Martin', timeZone: 'America/Marigot', regionCode: '01' },
  { code: '986', name: 'Wallis-et-Futuna', timeZone: 'Pacific/Wallis' },
  { code: '987', name: 'Polynésie française', timeZone: 'Pacific/Tahiti' },
  { code: '988', name: 'Nouvelle-Calédonie', timeZone: 'Pacific/Noumea' },
];

/** FINESS writes the overseas departments with a letter in its historical files. */
const FINESS_DEPARTMENTS: Readonly<Record<string, string>> = {
  '9A': '971', '9B': '972', '9C': '973', '9D': '974', '9E': '975', '9F': '976', '9J': '986',
};

/** The 18 regions, sorted by code. */
export const regions: readonly Region[] = REGION_ROWS.map(([code, name, list]) => ({
  code,
  name,
  departments: list.split('|').map((entry) => entry.slice(0, entry.indexOf(' '))),
}));

/** The 101 departments and the overseas collectivities, sorted by code. */
export const departments: readonly Department[] = [
  ...REGION_ROWS.flatMap(([regionCode, , list, timeZone = PARIS]) => list.split('|').map((entry) => {
    const space = entry.indexOf(' ');
    return { code: entry.slice(0, space), name: entry.slice(space + 1), timeZone, regionCode };
  })),
  ...COLLECTIVITIES,
].sort((left, right) => (left.code < right.code ? -1 : 1));

const departmentByCode = new Map(departments.map((department) => [department.code, department]));
const regionByCode = new Map(regions.map((region) => [region.code, region]));

/** INSEE code of a department written as INSEE or FINESS write it (`9A` gives `971`, `1` gives `01`). */
export function departmentCode(written: string): string {
  const code = written.trim().toUpperCase();
  return FINESS_DEPARTMENTS[code] ?? (/^\d$/.test(code) ? `0${code}` : code);
}

/** The department of this code (INSEE or FINESS writing), undefined when there is none. */
export function departmentOf(code: string): Department | undefined {
  return departmentByCode.get(departmentCode(code));
}

/** The region that follows a department's structures, undefined when there is none. */
export function regionOfDepartment(code: string): Region | undefined {
  const regionCode = departmentOf(code)?.regionCode;
  return regionCode === undefined ? undefined : regionByCode.get(regionCode);
}

/** IANA time zone of a department, undefined when the code is unknown. */
export function timeZoneOfDepartment(code: string): string | undefined {
  return departmentOf(code)?.timeZone;
}

/** Department code of a commune (INSEE code, 5 characters). */
export function departmentOfCommune(communeCode: string): string {
  return communeCode.slice(0, /^9[78]/.test(communeCode) ? 3 : 2).toUpperCase();
}

/**
 * Department code of a postcode, for addresses without a commune code. Right for all but a few
 * communes that are served across a border; Corsica: 200 and 201 in the south, the rest in the north.
 */
export function departmentOfPostcode(postcode: string): string {
  if (/^20[01]/.test(postcode)) return '2A';
  if (postcode.startsWith('20')) return '2B';
  return departmentOfCommune(postcode);
}
