import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable, printableText } from './printable.ts';

describe('what a page shows of a hostile text', () => {
  test.each([
    ['a mark that makes a file name read backwards', 'facture\u202egnp.exe', 'facture[U+202E]gnp.exe'],
    ['a control character', 'a\u0007b\u0000', 'a[U+0007]b[U+0000]'],
    ['half of a character', '\ud83d!', '\ufffd!'],
    ['a private code', '\ue000', '[U+E000]'],
    ['line ends of every system', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ])('writes %s', (_what, text, shown) => {
    expect(printableText(text)).toBe(shown);
  });

  test('writes as its code a character that the fonts do not have, and only that one', () => {
    expect(printableText('a😀b', new Set(['😀']))).toBe('a[U+1F600]b');
  });

  test('never leaves a word wider than a column, and loses nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const shown = printableText(text);
        for (const word of shown.split(/[\s\u200b]/)) expect(Array.from(word).length).toBeLessThanOrEqual(96);
        expect(shown.replaceAll('\u200b', '')).toBe(printableText(shown.replaceAll('\u200b', '')).replaceAll('\u200b', ''));
      }),
    );
    expect(printableText('a'.repeat(8_000)).split('\u200b').every((piece) => piece.length <= 24)).toBe(true);
  });

  test('leaves an attached file byte for byte, and a digest in one piece', () => {
    const value = { verbatim: 'a\u202eb', code: 'f'.repeat(128), text: 'f'.repeat(128) };
    const shown = printable(value) as typeof value;
    expect(shown.verbatim).toBe(value.verbatim);
    expect(shown.code).toBe(value.code);
    expect(shown.text).toContain('\u200b');
  });
});
