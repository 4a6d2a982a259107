import {
  departmentOfPostcode, regionOfDepartment, structureKind, legalStatusOf, timeZoneOfDepartment,
  type LegalEntityRecord, type SiteRecord, type StructureKind,
} from '@hygie/finess';

/** Who owns a structure or what it does, as `organisation.sector` holds it. */
export type OrganisationSector =
  | 'public' | 'non_profit' | 'private' | 'medico_social' | 'laboratory' | 'radiotherapy' | 'military' | 'authority' | 'other';

/** A structure as the import hands it to the database, as JSON without what is not known; names are those of the columns. */
export interface StructureRow {
  finess: string;
  /** FINESS EJ of the legal entity, for a site. */
  owner: string | undefined;
  region_code: string | undefined;
  name: string;
  long_name: string | undefined;
  town: string | undefined;
  postcode: string | undefined;
  department: string | undefined;
  siren: string | undefined;
  siret: string | undefined;
  category_code: string | undefined;
  category_label: string | undefined;
  sector: OrganisationSector;
  legal_status: string | undefined;
  time_zone: string;
  opened_on: string | undefined;
  closed_on: string | undefined;
  /** Closed on a day that the file does not tell. */
  closed_undated: boolean;
}

/** A region that the national table does not hold: the demonstration's. */
export interface Territory {
  code: string;
  name: string;
  departments: readonly string[];
  timeZone: string;
}

const sectorOfKind: Record<StructureKind, OrganisationSector> = {
  hospital_public: 'public',
  hospital_private: 'private',
  hospital_nonprofit: 'non_profit',
  hospital: 'other',
  medico_social: 'medico_social',
  laboratory: 'laboratory',
  radiotherapy: 'radiotherapy',
  other: 'other',
};

const sectorOfOwner = { public: 'public', private: 'private', nonprofit: 'non_profit' } as const;

/** Hospitals of the armed forces (TRE_R66). */
const militaryCategories = new Set(['114', '115']);

function sectorOf(record: LegalEntityRecord | SiteRecord): OrganisationSector {
  const category = record.category?.code;
  if (category && militaryCategories.has(category)) return 'military';
  const participation = record.kind === 'site' ? record.participation?.code : undefined;
  const kind = structureKind({ category, legalStatus: record.legalStatus?.code, participation });
  if (kind) return sectorOfKind[kind];
  const owner = legalStatusOf(record.legalStatus?.code ?? '')?.sector;
  return owner ? sectorOfOwner[owner] : 'other';
}

/** Where a structure stands: its department, region and time zone. */
function placeOf(record: LegalEntityRecord | SiteRecord, territories: readonly Territory[]) {
  const { department: written, postcode } = record.address;
  const department = written ?? (postcode ? departmentOfPostcode(postcode) : undefined);
  const territory = territories.find((candidate) => department !== undefined && candidate.departments.includes(department));
  return {
    department,
    region_code: territory?.code ?? regionOfDepartment(department ?? '')?.code,
    time_zone: territory?.timeZone ?? timeZoneOfDepartment(department ?? '') ?? 'Europe/Paris',
  };
}

/** Reads a record of the national register as a row of ours. */
export function structureRow(record: LegalEntityRecord | SiteRecord, territories: readonly Territory[] = []): StructureRow {
  const site = record.kind === 'site' ? record : undefined;
  const entity = record.kind === 'legal_entity' ? record : undefined;
  return {
    finess: site?.finessEt ?? record.finessEj,
    owner: site ? site.finessEj : undefined,
    ...placeOf(record, territories),
    name: record.name,
    long_name: record.longName,
    town: record.address.town,
    postcode: record.address.postcode,
    siren: entity?.siren ?? site?.siret?.slice(0, 9),
    siret: site?.siret,
    category_code: record.category?.code,
    category_label: record.category?.label,
    sector: sectorOf(record),
    legal_status: record.legalStatus?.label ?? record.legalStatus?.code,
    opened_on: record.openedOn,
    closed_on: record.closedOn,
    closed_undated: !record.active && record.closedOn === undefined,
  };
}

/**
 * The legal entity of a site read from a file that lists none (the historical CSV): named after its first site until
 * a file tells better.
 */
export function ownerRow(site: StructureRow): StructureRow {
  return {
    ...site,
    finess: site.owner ?? '',
    owner: undefined,
    siret: undefined,
    category_code: undefined,
    category_label: undefined,
    opened_on: undefined,
    closed_on: undefined,
    closed_undated: false,
  };
}
