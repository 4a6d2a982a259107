import { describe, expect, test } from 'vitest';
import {
  departmentOf, departmentOfCommune, departmentOfPostcode, departments, regionOfDepartment, regions, timeZoneOfDepartment,
} from './regions.ts';

describe('regions and departments', () => {
  test('there are 18 regions, 101 departments and six collectivities, each once', () => {
    expect(regions).toHaveLength(18);
    expect(new Set(regions.map(({ code }) => code)).size).toBe(18);
    const inRegions = regions.flatMap((region) => region.departments);
    expect(inRegions).toHaveLength(101);
    expect(new Set(inRegions).size).toBe(101);
    expect(departments).toHaveLength(107);
  });

  test('every department from 01 to 95 is there, Corsica in two', () => {
    const expected = Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, '0'))
      .flatMap((code) => (code === '20' ? ['2A', '2B'] : [code]));
    expect(expected.filter((code) => departmentOf(code) === undefined)).toEqual([]);
  });

  test('a department leads to its region, however FINESS writes it', () => {
    expect(regionOfDepartment('44')?.name).toBe('Pays de la Loire');
    expect(regionOfDepartment('2a')?.name).toBe('Corse');
    expect(regionOfDepartment('9D')).toMatchObject({ code: '04', name: 'La Réunion' });
    expect(regionOfDepartment('1')?.code).toBe('84');
    expect(regionOfDepartment('99')).toBeUndefined();
  });

  test.each([
    ['971', 'America/Guadeloupe'], ['972', 'America/Martinique'], ['973', 'America/Cayenne'], ['974', 'Indian/Reunion'],
    ['976', 'Indian/Mayotte'], ['9F', 'Indian/Mayotte'], ['975', 'America/Miquelon'], ['75', 'Europe/Paris'], ['2B', 'Europe/Paris'],
  ])('a legal clock of department %s runs in %s', (code, zone) => {
    expect(timeZoneOfDepartment(code)).toBe(zone);
  });

  test('every time zone is one that the runtime knows', () => {
    for (const { timeZone } of departments) expect(() => new Intl.DateTimeFormat('fr', { timeZone })).not.toThrow();
  });

  test('a commune or a postcode gives its department', () => {
    expect(departmentOfCommune('01451')).toBe('01');
    expect(departmentOfCommune('2A004')).toBe('2A');
    expect(departmentOfCommune('97411')).toBe('974');
    expect(departmentOfPostcode('20090')).toBe('2A');
    expect(departmentOfPostcode('20200')).toBe('2B');
    expect(departmentOfPostcode('97600')).toBe('976');
  });
});
