import { describe, expect, test } from 'vitest';
import { duties, DUTY_IDS, ObligationsError, resumesAt, unknownFacts, type Decision, type Duty, type DutyId, type DutyOptions, type Facts } from './index.ts';

const KNOWN = '2026-11-20T17:30:00Z';
const hoursLater = (hours: number) => new Date(Date.parse(KNOWN) + hours * 3_600_000).toISOString();

function dutyOf(id: DutyId, changes: Partial<Facts>, now = KNOWN, options?: DutyOptions): Duty {
  const found = duties({ ...unknownFacts(KNOWN), ...changes }, now, options).find((duty) => duty.id === id);
  if (found === undefined) throw new Error(`no duty ${id}`);
  return found;
}

const verdict = (id: DutyId, changes: Partial<Facts>) => dutyOf(id, changes).verdict;
const GRAVE = { legalTest: { ...unknownFacts(KNOWN).legalTest, careSafety: 'yes' as const } };

describe('when each duty applies', () => {
  test('with nothing known but the instant, nothing is ruled out and every clock that can runs', () => {
    const all = duties(unknownFacts(KNOWN), KNOWN);
    expect(all.map(({ id }) => id)).toEqual(DUTY_IDS);
    expect(all.filter(({ verdict: found }) => found === 'not_applicable' || found === 'applies')).toEqual([]);
    expect(all.filter(({ regime }) => regime === 'nis2').every(({ verdict: found }) => found === 'not_in_force')).toBe(true);
    expect(all.filter(({ clock }) => clock !== null)).toHaveLength(9);
  });

  const cases: [DutyId, Partial<Facts>, Partial<Facts>][] = [
    ['cert_sante.declaration', GRAVE, { legalTest: { ...GRAVE.legalTest, exceptional: 'no', notExceptionalReason: 'exercice' } }],
    ['materiovigilance.report', { medicalDevice: 'yes', patientHarm: 'yes' }, { medicalDevice: 'yes', patientHarm: 'no' }],
    ['cnil.notification', { personalData: 'yes', riskToPersons: 'risk' }, { personalData: 'yes', riskToPersons: 'none' }],
    ['persons.communication', { personalData: 'yes', riskToPersons: 'high' }, { personalData: 'yes', riskToPersons: 'risk' }],
    ['anssi_ose.declaration', { isOse: 'yes', essentialSystemHit: 'yes' }, { isOse: 'no', essentialSystemHit: 'yes' }],
    ['anssi_oiv.declaration', { isOiv: 'yes', essentialSystemHit: 'yes' }, { isOiv: 'yes', essentialSystemHit: 'no' }],
    ['complaint.filing', { nature: 'suspected', insured: 'yes' }, { nature: 'confirmed', insured: 'no' }],
    ['processor_to_controller.information', { isProcessor: 'yes', personalData: 'yes', customersAffected: 'yes' }, { isProcessor: 'yes', personalData: 'yes', customersAffected: 'no' }],
    ['host_customers.information', { isHost: 'yes', customersAffected: 'yes' }, { isHost: 'no' }],
  ];
  test.each(cases)('%s applies, and does not when one condition fails', (id, applying, failing) => {
    expect(verdict(id, applying)).toBe('applies');
    expect(dutyOf(id, failing)).toMatchObject({ verdict: 'not_applicable', clock: null, state: 'none', missing: [] });
    expect(dutyOf(id, failing).because.length).toBeGreaterThan(0);
  });

  test('a risk not yet assessed exempts from nothing: the CNIL is notified unless the absence of risk is established', () => {
    const duty = dutyOf('cnil.notification', { personalData: 'yes' });
    expect(duty).toMatchObject({ verdict: 'applies', missing: ['riskToPersons'] });
    expect(duty.because).toContainEqual({ code: 'exemption_not_established' });
  });

  test('encryption exempts from informing persons only when confidentiality alone is hit', () => {
    const leak: Partial<Facts> = { personalData: 'yes', riskToPersons: 'high', dataEncrypted: 'yes', unavailability: 'no', alteration: 'no', loss: 'no' };
    expect(verdict('persons.communication', leak)).toBe('not_applicable');
    expect(verdict('persons.communication', { ...leak, unavailability: 'yes' })).toBe('applies');
    expect(dutyOf('persons.communication', { ...leak, dataEncrypted: 'unknown' })).toMatchObject({ verdict: 'applies', missing: ['dataEncrypted'] });
  });

  test('malicious harm that is not grave is not owed to CERT Santé, but advised', () => {
    const none = { ...GRAVE.legalTest, careSafety: 'no', dataConfidentialityIntegrity: 'no', normalFunctioning: 'no', healthSystemOrganisation: 'no', otherStructures: 'no' } as const;
    const duty = dutyOf('cert_sante.declaration', { legalTest: none, nature: 'confirmed', loss: 'yes' });
    expect(duty).toMatchObject({ verdict: 'not_applicable', recommended: true, state: 'none' });
    expect(duty.because).toContainEqual({ code: 'declaration_recommended' });
  });

  test('what is compulsory is not shown as merely advised', () => {
    expect(dutyOf('cert_sante.declaration', { ...GRAVE, nature: 'confirmed', loss: 'yes' })).toMatchObject({ verdict: 'applies', recommended: false });
  });

  test('the reference given later by the portal is kept with the first sending', () => {
    const first = { duty: 'complaint.filing', at: hoursLater(1), reference: null, lateReason: null, partial: false } as const;
    expect(dutyOf('complaint.filing', { acts: [first, { ...first, at: hoursLater(3), reference: 'PV 2026/118' }] }))
      .toMatchObject({ doneAt: hoursLater(1), reference: 'PV 2026/118' });
  });

  test('medical device vigilance says that its text is still to be checked', () => {
    expect(dutyOf('materiovigilance.report', {}).because).toContainEqual({ code: 'rule_to_verify' });
    expect(dutyOf('cnil.notification', {}).because).not.toContainEqual({ code: 'rule_to_verify' });
  });

  test('a partial notification to the CNIL is done, and opens its completion', () => {
    const base: Partial<Facts> = { personalData: 'yes', riskToPersons: 'risk' };
    const act = { duty: 'cnil.notification', at: hoursLater(10), reference: 'N-42', lateReason: null, partial: true } as const;
    expect(dutyOf('cnil.completion', base)).toMatchObject({ verdict: 'applies', state: 'waiting' });
    expect(dutyOf('cnil.notification', { ...base, acts: [act] })).toMatchObject({ state: 'done', reference: 'N-42', doneAt: hoursLater(10) });
    expect(dutyOf('cnil.completion', { ...base, acts: [act] }, hoursLater(11))).toMatchObject({ state: 'running', clock: { startsAt: hoursLater(10), dueAt: null } });
    expect(verdict('cnil.completion', { ...base, acts: [{ ...act, partial: false }] })).toBe('not_applicable');
  });
});

describe('the clock « sans délai »', () => {
  test('has no legal deadline, and a target of 4 hours that the operator may change or remove', () => {
    expect(dutyOf('cert_sante.declaration', GRAVE).clock).toMatchObject({ dueAt: null, targetAt: hoursLater(4), halfAt: hoursLater(2), lastTenthAt: hoursLater(3.6) });
    const changed = { targets: { 'cert_sante.declaration': { hours: 8 } } };
    expect(dutyOf('cert_sante.declaration', GRAVE, KNOWN, changed).clock?.targetAt).toBe(hoursLater(8));
    const removed = dutyOf('cert_sante.declaration', GRAVE, hoursLater(9999), { targets: { 'cert_sante.declaration': null } });
    expect(removed).toMatchObject({ state: 'running', clock: { targetAt: null, endsAt: null, halfAt: null } });
  });

  test('is never « late » in law: a sending after the target says so and is done', () => {
    const act = { duty: 'cert_sante.declaration', at: hoursLater(5), reference: null, lateReason: null, partial: false } as const;
    const duty = dutyOf('cert_sante.declaration', { ...GRAVE, acts: [act] }, hoursLater(6));
    expect(duty.state).toBe('done');
    expect(duty.because).toContainEqual({ code: 'sent_after_target' });
  });

  test('an internal target never replaces the legal deadline', () => {
    const options = { targets: { 'cnil.notification': { hours: 24 } } };
    const duty = dutyOf('cnil.notification', { personalData: 'yes' }, hoursLater(25), options);
    expect(duty).toMatchObject({ state: 'running', clock: { targetAt: hoursLater(24), dueAt: hoursLater(72), endsAt: hoursLater(72) } });
  });
});

describe('the state follows the clock', () => {
  test.each([
    [-1, 'waiting'], [0, 'running'], [35.9, 'running'], [36, 'half_passed'], [64.7, 'half_passed'], [64.8, 'last_tenth'],
    [72, 'last_tenth'], [72.001, 'overdue'], [10_000, 'overdue'],
  ])('at %f hours of 72 it is %s', (hours, state) => {
    expect(dutyOf('cnil.notification', { personalData: 'yes' }, hoursLater(hours)).state).toBe(state);
  });
});

describe('decisions', () => {
  const postponed: Decision = { duty: 'persons.communication', kind: 'postponed', until: hoursLater(100), at: hoursLater(1), author: 'Dr Martin', reason: 'demande du parquet' };
  const at = (hours: number, ...decisions: Decision[]) =>
    dutyOf('persons.communication', { personalData: 'yes', riskToPersons: 'high', decisions }, hoursLater(hours));

  test('a postponement holds until it lapses, then the clock is where it would have been', () => {
    expect(at(100, postponed).state).toBe('justified');
    expect(at(100.1, postponed).state).toBe('overdue');
    expect(at(100.1, postponed).because).toContainEqual({ code: 'postponement_lapsed', until: hoursLater(100) });
  });

  test.each([['until a day past the term of the law', hoursLater(96)], ['without an end', null]])(
    'a postponement %s never moves that term: there, the duty is overdue', (_, until) => {
      const decision: Decision = { ...postponed, duty: 'cnil.notification', until };
      const cnil = (hours: number) => dutyOf('cnil.notification', { personalData: 'yes', decisions: [decision] }, hoursLater(hours));
      expect(cnil(72).state).toBe('justified');
      expect(resumesAt(cnil(2))).toBe(hoursLater(72));
      expect(cnil(72.1)).toMatchObject({ state: 'overdue' });
      expect(resumesAt(cnil(72.1))).toBeNull();
    });

  test('a decision without author or reason is not followed', () => {
    expect(at(80, { ...postponed, author: ' ' }).state).toBe('overdue');
    expect(at(80, { ...postponed, reason: '' }).because).toContainEqual({ code: 'decision_unsigned' });
  });

  test('a person’s « not applicable » closes the duty and never changes the verdict of the law', () => {
    expect(at(80, { ...postponed, kind: 'not_applicable', until: null })).toMatchObject({ verdict: 'applies', state: 'justified' });
  });

  test('the latest decision counts, in whatever order the list comes', () => {
    const later: Decision = { ...postponed, until: hoursLater(50), at: hoursLater(2) };
    expect(at(80, postponed, later)).toEqual(at(80, later, postponed));
    expect(at(80, postponed, later).state).toBe('overdue');
  });

  test('a decision on one duty leaves the others alone', () => {
    expect(dutyOf('cnil.notification', { personalData: 'yes', decisions: [postponed] }).state).toBe('running');
  });
});

describe('what cannot be read is refused', () => {
  const codeOf = (run: () => unknown) => {
    try { run(); } catch (error) { return error instanceof ObligationsError ? error.detail : error; }
    return 'accepted';
  };

  test('an instant without offset would be a guess', () => {
    expect(codeOf(() => duties(unknownFacts('2026-11-20T17:30:00'), KNOWN))).toEqual({ code: 'invalid_instant', field: 'knownAt', value: '2026-11-20T17:30:00' });
    expect(codeOf(() => duties(unknownFacts(KNOWN), 'hier'))).toMatchObject({ code: 'invalid_instant', field: 'now' });
  });

  test('a time zone must exist', () => {
    expect(codeOf(() => duties(unknownFacts(KNOWN), KNOWN, { timeZone: 'Europe/Lutece' }))).toEqual({ code: 'unknown_time_zone', timeZone: 'Europe/Lutece' });
  });
});
