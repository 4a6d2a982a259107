import { expect, test } from 'vitest';
import { eventWords } from './event-words.ts';
import { wordingFor } from './wording.ts';

test.each([['fr', 'Correctif annoncé : 1er févr. 2027'], ['en', 'Fix announced: 1 Feb 2027']] as const)('a fix that a vendor announced has its day in words in « %s »', (locale, written) => {
  const words = eventWords({ kind: 'vendor_fix_announced', text: '2027-02-01' }, wordingFor(locale, 'Indian/Reunion'));
  expect(words.replace(/\s/g, ' ')).toBe(written);
});
