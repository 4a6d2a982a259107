import { describe, expect, test } from 'vitest';
import { dueReminders, duties, remaining, reminders, unknownFacts, type Duty, type Facts } from './index.ts';

const KNOWN = '2026-10-24T10:00:00Z';
const hoursLater = (hours: number) => new Date(Date.parse(KNOWN) + hours * 3_600_000).toISOString();

function cnil(changes: Partial<Facts> = {}): Duty {
  const found = duties({ ...unknownFacts(KNOWN), personalData: 'yes', ...changes }, hoursLater(1)).find(({ id }) => id === 'cnil.notification');
  if (found === undefined) throw new Error('no CNIL duty');
  return found;
}

const sent = { duty: 'cnil.notification', at: hoursLater(1), reference: null, lateReason: null, partial: false } as const;

describe('reminders', () => {
  test('come at half time, at the last tenth and when overdue, in elapsed time across the change of hour', () => {
    expect(reminders(cnil())).toEqual([
      { duty: 'cnil.notification', kind: 'half', at: hoursLater(36) },
      { duty: 'cnil.notification', kind: 'last_tenth', at: hoursLater(64.8) },
      { duty: 'cnil.notification', kind: 'overdue', at: hoursLater(72) },
    ]);
  });

  test.each([
    [35.99, []], [36, ['half']], [64.8, ['half', 'last_tenth']], [72, ['half', 'last_tenth']],
    [72.001, ['half', 'last_tenth', 'overdue']], [5000, ['half', 'last_tenth', 'overdue']],
  ])('at %f hours, a sweeper that slept finds every reminder whose time has come', (hours, kinds) => {
    expect(dueReminders(cnil(), hoursLater(hours)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('are sent for an undetermined duty too: not knowing stops no clock', () => {
    expect(cnil({ personalData: 'unknown' }).verdict).toBe('undetermined');
    expect(reminders(cnil({ personalData: 'unknown' }))).toHaveLength(3);
  });

  test.each([
    ['done', { acts: [sent] }],
    ['not owed', { personalData: 'no' as const }],
    ['justified', { decisions: [{ duty: 'cnil.notification', kind: 'not_applicable', until: null, at: KNOWN, author: 'DPO', reason: 'doublon' }] as const }],
  ])('stop once the duty is %s, and nothing remains', (_, changes) => {
    expect(reminders(cnil(changes))).toEqual([]);
    expect(remaining(cnil(changes), KNOWN)).toBeNull();
  });

  test('what remains is counted in milliseconds and goes below zero', () => {
    expect(remaining(cnil(), KNOWN)).toBe(72 * 3_600_000);
    expect(remaining(cnil(), hoursLater(73))).toBe(-3_600_000);
  });
});
