import { describe, expect, test } from 'vitest';
import { duties, SHIPPED_RULES, unknownFacts, withRegimeInForce, type Act, type Duty, type DutyId, type Facts } from './index.ts';

const WITH_NIS2 = withRegimeInForce(SHIPPED_RULES, 'nis2', '2026-01-01');

function incident(knownAt: string, changes: Partial<Facts> = {}): Facts {
  return {
    ...unknownFacts(knownAt), nature: 'confirmed', insured: 'yes', personalData: 'yes', riskToPersons: 'risk',
    nis2Status: 'essential', significantIncident: 'yes', ongoing: 'no', ...changes,
  };
}

function sent(duty: DutyId, at: string, changes: Partial<Act> = {}): Act {
  return { duty, at, reference: null, lateReason: null, partial: false, ...changes };
}

function dutyOf(id: DutyId, facts: Facts, now: string, timeZone = 'Europe/Paris'): Duty {
  const found = duties(facts, now, { timeZone, rules: WITH_NIS2 }).find((duty) => duty.id === id);
  if (found === undefined) throw new Error(`no duty ${id}`);
  return found;
}

const dueAt = (id: DutyId, facts: Facts, timeZone?: string) => dutyOf(id, facts, facts.knownAt, timeZone).clock?.dueAt;

/** Paris reading of an instant, by the platform's own calendar, independent of the engine's. */
const paris = (instant: string | null | undefined) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant ?? NaN));

describe('an incident known on Friday 2026-11-20 at 18:30 in Paris', () => {
  const facts = incident('2026-11-20T18:30:00+01:00');

  test('is notified to the CNIL by Monday 23 at 18:30, the weekend not extending anything', () => {
    expect(paris(dueAt('cnil.notification', facts))).toBe('2026-11-23 18:30');
  });

  test('needs its complaint by Monday 23 at 18:30', () => {
    expect(paris(dueAt('complaint.filing', facts))).toBe('2026-11-23 18:30');
  });

  test('calls for a NIS 2 early warning by 21 at 18:30 and a notification by 23 at 18:30', () => {
    expect(paris(dueAt('nis2.early_warning', facts))).toBe('2026-11-21 18:30');
    expect(paris(dueAt('nis2.notification', facts))).toBe('2026-11-23 18:30');
  });

  test('has its NIS 2 final report one month after the notification SENT on 23, on 23 December', () => {
    const notified = { ...facts, acts: [sent('nis2.notification', '2026-11-23T10:00:00+01:00')] };
    expect(paris(dueAt('nis2.final_report', notified))).toBe('2026-12-23 10:00');
  });

  test('has a final report that waits as long as no notification was sent', () => {
    const report = dutyOf('nis2.final_report', facts, '2027-06-01T00:00:00Z');
    expect(report).toMatchObject({ verdict: 'applies', clock: null, state: 'waiting' });
  });
});

describe('changes of hour and month ends', () => {
  test('72 hours from 2026-10-24 12:00 (summer) end on 27 at 11:00 (winter), because 25 October has 25 hours', () => {
    expect(paris(dueAt('cnil.notification', incident('2026-10-24T12:00:00+02:00')))).toBe('2026-10-27 11:00');
  });

  test('72 hours across the spring change end one hour later on the clock', () => {
    expect(paris(dueAt('cnil.notification', incident('2026-03-28T12:00:00+01:00')))).toBe('2026-03-31 13:00');
  });

  test('one month from 2027-01-31 is 2027-02-28', () => {
    const facts = incident('2027-01-29T08:00:00Z', { acts: [sent('nis2.notification', '2027-01-31T09:00:00+01:00')] });
    expect(paris(dueAt('nis2.final_report', facts))).toBe('2027-02-28 09:00');
  });

  test('a month is counted in the calendar of the structure: 31 January in Nouméa is still 30 January in Paris', () => {
    const facts = incident('2027-01-29T08:00:00Z', { acts: [sent('nis2.notification', '2027-01-30T14:00:00Z')] });
    expect(dueAt('nis2.final_report', facts, 'Pacific/Noumea')).toBe('2027-02-27T14:00:00.000Z');
    expect(dueAt('nis2.final_report', facts, 'Europe/Paris')).toBe('2027-02-28T14:00:00.000Z');
  });

  test('a month keeps the local hour across a change of hour', () => {
    const facts = incident('2026-10-09T08:00:00Z', { acts: [sent('nis2.notification', '2026-10-10T10:00:00+02:00')] });
    expect(paris(dueAt('nis2.final_report', facts))).toBe('2026-11-10 10:00');
  });
});

describe('late sendings', () => {
  const late = (lateReason: string | null) =>
    incident('2026-11-20T17:30:00Z', { acts: [sent('cnil.notification', '2026-11-23T17:30:00.001Z', { lateReason })] });

  test('a sending at the very last instant is in time', () => {
    const facts = incident('2026-11-20T17:30:00Z', { acts: [sent('cnil.notification', '2026-11-23T17:30:00Z')] });
    expect(dutyOf('cnil.notification', facts, '2027-01-01T00:00:00Z').state).toBe('done');
  });

  test('a late sending is accepted with its reason', () => {
    const duty = dutyOf('cnil.notification', late('messagerie coupée'), '2027-01-01T00:00:00Z');
    expect(duty.state).toBe('done_late');
    expect(duty.because).toContainEqual({ code: 'late_reason', reason: 'messagerie coupée' });
  });

  test.each([null, '', '   '])('a late sending without its reason (%j) says that it is missing', (reason) => {
    const duty = dutyOf('cnil.notification', late(reason), '2027-01-01T00:00:00Z');
    expect(duty.state).toBe('done_late');
    expect(duty.because).toContainEqual({ code: 'late_reason_missing' });
  });
});

describe('which knowledge starts a clock', () => {
  test('the provider’s earlier detection starts nothing: only the structure’s own knowledge does', () => {
    const facts = incident('2026-11-20T17:30:00Z');
    const now = '2026-11-21T00:00:00Z';
    expect(duties({ ...facts, detectedAt: '2026-11-01T00:00:00Z' }, now)).toEqual(duties(facts, now));
  });

  test('a later discovery of personal data starts only the GDPR clocks', () => {
    const facts = incident('2026-11-20T17:30:00Z', { riskToPersons: 'high', isProcessor: 'yes', customersAffected: 'yes' });
    const now = '2026-11-26T00:00:00Z';
    const before = duties(facts, now, { rules: WITH_NIS2 });
    const after = duties({ ...facts, personalDataKnownAt: '2026-11-25T09:00:00Z' }, now, { rules: WITH_NIS2 });
    const moved = after.filter((duty, index) => duty.clock?.startsAt !== before[index]?.clock?.startsAt);
    expect(moved.map(({ id }) => id)).toEqual(['cnil.notification', 'persons.communication', 'processor_to_controller.information']);
    expect(after.find(({ id }) => id === 'cnil.notification')?.clock?.dueAt).toBe('2026-11-28T09:00:00.000Z');
  });

  test('the complaint runs from the victim’s knowledge of the loss, the information of persons from the recognition of a high risk', () => {
    const facts = incident('2026-11-20T17:30:00Z', { lossKnownAt: '2026-11-22T08:00:00Z', highRiskKnownAt: '2026-11-23T08:00:00Z', riskToPersons: 'high' });
    expect(dueAt('complaint.filing', facts)).toBe('2026-11-25T08:00:00.000Z');
    expect(dutyOf('persons.communication', facts, facts.knownAt).clock).toMatchObject({ startsAt: '2026-11-23T08:00:00.000Z', startedBy: 'highRiskKnownAt' });
  });

  test('re-qualifying the incident (nature, level, risk) moves no clock', () => {
    const facts = incident('2026-11-20T17:30:00Z', { nature: 'suspected' });
    const requalified: Facts = {
      ...facts, nature: 'confirmed', riskToPersons: 'high', unavailability: 'yes',
      legalTest: { ...facts.legalTest, careSafety: 'yes', otherStructures: 'yes' },
    };
    const starts = (of: Facts) => duties(of, '2026-11-21T00:00:00Z', { rules: WITH_NIS2 })
      .filter(({ id }) => id !== 'persons.communication') // born from the high risk itself
      .map(({ id, clock }) => [id, clock?.startsAt ?? null, clock?.dueAt ?? null]);
    expect(starts(requalified)).toEqual(starts(facts));
  });

  test('while it is not known whether personal data are concerned, the 72 hours run from the first knowledge', () => {
    const duty = dutyOf('cnil.notification', incident('2026-11-20T17:30:00Z', { personalData: 'unknown' }), '2026-11-24T00:00:00Z');
    expect(duty).toMatchObject({ verdict: 'undetermined', state: 'overdue', missing: ['personalData'] });
    expect(duty.because).toContainEqual({ code: 'clock_start_assumed', expected: 'personalDataKnownAt', used: 'knownAt' });
  });
});

describe('a NIS 2 incident that lasts beyond the month', () => {
  const notified = (changes: Partial<Facts>) =>
    incident('2026-11-20T17:30:00Z', { acts: [sent('nis2.notification', '2026-11-23T09:00:00Z')], ...changes });

  test('owes a progress report at one month, and its final report waits for the end of the handling', () => {
    const facts = notified({ ongoing: 'yes' });
    expect(dutyOf('nis2.progress_report', facts, '2026-12-24T00:00:00Z')).toMatchObject({ verdict: 'applies', state: 'overdue' });
    expect(dutyOf('nis2.final_report', facts, '2026-12-24T00:00:00Z')).toMatchObject({ clock: null, state: 'waiting' });
  });

  test('owes its final report one month after the end of the handling', () => {
    const facts = notified({ endedAt: '2027-01-31T09:00:00Z' });
    expect(dutyOf('nis2.final_report', facts, '2027-02-01T00:00:00Z').clock)
      .toMatchObject({ startedBy: 'endedAt', dueAt: '2027-02-28T09:00:00.000Z' });
    expect(dutyOf('nis2.progress_report', facts, '2027-02-01T00:00:00Z').verdict).toBe('applies');
  });

  test('ending within the month leaves the first deadline and asks for no progress report', () => {
    const facts = notified({ endedAt: '2026-12-20T09:00:00Z' });
    expect(dutyOf('nis2.final_report', facts, '2026-12-21T00:00:00Z').clock?.dueAt).toBe('2026-12-23T09:00:00.000Z');
    expect(dutyOf('nis2.progress_report', facts, '2026-12-21T00:00:00Z').verdict).toBe('not_applicable');
  });

  test('ending at the very deadline asks for no progress report', () => {
    const facts = notified({ endedAt: '2026-12-23T09:00:00Z' });
    expect(dutyOf('nis2.progress_report', facts, '2026-12-24T00:00:00Z').verdict).toBe('not_applicable');
    expect(dutyOf('nis2.final_report', facts, '2026-12-24T00:00:00Z').clock?.dueAt).toBe('2026-12-23T09:00:00.000Z');
  });

  test('a notification sent again does not push the final report away', () => {
    const acts = [sent('nis2.notification', '2026-11-25T09:00:00Z'), sent('nis2.notification', '2026-11-23T09:00:00Z')];
    expect(dueAt('nis2.final_report', notified({ acts }))).toBe('2026-12-23T09:00:00.000Z');
  });
});
