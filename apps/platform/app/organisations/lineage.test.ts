import { describe, expect, test } from 'vitest';
import { systemActor, type PersonActor, type Right } from '../ground/actor.ts';
import { holdsOn, requireOn, rightsOn, rolesOn, type Lineage, type LineageStep } from './lineage.ts';
import { organisationPolicy } from './policy.ts';

const step = (id: string, kind: LineageStep['kind']): LineageStep => ({ id, kind, name: id });

const site: Lineage = {
  organisation: step('site', 'site'),
  ancestors: [step('nation', 'nation'), step('seat', 'region'), step('hospital', 'establishment')],
  territory: step('where it stands', 'region'),
  groups: [{ ...step('ght', 'group'), integrated: true }, { ...step('gcs', 'group'), integrated: false }],
};

function holding(...held: [role: string, on: string, subtree?: boolean, viaMandate?: boolean][]): PersonActor {
  const rights = held.map(([role, on, subtree = true, viaMandate = false]): Right => ({
    organisationId: on, organisationName: on, organisationKind: 'establishment', role, subtree, viaMandate, providerName: viaMandate ? 'GCS' : null,
  }));
  return { kind: 'person', key: 'person:1', personId: '1', label: 'Camille', origin: 'local', assurance: 2, sessionId: '1', rights };
}

describe('the roles that a person holds on an organisation', () => {
  test('a role elsewhere, or on a parent without its subtree, is none here', () => {
    expect(rolesOn(holding(['rssi', 'another hospital']), site)).toEqual([]);
    expect(rolesOn(holding(['rssi', 'hospital', false]), site)).toEqual([]);
  });

  test('adhesion to a GCS gives its roles no reach; being party to a GHT does', () => {
    expect(rolesOn(holding(['rssi', 'gcs']), site)).toEqual([]);
    expect(rolesOn(holding(['rssi', 'ght']), site)).toEqual(['rssi']);
  });

  test('both the region of the seat and the one where the site stands follow it', () => {
    expect(rolesOn(holding(['ars_officer', 'seat']), site)).toEqual(['ars_officer']);
    expect(rolesOn(holding(['ars_officer', 'where it stands']), site)).toEqual(['ars_officer']);
  });

  test('a role on the very organisation counts, with or without its subtree, and so does a mandate', () => {
    expect(rolesOn(holding(['reader', 'site', false]), site)).toEqual(['reader']);
    expect(rolesOn(holding(['rssi', 'hospital', true, true]), site)).toEqual(['rssi']);
  });

  test('asked for the whole subtree, a role held on the organisation alone does not count', () => {
    expect(rolesOn(holding(['administrator', 'site', false]), site, { subtree: true })).toEqual([]);
    expect(rolesOn(holding(['administrator', 'hospital']), site, { subtree: true })).toEqual(['administrator']);
  });

  test('each role once, in the order of forms, whatever the order of the rights', () => {
    expect(rolesOn(holding(['reader', 'site'], ['rssi', 'hospital'], ['rssi', 'ght'], ['declarant', 'site']), site)).toEqual(['declarant', 'rssi', 'reader']);
  });

  test('visitors hold nothing; the platform holds everything', () => {
    const anonymous = { kind: 'anonymous', key: 'anonymous:1', label: '', origin: '1' } as const;
    expect(rightsOn(anonymous, site)).toEqual([]);
    expect(holdsOn(anonymous, organisationPolicy.readProfile, site)).toBe(false);
    expect(holdsOn(systemActor('test'), organisationPolicy.manageMandates, site)).toBe(true);
  });

  test('to whoever lacks the permission there, the organisation does not exist', () => {
    expect(() => requireOn(holding(['reader', 'hospital']), organisationPolicy.managePeople, site)).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(() => requireOn(holding(['administrator', 'hospital']), organisationPolicy.managePeople, site)).not.toThrow();
  });
});
