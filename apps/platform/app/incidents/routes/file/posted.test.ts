import { describe, expect, test } from 'vitest';
import { fr } from './messages.fr.ts';
import { legalFacts, missingName, momentFacts, otherFacts } from './answers.ts';
import { factNames } from '../../facts.ts';
import { readPosted, typedInstant } from './posted.ts';

describe('a posted form', () => {
  const form = new URLSearchParams([['intent', 'event'], ['text', 'a\u0000b'], ['at.date', '2026-11-22'], ['at.time', '10:05'], ['box', '1'], ['box', '2']]);

  test('gives its texts without the character that the database refuses', () => {
    expect(readPosted(form).text('text')).toBe('ab');
    expect(readPosted(form).text('absent')).toBe('');
    expect(readPosted(form).all('box')).toEqual(['1', '2']);
  });

  test('reads an instant in the zone of whoever typed it', () => {
    expect(readPosted(form).instant('at', 'Europe/Paris')).toBe('2026-11-22T09:05:00.000Z');
    expect(readPosted(form).instant('at', 'Indian/Reunion')).toBe('2026-11-22T06:05:00.000Z');
  });

  test('tells an empty date from one that is no date', () => {
    expect(readPosted(new URLSearchParams('at.date=')).instant('at', 'Europe/Paris')).toBeNull();
    expect(readPosted(new URLSearchParams('at.date=2026-02-31')).instant('at', 'Europe/Paris')).toBe('invalid');
  });

  test('shows again what was typed', () => {
    expect(typedInstant(readPosted(form).typed, 'at')).toEqual({ date: '2026-11-22', time: '10:05' });
    expect(typedInstant(undefined, 'at', { date: '2026-01-01', time: '00:00' })).toEqual({ date: '2026-01-01', time: '00:00' });
  });
});

describe('the questions of the page', () => {
  test('cover every fact that a person may answer, each once', () => {
    expect([...legalFacts, ...otherFacts, ...momentFacts, 'riskToPersons'].toSorted()).toEqual([...factNames].toSorted());
  });

  test('have their words and their help', () => {
    const asked = [...otherFacts, ...momentFacts, 'riskToPersons'];
    expect(Object.keys(fr.questions.names).toSorted()).toEqual(asked.toSorted());
    expect(Object.keys(fr.questions.help).toSorted()).toEqual(asked.toSorted());
  });

  test('are named to the engine as it names them', () => {
    expect([missingName('careSafety'), missingName('personalData')]).toEqual(['legalTest.careSafety', 'personalData']);
  });
});
