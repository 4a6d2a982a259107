/** What the readers yield: structures, groups, and what could not be read. */
import type { IdentifierWarning } from './identifiers.ts';

/** A code of an official terminology; the label is missing when neither file nor table has it. */
export interface Coded {
  code: string;
  label?: string;
}

/** Where something stands in the file: a line (from 1) or a JSON path (indexes from 0). */
export type Place = { line: number } | { path: string };

/** A postal address; `department` is an INSEE code (`01`, `2A`, `974`). */
export interface Address {
  street?: string;
  complement?: string;
  postcode?: string;
  town?: string;
  /** INSEE code of the commune. */
  communeCode?: string;
  department?: string;
}

/** A field that was read but looks wrong; a value of the wrong shape is left out of the record. */
export interface FieldWarning {
  field: 'finessEj' | 'finessEt' | 'siren' | 'siret' | 'openedOn' | 'closedOn';
  warning: IdentifierWarning | 'date';
  value: string;
}

interface Structure {
  name: string;
  /** The long name when the register has one that differs. */
  longName?: string;
  category?: Coded;
  address: Address;
  phone?: string;
  /** ISO date. */
  openedOn?: string;
  /** ISO date; may be in the future while the structure is still active. */
  closedOn?: string;
  /** False once the register holds the structure for closed. */
  active: boolean;
  warnings: FieldWarning[];
  place: Place;
}

/** An « entité juridique » (EJ). */
export interface LegalEntityRecord extends Structure {
  kind: 'legal_entity';
  finessEj: string;
  siren?: string;
  legalStatus?: Coded;
}

/** An « entité géographique » (ET): belongs to exactly one legal entity. */
export interface SiteRecord extends Structure {
  kind: 'site';
  finessEt: string;
  finessEj: string;
  siret?: string;
  /** Legal status of the legal entity, when the file tells it. */
  legalStatus?: Coded;
  /** Participation in the public hospital service (TRE_R73). */
  participation?: Coded;
}

/** A member of a group. The national files date no membership so far: `from` and `to` are for sources that do. */
export interface GroupMember {
  finess: string;
  level: 'legal_entity' | 'site';
  role: 'support' | 'member' | 'other';
  from?: string;
  to?: string;
}

/**
 * A cooperation group. `gcc`: by convention, no legal personality (GHT, art. L.6132-1 CSP).
 * `gco`: a legal person of its own (GCS, art. L.6133-1 CSP), found also as a legal entity by `finessEj`.
 */
export interface GroupRecord {
  kind: 'group';
  form: 'gcc' | 'gco';
  groupKind: 'ght' | 'gcs' | 'cpts' | 'other';
  /** Identifier of the group in the register, stable from file to file within its form. */
  id: string;
  externalId?: string;
  finessEj?: string;
  name: string;
  type?: Coded;
  active: boolean;
  openedOn?: string;
  closedOn?: string;
  /** Sorted by FINESS number. */
  members: GroupMember[];
  place: Place;
}

/** Why a record was skipped, each code with its data; reading goes on after it. */
export type ProblemDetail =
  | { code: 'element_too_large'; size: number; limit: number }
  | { code: 'invalid_encoding' }
  | { code: 'invalid_json'; message: string }
  | { code: 'not_an_object' }
  | { code: 'missing_field'; field: string; lostSites?: number }
  | { code: 'invalid_field'; field: string; value: string; lostSites?: number }
  | { code: 'unknown_member'; group: string; member: string }
  | { code: 'line_too_long'; limit: number }
  | { code: 'wrong_field_count'; found: number; least: number; most: number }
  | { code: 'unknown_row'; row: string };

/** A record that could not be read. */
export type Problem = { kind: 'problem'; place: Place } & ProblemDetail;

/** Anything that the readers yield. */
export type FinessRecord = LegalEntityRecord | SiteRecord | GroupRecord | Problem;

/** Why a whole file cannot be read. */
export type FinessFileErrorCode =
  | 'empty'
  | 'not_finess'
  | 'not_json'
  | 'truncated'
  | 'too_deep'
  | 'too_large'
  | 'too_many_groups'
  | 'unsupported_encoding'
  | 'corrupt_archive';

/** Thrown when a file cannot be read further; `offset` counts bytes from 0 (inflated ones for gzip). */
export class FinessFileError extends Error {
  readonly code: FinessFileErrorCode;
  readonly offset: number;
  readonly path: string | undefined;

  constructor(code: FinessFileErrorCode, place: { offset: number; path?: string | undefined }, cause?: unknown) {
    super(`${code} at byte ${place.offset}${place.path === undefined ? '' : ` (${place.path})`}`, { cause });
    this.name = 'FinessFileError';
    this.code = code;
    this.offset = place.offset;
    this.path = place.path;
  }
}
