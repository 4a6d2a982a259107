/** Draws the demonstration region: typed objects, the same for the same seed. */
import { luhnDigit } from '../../packages/finess/src/identifiers.ts';
import {
  cast, COOPERATION_INDEX, drawnKinds, placeNames, RADIOTHERAPY_INDEX, statutes, streets, towns,
  type CastEntity, type CastMembership, type DrawnKind, type StatuteName,
} from './cast.ts';
import { SeededRandom } from './random.ts';

/** A postal address in the pieces that FINESS keeps. */
export interface RegionAddress {
  number: string;
  streetType: string;
  street: string;
  postcode: string;
  town: string;
  communeCode: string;
}

/** A site (« entité géographique ») of the region. */
export interface RegionSite {
  finess: string;
  siret: string;
  name: string;
  category: string;
  participation: string;
  address: RegionAddress;
  phone: string;
  /** ISO dates. */
  openedOn: string;
  closedOn?: string;
}

/** A legal entity of the region with its sites, never empty. */
export interface RegionEntity {
  /** Technical identifier of the register, to which groups refer. */
  id: string;
  finess: string;
  siren: string;
  name: string;
  longName: string;
  legalStatus: string;
  ape: string;
  address: RegionAddress;
  phone: string;
  openedOn: string;
  closedOn?: string;
  sites: RegionSite[];
}

/** A group of the region; `finess` is there for the one that is a legal person. */
export interface RegionGroup {
  id: string;
  form: 'gcc' | 'gco';
  type: string;
  name: string;
  openedOn: string;
  finess?: string;
  members: Array<{ id: string; finess: string; role: 'S' | 'M' }>;
}

/** The region as drawn. */
export interface Region {
  code: '99';
  name: 'Région de démonstration';
  department: '99';
  timeZone: 'Europe/Paris';
  entities: RegionEntity[];
  groups: RegionGroup[];
  /** The cooperation group lends its security officer to adherents that have none (FINESS EJ, sorted). */
  lentSecurityOfficer: { provider: string; beneficiaries: string[] };
  /** FINESS ET of the radiotherapy centre, that no category tells. */
  radiotherapySites: string[];
}

/** What to draw. */
export interface RegionOptions {
  /** Default 1. */
  seed?: number;
  /** Legal entities, default 60, at least the twenty of the cast. */
  establishments?: number;
  /** Sites, default 140 for 60 establishments and in that proportion. */
  sites?: number;
}

/** A cooperation group of this size gives forty mandates: its adherents less the two with their own officer. */
const ADHERENTS = 42;
// One department holds a million numbers; sites take the upper half.
const FIRST_SITE_SERIAL = 500_000;
const CLOSED_IN = 25;

/** Draws a region. Throws a RangeError when the numbers asked for cannot be given. */
export function generateRegion(options: RegionOptions = {}): Region {
  const { seed = 1, establishments = 60 } = options;
  const siteCount = options.sites ?? Math.round((establishments * 7) / 3);
  const castSites = cast.reduce((sum, { sites }) => sum + sites.length, 0);
  const leastSites = castSites + establishments - cast.length;
  if (establishments < cast.length || establishments >= FIRST_SITE_SERIAL) {
    throw new RangeError(`establishments: ${cast.length} to ${FIRST_SITE_SERIAL - 1}`);
  }
  if (siteCount < leastSites || siteCount >= FIRST_SITE_SERIAL) {
    throw new RangeError(`sites: ${leastSites} to ${FIRST_SITE_SERIAL - 1}`);
  }
  const draw = new Draw(seed);
  const entities = cast.map((entity) => draw.castEntity(entity));
  const drawn = Array.from({ length: establishments - cast.length }, () => draw.drawnEntity());
  for (let added = leastSites; added < siteCount; added++) draw.addSite(drawn);
  return assemble(entities, drawn.map(({ entity }) => entity));
}

type DrawnEntity = { entity: RegionEntity; kind: DrawnKind; name: string; town: number; statute: StatuteName };

class Draw {
  readonly #random: SeededRandom;
  readonly #usedTitles = new Set<string>(cast.map(({ name }) => name));
  #entities = 0;
  #sites = 0;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  castEntity(given: CastEntity): RegionEntity {
    const entity = this.#entity(given.name, given.longName ?? given.name, given.statute, given.town);
    for (const [category, name] of given.sites) this.#site(entity, category, name, given.statute, given.town);
    return entity;
  }

  drawnEntity(): DrawnEntity {
    const kind = this.#random.pickWeighted(drawnKinds);
    const statute = this.#random.pick(kind.statutes);
    const town = this.#random.below(towns.length);
    const name = this.#freeName(kind.title, town);
    const title = fill(kind.title, name, town);
    const entity = this.#entity(title, title, statute, town);
    this.#site(entity, kind.site[0], fill(kind.site[1], name, town), statute, town);
    // Some are closed, as the register keeps them, with all their sites.
    if (this.#random.below(CLOSED_IN) === 0) close(entity, this.#date(2015, 2025));
    return { entity, kind, name, town, statute };
  }

  /** Adds one site, mostly in its own town, to one of the drawn entities. */
  addSite(drawn: readonly DrawnEntity[]): void {
    const { entity, kind, name, town, statute } = this.#random.pick(drawn);
    const [category, title] = this.#random.pick(kind.moreSites);
    const place = this.#random.below(3) === 0 ? this.#random.below(towns.length) : town;
    this.#site(entity, category, fill(title, name, place), statute, place);
    if (entity.closedOn !== undefined) close(entity, entity.closedOn);
  }

  /** A name not yet taken with this title, the town added when all are; large regions repeat some. */
  #freeName(title: string, town: number): string {
    const name = this.#random.pick(placeNames);
    const choices = [name, `${name} de ${towns[town]}`, `${name} ${this.#random.below(90) + 10}`];
    const free = choices.find((choice) => !this.#usedTitles.has(fill(title, choice, town))) ?? name;
    this.#usedTitles.add(fill(title, free, town));
    return free;
  }

  #entity(name: string, longName: string, statuteName: StatuteName, town: number): RegionEntity {
    this.#entities += 1;
    const { legalStatus, ape } = statutes[statuteName];
    // No range of company numbers is kept for fiction: these are right by their key alone, and the
    // FINESS prefix 99, that no department has, tells the whole record for invented.
    return {
      id: String(this.#entities),
      finess: keyed(`99${serial(this.#entities, 6)}`),
      siren: keyed(`09${serial(this.#entities, 6)}`),
      name, longName, legalStatus, ape,
      address: this.#address(town),
      phone: this.#phone(),
      openedOn: this.#date(1950, 2014),
      sites: [],
    };
  }

  #site(entity: RegionEntity, category: string, name: string, statute: StatuteName, town: number): void {
    this.#sites += 1;
    entity.sites.push({
      finess: keyed(`99${serial(FIRST_SITE_SERIAL + this.#sites, 6)}`),
      siret: keyed(`${entity.siren}${serial(entity.sites.length + 1, 4)}`),
      name, category,
      participation: statutes[statute].participation,
      address: this.#address(town),
      phone: this.#phone(),
      openedOn: this.#date(1950, 2014),
    });
  }

  #address(town: number): RegionAddress {
    const [streetType, street] = this.#random.pick(streets);
    return {
      number: String(this.#random.below(120) + 1),
      streetType, street,
      postcode: `99${serial(100 + town * 10, 3)}`,
      town: towns[town] ?? '',
      communeCode: `99${serial(town + 1, 3)}`,
    };
  }

  /** A number of the range that the telecommunications authority keeps for fiction (02 61 91). */
  #phone(): string {
    return `026191${serial(this.#random.below(10_000), 4)}`;
  }

  #date(firstYear: number, lastYear: number): string {
    const year = firstYear + this.#random.below(lastYear - firstYear + 1);
    return `${year}-${serial(this.#random.below(12) + 1, 2)}-${serial(this.#random.below(28) + 1, 2)}`;
  }
}

function assemble(castEntities: readonly RegionEntity[], drawn: readonly RegionEntity[]): Region {
  const entities = [...castEntities, ...drawn];
  const cooperation = at(castEntities, COOPERATION_INDEX);
  const adherents = entities.filter((entity) => entity !== cooperation && entity.closedOn === undefined).slice(0, ADHERENTS);
  const own = new Set(castEntities.filter((_, index) => cast[index]?.ownSecurityOfficer === true));
  return {
    code: '99',
    name: 'Région de démonstration',
    department: '99',
    timeZone: 'Europe/Paris',
    entities,
    groups: [
      hospitalGroup('1', 'GHT des Trois Vallées', 'trois_vallees', castEntities),
      hospitalGroup('2', 'GHT Plaine et Littoral', 'plaine_littoral', castEntities),
      {
        id: cooperation.id, form: 'gco', type: '003', name: cooperation.name, openedOn: cooperation.openedOn,
        finess: cooperation.finess, members: adherents.map(({ id, finess }) => ({ id, finess, role: 'M' })),
      },
    ],
    lentSecurityOfficer: {
      provider: cooperation.finess,
      beneficiaries: adherents.filter((entity) => !own.has(entity)).map(({ finess }) => finess),
    },
    radiotherapySites: at(castEntities, RADIOTHERAPY_INDEX).sites.map(({ finess }) => finess),
  };
}

function hospitalGroup(
  id: string,
  name: string,
  key: CastMembership['group'],
  entities: readonly RegionEntity[],
): RegionGroup {
  const members = entities.flatMap((entity, index) => {
    const membership = cast[index]?.membership;
    if (membership?.group !== key) return [];
    return [{ id: entity.id, finess: entity.finess, role: membership.support === true ? 'S' as const : 'M' as const }];
  });
  return { id, form: 'gcc', type: '001', name, openedOn: '2016-07-01', members };
}

function close(entity: RegionEntity, date: string): void {
  entity.closedOn = date;
  for (const site of entity.sites) site.closedOn = date;
}

function fill(title: string, name: string, town: number): string {
  return title.replace('{name}', name).replace('{town}', towns[town] ?? '');
}

function keyed(body: string): string {
  return `${body}${luhnDigit(body)}`;
}

function serial(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`nothing at ${index}`);
  return value;
}
