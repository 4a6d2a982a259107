import { describe, expect, test } from 'vitest';
import { isId, newId } from './id.ts';

describe('identifiers', () => {
  test('sort in the order in which they were made, however many in one millisecond', () => {
    const made = Array.from({ length: 20_000 }, () => newId(1_900_000_000_000));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(made.every(isId)).toBe(true);
  });

  test('keep their order when the clock is set back a little, and follow it when it is set back for good', () => {
    const [first, second, later] = [newId(2_000_000_000_000), newId(1_999_999_999_500), newId(1_800_000_000_000)];
    expect(second > first).toBe(true);
    expect(later < first).toBe(true);
  });
});
