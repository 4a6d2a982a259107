import type { FileIndicator, IncidentFile } from '../file/incident-file.ts';
import { orderedIndicators, utc } from '../file/ordering.ts';
import { detectionBar } from '../indicators/detection.ts';
import { INDICATOR_WARNINGS, type IndicatorType } from '../indicators/indicator.ts';
import type { Tlp } from '../sharing/sharing.ts';
import type { CareImpactCode } from '../taxonomy/form-lists.ts';
import { incidentType } from '../taxonomy/incident-types.ts';
import { rsitTag } from '../taxonomy/rsit.ts';
import { incidentUuid, issuerUuid, partUuid } from './uuid.ts';

/** An attribute of a MISP event (MISP core format). Numbers travel as text there. */
export type MispAttribute = {
  uuid: string;
  type: string;
  category: string;
  value: string;
  to_ids: boolean;
  distribution: '5';
  timestamp: string;
  comment: string;
  first_seen?: string;
  last_seen?: string;
};

/** A MISP event, ready for import. */
export type MispDocument = {
  Event: {
    uuid: string;
    info: string;
    date: string;
    threat_level_id: '1' | '2' | '3' | '4';
    analysis: '0' | '1' | '2';
    distribution: '0' | '1' | '3';
    published: false;
    timestamp: string;
    Orgc: { uuid: string; name: string };
    Attribute: MispAttribute[];
    Tag: { name: string }[];
  };
};

type Mapping = { readonly type: string; readonly category: string; readonly toIds: boolean };

/** Type, category and default of `to_ids` for each type of ours, as MISP's describeTypes has them. */
const MISP_TYPES: { readonly [Type in IndicatorType]: Mapping } = {
  ipv4: { type: 'ip-dst', category: 'Network activity', toIds: true },
  ipv6: { type: 'ip-dst', category: 'Network activity', toIds: true },
  ipv4_network: { type: 'ip-dst', category: 'Network activity', toIds: true },
  ipv6_network: { type: 'ip-dst', category: 'Network activity', toIds: true },
  domain: { type: 'domain', category: 'Network activity', toIds: true },
  url: { type: 'url', category: 'Network activity', toIds: true },
  email: { type: 'email-src', category: 'Payload delivery', toIds: true },
  file_name: { type: 'filename', category: 'Payload delivery', toIds: true },
  md5: { type: 'md5', category: 'Payload delivery', toIds: true },
  sha1: { type: 'sha1', category: 'Payload delivery', toIds: true },
  sha256: { type: 'sha256', category: 'Payload delivery', toIds: true },
  sha512: { type: 'sha512', category: 'Payload delivery', toIds: true },
  registry_key: { type: 'regkey', category: 'Persistence mechanism', toIds: true },
  user_agent: { type: 'user-agent', category: 'Network activity', toIds: false },
  mutex: { type: 'mutex', category: 'Artifacts dropped', toIds: true },
  asn: { type: 'AS', category: 'Network activity', toIds: false },
  bitcoin: { type: 'btc', category: 'Financial fraud', toIds: true },
  cve: { type: 'vulnerability', category: 'External analysis', toIds: false },
};

// MISP has no « organisation and clients » level: AMBER stays in the receiving organisation.
const DISTRIBUTION: { readonly [Level in Tlp]: '0' | '1' | '3' } = {
  red: '0', 'amber+strict': '0', amber: '0', green: '1', clear: '3',
};

const THREAT_LEVEL: { readonly [Code in CareImpactCode]: '1' | '2' | '3' | '4' } = {
  none: '3', degraded: '2', stopped: '1', transfers: '1', endangerment_potential: '1', endangerment_proven: '1', unknown: '4',
};

const epochSeconds = (instant: string): string => String(Math.floor(Date.parse(utc(instant)) / 1000));

function attribute(file: IncidentFile, indicator: FileIndicator): MispAttribute {
  const { type, category, toIds } = MISP_TYPES[indicator.type];
  const bar = detectionBar(indicator, file.ownDomains);
  return {
    uuid: partUuid(file, 'misp-attribute', indicator.type, indicator.value),
    type,
    category,
    value: indicator.value,
    to_ids: toIds && bar === null,
    distribution: '5',
    timestamp: epochSeconds(file.generatedAt),
    comment: [indicator.comment, bar === null ? '' : INDICATOR_WARNINGS[bar].en].filter(Boolean).join(' / '),
    ...(indicator.firstSeen === null ? {} : { first_seen: utc(indicator.firstSeen) }),
    ...(indicator.lastSeen === null ? {} : { last_seen: utc(indicator.lastSeen) }),
  };
}

/**
 * The file as a MISP event (MISP core format): indicators as attributes, tags `tlp:`, `PAP:` and `rsit:`.
 * The victim is not named: the event belongs to the issuer. What is not for detection
 * leaves with `to_ids` false, and its comment says why.
 */
export function toMisp(file: IncidentFile): MispDocument {
  const { times } = file;
  const date = times.started ?? times.detected ?? times.declared ?? file.generatedAt;
  return {
    Event: {
      uuid: incidentUuid(file),
      info: file.title,
      date: utc(date).slice(0, 10),
      threat_level_id: THREAT_LEVEL[file.impacts.care],
      analysis: times.ended === null ? '1' : '2',
      distribution: DISTRIBUTION[file.tlp],
      published: false,
      timestamp: epochSeconds(file.generatedAt),
      Orgc: { uuid: issuerUuid(file), name: file.issuer.name },
      Attribute: orderedIndicators(file).map((indicator) => attribute(file, indicator)),
      Tag: [
        { name: `tlp:${file.tlp}` },
        { name: `PAP:${file.pap.toUpperCase()}` },
        { name: rsitTag(incidentType(file.type).rsit) },
      ],
    },
  };
}
