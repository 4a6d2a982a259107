import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkFiness, checkRpps, checkSiren, checkSiret, formatFiness, luhnDigit, normaliseIdentifier,
} from './identifiers.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe('a FINESS number', () => {
  test.each([
    '750712184', '440000289', '690781810', '130786049', '590780193', '310781406', '350005179', '330781196', '670780055',
    '060785011', '310000096', '920100013', '780110078', '750000523',
  ])('of a real hospital passes: %s', (finess) => {
    expect(checkFiness(finess)).toEqual({ valid: true, value: finess });
  });

  test.each(['2A0000014', '2A0000170', '2B0000020', '2B0004246'])('of Corsica passes, A read 1 and B read 2: %s', (finess) => {
    expect(checkFiness(finess)).toEqual({ valid: true, value: finess });
  });

  test('with a wrong key only earns a warning', () => {
    expect(checkFiness('750712185')).toEqual({ valid: false, value: '750712185', warning: 'check_digit' });
    expect(checkFiness('990000018')).toEqual({ valid: false, value: '990000018', warning: 'check_digit' });
  });

  test('too short, or with a letter where none can be, is told apart', () => {
    expect(checkFiness('75071218')).toMatchObject({ valid: false, warning: 'length' });
    expect(checkFiness('7507I2184')).toMatchObject({ valid: false, warning: 'character' });
    expect(checkFiness('A50712184')).toMatchObject({ valid: false, warning: 'character' });
    expect(checkFiness('')).toMatchObject({ valid: false, warning: 'length' });
  });

  test('is read as people type it, spaces, dots and lower case included', () => {
    expect(checkFiness(' 75 071 218.4 ')).toEqual({ valid: true, value: '750712184' });
    expect(checkFiness('2a 000 001-4')).toEqual({ valid: true, value: '2A0000014' });
    expect(normaliseIdentifier('267\u00a0500\u202f452')).toBe('267500452');
  });

  test('is shown in groups, and another text as it is', () => {
    expect(formatFiness('990000018')).toBe('99 000 001 8');
    expect(formatFiness('2a0000014')).toBe('2A 000 001 4');
    expect(formatFiness('75 07')).toBe('75 07');
  });
});

describe('company and professional numbers', () => {
  test.each(['26750045200011', '73282932000074', '19490970100303'])('a SIRET passes, and so does its SIREN: %s', (siret) => {
    expect(checkSiret(siret).valid).toBe(true);
    expect(checkSiren(siret.slice(0, 9)).valid).toBe(true);
  });

  test('an establishment of La Poste passes when its digits sum to a multiple of five', () => {
    expect(checkSiret('35600000000048').valid).toBe(true);
    expect(checkSiret('35600000000001')).toMatchObject({ valid: true });
    expect(checkSiret('35600000000002')).toMatchObject({ valid: false, warning: 'check_digit' });
  });

  test('the exception is for La Poste alone', () => {
    expect(checkSiret('73282932000003')).toMatchObject({ valid: false, warning: 'check_digit' });
  });

  test('an RPPS number has eleven digits', () => {
    expect(checkRpps(`1000000000${luhnDigit('1000000000')}`).valid).toBe(true);
    expect(checkRpps('10000000000')).toMatchObject({ valid: false, warning: 'check_digit' });
    expect(checkRpps('100000000')).toMatchObject({ valid: false, warning: 'length' });
  });
});

describe('the Luhn digit', () => {
  test('makes any number valid, and any other digit makes it wrong', () => {
    fc.assert(fc.property(digits(8), fc.integer({ min: 1, max: 9 }), (body, shift) => {
      const key = luhnDigit(body);
      expect(checkSiren(body + key).valid).toBe(true);
      expect(checkSiren(`${body}${(Number(key) + shift) % 10}`).valid).toBe(false);
    }));
  });

  test('sees one mistyped digit anywhere', () => {
    fc.assert(fc.property(digits(13), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
      // La Poste's numbers have a second rule.
      fc.pre(!body.startsWith('356000000'));
      const wrong = body.slice(0, at) + ((Number(body[at]) + shift) % 10) + body.slice(at + 1);
      fc.pre(!wrong.startsWith('356000000'));
      expect(checkSiret(wrong + luhnDigit(body)).valid).toBe(false);
    }));
  });

  test('refuses what is not a digit', () => {
    expect(() => luhnDigit('12C')).toThrow(RangeError);
  });
});
