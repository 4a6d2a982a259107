import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../test/sample-file.ts';
import { TLP_LEVELS, toStix, type StixObject } from '../index.ts';
import { TLP_MARKING_IDS } from './stix-markings.ts';
import { stixLiteral, stixPattern } from './stix-pattern.ts';
import { uuidV5 } from './uuid.ts';

const { objects } = toStix(SAMPLE);
const ofType = (type: string, among: readonly StixObject[] = objects): StixObject[] => among.filter((one) => one.type === type);
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('the STIX bundle', () => {
  test('holds each object once, with an identifier of its own type', () => {
    const ids = objects.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { type, id } of objects) expect(id).toMatch(new RegExp(`^${type}--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`));
  });

  test('every reference points inside the bundle', () => {
    const ids = new Set(objects.map(({ id }) => id));
    const references = objects.flatMap((object) =>
      Object.entries(object).filter(([key]) => /_refs?$/.test(key)).flatMap(([, value]) => (Array.isArray(value) ? value : [value])),
    );
    expect(references.length).toBeGreaterThan(objects.length);
    expect(references.filter((reference) => !ids.has(reference))).toEqual([]);
  });

  test('every domain object has the common properties, created not after modified', () => {
    // A marking and an observable have no dates (STIX 2.1 sections 3.2 and 3.3).
    for (const object of objects.filter(({ type }) => !['marking-definition', 'ipv4-addr'].includes(type))) {
      expect(object).toMatchObject({ spec_version: '2.1', created: expect.stringMatching(TIMESTAMP), modified: expect.stringMatching(TIMESTAMP) });
      expect(String(object['created']) <= String(object['modified'])).toBe(true);
    }
  });

  test('an indicator has its pattern, its type and its start of validity', () => {
    const domain = ofType('indicator').find(({ name }) => String(name).startsWith('Domain'));
    expect(domain).toMatchObject({
      pattern: "[domain-name:value = 'panel.example.net']", pattern_type: 'stix', valid_from: '2026-11-19T22:00:00.000Z',
      indicator_types: ['malicious-activity'], description: 'C2',
    });
    expect(ofType('sighting')).toMatchObject([{ sighting_of_ref: domain?.id, first_seen: '2026-11-19T22:00:00.000Z', last_seen: '2026-11-20T02:00:00.000Z' }]);
  });

  test('a CVE is a vulnerability, not an indicator', () => {
    expect(ofType('vulnerability')).toMatchObject([{ name: 'CVE-2026-12345', external_references: [{ source_name: 'cve', external_id: 'CVE-2026-12345' }] }]);
    expect(ofType('indicator')).toHaveLength(SAMPLE.indicators.length - 2);
  });

  test('a private address is an observation with a note that says why, never an indicator', () => {
    const [observed] = ofType('observed-data');
    const [address] = ofType('ipv4-addr');
    // The identifier that every producer gives to this address.
    expect(address).toMatchObject({ value: '10.1.2.3', id: `ipv4-addr--${uuidV5('00abedb4-aa42-466c-9c01-fed23315a9b7', '{"value":"10.1.2.3"}')}` });
    expect(observed).toMatchObject({ object_refs: [address?.id], number_observed: 1, first_observed: '2026-11-20T02:10:00.000Z', last_observed: '2026-11-20T02:10:00.000Z' });
    expect(ofType('note')).toMatchObject([{ abstract: 'Not for detection', content: expect.stringContaining('Private address'), object_refs: [observed?.id] }]);
    expect(JSON.stringify(ofType('indicator'))).not.toContain('10.1.2.3');
  });

  test.each([
    ['the digest of an empty file', { type: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e' }, 'file', { hashes: { MD5: 'd41d8cd98f00b204e9800998ecf8427e' } }],
    ['a private autonomous system', { type: 'asn', value: 'AS64512' }, 'autonomous-system', { number: 64512 }],
    ['the victim’s own domain', { type: 'domain', value: 'vpn.clinique.example' }, 'domain-name', { value: 'vpn.clinique.example' }],
    ['a private network', { type: 'ipv6_network', value: 'fd00::/8' }, 'ipv6-addr', { value: 'fd00::/8' }],
  ] as const)('%s leaves as an observable alone', (_title, one, type, seen) => {
    const bundle = toStix({ ...SAMPLE, indicators: [{ ...one, firstSeen: null, lastSeen: null, comment: '' }] });
    expect(ofType(type, bundle.objects)).toMatchObject([seen]);
    expect(ofType('indicator', bundle.objects)).toEqual([]);
  });

  test('carries the official TLP 2.0 marking of its level and a PAP marking on every object but the issuer', () => {
    for (const tlp of TLP_LEVELS) {
      const bundle = toStix({ ...SAMPLE, tlp });
      const [tlpMark, papMark] = ofType('marking-definition', bundle.objects);
      expect(tlpMark).toMatchObject({
        id: TLP_MARKING_IDS[tlp], created: '2022-10-01T00:00:00.000Z',
        extensions: { 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': { extension_type: 'property-extension', tlp_2_0: tlp } },
      });
      expect(papMark).toMatchObject({ name: 'PAP:AMBER', definition_type: 'statement' });
      const marked = bundle.objects.filter((object) => object['object_marking_refs'] !== undefined);
      expect(marked).toHaveLength(bundle.objects.length - 3);
      for (const object of marked) expect(object['object_marking_refs']).toEqual([TLP_MARKING_IDS[tlp], papMark?.id]);
    }
  });

  test('does not name the victim when the file does not', () => {
    const bundle = toStix({ ...SAMPLE, title: 'Rançongiciel', organisation: { ...SAMPLE.organisation, name: null } });
    expect(JSON.stringify(bundle)).not.toContain('Rivières');
    expect(ofType('identity', bundle.objects)).toHaveLength(1);
  });

  test('keeps its identifiers and creation dates when the file is exported again later', () => {
    const later = toStix({ ...SAMPLE, generatedAt: '2026-12-01T00:00:00Z' });
    expect(later.objects.map(({ id, created }) => [id, created])).toEqual(objects.map(({ id, created }) => [id, created]));
    expect(ofType('incident', later.objects)[0]?.['modified']).toBe('2026-12-01T00:00:00.000Z');
  });
});

describe('a STIX pattern', () => {
  test.each([
    ['ipv4_network', '45.155.205.0/24', "[ipv4-addr:value ISSUBSET '45.155.205.0/24']"],
    ['sha256', 'ab', "[file:hashes.'SHA-256' = 'ab']"],
    ['md5', 'ab', "[file:hashes.MD5 = 'ab']"],
    ['registry_key', 'HKEY_USERS\\x', "[windows-registry-key:key = 'HKEY_USERS\\\\x']"],
    ['asn', 'AS13335', '[autonomous-system:number = 13335]'],
    ['file_name', "C:\\Temp\\l'outil.exe", "[file:name = 'l\\'outil.exe' AND file:parent_directory_ref.path = 'C:\\\\Temp']"],
    ['file_name', '/x', "[file:name = 'x' AND file:parent_directory_ref.path = '/']"],
    ['user_agent', 'curl/8', "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'curl/8']"],
  ] as const)('of a %s %s', (type, value, pattern) => {
    expect(stixPattern({ type, value })).toBe(pattern);
  });

  test('a value can never close its literal: unescaping gives the value back', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '\\', 'a', ']', ' OR ') }), (value) => {
        const literal = stixLiteral(value);
        expect(literal).toMatch(/^'(?:[^'\\]|\\['\\])*'$/);
        expect(literal.slice(1, -1).replace(/\\(['\\])/g, '$1')).toBe(value);
      }),
    );
  });
});
