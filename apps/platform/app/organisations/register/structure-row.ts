import {
  departmentOfPostcode, regionOfDepartment, structureKind, legalStatusOf, timeZoneOfDepartment,
  type LegalEntityRecord, type SiteRecord, type StructureKind,
} from '@hygie/finess';

/** Who owns a structure or what it does, as `organisation.sector` holds it. */
export type OrganisationSector =
  | 'public' | 'non_profit' | 'private' | 'medico_social' | 'laboratory' | 'radiotherapy' | 'military' | 'authority' | 'other';

/** A structure as the import hands it to the database; names are those of the columns. */
export interface StructureRow {
  finess: string;
  /** FINESS EJ of the legal entity, for a site. */
  owner: string | null;
  region_code: string | null;
  name: string;
  long_name: string | null;
  town: string | null;
  postcode: string | null;
  department: string | null;
  siren: string | null;
  siret: string | null;
  category_code: string | null;
  category_label: string | null;
  sector: OrganisationSector;
  legal_status: string | null;
  time_zone: string;
  opened_on: string | null;
  closed_on: string | null;
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
  const department = written ?? (postcode ? departmentOfPostcode(postcode) : null);
  const territory = territories.find((candidate) => department !== null && candidate.departments.includes(department));
  return {
    department,
    region_code: territory?.code ?? regionOfDepartment(department ?? '')?.code ?? null,
    time_zone: territory?.timeZone ?? timeZoneOfDepartment(department ?? '') ?? 'Europe/Paris',
  };
}

/** Reads a record of the national register as a row of ours. */
export function structureRow(record: LegalEntityRecord | SiteRecord, territories: readonly Territory[] = []): StructureRow {
  const site = record.kind === 'site' ? record : null;
  const entity = record.kind === 'legal_entity' ? record : null;
  return {
    finess: site?.finessEt ?? record.finessEj,
    owner: site ? site.finessEj : null,
    ...placeOf(record, territories),
    name: record.name,
    long_name: record.longName ?? null,
    town: record.address.town ?? null,
    postcode: record.address.postcode ?? null,
    siren: entity?.siren ?? site?.siret?.slice(0, 9) ?? null,
    siret: site?.siret ?? null,
    category_code: record.category?.code ?? null,
    category_label: record.category?.label ?? null,
    sector: sectorOf(record),
    legal_status: record.legalStatus?.label ?? record.legalStatus?.code ?? null,
    opened_on: record.openedOn ?? null,
    closed_on: record.closedOn ?? null,
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
    owner: null,
    siret: null,
    category_code: null,
    category_label: null,
    opened_on: null,
    closed_on: null,
    closed_undated: false,
  };
}
