import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, fingerprint } from './canonical-json.ts';

describe('the canonical form', () => {
  test('follows RFC 8785: keys by UTF-16 code units, no space, the shortest numbers', () => {
    // The keys of section 3.2.3, in its order.
    const keys = ['\r', '1', '\u0080', 'ö', '€', '😀', '\ufb33'];
    const shuffled = Object.fromEntries(keys.toReversed().map((key) => [key, 1]));
    expect(canonicalJson(shuffled)).toBe(`{${keys.map((key) => `${JSON.stringify(key)}:1`).join(',')}}`);
    expect(canonicalJson({ b: [1e21, 0.000001, -0, null], a: 'é"\n' })).toBe('{"a":"é\\"\\n","b":[1e+21,0.000001,0,null]}');
  });

  test('does not depend on the order of the keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const clean = JSON.parse(JSON.stringify(value));
        const turned = JSON.parse(JSON.stringify(clean), (_key, one) =>
          one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).toReversed()) : one);
        expect(canonicalJson(turned)).toBe(canonicalJson(clean));
        expect(JSON.parse(canonicalJson(clean))).toEqual(clean);
      }),
    );
  });

  test('its digest is the plain SHA-256 of its bytes: anyone can compute it again', () => {
    expect(fingerprint({ b: 'é', a: 1 })).toBe(createHash('sha256').update('{"a":1,"b":"é"}').digest('hex'));
  });
});
