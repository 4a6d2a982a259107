import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Declaration, declaration, impossibleMoments, isPhone, structureOf, titleOf, titleOnceListed } from './declaration.ts';

describe('a phone', () => {
  const dialled = [
    '01 23 45 67 89', '0123456789', '01.23.45.67.89', '01-23-45-67-89', '112', '3114', '+33 (0)1 23 45 67 89', '0033 1 23 45 67 89', '+590 590 12 34 56',
    '0262 90 00 00', '+687 28 12 34', '+689 40 12 34 56', '+1 (514) 555-0123', '+44 20 7946 0958', '+32/2/123.45.67', '01 23 45 67 89 poste 412', '01 23 45 67 89 p. 412',
    '+1 514 555 0123 x55', '+41 22 123 45 67 ext. 8', '01 23 45 67 89 #12', '01 23 45 67 89 / 06 12 34 56 78',
  ];
  test.each(dialled)('« %s » may be dialled, wherever it rings', (typed) => expect(isPhone(typed)).toBe(true));

  test.each(['abc', 'à rappeler', '12', '+', '()', 'nom@exemple.example', '01 23 45 67 89 poste', '1'.repeat(26), '01 23 45 67 89 demander Paul'])('« %s » may not', (typed) => {
    expect(isPhone(typed)).toBe(false);
  });

  test('is judged at once, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0+ .-()/,;x#p'), maxLength: 10_000 }), (typed) => {
      const started = performance.now();
      isPhone(typed);
      return performance.now() - started < 200;
    }), { numRuns: 50 });
  });
});

describe('moments', () => {
  const now = new Date('2026-01-05T12:00:00Z');
  const at = (startedAt: string | null, detectedAt: string | null) => impossibleMoments({ startedAt, detectedAt }, now);
  test('that are not known, or in order, or at the same instant, are possible', () => {
    expect(at(null, null)).toEqual([]);
    expect(at(null, '2026-01-05T08:00:00Z')).toEqual([]);
    expect(at('2026-01-05T08:00:00Z', '2026-01-05T08:00:00Z')).toEqual([]);
    expect(at('2025-01-05T08:00:00+01:00', '2026-01-05T08:00:00Z')).toEqual([]);
  });
  test('that contradict each other name the discovery; those to come name themselves', () => {
    expect(at('2026-01-05T08:00:00Z', '2026-01-05T07:59:59Z')).toEqual([{ field: 'detectedAt', problem: 'before_start' }]);
    expect(at('2026-01-06T08:00:00Z', '2026-01-05T07:00:00Z')).toEqual([{ field: 'startedAt', problem: 'in_the_future' }]);
    expect(at('2026-01-05T12:14:00Z', '2026-01-05T12:14:00Z')).toEqual([]);
  });
});

describe('a structure that the register does not know', () => {
  const standing = '018f0000-0000-7000-8000-000000000001';
  const region = { name: 'Valmont', town: null, finess: null, siret: null, kind: 'whole', parentName: 'France' } as const;
  const naming = (identifier: string): Declaration => declaration.parse({
    kind: 'weakness', declarant: { name: 'A' }, weakness: { vendor: 'V', description: 'D' },
    structure: { organisationId: standing, unlisted: { name: ' Clinique\n du  Lac ', town: 'Brévaux', identifier } },
  });
  test.each([['2a 000 001 4', '2A0000014', null], ['123 456 789 00012', null, '12345678900012'], ['inconnu', null, null], ['', null, null]])('« %s » typed as its number', (typed, finess, siret) => {
    expect(structureOf(naming(typed), region, standing)).toEqual({ name: 'Clinique du Lac', town: 'Brévaux', finess, siret, kind: 'unlisted', parentName: 'Valmont' });
  });
  test('is said as the register says it once the file was attached to it, in titles too, unless people wrote the title', () => {
    const given = naming('');
    expect(structureOf(given, region, '018f0000-0000-7000-8000-000000000002')).toEqual(region);
    expect(titleOnceListed(given, titleOf(given, null))).toBe('V');
    expect(titleOnceListed(given, 'Portail ouvert')).toBe('Portail ouvert');
  });
});
