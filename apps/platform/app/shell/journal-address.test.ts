import { describe, expect, test } from 'vitest';
import { journalHref, journalSpan, readJournalAddress } from './journal-address.ts';

const read = (query: string) => readJournalAddress(new URL(`https://hygie.example/journal${query}`));

describe('the address of the journal', () => {
  test('keeps who, what and when, and gives the same list back', () => {
    const address = read('?personne=Claire&acte=role.end&du=2026-03-01&au=2026-03-31&page=2');
    expect(address).toEqual({ person: 'Claire', command: 'role.end', from: '2026-03-01', until: '2026-03-31', page: 2 });
    expect(read(journalHref(address, { page: 2 }).slice('/journal'.length))).toEqual(address);
  });

  test('leaves out what it does not understand', () => {
    expect(read('?acte=x;drop&du=hier&au=2026-13-45&page=-4')).toEqual({ person: '', command: '', from: '', until: '', page: 1 });
  });

  test('goes back to the first page when a filter changes, and carries filters to the export', () => {
    const address = read('?personne=Claire&page=3');
    expect(journalHref(address, { command: 'role.end' })).toBe('/journal?personne=Claire&acte=role.end');
    expect(journalHref(address, {}, '/journal.csv')).toBe('/journal.csv?personne=Claire');
  });

  test('counts days in the reader’s zone, the last one included, the day when clocks change too', () => {
    expect(journalSpan(read('?du=2026-03-29&au=2026-03-29'), 'Europe/Paris')).toEqual({ after: '2026-03-28T23:00:00.000Z', before: '2026-03-29T22:00:00.000Z' });
    expect(journalSpan(read('?du=2026-03-29&au=2026-03-29'), 'Indian/Reunion')).toEqual({ after: '2026-03-28T20:00:00.000Z', before: '2026-03-29T20:00:00.000Z' });
    expect(journalSpan(read(''), 'Europe/Paris')).toEqual({ after: null, before: null });
  });
});
