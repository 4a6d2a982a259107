import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../test/sample-file.ts';
import { TLP_LEVELS, toMisp } from '../index.ts';
import { uuidV5 } from './uuid.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const { Event: event } = toMisp(SAMPLE);
const attribute = (type: string) => event.Attribute.find((one) => one.type === type);

test('identifiers follow RFC 9562 version 5', () => {
  // Example of the Python standard library: uuid5(NAMESPACE_DNS, 'www.example.com').
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

describe('the MISP event', () => {
  test('has the fields of the core format, numbers as text', () => {
    expect(event).toMatchObject({
      uuid: expect.stringMatching(UUID), info: SAMPLE.title, date: '2026-11-20', threat_level_id: '2', analysis: '1', distribution: '0',
      published: false, timestamp: String(Date.parse('2026-11-23T08:30:00Z') / 1000),
      Orgc: { name: 'Centre régional de démonstration', uuid: expect.stringMatching(UUID) },
    });
    expect(new Set(event.Attribute.map(({ uuid }) => uuid)).size).toBe(SAMPLE.indicators.length);
    for (const { uuid } of event.Attribute) expect(uuid).toMatch(UUID);
  });

  test('is tagged with TLP, PAP and RSIT', () => {
    expect(event.Tag).toEqual([{ name: 'tlp:amber' }, { name: 'PAP:AMBER' }, { name: 'rsit:malicious-code="infected-system"' }]);
  });

  test('puts each indicator in a category that MISP accepts for its type', () => {
    expect(attribute('domain')).toMatchObject({
      category: 'Network activity', value: 'panel.example.net', to_ids: true, comment: 'C2',
      first_seen: '2026-11-19T22:00:00.000Z', last_seen: '2026-11-20T02:00:00.000Z',
    });
    expect(attribute('filename')).toMatchObject({ category: 'Payload delivery', to_ids: true });
    expect(attribute('vulnerability')).toMatchObject({ category: 'External analysis', to_ids: false });
    expect(attribute('btc')).toMatchObject({ category: 'Financial fraud', to_ids: true });
  });

  test('never asks others to detect a private address', () => {
    expect(attribute('ip-dst')).toMatchObject({ value: '10.1.2.3', to_ids: false, comment: expect.stringMatching(/^Poste de rebond \/ Private address/) });
  });

  test('never asks others to detect the victim, nor a service that everyone uses', () => {
    const values = ['vpn.clinique.example', 'google.com', 'evil.example.net'];
    const made = toMisp({ ...SAMPLE, indicators: values.map((value) => ({ type: 'domain', value, firstSeen: null, lastSeen: null, comment: '' })) });
    expect(Object.fromEntries(made.Event.Attribute.map((one) => [one.value, one.to_ids]))).toEqual({ 'vpn.clinique.example': false, 'google.com': false, 'evil.example.net': true });
  });

  test('does not name the victim beyond the title that the analyst wrote', () => {
    expect(JSON.stringify({ ...event, info: '' })).not.toContain('Rivières');
  });

  test('only TLP:CLEAR goes to every community', () => {
    const distributions = TLP_LEVELS.map((tlp) => toMisp({ ...SAMPLE, tlp }).Event.distribution);
    expect(distributions).toEqual(['0', '0', '0', '1', '3']);
  });

  test('keeps its identifier when the file is completed, and takes the one that is given', () => {
    expect(toMisp({ ...SAMPLE, title: 'Autre', indicators: [] }).Event.uuid).toBe(event.uuid);
    expect(toMisp({ ...SAMPLE, number: 'INC-2026-0043' }).Event.uuid).not.toBe(event.uuid);
    const uuid = '0198e3f2-8a52-7cc1-b7c3-2f2f8f0c9d11';
    expect(toMisp({ ...SAMPLE, uuid }).Event.uuid).toBe(uuid);
  });
});
