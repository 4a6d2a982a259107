import { expect, test } from 'vitest';
import { lockSeconds } from './lock.ts';

test('four failures are forgiven, then the wait doubles from one minute up to thirty', () => {
  const waits = [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 400].map(lockSeconds);
  expect(waits).toEqual([0, 0, 0, 60, 120, 240, 480, 960, 1800, 1800, 1800]);
});
