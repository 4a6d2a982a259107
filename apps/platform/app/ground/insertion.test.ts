import { describe, expect, test } from 'vitest';
import { insertions } from './insertion.server.ts';

describe('rows written together', () => {
  test('cost one statement a table, in the order in which the tables come', () => {
    const [first, second, ...others] = insertions([
      { into: 'measure', rows: [{ id: '1', title: 'Sauvegarder' }] }, { into: 'incident_event', rows: [{ id: '2' }] }, { into: 'measure', rows: [{ title: 'Cloisonner', id: '3' }] },
    ]);
    expect(others).toEqual([]);
    expect([first?.sql, first?.parameters]).toEqual([expect.stringContaining('into "measure" ("id", "title")'), [JSON.stringify([{ id: '1', title: 'Sauvegarder' }, { title: 'Cloisonner', id: '3' }])]]);
    expect(second?.sql).toContain('into "incident_event" ("id")');
  });

  test.each([
    ['one more', { id: '2', title: 'Cloisonner', origin_id: 'x' }],
    ['one less', { id: '2' }],
    ['another', { id: '2', origin_id: 'x' }],
  ])('are refused when one of them names %s column: its value would be lost without a word', (_, row) => {
    expect(() => insertions([{ into: 'measure', rows: [{ id: '1', title: 'Sauvegarder' }, row] }])).toThrow('different columns');
  });
});
