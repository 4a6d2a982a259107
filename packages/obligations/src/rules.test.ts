import { describe, expect, test } from 'vitest';
import {
  checkRules, CRITERIA, duties, DUTY_IDS, explain, SHIPPED_RULES, unknownFacts, withRegimeInForce,
  type Condition, type Duty, type DutyId, type Facts, type Rule,
} from './index.ts';
import { criteriaOf } from './condition.ts';

function shipped(duty: DutyId): Rule {
  const rule = SHIPPED_RULES.find((one) => one.duty === duty);
  if (rule === undefined) throw new Error(`no rule ${duty}`);
  return rule;
}

function dutyOf(id: DutyId, facts: Facts, rules: readonly Rule[]): Duty | undefined {
  return duties(facts, facts.knownAt, { rules }).find((duty) => duty.id === id);
}

const codes = (rules: readonly Rule[]) => checkRules(rules).map(({ code }) => code);

describe('the table shipped', () => {
  test('is coherent, and has one rule for every duty', () => {
    expect(checkRules(SHIPPED_RULES)).toEqual([]);
    expect(SHIPPED_RULES.map(({ duty }) => duty).toSorted()).toEqual([...DUTY_IDS].toSorted());
  });

  test('uses every criterion that the engine knows', () => {
    const used = new Set(SHIPPED_RULES.flatMap((rule) =>
      [rule.condition, rule.recommendedWhen].flatMap((one) => (one === null ? [] : criteriaOf(one)))));
    expect(CRITERIA.filter((criterion) => !used.has(criterion))).toEqual([]);
  });

  test('gives NIS 2 no date as long as the law is not enacted', () => {
    expect(SHIPPED_RULES.filter(({ inForceFrom }) => inForceFrom === null).map(({ duty }) => duty))
      .toEqual(['nis2.early_warning', 'nis2.notification', 'nis2.progress_report', 'nis2.final_report']);
  });

  test('gives every duty without a legal figure an internal target, so that none is forgotten', () => {
    expect(SHIPPED_RULES.filter(({ deadline, target }) => deadline === null && target === null)).toEqual([]);
  });
});

describe('a table that the engine could not run is reported', () => {
  const cnil = shipped('cnil.notification');
  const breakages: [string, readonly Rule[]][] = [
    ['invalid_day', [{ ...cnil, inForceFrom: '2026-02-30' }]],
    ['empty_period', [{ ...cnil, inForceUntil: '2018-05-25' }]],
    ['overlapping_periods', [cnil, { ...cnil, inForceFrom: '2027-01-01' }]],
    ['invalid_delay', [{ ...cnil, deadline: { hours: 0 } }]],
    ['invalid_delay', [{ ...cnil, target: { months: 0.5 } }]],
    ['empty_condition', [{ ...cnil, condition: { all: [] } }]],
    ['unknown_criterion', [{ ...cnil, condition: 'more_than_500_persons' as Condition }]],
    ['no_clock_start', [{ ...cnil, clockFrom: [] }]],
    ['clock_start_absent', [{ ...cnil, clockFrom: ['nis2.notification'] }]],
    ['clock_without_known_instant', [{ ...cnil, clockFrom: ['lossKnownAt'] }]],
    ['circular_clock', [{ ...cnil, clockFrom: ['cnil.completion'] }, shipped('cnil.completion')]],
    ['missing_text', [{ ...cnil, title: { fr: 'Notifier', en: ' ' } }]],
  ];
  test.each(breakages)('%s', (code, rules) => {
    expect(codes(rules)).toContain(code);
  });

  test('two versions that follow each other are fine', () => {
    expect(checkRules([{ ...cnil, inForceUntil: '2027-01-01' }, { ...cnil, inForceFrom: '2027-01-01' }])).toEqual([]);
  });
});

describe('deadlines are data', () => {
  const cnil = shipped('cnil.notification');
  const omnibus: readonly Rule[] = [
    { ...cnil, inForceFrom: '2027-03-01', deadline: { hours: 96 } },
    { ...cnil, inForceUntil: '2027-03-01' },
  ];
  const breach = (knownAt: string): Facts => ({ ...unknownFacts(knownAt), personalData: 'yes', riskToPersons: 'risk' });

  test('a hypothetical 96 hours before the CNIL holds from its date on, and leaves older breaches at 72', () => {
    expect(dutyOf('cnil.notification', breach('2027-02-28T22:59:59Z'), omnibus)?.clock?.dueAt).toBe('2027-03-03T22:59:59.000Z');
    expect(dutyOf('cnil.notification', breach('2027-02-28T23:00:00Z'), omnibus)?.clock?.dueAt).toBe('2027-03-04T23:00:00.000Z');
  });

  test('the order of the table changes nothing', () => {
    const facts = breach('2027-06-01T00:00:00Z');
    const table = [...omnibus, ...SHIPPED_RULES.filter(({ duty }) => duty !== 'cnil.notification')];
    expect(duties(facts, facts.knownAt, { rules: table.toReversed() })).toEqual(duties(facts, facts.knownAt, { rules: table }));
  });

  test('a rule absent from the table gives no duty', () => {
    expect(duties(breach('2027-06-01T00:00:00Z'), '2027-06-01T00:00:00Z', { rules: omnibus }).map(({ id }) => id)).toEqual(['cnil.notification']);
  });

  test('a law that has ended says so', () => {
    const ended = [{ ...cnil, inForceUntil: '2027-01-01' }];
    expect(dutyOf('cnil.notification', breach('2027-06-01T00:00:00Z'), ended)).toMatchObject({
      verdict: 'not_in_force', clock: null, state: 'none', because: expect.arrayContaining([{ code: 'law_ended', until: '2027-01-01' }]),
    });
  });
});

test('between a law that has ended and one without a date yet, the reader is told of the one to come', () => {
  const cnil = shipped('cnil.notification');
  const rules: readonly Rule[] = [{ ...cnil, inForceUntil: '2026-01-01' }, { ...cnil, inForceFrom: null, deadline: { hours: 96 } }];
  expect(checkRules(rules)).toEqual([]);
  expect(dutyOf('cnil.notification', unknownFacts('2026-11-20T00:00:00Z'), rules)?.because[0]?.code).toBe('law_pending');
});

describe('NIS 2', () => {
  const entity = (knownAt: string): Facts => ({ ...unknownFacts(knownAt), nis2Status: 'essential', significantIncident: 'yes' });

  test('as shipped is upcoming, owes nothing and explains why', () => {
    const duty = dutyOf('nis2.early_warning', entity('2026-11-20T00:00:00Z'), SHIPPED_RULES);
    expect(duty).toMatchObject({ verdict: 'not_in_force', clock: null, state: 'none', missing: [] });
    const [reason] = duty?.because ?? [];
    expect(reason?.code).toBe('law_pending');
    if (reason !== undefined) expect(explain(reason, 'fr')).toContain('pas promulguée');
  });

  test('once in force governs the incidents known from that day on, local time, and not the earlier ones', () => {
    const rules = withRegimeInForce(SHIPPED_RULES, 'nis2', '2027-01-01');
    expect(dutyOf('nis2.early_warning', entity('2026-12-31T22:59:59Z'), rules)).toMatchObject({
      verdict: 'not_in_force', because: expect.arrayContaining([{ code: 'law_upcoming', from: '2027-01-01' }]),
    });
    expect(dutyOf('nis2.early_warning', entity('2026-12-31T23:00:00Z'), rules)?.verdict).toBe('applies');
  });

  test('does not catch an older incident through a notification sent after the law', () => {
    const rules = withRegimeInForce(SHIPPED_RULES, 'nis2', '2027-01-01');
    const acts = [{ duty: 'nis2.notification', at: '2027-01-02T00:00:00Z', reference: null, lateReason: null, partial: false }] as const;
    expect(dutyOf('nis2.final_report', { ...entity('2026-12-30T00:00:00Z'), acts }, rules)?.verdict).toBe('not_in_force');
  });

  test('in force does not bind a structure outside its scope', () => {
    const rules = withRegimeInForce(SHIPPED_RULES, 'nis2', '2026-01-01');
    expect(dutyOf('nis2.notification', { ...entity('2026-11-20T00:00:00Z'), nis2Status: 'none' }, rules)?.verdict).toBe('not_applicable');
  });
});
