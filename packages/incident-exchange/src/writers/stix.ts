import type { FileIndicator, IncidentFile } from '../file/incident-file.ts';
import { orderedIndicators, utc } from '../file/ordering.ts';
import { detectionBar, type DetectionBar } from '../indicators/detection.ts';
import { INDICATOR_TYPES, INDICATOR_WARNINGS } from '../indicators/indicator.ts';
import { ATTACK_TACTICS, attackTacticUrl } from '../taxonomy/attack-tactics.ts';
import { incidentType } from '../taxonomy/incident-types.ts';
import { rsitTag } from '../taxonomy/rsit.ts';
import { papMarking, tlpMarking, type StixObject } from './stix-markings.ts';
import { stixObservable } from './stix-observed.ts';
import { stixPattern } from './stix-pattern.ts';
import { incidentUuid, issuerUuid, partUuid } from './uuid.ts';

/** A STIX 2.1 bundle. */
export type StixBundle = { type: 'bundle'; id: string; objects: StixObject[] };

/** What every object of the bundle shares. */
type Common = {
  readonly spec_version: '2.1';
  readonly created_by_ref: string;
  readonly created: string;
  readonly modified: string;
  readonly object_marking_refs: readonly string[];
};

function commonOf(file: IncidentFile, markings: readonly StixObject[]): Common {
  const generated = utc(file.generatedAt);
  // `created` must not move from one export to the next, nor come after `modified`.
  const created = utc(file.times.declared ?? file.times.detected ?? file.generatedAt);
  return {
    spec_version: '2.1',
    created_by_ref: `identity--${issuerUuid(file)}`,
    created: created < generated ? created : generated,
    modified: generated,
    object_marking_refs: markings.map(({ id }) => id),
  };
}

function issuerIdentity(file: IncidentFile, { created_by_ref, spec_version, created, modified }: Common): StixObject {
  return { type: 'identity', id: created_by_ref, spec_version, created, modified, name: file.issuer.name, identity_class: 'organization' };
}

function victimIdentity(file: IncidentFile, common: Common): StixObject[] {
  const { name } = file.organisation;
  if (name === null) return [];
  const id = `identity--${partUuid(file, 'stix-victim')}`;
  return [{ type: 'identity', id, ...common, name, identity_class: 'organization', sectors: ['healthcare'] }];
}

function incidentObject(file: IncidentFile, common: Common): StixObject {
  const { rsit, attackTactic } = incidentType(file.type);
  const references = attackTactic
    ? [{ source_name: 'mitre-attack', external_id: attackTactic, url: attackTacticUrl(attackTactic), description: ATTACK_TACTICS[attackTactic].name }]
    : [];
  return {
    type: 'incident',
    id: `incident--${incidentUuid(file)}`,
    ...common,
    name: file.title,
    ...(file.description === '' ? {} : { description: file.description }),
    labels: [rsitTag(rsit)],
    external_references: [{ source_name: file.issuer.domain, external_id: file.number }, ...references],
  };
}

function vulnerability(file: IncidentFile, cve: string, comment: string, common: Common): StixObject {
  return {
    type: 'vulnerability',
    id: `vulnerability--${partUuid(file, 'stix-vulnerability', cve)}`,
    ...common,
    name: cve,
    ...(comment === '' ? {} : { description: comment }),
    external_references: [{ source_name: 'cve', external_id: cve }],
  };
}

/** The moment from which an indicator holds, or at which a thing was seen, as far as the file knows. */
function since(file: IncidentFile, indicator: FileIndicator): string {
  return utc(indicator.firstSeen ?? file.times.started ?? file.times.detected ?? file.generatedAt);
}

function indicatorObject(file: IncidentFile, indicator: FileIndicator, common: Common): StixObject {
  const pattern = stixPattern(indicator);
  if (pattern === null) return vulnerability(file, indicator.value, indicator.comment, common);
  return {
    type: 'indicator',
    id: `indicator--${partUuid(file, 'stix-indicator', indicator.type, indicator.value)}`,
    ...common,
    name: `${INDICATOR_TYPES[indicator.type].en}: ${indicator.value}`,
    ...(indicator.comment === '' ? {} : { description: indicator.comment }),
    indicator_types: ['malicious-activity'],
    pattern,
    pattern_type: 'stix',
    valid_from: since(file, indicator),
  };
}

function sighting(file: IncidentFile, indicator: FileIndicator, ref: string, common: Common): StixObject[] {
  const seen = [indicator.firstSeen, indicator.lastSeen].filter((at) => at !== null).map(utc).sort();
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return [];
  const id = `sighting--${partUuid(file, 'stix-sighting', indicator.type, indicator.value)}`;
  return [{ type: 'sighting', id, ...common, first_seen: first, last_seen: last, sighting_of_ref: ref }];
}

/**
 * What was seen and must not become a rule: an observation, which tools keep without watching for it, and a note that
 * says why.
 */
function observation(file: IncidentFile, indicator: FileIndicator, bar: DetectionBar, common: Common): StixObject[] {
  const seen = stixObservable(indicator);
  if (seen === null) return [];
  const first = since(file, indicator);
  const last = indicator.lastSeen === null ? first : utc(indicator.lastSeen);
  const observed = {
    type: 'observed-data',
    id: `observed-data--${partUuid(file, 'stix-observed', indicator.type, indicator.value)}`,
    ...common,
    first_observed: first, last_observed: last < first ? first : last, number_observed: 1, object_refs: [seen.id],
  };
  const why = INDICATOR_WARNINGS[bar].en;
  const note = {
    type: 'note',
    id: `note--${partUuid(file, 'stix-observed-note', indicator.type, indicator.value)}`,
    ...common,
    abstract: 'Not for detection',
    content: indicator.comment === '' ? why : `${why} ${indicator.comment}`,
    object_refs: [observed.id],
  };
  return [observed, note, { ...seen, spec_version: '2.1', object_marking_refs: common.object_marking_refs }];
}

function relationship(file: IncidentFile, source: string, target: string, common: Common): StixObject {
  const id = `relationship--${partUuid(file, 'stix-relationship', source, target)}`;
  return { type: 'relationship', id, ...common, relationship_type: 'related-to', source_ref: source, target_ref: target };
}

function report(file: IncidentFile, refs: readonly string[], common: Common): StixObject {
  return {
    type: 'report',
    id: `report--${partUuid(file, 'stix-report')}`,
    ...common,
    name: file.title,
    ...(file.description === '' ? {} : { description: file.description }),
    report_types: ['indicator'],
    published: common.modified,
    object_refs: refs,
  };
}

/**
 * The file as a STIX 2.1 bundle: issuer and (when named) victim, incident, one indicator a line of the file
 * (a vulnerability for a CVE; an observation for what is not for detection) with its sighting, relationships, a report over all of them, TLP 2.0 and PAP markings.
 * Identifiers derive from the incident: the same file gives the same bundle.
 */
export function toStix(file: IncidentFile): StixBundle {
  const markings = [tlpMarking(file.tlp), papMarking(file.pap)];
  const common = commonOf(file, markings);
  const incident = incidentObject(file, common);
  const victims = victimIdentity(file, common);
  const ordered = orderedIndicators(file).map((indicator) => ({ indicator, bar: indicator.type === 'cve' ? null : detectionBar(indicator, file.ownDomains) }));
  const found = ordered.filter(({ bar }) => bar === null).map(({ indicator }) => ({ indicator, object: indicatorObject(file, indicator, common) }));
  // An observable is the same object for everyone: two lines of the file may be one.
  const seen = new Map(ordered.flatMap(({ indicator, bar }) => (bar === null ? [] : observation(file, indicator, bar, common))).map((object) => [object.id, object]));
  const sightings = found.flatMap(({ indicator, object }) =>
    object.type === 'indicator' ? sighting(file, indicator, object.id, common) : [],
  );
  const relationships = [
    ...victims.map(({ id }) => relationship(file, incident.id, id, common)),
    ...found.map(({ object }) => relationship(file, object.id, incident.id, common)),
    ...[...seen.values()].filter(({ type }) => type === 'observed-data').map(({ id }) => relationship(file, id, incident.id, common)),
  ];
  const content = [...victims, incident, ...found.map(({ object }) => object), ...seen.values(), ...sightings, ...relationships];
  const refs = content.map(({ id }) => id);
  return {
    type: 'bundle',
    id: `bundle--${partUuid(file, 'stix-bundle', common.modified)}`,
    objects: [...markings, issuerIdentity(file, common), report(file, refs, common), ...content],
  };
}
