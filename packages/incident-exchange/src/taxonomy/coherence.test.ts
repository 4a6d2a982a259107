import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ANSWERS, ATTACK_TACTICS, CARE_IMPACTS, CONTACT_ROLES, DATA_IMPACTS, DATA_LOSSES, DETECTION_CHANNELS, HELP_KINDS, incidentType,
  INCIDENT_TYPES, INDICATOR_TYPES, type IncidentType, type ListEntry, NATURES, PAP_LEVELS, RSIT, rsitTag, STRUCTURE_TYPES, SYSTEMS,
  TLP_LEVELS,
} from '../index.ts';
import { IODEF_BUSINESS_IMPACTS, IODEF_BUSINESS_SEVERITIES, IODEF_CONTACT_ROLES, IODEF_DISCOVERY_SOURCES, IODEF_SYSTEM_IMPACTS } from './iodef-values.ts';

const LISTS: Readonly<Record<string, readonly ListEntry[]>> = {
  ANSWERS, CARE_IMPACTS, CONTACT_ROLES, DATA_IMPACTS, DATA_LOSSES, DETECTION_CHANNELS, HELP_KINDS, INCIDENT_TYPES, NATURES,
  STRUCTURE_TYPES, SYSTEMS,
};

describe.each(Object.entries(LISTS))('the list %s', (_name, entries) => {
  test('gives each code once, in a form that files can carry', () => {
    const codes = entries.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
  });

  test('labels and explains each entry in both languages, each label once', () => {
    for (const { label, help } of entries) {
      for (const text of [label.fr, label.en, help.fr, help.en]) expect(text.trim()).not.toBe('');
      for (const line of [help.fr, help.en]) expect(line).toMatch(/^[^\n]{5,120}\.$/);
    }
    expect(new Set(entries.map(({ label }) => label.fr)).size).toBe(entries.length);
    expect(new Set(entries.map(({ label }) => label.en)).size).toBe(entries.length);
  });
});

describe('the incident types', () => {
  test('each reference to another taxonomy exists there', () => {
    const types: readonly IncidentType[] = INCIDENT_TYPES;
    for (const { rsit, attackTactic, iodef } of types) {
      expect(RSIT[rsit.class]).toContain(rsit.type);
      if (attackTactic !== null) expect(ATTACK_TACTICS).toHaveProperty(attackTactic);
      expect(IODEF_SYSTEM_IMPACTS).toContain(iodef.system);
      expect(IODEF_BUSINESS_IMPACTS).toContain(iodef.business);
    }
  });

  test('an accident points to no tactic of an attacker', () => {
    const types: readonly IncidentType[] = INCIDENT_TYPES;
    expect(types.filter(({ origin, attackTactic }) => origin !== 'malicious' && attackTactic !== null)).toEqual([]);
  });

  test('each origin has a way out for what fits no line', () => {
    expect(INCIDENT_TYPES.map(({ code }) => code)).toEqual(expect.arrayContaining(['other_malicious', 'other_accidental', 'undetermined']));
  });

  test('ransomware carries the RSIT tag that MISP knows', () => {
    expect(rsitTag(incidentType('ransomware').rsit)).toBe('rsit:malicious-code="infected-system"');
  });
});

test('impacts, channels and roles point to values of IODEF', () => {
  for (const { severity } of CARE_IMPACTS) expect(IODEF_BUSINESS_SEVERITIES).toContain(severity);
  for (const { source } of DETECTION_CHANNELS) expect(IODEF_DISCOVERY_SOURCES).toContain(source);
  for (const { iodefRole } of CONTACT_ROLES) expect(IODEF_CONTACT_ROLES).toContain(iodefRole);
});

test('the published schema lists exactly the codes of the lists', () => {
  const { properties: p } = JSON.parse(readFileSync(new URL('../../schema/incident-file-1.0.json', import.meta.url), 'utf8'));
  const codes = (list: readonly ListEntry[]): string[] => list.map(({ code }) => code);
  expect(p.type.enum).toEqual(codes(INCIDENT_TYPES));
  expect(p.nature.enum).toEqual(codes(NATURES));
  expect(p.detection.enum).toEqual(codes(DETECTION_CHANNELS));
  expect(p.organisation.properties.structureType.enum).toEqual(codes(STRUCTURE_TYPES));
  expect(p.impacts.properties.care.enum).toEqual(codes(CARE_IMPACTS));
  expect(p.impacts.properties.data.items.enum).toEqual(codes(DATA_IMPACTS));
  expect(p.impacts.properties.lost.items.enum).toEqual(codes(DATA_LOSSES));
  expect(p.impacts.properties.exfiltration.enum).toEqual(codes(ANSWERS));
  expect(p.systems.items.enum).toEqual(codes(SYSTEMS));
  expect(p.help.items.enum).toEqual(codes(HELP_KINDS));
  expect(p.contacts.items.properties.role.enum).toEqual(codes(CONTACT_ROLES));
  expect(p.indicators.items.properties.type.enum).toEqual(Object.keys(INDICATOR_TYPES));
  expect(p.tlp.enum).toEqual([...TLP_LEVELS]);
  expect(p.pap.enum).toEqual([...PAP_LEVELS]);
});
