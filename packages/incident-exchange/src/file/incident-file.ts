import type { IndicatorType } from '../indicators/indicator.ts';
import type { Pap, Tlp } from '../sharing/sharing.ts';
import type {
  AnswerCode, CareImpactCode, ContactRoleCode, DataImpactCode, DataLossCode, DetectionChannelCode, HelpKindCode, NatureCode,
  StructureTypeCode, SystemCode,
} from '../taxonomy/form-lists.ts';
import type { IncidentTypeCode } from '../taxonomy/incident-types.ts';

/** A date-time with its offset (RFC 3339); writers turn it into UTC. */
export type Instant = string;

/** An indicator in a file; `value` is normalised as `parseIndicator` does. */
export type FileIndicator = {
  readonly type: IndicatorType;
  readonly value: string;
  readonly firstSeen: Instant | null;
  readonly lastSeen: Instant | null;
  readonly comment: string;
};

/** A contact by role: a mailbox and a number that outlive persons, never a name. */
export type FileContact = {
  readonly role: ContactRoleCode;
  readonly email: string | null;
  readonly phone: string | null;
};

/** The structure hit; `name` is null in an anonymised file, and writers then do not name it. */
export type FileOrganisation = {
  readonly name: string | null;
  readonly finessEj: string | null;
  readonly finessEt: string | null;
  readonly siret: string | null;
  readonly structureType: StructureTypeCode;
  readonly sector: 'health';
};

export type FileImpacts = {
  readonly care: CareImpactCode;
  readonly careDetail: string;
  /** Patients whose care was affected. */
  readonly patients: number | null;
  readonly data: readonly DataImpactCode[];
  readonly lost: readonly DataLossCode[];
  readonly exfiltration: AnswerCode;
  /** Persons whose data are concerned. */
  readonly persons: number | null;
};

/**
 * An incident file as the writers take it, whatever stores it. `null` means « not known », never « forgotten »:
 * every field is present, so that the same file always gives the same bytes.
 */
export type IncidentFile = {
  readonly version: '1.0';
  /** Stable identifier of the incident; null lets the writers derive one from the issuer's domain and the number. */
  readonly uuid: string | null;
  readonly number: string;
  readonly title: string;
  /** When this file was written: the writers read no clock. */
  readonly generatedAt: Instant;
  /** Who issues the file; `domain` is the fully qualified name that RFC 7970 asks of a CSIRT. */
  readonly issuer: { readonly name: string; readonly domain: string };
  readonly organisation: FileOrganisation;
  readonly times: {
    readonly started: Instant | null;
    readonly startIsEstimated: boolean;
    readonly detected: Instant | null;
    readonly declared: Instant | null;
    readonly ended: Instant | null;
  };
  readonly detection: DetectionChannelCode;
  readonly nature: NatureCode;
  readonly type: IncidentTypeCode;
  readonly description: string;
  readonly impacts: FileImpacts;
  readonly systems: readonly SystemCode[];
  readonly tlp: Tlp;
  readonly pap: Pap;
  readonly indicators: readonly FileIndicator[];
  /** Domains of the victim: an indicator there is never for detection. They leave in no format. */
  readonly ownDomains: readonly string[];
  readonly timeline: readonly { readonly at: Instant; readonly text: string }[];
  readonly contacts: readonly FileContact[];
  readonly measures: readonly string[];
  readonly help: readonly HelpKindCode[];
  readonly cause: string | null;
  readonly lessons: string | null;
  /** Numbers of related incidents. */
  readonly related: readonly string[];
};
