import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../test/sample-file.ts';
import { anonymise, serialise, toIncidentJson, toMisp, toStix, type AnonymiseInput, type IncidentFile } from '../index.ts';
import { fold } from './text-fold.ts';

const INPUT: AnonymiseInput = {
  bulletinNumber: 'BUL-2026-007',
  issuer: { name: 'CERT de démonstration', domain: 'cert.example' },
  organisations: ['Clinique des Trois-Rivières', 'C3R'],
  towns: ['Saint-Rémy', 'Eu'],
  people: ['Zoé Martin-Lévêque'],
  hosts: ['srv-dpi01', 'troisrivieres.lan'],
  others: [],
};

const anonymised = (description: string, input: Partial<AnonymiseInput> = {}): string =>
  anonymise({ ...SAMPLE, description }, { ...INPUT, ...input }).file.description;

describe('a bulletin draft', () => {
  test.each([
    ['La CLINIQUE DES TROIS RIVIERES est à SAINT REMY.', 'La [établissement] est à [ville].'],
    ['Clinique-des-Trois-Rivières', '[établissement]'],
    ['Voir zoe martin leveque.', 'Voir [personne].'],
    ['Depuis SRV-DPI01.troisrivieres.lan', 'Depuis [machine].[machine]'],
    ['Écrire à zoe@clinique.example ou au 01 99 00 12 34.', 'Écrire à [adresse électronique] ou au [téléphone].'],
    ['+33 (0)1.99.00.12.34', '[téléphone]'],
    ['FINESS 990000019, SIRET 732 829 320 00074, Corse 2A0000014', 'FINESS [numéro], SIRET [numéro], Corse [numéro]'],
    ['Incident INC-2026-0042 lié à inc 2026 0040', 'Incident [numéro] lié à [numéro]'],
    ["C3R, près d'Eu, un jeudi", "[établissement], près d'[ville], un jeudi"],
  ])('%s becomes %s', (before, after) => {
    expect(anonymised(before)).toBe(after);
  });

  test('leaves alone words that only contain a short name, or its letters across two words', () => {
    expect(anonymised('Le lieu, le jeudi, deux heures', { towns: ['Eu'] })).toBe('Le lieu, le jeudi, deux heures');
    expect(anonymised('Le plon s’efface', { towns: ['Lons'] })).toBe('Le plon s’efface');
  });

  test('also hides a name that a replacement would form anew', () => {
    expect(anonymised('Belle Lyon', { towns: ['Lyon', 'Belle Ville'] })).toBe('[…]]');
  });

  test('leaves out indicators that name the victim or only live in its network, and says which', () => {
    const indicator = (type: 'domain' | 'ipv4', value: string) => ({ type, value, firstSeen: null, lastSeen: null, comment: 'vu à Saint-Rémy' });
    const { file, report } = anonymise(
      { ...SAMPLE, indicators: [indicator('domain', 'evil.example'), indicator('domain', 'clinique-des-trois-rivieres.fr'), indicator('ipv4', '10.0.0.1')] },
      INPUT,
    );
    expect(file.indicators).toEqual([{ ...indicator('domain', 'evil.example'), comment: 'vu à [ville]' }]);
    expect(report.removedIndicators).toEqual([
      { type: 'domain', value: 'clinique-des-trois-rivieres.fr' },
      { type: 'ipv4', value: '10.0.0.1' },
    ]);
  });

  test('empties contacts, identifiers and counts, and takes the number of the bulletin', () => {
    const { file } = anonymise(SAMPLE, INPUT);
    expect(file).toMatchObject({
      uuid: null, number: 'BUL-2026-007', contacts: [], related: [], issuer: INPUT.issuer,
      organisation: { name: null, finessEj: null, finessEt: null, siret: null, structureType: 'hospital_private' },
      impacts: { patients: null, persons: null, care: 'degraded' },
    });
    expect(toMisp(file).Event.uuid).not.toBe(toMisp(SAMPLE).Event.uuid);
  });

  test('reports what it replaced and what it could not search', () => {
    const { report } = anonymise({ ...SAMPLE, description: 'Saint-Rémy, saint remy' }, { ...INPUT, others: ['?', 'A'] });
    expect(report.replaced).toContainEqual({ kind: 'town', count: 2 });
    expect(report.replaced).toContainEqual({ kind: 'organisation', count: 1 });
    expect(report.ignored).toEqual(['?', 'A']);
  });

  test('hides the victim when it is also the issuer', () => {
    const issuer = { name: 'Clinique des Trois Rivières', domain: 'clinique-des-trois-rivieres.fr' };
    expect(anonymise(SAMPLE, { ...INPUT, issuer }).file.issuer).toEqual({ name: '[établissement]', domain: 'issuer.invalid' });
  });
});

// Names as people type them: letters with accents and capitals, the separators of French names.
const word = fc.string({ unit: fc.constantFrom(...'abcdeéèçœïñorstuvzABCÉŒ09'), minLength: 2, maxLength: 8 });
const name = fc.tuple(word, fc.constantFrom(' ', '-', "'", '’', '.', ' de '), word).map((parts) => parts.join(''));
const noise = fc.constantFrom('', ' ', ', ', ' le ', 'x', '(', '[ville]', '\n', '0');
const sentence = (names: readonly string[]) =>
  fc.array(fc.oneof(noise, word, fc.constantFrom(...names), fc.constantFrom(...names).map((one) => one.toUpperCase())), { maxLength: 12 }).map((parts) => parts.join(''));

const skeleton: IncidentFile = {
  ...SAMPLE, title: 'x', description: '', indicators: [], timeline: [], measures: [], cause: null, lessons: null,
  impacts: { ...SAMPLE.impacts, careDetail: '' },
};

test('for any names and texts, no given name survives in any document written from the draft', () => {
  const facts = fc.uniqueArray(name, { minLength: 3, maxLength: 3 }).chain((names) => fc.tuple(fc.constant(names), sentence(names), sentence(names), sentence(names)));
  fc.assert(
    fc.property(facts, ([names, one, two, three]) => {
      const [organisation = '', town = '', person = ''] = names;
      const input: AnonymiseInput = { ...INPUT, organisations: [organisation], towns: [town], people: [person], hosts: [], others: [] };
      const file: IncidentFile = {
        ...skeleton, title: `x${one}`, description: two, timeline: [{ at: SAMPLE.generatedAt, text: three }], measures: [one, two], cause: three, lessons: two,
        organisation: { ...SAMPLE.organisation, name: organisation },
        impacts: { ...SAMPLE.impacts, careDetail: one },
      };
      // Words of the format itself (field names, codes) are not identities.
      const frame = [toIncidentJson, toStix].map((write) => serialise(write(anonymise(skeleton, { ...input, organisations: [], towns: [], people: [] }).file)));
      fc.pre(names.every((text) => frame.every((document) => !document.includes(text))));
      const draft = anonymise(file, input).file;
      for (const document of [toIncidentJson(draft), toStix(draft), toMisp(draft)]) {
        for (const text of names) expect(serialise(document)).not.toContain(text);
      }
    }),
    { numRuns: 500 },
  );
});

test('for any long enough name, not even its letters survive in the texts', () => {
  fc.assert(
    fc.property(name.filter((text) => fold(text).characters.length >= 4).chain((text) => fc.tuple(fc.constant(text), sentence([text]))), ([text, body]) => {
      const left = anonymised(`${body} ${text}${body}`, { organisations: [text], towns: [], people: [], hosts: [] });
      expect(left.toLowerCase()).not.toContain(text.toLowerCase());
    }),
    { numRuns: 500 },
  );
});
