import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grantableRoles, mayGrant, organisationKinds, roleKinds, roles } from './role.ts';

const someRoles = fc.subarray([...roles]);
const role = fc.constantFrom(...roles);
const kind = fc.constantFrom(...organisationKinds);

describe('handing over a role', () => {
  test('nobody grants an administrator but an administrator', () => {
    fc.assert(fc.property(someRoles, kind, (held, on) => {
      expect(mayGrant(held, 'administrator', on)).toBe(held.includes('administrator'));
    }));
  });

  test('the State’s roles are only given by the administrator of the level that owns them', () => {
    expect(mayGrant(['administrator'], 'cert_analyst', 'nation')).toBe(true);
    expect(mayGrant(['administrator'], 'ars_officer', 'region')).toBe(true);
    expect(mayGrant(['administrator'], 'cert_analyst', 'establishment')).toBe(false);
    expect(mayGrant(['administrator'], 'ars_officer', 'establishment')).toBe(false);
    expect(mayGrant(['rssi', 'direction', 'cert_analyst', 'ars_officer'], 'cert_analyst', 'nation')).toBe(false);
  });

  test('a RSSI names contacts, declarants and readers, never a peer nor anyone above', () => {
    expect(grantableRoles(['rssi'], 'establishment')).toEqual(['declarant', 'referent_ssi', 'reader']);
  });

  test('holding more roles never grants less', () => {
    fc.assert(fc.property(someRoles, role, role, kind, (held, more, granted, on) => {
      if (mayGrant(held, granted, on)) expect(mayGrant([...held, more], granted, on)).toBe(true);
    }));
  });

  test('no role is granted on a kind of organisation where it makes no sense', () => {
    fc.assert(fc.property(role, kind, (granted, on) => {
      if (!roleKinds[granted].includes(on)) expect(mayGrant(roles, granted, on)).toBe(false);
    }));
  });
});
