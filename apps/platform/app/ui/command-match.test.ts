import { describe, expect, test } from 'vitest';
import { commandsFromJson, groupCommands, matchCommands, type Command } from './command-match.ts';

const command = (label: string, group = 'Pages', keywords?: string[]): Command => ({
  id: label,
  label,
  group,
  href: `/${label.length}`,
  keywords,
});

const COMMANDS = [
  command('Déclarer un incident', 'Actions', ['signaler']),
  command('Incidents'),
  command('Référentiels'),
  command('Coïncidences'),
];

const found = (query: string) => matchCommands(query, COMMANDS).map(({ label }) => label);

describe('what the palette finds', () => {
  test('everything, in the given order, before typing', () => {
    expect(found('  ')).toEqual(COMMANDS.map(({ label }) => label));
  });

  test('accents and capitals do not matter', () => {
    expect(found('REFERENT')).toEqual(['Référentiels']);
  });

  test('a label that begins so comes first, then a word that does, then the rest', () => {
    expect(found('incid')).toEqual(['Incidents', 'Déclarer un incident', 'Coïncidences']);
  });

  test('all words must be there, keywords count', () => {
    expect(found('signaler incident')).toEqual(['Déclarer un incident']);
    expect(found('signaler risque')).toEqual([]);
  });

  test('arrow keys walk in the order shown, groups together', () => {
    const { groups, flat } = groupCommands([command('A', 'x'), command('B', 'y'), command('C', 'x')]);
    expect(groups.map(([group]) => group)).toEqual(['x', 'y']);
    expect(flat.map(({ label }) => label)).toEqual(['A', 'C', 'B']);
  });
});

describe('what the search may answer', () => {
  test('commands with an address of this platform', () => {
    const result = { id: '1', label: 'CH de Saint-Aubin', group: 'Structures', href: '/structures/1' };
    expect(commandsFromJson({ results: [result] })).toEqual([result]);
  });

  test.each(['javascript:alert(1)', '//elsewhere.example', 'https://elsewhere.example', 'relative', 3])(
    'never an address such as %s',
    (href) => {
      expect(commandsFromJson({ results: [{ id: '1', label: 'x', group: 'y', href }] })).toEqual([]);
    },
  );

  test.each([null, 'text', [], {}, { results: 'x' }, { results: [null, 1] }])('nothing from the malformed answer %j', (json) => {
    expect(commandsFromJson(json)).toEqual([]);
  });
});
