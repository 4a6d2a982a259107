export {
  checkFiness, checkRpps, checkSiren, checkSiret, formatFiness, luhnDigit, normaliseIdentifier,
  type IdentifierCheck, type IdentifierWarning,
} from './identifiers.ts';
export {
  departmentCode, departmentOf, departmentOfCommune, departmentOfPostcode, departments, regionOfDepartment, regions,
  timeZoneOfDepartment, type Department, type Region,
} from './regions.ts';
export { categoryLabel, structureKind, type KindEvidence, type StructureKind } from './categories.ts';
export { legalStatusOf, type Sector } from './legal-statuses.ts';
export { readStructures, type ReadOptions } from './read-structures.ts';
export {
  FinessFileError, type Address, type Coded, type FieldWarning, type FinessFileErrorCode, type FinessRecord,
  type GroupMember, type GroupRecord, type LegalEntityRecord, type Place, type Problem, type ProblemDetail,
  type SiteRecord,
} from './records.ts';
