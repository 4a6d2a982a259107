import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyFacts, anyInstant, anyZone } from './facts.arbitrary.ts';
import { duties, SHIPPED_RULES, unknownFacts, withRegimeInForce, type DutyId, type Facts, type Rule } from './index.ts';
import { monthsLater, offsetAt } from './naive-calendar.ts';

const HOUR = 3_600_000;
const RULES = withRegimeInForce(SHIPPED_RULES, 'nis2', '2020-01-01');

/** Instants within two days of a change of hour in Paris, where mistakes live. */
const nearChange = fc.tuple(
  fc.constantFrom(Date.UTC(2025, 2, 30, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2027, 2, 28, 1), Date.UTC(2028, 9, 29, 1)),
  fc.integer({ min: -48 * HOUR, max: 48 * HOUR }),
).map(([change, shift]) => new Date(change + shift).toISOString());

/** Instants whose next month, or whose month, ends short. */
const nearMonthEnd = fc.tuple(
  fc.integer({ min: 2025, max: 2032 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -3 * 24 * HOUR, max: 24 * HOUR }),
).map(([year, month, shift]) => new Date(Date.UTC(year, month, 1) + shift).toISOString());

const tricky = fc.oneof(anyInstant, nearChange, nearMonthEnd);

function clockOf(id: DutyId, facts: Facts, timeZone: string, rules: readonly Rule[] = RULES) {
  const alone = rules.filter(({ duty }) => duty === id);
  return duties(facts, facts.knownAt, { timeZone, rules: alone })[0]?.clock ?? null;
}

function notifiedAt(at: string): Facts {
  const facts = unknownFacts('2025-01-01T00:00:00Z');
  return { ...facts, ongoing: 'no', acts: [{ duty: 'nis2.notification', at, reference: null, lateReason: null, partial: false }] };
}

describe('clocks counted in hours', { timeout: 60_000 }, () => {
  test('end after the very same elapsed time in every zone, whatever the changes of hour', () => {
    const hours: [DutyId, number][] = [['cnil.notification', 72], ['complaint.filing', 72], ['nis2.early_warning', 24], ['nis2.notification', 72]];
    fc.assert(fc.property(tricky, anyZone, (knownAt, timeZone) => {
      for (const [id, expected] of hours) {
        expect(clockOf(id, unknownFacts(knownAt), timeZone)?.dueAt).toBe(new Date(Date.parse(knownAt) + expected * HOUR).toISOString());
      }
    }), { numRuns: 1000 });
  });

  test('follow whatever figure the table holds', () => {
    fc.assert(fc.property(tricky, anyZone, fc.integer({ min: 1, max: 2000 }), (knownAt, timeZone, figure) => {
      const rules = RULES.map((rule) => ({ ...rule, deadline: { hours: figure } }));
      expect(clockOf('cnil.notification', unknownFacts(knownAt), timeZone, rules)?.dueAt)
        .toBe(new Date(Date.parse(knownAt) + figure * HOUR).toISOString());
    }));
  });

  test('have their half and their last tenth in order, in elapsed time', () => {
    fc.assert(fc.property(anyFacts, anyZone, (facts, timeZone) => {
      for (const { clock } of duties(facts, facts.knownAt, { timeZone, rules: RULES })) {
        if (clock?.endsAt == null) continue;
        const [start, end] = [Date.parse(clock.startsAt), Date.parse(clock.endsAt)];
        expect(end).toBeGreaterThan(start);
        expect(Math.abs(Date.parse(clock.halfAt ?? '') - (start + end) / 2)).toBeLessThan(1);
        expect(Math.abs(end - Date.parse(clock.lastTenthAt ?? '') - (end - start) / 10)).toBeLessThan(1.001);
      }
    }));
  });
});

describe('clocks counted in months', { timeout: 60_000 }, () => {
  test('agree with a calendar walked day by day, in every zone', () => {
    fc.assert(fc.property(tricky, anyZone, (sentAt, timeZone) => {
      expect(clockOf('nis2.final_report', notifiedAt(sentAt), timeZone)?.dueAt)
        .toBe(new Date(monthsLater(Date.parse(sentAt), 1, timeZone)).toISOString());
    }), { numRuns: 3000 });
  });

  test('agree with it over several months too, leap years included', () => {
    fc.assert(fc.property(nearMonthEnd, anyZone, fc.integer({ min: 1, max: 40 }), (sentAt, timeZone, months) => {
      const rules = RULES.map((rule) => ({ ...rule, deadline: { months } }));
      expect(clockOf('nis2.final_report', notifiedAt(sentAt), timeZone, rules)?.dueAt)
        .toBe(new Date(monthsLater(Date.parse(sentAt), months, timeZone)).toISOString());
    }), { numRuns: 500 });
  });

  test('a deadline that falls in the hour skipped in spring is pushed by that hour', () => {
    expect(clockOf('nis2.final_report', notifiedAt('2026-02-28T02:30:00+01:00'), 'Europe/Paris')?.dueAt).toBe('2026-03-28T01:30:00.000Z');
    expect(clockOf('nis2.final_report', notifiedAt('2027-02-28T02:30:00+01:00'), 'Europe/Paris')?.dueAt).toBe('2027-03-28T01:30:00.000Z');
  });

  test('a deadline that falls in the hour lived twice in autumn is the first of the two', () => {
    expect(clockOf('nis2.final_report', notifiedAt('2026-09-25T02:30:00+02:00'), 'Europe/Paris')?.dueAt).toBe('2026-10-25T00:30:00.000Z');
  });
});

test('the naive calendar knows the changes of hour that it is there to judge', () => {
  expect(offsetAt(Date.UTC(2026, 9, 25, 0, 59), 'Europe/Paris')).toBe(2 * HOUR);
  expect(offsetAt(Date.UTC(2026, 9, 25, 1), 'Europe/Paris')).toBe(HOUR);
  expect(offsetAt(Date.UTC(2026, 6, 1), 'Pacific/Noumea')).toBe(11 * HOUR);
});
