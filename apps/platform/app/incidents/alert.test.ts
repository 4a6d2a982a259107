import { describe, expect, test } from 'vitest';
import { chooseRecipients, type Recipient } from './alert.server.ts';

const recipient = (level: Recipient['level'], role: string | null = null): Recipient =>
  ({ level, email: `${level}@sante.example`, role, organisation_id: '1', name: 'X', locale: 'fr' });

describe('an alert reaches', () => {
  test.each([
    ['the mailbox and the region, when the structure has no RSSI', ['mailbox', 'region', 'nation'], ['mailbox', 'region']],
    ['whoever holds the mandate rather than the region', ['mailbox', 'mandate', 'region', 'nation'], ['mailbox', 'mandate']],
    ['the region, when the structure has nobody', ['region', 'nation'], ['region']],
    ['the national desk, when nobody else is known', ['nation'], ['nation']],
    ['nobody, when nobody is known', [], []],
  ] as const)('%s', (_title, levels, reached) => {
    expect(chooseRecipients(levels.map((level) => recipient(level))).map((one) => one.level)).toEqual([...reached].toSorted());
  });

  test('the structure alone, when it has its own RSSI', () => {
    expect(chooseRecipients([recipient('structure', 'rssi'), recipient('region'), recipient('nation')]).map((one) => one.level)).toEqual(['structure']);
  });
});
