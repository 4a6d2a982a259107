import type { FileContact, FileIndicator, IncidentFile } from '../file/incident-file.ts';
import { orderedIndicators, orderedSet, orderedTimeline, utc } from '../file/ordering.ts';
import { detectionBar } from '../indicators/detection.ts';
import { INDICATOR_WARNINGS } from '../indicators/indicator.ts';
import type { Tlp } from '../sharing/sharing.ts';
import { ATTACK_TACTICS, attackTacticUrl } from '../taxonomy/attack-tactics.ts';
import { CARE_IMPACTS, CONTACT_ROLES, DETECTION_CHANNELS, entryOf, SYSTEMS } from '../taxonomy/form-lists.ts';
import { incidentType } from '../taxonomy/incident-types.ts';
import { rsitTag } from '../taxonomy/rsit.ts';
import { iodefObservable } from './iodef-observable.ts';
import { partUuid } from './uuid.ts';

/** An IODEF version 2 document in JSON (RFC 8727). */
export type IodefDocument = { version: '2.0'; lang: 'fr'; Incident: [{ readonly [key: string]: unknown }] };

/**
 * IODEF restriction of each TLP level (RFC 7970 section 3.3.1, which knows TLP 1). AMBER+STRICT becomes
 * `need-to-know` (inside the organisation only); the TLP 2.0 mark itself travels in AdditionalData.
 */
const IODEF_RESTRICTIONS: { readonly [Level in Tlp]: string } = {
  red: 'red', 'amber+strict': 'need-to-know', amber: 'amber', green: 'green', clear: 'white',
};

function contacts(file: IncidentFile): object[] {
  const { name } = file.organisation;
  const creator = { role: 'creator', type: 'organization', ContactName: [file.issuer.name] };
  const victim = name === null ? [] : [{ role: 'victim', type: 'organization', ContactName: [name] }];
  return [creator, ...victim, ...file.contacts.map(contact)];
}

function contact({ role, email, phone }: FileContact): object {
  const { iodefRole, label } = entryOf(CONTACT_ROLES, role);
  return {
    role: iodefRole,
    type: 'organization',
    ContactName: [label.fr],
    ...(email === null ? {} : { Email: [{ EmailTo: email }] }),
    ...(phone === null ? {} : { Telephone: [{ TelephoneNumber: phone }] }),
  };
}

function assessment(file: IncidentFile): object {
  const type = incidentType(file.type);
  const { label, severity } = entryOf(CARE_IMPACTS, file.impacts.care);
  const detail = file.impacts.careDetail === '' ? [] : [file.impacts.careDetail];
  const counter = (value: number | null, meaning: string): object[] =>
    value === null ? [] : [{ value, type: 'count', unit: 'ext-value', 'ext-unit': 'person', meaning }];
  const counters = [...counter(file.impacts.patients, 'patients'), ...counter(file.impacts.persons, 'data subjects')];
  return {
    occurrence: 'actual',
    IncidentCategory: [type.label.fr, rsitTag(type.rsit)],
    Impact: [
      { SystemImpact: { type: type.iodef.system } },
      { BusinessImpact: { severity, type: type.iodef.business, Description: [label.fr, ...detail] } },
    ],
    ...(counters.length === 0 ? {} : { Counter: counters }),
    ...(file.cause === null ? {} : { Cause: [file.cause] }),
  };
}

function method(file: IncidentFile): object {
  const { attackTactic, label } = incidentType(file.type);
  if (attackTactic === null) return { Description: [label.fr] };
  const reference = { URL: [attackTacticUrl(attackTactic)], Description: [`${attackTactic} ${ATTACK_TACTICS[attackTactic].name}`] };
  return { Reference: [reference], Description: [label.fr] };
}

function times(file: IncidentFile): object {
  const { started, detected, declared, ended } = file.times;
  return {
    ...(detected === null ? {} : { DetectTime: utc(detected) }),
    ...(started === null ? {} : { StartTime: utc(started) }),
    ...(ended === null ? {} : { EndTime: utc(ended) }),
    ...(declared === null ? {} : { ReportTime: utc(declared) }),
  };
}

function eventData(file: IncidentFile): object {
  const systems = orderedSet(file.systems).map((code) => entryOf(SYSTEMS, code).label.fr);
  const description = [...systems, ...file.measures];
  return { ...(description.length === 0 ? {} : { Description: description }), ...times(file) };
}

function indicator(file: IncidentFile, one: FileIndicator): object {
  const bar = detectionBar(one, file.ownDomains);
  const said = [one.comment, bar === null ? '' : INDICATOR_WARNINGS[bar].fr].filter((text) => text !== '');
  return {
    IndicatorID: { id: partUuid(file, 'iodef-indicator', one.type, one.value), name: file.issuer.domain, version: '1' },
    ...(said.length === 0 ? {} : { Description: said }),
    ...(one.firstSeen === null ? {} : { StartTime: utc(one.firstSeen) }),
    ...(one.lastSeen === null ? {} : { EndTime: utc(one.lastSeen) }),
    Observable: iodefObservable(one),
  };
}

function history(file: IncidentFile): object {
  const items = orderedTimeline(file).map(({ at, text }) => ({ action: 'other', DateTime: at, Description: [text] }));
  return items.length === 0 ? {} : { History: { HistoryItem: items } };
}

function additionalData(file: IncidentFile): object[] {
  const marks = [
    { value: file.tlp, name: 'tlp-2.0', dtype: 'string' },
    { value: file.pap, name: 'pap', dtype: 'string' },
  ];
  return file.lessons === null ? marks : [...marks, { value: file.lessons, name: 'lessons', dtype: 'string' }];
}

function relatedActivity(file: IncidentFile): object {
  const ids = orderedSet(file.related).map((id) => ({ id, name: file.issuer.domain }));
  return ids.length === 0 ? {} : { RelatedActivity: [{ IncidentID: ids }] };
}

/**
 * The file as an IODEF version 2 document in JSON (RFC 8727): the JSON binding drops the IndicatorData container
 * and puts the indicators in the incident. Texts are those of the file, labels are French.
 */
export function toIodef(file: IncidentFile): IodefDocument {
  const events = eventData(file);
  const indicators = orderedIndicators(file).map((one) => indicator(file, one));
  return {
    version: '2.0',
    lang: 'fr',
    Incident: [
      {
        purpose: 'reporting',
        status: file.times.ended === null ? 'in-progress' : 'resolved',
        restriction: IODEF_RESTRICTIONS[file.tlp],
        IncidentID: { id: file.number, name: file.issuer.domain },
        ...relatedActivity(file),
        ...times(file),
        GenerationTime: utc(file.generatedAt),
        Description: [file.title, file.description].filter((text) => text !== ''),
        Discovery: [{ source: entryOf(DETECTION_CHANNELS, file.detection).source }],
        Assessment: [assessment(file)],
        Method: [method(file)],
        Contact: contacts(file),
        EventData: [events],
        ...(indicators.length === 0 ? {} : { Indicator: indicators }),
        ...history(file),
        AdditionalData: additionalData(file),
      },
    ],
  };
}
