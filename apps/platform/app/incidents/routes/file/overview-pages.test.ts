import { expect, test } from 'vitest';
import type { FilePage } from './file-page.server.ts';
import { pagedDocuments, pagedEvents } from './overview-pages.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index + 1) }));
const file = (events: number) => ({ view: { events: lines(events), attachments: lines(3) } }) as unknown as FilePage;
const loaded = (events: number, page: number, attachments = 1) => ({
  colleagues: [], totals: { events, attachments: 3 }, older: { events: null, attachments: null },
  pages: { events: page, attachments }, sizes: { events: 100, attachments: 50 },
});

test.each([
  ['the end of a long chronology leads to the older lines', 250, 1, { from: 151, to: 250, older: '?chronologie=2#chronologie', newer: null }],
  ['its middle leads both ways', 250, 2, { from: 51, to: 150, older: '?chronologie=3#chronologie', newer: '?chronologie=1#chronologie' }],
  ['its beginning leads to the newer ones', 250, 3, { from: 1, to: 50, older: null, newer: '?chronologie=2#chronologie' }],
  ['a short one leads nowhere', 12, 1, { from: 1, to: 12, older: null, newer: null }],
])('%s', (_title, total, page, expected) => {
  expect(pagedEvents(file(total), loaded(total, page))).toMatchObject({ ...expected, total });
});

test('a first page is the end of what the file holds', () => {
  expect(pagedEvents(file(150), loaded(150, 1)).items.map((one) => one.id)).toEqual(lines(150).slice(50).map((one) => one.id));
});

test('turning the pages of the documents keeps the page of the chronology', () => {
  expect(pagedDocuments(file(150), loaded(150, 2, 2)).newer).toBe('?pieces=1&chronologie=2#documents');
});
