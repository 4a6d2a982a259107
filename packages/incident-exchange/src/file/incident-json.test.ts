import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../test/sample-file.ts';
import { serialise, toIncidentJson, toIodef, toMisp, toStix, type IncidentFile } from '../index.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/incident-file-1.0.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const errorsOf = (document: object): string[] => {
  validate(JSON.parse(serialise(document)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

describe('the exchanged file', () => {
  test('obeys the published schema', () => {
    expect(errorsOf(toIncidentJson(SAMPLE))).toEqual([]);
  });

  test('obeys it too when almost nothing is known yet', () => {
    const bare: IncidentFile = {
      ...SAMPLE,
      organisation: { ...SAMPLE.organisation, name: null, finessEj: null, finessEt: null },
      times: { started: null, startIsEstimated: false, detected: null, declared: null, ended: null },
      detection: 'unknown', nature: 'unknown', type: 'undetermined', description: '',
      impacts: { care: 'unknown', careDetail: '', patients: null, data: [], lost: [], exfiltration: 'unknown', persons: null },
      systems: [], indicators: [], timeline: [], contacts: [], measures: [], help: [], lessons: null, related: [],
    };
    expect(errorsOf(toIncidentJson(bare))).toEqual([]);
  });

  test.each([
    ['an unknown type', { type: 'aliens' }],
    ['a free-form mark', { tlp: 'white' }],
    ['a time without its zone', { generatedAt: '2026-11-23T09:30:00' }],
    ['a field of its own', { patientNames: [] }],
    ['a missing number', { number: '' }],
  ])('the schema refuses %s', (_what, change) => {
    expect(errorsOf({ ...toIncidentJson(SAMPLE), ...change })).not.toEqual([]);
  });

  test('carries no field that the type does not name, so nothing leaves by accident', () => {
    const withSecret = { ...SAMPLE, internalNote: 'SECRET', organisation: { ...SAMPLE.organisation, password: 'SECRET' } };
    for (const write of [toIncidentJson, toMisp, toStix, toIodef]) expect(serialise(write(withSecret))).not.toContain('SECRET');
  });

  test('refuses a date that is none rather than write it', () => {
    expect(() => toIncidentJson({ ...SAMPLE, generatedAt: 'hier' })).toThrow(RangeError);
  });

  test('merges two sightings of one indicator: earliest first, latest last, both comments', () => {
    const seen = (firstSeen: string, lastSeen: string, comment: string) =>
      ({ type: 'domain', value: 'evil.example', firstSeen, lastSeen, comment }) as const;
    const { indicators } = toIncidentJson({
      ...SAMPLE,
      indicators: [seen('2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z', 'b'), seen('2026-01-05T00:00:00Z', '2026-01-01T00:00:00+02:00', 'a')],
    });
    expect(indicators).toEqual([seen('2025-12-31T22:00:00.000Z', '2026-01-05T00:00:00.000Z', 'a / b')]);
  });
});

describe('every writer', () => {
  test('gives the same bytes for the same facts, whatever their order', () => {
    const shuffled = <Value>(values: readonly Value[]) => fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });
    const orders = fc.tuple(shuffled(SAMPLE.indicators), shuffled(SAMPLE.timeline), shuffled(SAMPLE.systems));
    fc.assert(
      fc.property(orders, ([indicators, timeline, systems]) => {
        for (const write of [toIncidentJson, toMisp, toStix, toIodef]) {
          expect(serialise(write({ ...SAMPLE, indicators, timeline, systems }))).toBe(serialise(write(SAMPLE)));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('leaves its input untouched', () => {
    const before = JSON.stringify(SAMPLE);
    for (const write of [toIncidentJson, toMisp, toStix, toIodef]) write(SAMPLE);
    expect(JSON.stringify(SAMPLE)).toBe(before);
  });
});
