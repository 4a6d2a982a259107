export type { Bilingual, ListEntry } from './bilingual.ts';

export {
  INDICATOR_REFUSALS, INDICATOR_TYPES, INDICATOR_WARNINGS,
  type Indicator, type IndicatorReading, type IndicatorRefusal, type IndicatorType, type IndicatorWarning,
} from './indicators/indicator.ts';
export { MAX_LINE_LENGTH, parseIndicator } from './indicators/parse.ts';
export { MAX_BLOCK_LINES, parseIndicators, type BlockReading } from './indicators/parse-block.ts';
export { detectionBar, type DetectionBar, namesOwner } from './indicators/detection.ts';
export { defang } from './indicators/defang.ts';

export {
  ACTION_LABELS, ACTIONS, AUDIENCE_LABELS, AUDIENCES, compareTlp, comparePap, DEFAULT_MARKS, mayAct, mayShare, PAP, PAP_LEVELS,
  stricterPap, stricterTlp, TLP, TLP_LEVELS,
  type Action, type ActionVerdict, type Audience, type Pap, type SharingVerdict, type Tlp,
} from './sharing/sharing.ts';

export { incidentType, INCIDENT_TYPES, type IncidentType, type IncidentTypeCode, type TypeOrigin } from './taxonomy/incident-types.ts';
export { RSIT, RSIT_VERSION, rsitTag, type RsitClass, type RsitRef } from './taxonomy/rsit.ts';
export { ATTACK_TACTICS, attackTacticUrl, type AttackTacticId } from './taxonomy/attack-tactics.ts';
export {
  ANSWERS, CARE_IMPACTS, CONTACT_ROLES, DATA_IMPACTS, DATA_LOSSES, DETECTION_CHANNELS, entryOf, HELP_KINDS, NATURES,
  STRUCTURE_TYPES, SYSTEMS,
  type AnswerCode, type CareImpactCode, type ContactRoleCode, type DataImpactCode, type DataLossCode, type DetectionChannelCode,
  type HelpKindCode, type NatureCode, type StructureTypeCode, type SystemCode,
} from './taxonomy/form-lists.ts';

export type { FileContact, FileImpacts, FileIndicator, FileOrganisation, IncidentFile, Instant } from './file/incident-file.ts';
export { INCIDENT_FILE_SCHEMA_ID, serialise, toIncidentJson, type IncidentFileDocument } from './file/incident-json.ts';

export { toMisp, type MispAttribute, type MispDocument } from './writers/misp.ts';
export { toStix, type StixBundle } from './writers/stix.ts';
export type { StixObject } from './writers/stix-markings.ts';
export { toIodef, type IodefDocument } from './writers/iodef.ts';
export { anonymise, type AnonymisationReport, type AnonymiseInput } from './writers/anonymise.ts';
export type { IdentityKind } from './writers/anonymise-text.ts';
export { incidentUuid, uuidV5 } from './writers/uuid.ts';
