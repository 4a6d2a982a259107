import { expect, test } from 'vitest';
import { localeOf } from './locale.ts';

test.each([
  ['French, when nothing is said', {}, undefined, 'fr'],
  ['that of the browser', { 'accept-language': 'en-GB,en;q=0.9' }, undefined, 'en'],
  ['French for a browser in a language that we do not speak', { 'accept-language': 'de' }, undefined, 'fr'],
  ['that of the account, before that of the browser', { 'accept-language': 'en' }, 'fr', 'fr'],
  ['the one chosen here, before all', { cookie: 'other=1; hygie_locale=en', 'accept-language': 'fr' }, 'fr', 'en'],
  ['never one that is not ours', { cookie: 'hygie_locale=xx' }, 'zz', 'fr'],
])('the language of a page is %s', (_, headers, preferred, expected) => {
  expect(localeOf(new Request('https://hygie.example', { headers: headers as Record<string, string> }), preferred)).toBe(expected);
});
