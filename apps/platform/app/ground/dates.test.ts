import { expect, test } from 'vitest';
import { formatDate } from './dates.ts';

test.each([['fr', '1er févr. 2027'], ['en', '1 Feb 2027']] as const)('a day of the calendar is written in « %s » without an hour nor a zone', (locale, written) => {
  expect(formatDate('2027-02-01', locale)).toBe(written);
});

test('what is no day of the calendar is left as it was written', () => {
  for (const text of ['', 'mardi', '2027-02-31']) expect(formatDate(text, 'fr')).toBe(text);
});
