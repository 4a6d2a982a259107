import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsStep, type StepId, steps } from '../../declaration.ts';
import { readAnswers, typedAnswers } from './answers.ts';

const typed = (step: StepId, ...pairs: [string, string][]) => typedAnswers(step, new URLSearchParams(pairs));
const read = (step: StepId, ...pairs: [string, string][]) => readAnswers(step, typed(step, ...pairs), 'Europe/Paris');

describe('answers are kept as typed', () => {
  test('even when they are wrong', () => {
    expect(typed('facts', ['startedAt.date', '31/02/2026'], ['startedAt.time', 'vers midi'])).toMatchObject({ 'startedAt.date': '31/02/2026', 'startedAt.time': 'vers midi' });
    expect(typed('effects', ['patients', 'une dizaine'])).toMatchObject({ patients: 'une dizaine' });
  });

  test('with every box that was ticked, and none when all were cleared', () => {
    expect(typed('facts', ['systems', 'imaging'], ['systems', 'servers']).systems).toEqual(['imaging', 'servers']);
    expect(typed('facts').systems).toEqual([]);
  });

  test('without the fields that the step does not ask for', () => {
    expect(typed('declarant', ['name', 'A'], ['organisationId', 'x'], ['go', 'next'], ['__proto__', 'x'])).toEqual({ name: 'A' });
  });

  test('within bounds, and as the database can hold them', () => {
    const answers = typed('facts', ['description', `a\0b\r\n${'é'.repeat(20_000)}`], ...Array.from({ length: 500 }, (): [string, string] => ['systems', 'x'.repeat(500)]));
    expect(answers.description).toHaveLength(10_000);
    expect(answers.description).toMatch(/^ab\né/);
    expect(answers.systems).toHaveLength(60);
    expect(answers.systems?.[0]).toHaveLength(60);
  });

  test('whatever is sent, nothing is typed that JSON or PostgreSQL would refuse', () => {
    fc.assert(fc.property(fc.constantFrom(...(['declarant', 'facts', 'effects'] as const)), fc.array(fc.tuple(fc.constantFrom('name', 'description', 'systems', 'data'), fc.string({ unit: 'binary' }))), (step, pairs) => {
      const json = JSON.stringify(typed(step, ...pairs));
      expect(json).not.toMatch(/\\u0000|\\ud[89ab]/i);
    }));
  });
});

describe('answers are read', () => {
  test('a time in the zone of the structure, in winter and in summer', () => {
    const moment: [string, string][] = [['startedAt.date', '2026-11-22'], ['startedAt.time', '06:30']];
    expect(read('facts', ...moment).input.startedAt).toBe('2026-11-22T05:30:00.000Z');
    expect(read('facts', ['startedAt.date', '2026-07-22'], ['startedAt.time', '06:30']).input.startedAt).toBe('2026-07-22T04:30:00.000Z');
    expect(readAnswers('facts', typed('facts', ...moment), 'Indian/Reunion').input.startedAt).toBe('2026-11-22T02:30:00.000Z');
  });

  test('a date and a time as people write them where the browser has no picker', () => {
    expect(read('facts', ['startedAt.date', '22/11/2026'], ['startedAt.time', '6 h 30']).input.startedAt).toBe('2026-11-22T05:30:00.000Z');
    expect(read('facts', ['startedAt.date', '2.1.2026'], ['startedAt.time', '6h']).input.startedAt).toBe('2026-01-02T05:00:00.000Z');
  });

  test('a day without its hour as midnight, and then said to be estimated', () => {
    const { input } = read('facts', ['startedAt.date', '2026-11-22'], ['startedAt.time', '']);
    expect([input.startedAt, input.startEstimated]).toEqual(['2026-11-21T23:00:00.000Z', true]);
    expect(read('facts').input.startEstimated).toBe(false);
    expect(read('facts', ['startedAt.date', '2026-11-22'], ['startedAt.time', '06:30'], ['startedAt.estimated', 'on']).input.startEstimated).toBe(true);
  });

  test('an hour without its day, and a day that does not exist, are no date', () => {
    expect(read('facts', ['startedAt.time', '06:30']).problems).toEqual([{ field: 'startedAt', problem: 'not_a_date' }]);
    expect(read('facts', ['detectedAt.date', '2026-02-30']).problems).toEqual([{ field: 'detectedAt', problem: 'not_a_date' }]);
    expect(read('facts', ['detectedAt.date', '2026-02-20'], ['detectedAt.time', 'midi']).problems).toEqual([{ field: 'detectedAt', problem: 'not_a_date' }]);
  });

  test('a number with the spaces that people put in it; an empty one is not known yet', () => {
    expect(read('effects', ['patients', '12 500']).input.patients).toBe(12_500);
    expect(read('effects', ['patients', '  ']).input.patients).toBeNull();
    for (const wrong of ['une dizaine', '-3', '1,5', '9999999999', '1e3']) {
      expect(read('effects', ['patients', wrong]).problems, wrong).toEqual([{ field: 'patients', problem: 'not_a_number' }]);
    }
  });

  test('« I do not know yet » gives way to other boxes, « none » contradicts them', () => {
    expect(read('effects', ['data', 'unknown'], ['data', 'patient']).input.data).toEqual(['patient']);
    expect(read('effects', ['data', 'unknown']).input.data).toEqual(['unknown']);
    expect(read('effects', ['data', 'none'], ['data', 'patient']).problems).toEqual([{ field: 'data', problem: 'none_with_others' }]);
    expect(read('help', ['help', 'none'], ['help', 'unknown']).problems).toEqual([]);
  });

  test('a step left empty needs only what nobody else can know', () => {
    const needed = steps.incident.map(({ id, schema }) => {
      const result = schema.safeParse(readAnswers(id, undefined, 'Europe/Paris').input);
      return [id, result.success ? [] : result.error.issues.map(({ path }) => path.join('.'))];
    });
    expect(needed).toEqual([['declarant', ['name']], ['structure', ['organisationId']], ['facts', ['description']], ['effects', []], ['help', []]]);
  });

  test('a choice that is on no list is left for the schema to refuse', () => {
    expect(factsStep.safeParse(read('facts', ['description', 'x'], ['nature', 'drop table']).input).success).toBe(false);
  });
});
