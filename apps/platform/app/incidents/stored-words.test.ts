import { INCIDENT_TYPES } from '@hygie/incident-exchange';
import { describe, expect, test } from 'vitest';
import { declaration, titleOf } from './declaration.ts';
import { declarantLabel } from './draft.server.ts';
import { authorIn, titleIn } from './stored-words.ts';

const given = declaration.parse({ kind: 'incident', declarant: { name: 'X' }, structure: { organisationId: '018f0000-0000-7000-8000-000000000001' }, facts: { description: 'Panne.' }, effects: {}, help: {} });

describe('someone who reads in English', () => {
  test.each(INCIDENT_TYPES.map((type) => type.label))('reads the title « $fr » in English, and the other way round', (label) => {
    expect([titleIn(label.fr, 'en'), titleIn(label.en, 'fr')]).toEqual([label.en, label.fr]);
  });

  test('reads that the register does not know a structure, with its name and its type, and nothing else is changed', () => {
    const title = titleOf({ ...given, structure: { ...given.structure, unlisted: { name: 'Clinique · du Lac (Nord)', town: 'Brévaux', identifier: '' } } }, 'Rançongiciel');
    expect(titleIn(title, 'en')).toBe('Not in the register: Clinique · du Lac (Nord) (Brévaux) · Ransomware');
    expect(titleIn(title, 'fr')).toBe('Hors répertoire\u00a0: Clinique · du Lac (Nord) (Brévaux) · Rançongiciel');
  });

  test('reads the words of people as they wrote them', () => {
    expect(titleIn('Le serveur du RIS ne répond plus.', 'en')).toBe('Le serveur du RIS ne répond plus.');
    expect(authorIn('Camille Aubrac', 'en')).toBe('Camille Aubrac');
  });

  test('reads « Declarant » for whoever declared without an account', () => {
    expect([authorIn(declarantLabel, 'en'), authorIn(declarantLabel, 'fr')]).toEqual(['Declarant', declarantLabel]);
  });
});
