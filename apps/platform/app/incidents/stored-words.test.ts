import { INCIDENT_TYPES } from '@hygie/incident-exchange';
import { describe, expect, test } from 'vitest';
import { declarantLabel } from './draft.server.ts';
import { authorIn, titleIn } from './stored-words.ts';

describe('someone who reads in English', () => {
  test.each(INCIDENT_TYPES.map((type) => type.label))('reads the title « $fr » in English, and the other way round', (label) => {
    expect([titleIn(label.fr, 'en'), titleIn(label.en, 'fr')]).toEqual([label.en, label.fr]);
  });

  test('reads the words of people as they wrote them', () => {
    expect(titleIn('Le serveur du RIS ne répond plus.', 'en')).toBe('Le serveur du RIS ne répond plus.');
    expect(authorIn('Camille Aubrac', 'en')).toBe('Camille Aubrac');
  });

  test('reads « Declarant » for whoever declared without an account', () => {
    expect([authorIn(declarantLabel, 'en'), authorIn(declarantLabel, 'fr')]).toEqual(['Declarant', declarantLabel]);
  });
});
