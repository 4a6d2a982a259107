import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeTyped } from './merge.ts';

describe('two people who answer at once', () => {
  test('see what the other changed beside what they typed', () => {
    const typed = { careSafety: 'yes', 'was.careSafety': 'unknown', loss: 'unknown', 'was.loss': 'unknown' };
    expect(mergeTyped(['careSafety', 'loss'], typed, { careSafety: 'no', loss: 'yes' })).toEqual({
      values: { careSafety: 'yes', loss: 'yes' },
      changes: [
        { name: 'careSafety', was: 'unknown', now: 'no', typed: 'yes' },
        { name: 'loss', was: 'unknown', now: 'yes', typed: null },
      ],
    });
  });

  test('never undo the other in a field that they left alone, and never lose what they typed', () => {
    const answer = fc.constantFrom('yes', 'no', 'unknown');
    fc.assert(
      fc.property(answer, answer, answer, (was, mine, now) => {
        const { values } = mergeTyped(['fact'], { fact: mine, 'was.fact': was }, { fact: now });
        expect(values['fact']).toBe(mine === was ? now : mine);
      }),
    );
  });

  test('are told nothing when nobody else changed anything', () => {
    expect(mergeTyped(['loss'], { loss: 'yes', 'was.loss': 'no' }, { loss: 'no' }).changes).toEqual([]);
  });
});
