import { describe, expect, test } from 'vitest';
import { fr } from './messages.fr.ts';
import { legalFacts, missingName, momentFacts, otherFacts, tickedAnswer } from './answers.ts';
import { factNames } from '../../facts.ts';
import { readPosted, typedInstant } from './posted.ts';
import { answersOf } from './posted-answers.ts';

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

  test('of forty thousand fields is read in a moment: nobody freezes the platform with one', () => {
    const crowded = new FormData();
    for (let index = 0; index < 40_000; index += 1) crowded.append(`n${index}`, '');
    const started = performance.now();
    expect(Object.keys(readPosted(crowded).typed)).toHaveLength(40_000);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('shows again the first value of a name, as it was read', () => {
    expect(readPosted(form).typed).toMatchObject({ text: 'ab', box: '1' });
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

describe('what the declaration lets suppose', () => {
  test('is never ticked: only what a person answered is, « I do not know yet » included', () => {
    const file = { facts: { normalFunctioning: 'yes', careSafety: 'no', otherStructures: 'unknown' }, history: [{ fact: 'careSafety' }, { fact: 'otherStructures' }] };
    expect(['normalFunctioning', 'careSafety', 'otherStructures'].map((fact) => tickedAnswer(file, fact))).toEqual(['', 'no', 'unknown']);
  });

  test.each([
    ['legal', 'careSafety=yes&reason.careSafety=Bloc+arrêté', [{ fact: 'careSafety', answer: 'yes', reason: 'Bloc arrêté' }]],
    ['others', 'loss=unknown&reason=Vu', [{ fact: 'loss', answer: 'unknown', reason: 'Vu' }, ...momentFacts.map((fact) => ({ fact, answer: '', reason: 'Vu' }))]],
  ])('is nobody’s answer: the form « %s » gives what was ticked, and nothing for the questions left', (intent, typed, answers) => {
    expect(answersOf(readPosted(new URLSearchParams(`intent=${intent}&${typed}`)), 'Europe/Paris')).toEqual(answers);
  });
});
