import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../test/sample-file.ts';
import { INDICATOR_TYPES, TLP_LEVELS, toIodef, type IncidentFile, type IndicatorType } from '../index.ts';
import { IODEF_BUSINESS_IMPACTS, IODEF_BUSINESS_SEVERITIES, IODEF_CONTACT_ROLES, IODEF_DISCOVERY_SOURCES, IODEF_SYSTEM_IMPACTS } from '../taxonomy/iodef-values.ts';
import { iodefObservable } from './iodef-observable.ts';

// What RFC 8727 asks of the classes that we write, in our words: required members, enumerations, no other member.
const texts = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };
const time = { type: 'string', format: 'date-time' };
const closed = (properties: object, required: readonly string[] = []) => ({ type: 'object', additionalProperties: false, properties, required });
const many = (items: object) => ({ type: 'array', minItems: 1, items });
const times = { DetectTime: time, StartTime: time, EndTime: time, ReportTime: time };
const incidentId = closed({ id: { type: 'string', minLength: 1 }, name: { type: 'string', minLength: 1 } }, ['id', 'name']);
const contact = closed(
  {
    role: { enum: [...IODEF_CONTACT_ROLES] }, type: { enum: ['person', 'organization'] }, ContactName: texts,
    Email: many(closed({ EmailTo: { type: 'string' } }, ['EmailTo'])),
    Telephone: many(closed({ TelephoneNumber: { type: 'string' } }, ['TelephoneNumber'])),
  },
  ['role', 'type'],
);
const impact = {
  oneOf: [
    closed({ SystemImpact: closed({ type: { enum: [...IODEF_SYSTEM_IMPACTS] } }, ['type']) }, ['SystemImpact']),
    closed(
      {
        BusinessImpact: closed(
          { severity: { enum: [...IODEF_BUSINESS_SEVERITIES] }, type: { enum: [...IODEF_BUSINESS_IMPACTS] }, Description: texts }, ['type'],
        ),
      },
      ['BusinessImpact'],
    ),
  ],
};
const counter = closed(
  { value: { type: 'number' }, type: { enum: ['count', 'peak', 'average'] }, unit: { const: 'ext-value' }, 'ext-unit': { type: 'string' }, meaning: { type: 'string' } },
  ['value', 'type', 'unit'],
);
const reference = closed({ URL: texts, Description: texts });
const indicator = closed(
  {
    IndicatorID: closed({ id: { type: 'string' }, name: { type: 'string' }, version: { type: 'string' } }, ['id', 'name', 'version']),
    Description: texts, StartTime: time, EndTime: time,
    Observable: { type: 'object', minProperties: 1, maxProperties: 1 },
  },
  ['IndicatorID', 'Observable'],
);
const incident = closed(
  {
    purpose: { enum: ['traceback', 'mitigation', 'reporting', 'watch', 'other'] },
    status: { enum: ['new', 'in-progress', 'forwarded', 'resolved', 'future'] },
    restriction: { enum: ['public', 'partner', 'need-to-know', 'private', 'default', 'white', 'green', 'amber', 'red'] },
    IncidentID: incidentId, RelatedActivity: many(closed({ IncidentID: many(incidentId) })), ...times, GenerationTime: time,
    Description: texts, Discovery: many(closed({ source: { enum: [...IODEF_DISCOVERY_SOURCES] } })),
    Assessment: many(closed(
      { occurrence: { enum: ['actual', 'potential'] }, IncidentCategory: texts, Impact: many(impact), Counter: many(counter), Cause: texts }, ['Impact'],
    )),
    Method: many(closed({ Reference: many(reference), Description: texts })),
    Contact: many(contact), EventData: many(closed({ Description: texts, ...times })), Indicator: many(indicator),
    History: closed({ HistoryItem: many(closed({ action: { const: 'other' }, DateTime: time, Description: texts }, ['action', 'DateTime'])) }, ['HistoryItem']),
    AdditionalData: many(closed({ value: { type: 'string' }, name: { type: 'string' }, dtype: { const: 'string' } }, ['value', 'dtype'])),
  },
  ['purpose', 'IncidentID', 'GenerationTime', 'Contact'],
);
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(closed({ version: { const: '2.0' }, lang: { type: 'string' }, Incident: many(incident) }, ['version', 'Incident']));

const errorsOf = (file: IncidentFile): string[] => {
  validate(toIodef(file));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
const [incidentOf] = toIodef(SAMPLE).Incident;

describe('the IODEF document', () => {
  test('has the members and values that RFC 8727 asks for', () => {
    expect(errorsOf(SAMPLE)).toEqual([]);
  });

  test('has them too when nothing is known yet', () => {
    expect(errorsOf({
      ...SAMPLE, title: 'x', description: '', indicators: [], timeline: [], contacts: [], measures: [], systems: [], related: [], lessons: null,
      times: { started: null, startIsEstimated: false, detected: null, declared: null, ended: null },
      impacts: { ...SAMPLE.impacts, patients: null, careDetail: '' }, type: 'undetermined',
    })).toEqual([]);
  });

  test('is identified by the issuer, with times in UTC', () => {
    expect(incidentOf).toMatchObject({
      purpose: 'reporting', status: 'in-progress', IncidentID: { id: 'INC-2026-0042', name: 'csirt.example.org' },
      GenerationTime: '2026-11-23T08:30:00.000Z', DetectTime: '2026-11-20T05:45:00.000Z', StartTime: '2026-11-20T02:10:00.000Z',
      RelatedActivity: [{ IncidentID: [{ id: 'INC-2026-0040', name: 'csirt.example.org' }] }],
    });
  });

  test('says the impact, the method and the roles, never a person', () => {
    expect(incidentOf).toMatchObject({
      Assessment: [{ Impact: [{ SystemImpact: { type: 'availability-data' } }, { BusinessImpact: { severity: 'medium', type: 'extortion' } }] }],
      Method: [{ Reference: [{ URL: ['https://attack.mitre.org/tactics/TA0040/'] }] }],
    });
    const roles = (incidentOf['Contact'] as { role: string; type: string }[]).map(({ role, type }) => `${role} ${type}`);
    expect(roles).toEqual(['creator organization', 'victim organization', 'irt organization', 'cc-irt organization']);
  });

  test('no TLP level becomes freer on the way', () => {
    // From the freest to the strictest, as RFC 7970 section 3.3.1 pairs them.
    const strictness = ['white', 'green', 'amber', 'need-to-know', 'red'];
    const ranks = TLP_LEVELS.map((tlp) => strictness.indexOf(String(toIodef({ ...SAMPLE, tlp }).Incident[0]['restriction'])));
    expect(ranks).toEqual([4, 3, 2, 1, 0]);
    expect(toIodef({ ...SAMPLE, tlp: 'amber+strict' }).Incident[0]['AdditionalData']).toContainEqual({ value: 'amber+strict', name: 'tlp-2.0', dtype: 'string' });
  });

  test('says every type of indicator with exactly one observable class', () => {
    for (const type of Object.keys(INDICATOR_TYPES) as IndicatorType[]) {
      expect(Object.keys(iodefObservable({ type, value: 'AS12' }))).toHaveLength(1);
    }
  });

  test('writes a hash in base64 with its algorithm, as XML Signature does', () => {
    expect(iodefObservable({ type: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e' })).toEqual({
      FileData: { File: [{ HashData: { scope: 'file-contents', Hash: [{ DigestMethod: 'http://www.w3.org/2001/04/xmldsig-more#md5', DigestValue: '1B2M2Y8AsgTpgAmY7PhCfg==' }] } }] },
    });
  });
});
