import { DUTY_IDS } from '@hygie/obligations';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QueueLine } from '../../queue.server.ts';
import { cappedCount, dutyTone, eventKind, sizeInWords, termTone, wordsOfDuty } from './labels.ts';
import { type QueueAddress, queueHref, readAddress, wholeQueue, writeAddress } from './queue-address.ts';
import { csvRows } from './queue-rows.ts';

const addresses: fc.Arbitrary<QueueAddress> = fc.record({
  state: fc.constantFrom('open', 'declared', 'acknowledged', 'qualified', 'closed'),
  kind: fc.constantFrom('incident', 'weakness', null),
  urgency: fc.constantFrom(2, 3, 4, null),
  type: fc.constantFrom('ransomware', 'data_theft', null),
  due: fc.boolean(),
  mine: fc.boolean(),
  text: fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\u0000', '').trim()),
  organisationId: fc.constantFrom('01890000-0000-7000-8000-000000000001', null),
  page: fc.integer({ min: 1, max: 200 }),
});

describe('the address of a queue', () => {
  test('shows to a colleague exactly what it shows to its author', () => {
    fc.assert(fc.property(addresses, (address) => {
      expect(readAddress(new URLSearchParams(writeAddress(address)))).toEqual(address);
    }));
  });

  test('is understood whatever was typed in it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('etat', 'genre', 'urgence', 'type', 'delai', 'moi', 'q', 'structure', 'page'), fc.string()), (query) => {
        const read = readAddress(new URLSearchParams(query));
        expect(read.page).toBeGreaterThanOrEqual(1);
        expect(read.page).toBeLessThanOrEqual(200);
        expect(read.text).not.toContain('\u0000');
      }),
    );
    expect(readAddress(new URLSearchParams('etat=nope&genre=x&urgence=9&structure=1 or 1&page=-3'))).toEqual(wholeQueue);
  });

  test('goes back to the first page when a filter changes, and keeps the others', () => {
    const address = { ...wholeQueue, page: 7, urgency: 3, text: 'scanner' };
    expect(queueHref(address, { state: 'declared' })).toBe('/incidents?etat=declared&urgence=3&q=scanner');
    expect(queueHref(address, { page: 8 })).toBe('/incidents?urgence=3&q=scanner&page=8');
    expect(queueHref(wholeQueue, {})).toBe('/incidents');
  });
});

describe('the words of a queue', () => {
  test('say « 1 000+ » once the count stops, and the exact count before', () => {
    expect([cappedCount(999, 1_000, 'fr'), cappedCount(1_000, 1_000, 'fr'), cappedCount(1_000, 1_000, 'en')]).toEqual(['999', '1\u202f000+', '1,000+']);
  });

  test('keep red for what the law sets', () => {
    const hour = 3_600_000;
    expect([-hour, hour, 48 * hour].map((left) => [termTone(left, true), termTone(left, false)])).toEqual([['danger', 'warning'], ['danger', 'warning'], ['warning', 'info']]);
    expect([dutyTone('overdue', true), dutyTone('overdue', false)]).toEqual(['danger', 'warning']);
  });

  test('name every duty, and tell a legal deadline from an internal target', () => {
    expect(DUTY_IDS.filter((id) => wordsOfDuty(id) === null)).toEqual([]);
    expect(wordsOfDuty('cnil.notification')?.legal).toBe(true);
    expect(wordsOfDuty('cert_sante.declaration')?.legal).toBe(false);
    expect(wordsOfDuty('nobody.knows')).toBeNull();
  });

  test('show the text of an event whose kind is new', () => {
    expect(eventKind('declared')).toBe('declared');
    expect(eventKind('some_day')).toBe('note');
  });

  test('write sizes with their unit', () => {
    expect([0, 999, 1_400_000, 25_000_000_000].map((bytes) => sizeInWords(bytes, 'fr'))).toEqual(['0 o', '999 o', '1,4 Mo', '25 Go']);
  });
});

describe('the export of a queue', () => {
  const line: QueueLine = {
    number: 'INC-2026-0001', title: '=cmd|calc', kind: 'incident', state: 'declared', urgency: 4, organisationId: '1', organisationName: 'CH de Valbrune', town: null,
    typeCode: 'ransomware', careImpact: 'stopped', level: null, helpWanted: true, declaredAt: new Date('2026-11-22T09:05:00Z'),
    nextDueAt: new Date('2026-11-22T13:05:00Z'), nextDueDuty: 'cert_sante.declaration', assigned: false, assignedTo: null,
  };

  test('speaks in words and French dates, and says which terms are our own targets', () => {
    const [head, row] = csvRows([line], { locale: 'fr', timeZone: 'Europe/Paris', seesTerms: true });
    expect(Object.fromEntries((head ?? []).map((name, index) => [name, row?.[index]]))).toMatchObject({
      'Numéro': 'INC-2026-0001', 'État': 'Déclaré', 'Urgence': 'Immédiat', 'Type': 'Rançongiciel', 'Déclaré le': '22 nov. 2026 à 10\u00a0h\u00a005',
      'Prochain terme': '22 nov. 2026 à 14\u00a0h\u00a005', 'Nature du terme': 'objectif interne', 'Aide demandée': 'Oui',
    });
  });

  test('leaves the terms out for those who do not see obligations', () => {
    const [head] = csvRows([line], { locale: 'fr', timeZone: 'Europe/Paris', seesTerms: false });
    expect(head).not.toContain('Prochain terme');
  });
});
