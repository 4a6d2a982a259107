import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashToken, newCode, newToken, normaliseCode, seal, unseal } from './secrets.ts';

describe('a code dictated by phone', () => {
  test('has four groups of four, without the letters and digits that sound or look alike', () => {
    const codes = Array.from({ length: 500 }, newCode);
    for (const code of codes) expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
    expect(codes.join('')).not.toMatch(/[01ILO]/);
    expect(new Set(codes).size).toBe(500);
  });

  test('uses every letter of its alphabet about as often as the others', () => {
    const counts = new Map<string, number>();
    for (let turn = 0; turn < 2000; turn += 1) for (const letter of newCode().replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    // 32,000 letters over 31: 1,032 each; 250 away would be more than seven standard deviations.
    expect(counts.size).toBe(31);
    for (const count of counts.values()) expect(Math.abs(count - 32000 / 31)).toBeLessThan(250);
  });

  test.each([
    ['lower case', (code: string) => code.toLowerCase()],
    ['spaces instead of dashes', (code: string) => code.replaceAll('-', ' ')],
    ['nothing between the groups', (code: string) => code.replaceAll('-', '')],
    ['no-break spaces and a full stop', (code: string) => `\u00a0${code.replaceAll('-', '\u202f')}.`],
    ['full-width characters', (code: string) => [...code].map((letter) => (letter === '-' ? letter : String.fromCharCode(letter.charCodeAt(0) + 0xfee0))).join('')],
  ])('is read the same when typed with %s', (_, retype) => {
    const code = newCode();
    expect(normaliseCode(retype(code))).toBe(code.replaceAll('-', ''));
  });

  test('is read in bounded time and length, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.nat({ max: 100 }), (typed, times) => /^[0-9A-Z]{0,64}$/.test(normaliseCode(typed.repeat(times)))));
  });
});

describe('a token', () => {
  test('carries 256 bits, fits in a link, and is stored as a digest alone', () => {
    const tokens = Array.from({ length: 200 }, newToken);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
    expect(new Set(tokens).size).toBe(200);
    expect(hashToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('a sealed secret', () => {
  const key = randomBytes(32);

  test('opens with its key, and is never twice the same', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const secret = Buffer.from(bytes);
      const sealed = seal(key, secret);
      expect(unseal(key, sealed)).toEqual(secret);
      expect(sealed).not.toEqual(seal(key, secret));
    }));
  });

  test('does not open with another key, nor with one bit changed anywhere, nor cut', () => {
    const sealed = seal(key, Buffer.from('JBSWY3DPEHPK3PXP'));
    expect(() => unseal(randomBytes(32), sealed)).toThrow();
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => unseal(key, altered)).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1) expect(() => unseal(key, sealed.subarray(0, length))).toThrow();
  });
});
