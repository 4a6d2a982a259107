import { describe, expect, test } from 'vitest';
import { categoryLabel, structureKind } from './categories.ts';

describe('the kind of a structure', () => {
  test.each([
    ['a hospital centre', { category: '355', legalStatus: '13' }, 'hospital_public'],
    ['a clinic run by a company', { category: '365', legalStatus: '95' }, 'hospital_private'],
    ['the same category run by a foundation', { category: '365', legalStatus: '63' }, 'hospital_nonprofit'],
    ['a private establishment of collective interest, legal status untold', { category: '365', participation: '6' }, 'hospital_nonprofit'],
    ['a hospital centre, nothing else told', { category: '355' }, 'hospital_public'],
    ['a hospital whose sector nothing tells', { category: '365', participation: '0' }, 'hospital'],
    ['a hospital whose private group may have any members', { category: '697', legalStatus: '89' }, 'hospital'],
    ['a nursing home, whoever runs it', { category: '500', legalStatus: '72' }, 'medico_social'],
    ['a laboratory', { category: '611', legalStatus: '91' }, 'laboratory'],
    ['an authorised entity, which radiotherapy centres often are', { category: '699' }, 'other'],
  ] as const)('of %s', (_, evidence, kind) => {
    expect(structureKind(evidence)).toBe(kind);
  });

  test('is not guessed for a category that is not in the table', () => {
    expect(structureKind({ category: '998', legalStatus: '13' })).toBeUndefined();
    expect(structureKind({})).toBeUndefined();
    expect(categoryLabel('998')).toBeUndefined();
  });
});
