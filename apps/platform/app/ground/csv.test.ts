import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeCell, toCsv } from './csv.ts';

const read = (csv: string): string[][] => parse(csv, { bom: true, delimiter: ';', relax_column_count: true });

describe('a cell of an export', () => {
  test.each(['=1+1', '+33 1', '-2', '@SUM(A1)', '|calc', '%0A', '\tx', '\rx', '  =1', '\u00a0=1', ' \t=1', '\n=1'])(
    'that a spreadsheet would run (%j) begins with an apostrophe',
    (text) => expect(safeCell(text)).toBe(`'${text}`),
  );

  test.each(['', 'CH de Valbrune', 'a=b', '3 %', 'INC-2026-0001', "l'accueil", '  deux espaces'])('that is plain text (%j) is left as it is', (text) => {
    expect(safeCell(text)).toBe(text);
  });

  test('never begins with a character of formula, whatever was typed, and loses nothing', () => {
    const typed = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '|', '%', '\t', '\r', ' ', '\u00a0', '"', ';', '\n', 'a', 'é') });
    fc.assert(
      fc.property(typed, (text) => {
        const cell = safeCell(text);
        expect(cell.trimStart()).not.toMatch(/^[=+\-@|%]/);
        expect(cell).not.toMatch(/^[\t\r]/);
        expect(cell === text || cell === `'${text}`).toBe(true);
      }),
    );
  });
});

describe('an export', () => {
  test('is read back as what was written, with separators, quotes and line breaks inside cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ';', '"', '\n', '\r', ',', ' ', '1'), minLength: 1 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), (rows) => {
        expect(read(toCsv(rows))).toEqual(rows.map((row) => row.map(safeCell)));
      }),
    );
  });

  test('begins with the mark of UTF-8, so that accents survive a double click', () => {
    expect(toCsv([['Numéro']])).toBe('\uFEFFNuméro\r\n');
  });
});
