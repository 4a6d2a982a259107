import type { IncidentFile } from './incident-file.ts';
import { orderedIndicators, orderedSet, orderedTimeline, utc, utcOrNull } from './ordering.ts';

/** Identifier of the published schema, `schema/incident-file-1.0.json`. */
export const INCIDENT_FILE_SCHEMA_ID = 'urn:hygie:schema:incident-file:1.0';

/** The document described by `schema/incident-file-1.0.json`. */
export type IncidentFileDocument = Omit<IncidentFile, 'ownDomains'> & { readonly $schema: typeof INCIDENT_FILE_SCHEMA_ID };

function orderedContacts(file: IncidentFile): IncidentFile['contacts'] {
  const texts = file.contacts.map(({ role, email, phone }) => JSON.stringify({ role, email, phone }));
  return orderedSet(texts).map((text): IncidentFile['contacts'][number] => JSON.parse(text));
}

/**
 * The whole file as the product's own exchange document: every field named, lists sorted, times in UTC.
 * Unknown fields of the input do not leave. Throws RangeError on a date that is none.
 */
export function toIncidentJson(file: IncidentFile): IncidentFileDocument {
  const { organisation, times, impacts, issuer } = file;
  return {
    $schema: INCIDENT_FILE_SCHEMA_ID,
    version: '1.0',
    uuid: file.uuid,
    number: file.number,
    title: file.title,
    generatedAt: utc(file.generatedAt),
    issuer: { name: issuer.name, domain: issuer.domain },
    organisation: {
      name: organisation.name,
      finessEj: organisation.finessEj,
      finessEt: organisation.finessEt,
      siret: organisation.siret,
      structureType: organisation.structureType,
      sector: organisation.sector,
    },
    times: {
      started: utcOrNull(times.started),
      startIsEstimated: times.startIsEstimated,
      detected: utcOrNull(times.detected),
      declared: utcOrNull(times.declared),
      ended: utcOrNull(times.ended),
    },
    detection: file.detection,
    nature: file.nature,
    type: file.type,
    description: file.description,
    impacts: {
      care: impacts.care,
      careDetail: impacts.careDetail,
      patients: impacts.patients,
      data: orderedSet(impacts.data),
      lost: orderedSet(impacts.lost),
      exfiltration: impacts.exfiltration,
      persons: impacts.persons,
    },
    systems: orderedSet(file.systems),
    tlp: file.tlp,
    pap: file.pap,
    indicators: orderedIndicators(file).map(({ type, value, firstSeen, lastSeen, comment }) => ({
      type, value, firstSeen: utcOrNull(firstSeen), lastSeen: utcOrNull(lastSeen), comment,
    })),
    timeline: orderedTimeline(file),
    contacts: orderedContacts(file),
    measures: [...file.measures],
    help: orderedSet(file.help),
    cause: file.cause,
    lessons: file.lessons,
    related: orderedSet(file.related),
  };
}

/** The bytes of any document of this package: indented, keys in the order written, one newline at the end. */
export const serialise = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
