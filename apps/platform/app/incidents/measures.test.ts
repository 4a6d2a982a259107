import { expect, test } from 'vitest';
import { newMeasures } from './measures.ts';

test('a measure that is written twice, or that the file has already, is wished for once: neither case nor spaces make another', () => {
  const wished = ['Sauvegarde hors ligne', 'sauvegarde  HORS ligne ', 'Double\u00a0facteur', 'double facteur', 'Segmenter'];
  expect(newMeasures(wished, ['SEGMENTER'])).toEqual(['Sauvegarde hors ligne', 'Double\u00a0facteur']);
});

test('measures that differ by a word or an accent are each kept', () => {
  expect(newMeasures(['Former les équipes', 'Former les equipes', 'Former l’équipe'], [])).toHaveLength(3);
});
