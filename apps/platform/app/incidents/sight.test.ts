import { describe, expect, test } from 'vitest';
import type { Actor } from '../ground/actor.ts';
import { answeredBy, audiences, eventFor, readsThread, type Side, sideOf } from './sight.ts';

describe('a request is answered', () => {
  test.each([
    ['declarant', 'nation', ['declarant', 'structure']],
    ['declarant', 'region', ['declarant', 'structure']],
    ['declarant', 'structure', ['declarant', 'region', 'nation']],
    ['declarant', 'declarant', ['structure', 'region', 'nation']],
    ['rssi', 'nation', ['structure']],
    ['ars', 'nation', ['region']],
    ['cert', 'nation', ['structure']],
    ['cert', 'structure', ['nation']],
    ['cert', 'region', ['structure', 'nation']],
    ['vendor', 'nation', ['vendor']],
    ['internal', 'structure', []],
  ] as const)('in the thread %s, asked by %s, only by %j', (audience, asker, answering) => {
    const writers = ['declarant', 'structure', 'region', 'nation', 'vendor'] as const;
    expect(writers.filter((writer) => answeredBy(writer, audience).includes(asker))).toEqual(answering);
  });

  test('never by the side that asked, nor by one that does not read the thread', () => {
    for (const audience of audiences) {
      for (const writer of ['declarant', 'structure', 'region', 'nation'] as const) {
        const askers = answeredBy(writer, audience);
        expect(askers).not.toContain(writer);
        if (askers.length > 0) expect(readsThread(writer, audience), `${writer} ${audience}`).toBe(true);
      }
    }
  });
});

describe('a role that opens no file', () => {
  test('adds nothing to what a declarant sees', () => {
    const actor = { kind: 'person', rights: [] } as unknown as Actor;
    expect(sideOf(actor, ['declarant', 'administrator'])).toBe('declarant');
    expect(sideOf(actor, ['declarant', 'reader'])).toBe('structure');
  });
});

describe('a line of the chronology', () => {
  const line = (kind: string) => ({ kind, text: 'ce que quelqu’un a écrit' });
  const read = (side: Side, kind: string) => eventFor(side, line(kind))?.text ?? null;

  test('that an analyst wrote is not for a declarant, nor are the words of the steps they are told', () => {
    expect(['note', 'obligation', 'attachment'].map((kind) => read('declarant', kind))).toEqual([null, null, null]);
    expect(['acknowledged', 'reopened'].map((kind) => read('declarant', kind))).toEqual(['', '']);
  });

  test('keeps the name of a document from a region, and everything for structure and nation', () => {
    expect(read('region', 'attachment')).toBe('');
    for (const side of ['structure', 'nation'] as const) expect(read(side, 'attachment')).toBe(line('').text);
    expect(read('region', 'note')).toBe(line('').text);
  });
});
