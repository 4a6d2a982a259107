import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAct, anyAnswer, anyFacts, anyInstant, anyZone } from './facts.arbitrary.ts';
import {
  DUTY_STATES, dueReminders, duties, LEGAL_QUESTIONS, SHIPPED_RULES, withRegimeInForce,
  type Duty, type DutyState, type Facts,
} from './index.ts';

const RULES = withRegimeInForce(SHIPPED_RULES, 'nis2', '2027-01-01');
const judge = (facts: Facts, now: string, timeZone = 'Europe/Paris') => duties(facts, now, { timeZone, rules: RULES });

/** From best to worst, for a duty that is owed. */
const GRAVITY: readonly DutyState[] = ['none', 'done', 'justified', 'done_late', 'waiting', 'running', 'half_passed', 'last_tenth', 'overdue'];

const ANSWERED = [
  'unavailability', 'alteration', 'loss', 'ongoing', 'personalData', 'dataEncrypted', 'isOse', 'isOiv', 'essentialSystemHit',
  'significantIncident', 'insured', 'medicalDevice', 'patientHarm', 'isHost', 'isProcessor', 'customersAffected',
] as const satisfies readonly (keyof Facts)[];

/** One way of learning what is still unknown: each unknown answer may become anything, known ones stay. */
const anyLearning = fc.record({
  answers: fc.array(anyAnswer, { minLength: ANSWERED.length, maxLength: ANSWERED.length }),
  legal: fc.array(anyAnswer, { minLength: LEGAL_QUESTIONS.length, maxLength: LEGAL_QUESTIONS.length }),
  nature: fc.constantFrom('confirmed', 'suspected', 'not_malicious', 'unknown'),
  risk: fc.constantFrom('none', 'risk', 'high', 'unknown'),
  nis2: fc.constantFrom('none', 'important', 'essential', 'unknown'),
});

type Learning = typeof anyLearning extends fc.Arbitrary<infer T> ? T : never;

function learn(facts: Facts, learning: Learning): Facts {
  const learned = Object.fromEntries(ANSWERED.map((name, index) =>
    [name, facts[name] === 'unknown' ? learning.answers[index] : facts[name]]));
  const legal = Object.fromEntries(LEGAL_QUESTIONS.map(({ key }, index) =>
    [key, facts.legalTest[key] === 'unknown' ? learning.legal[index] : facts.legalTest[key]]));
  return {
    ...facts, ...learned, legalTest: { ...facts.legalTest, ...legal },
    nature: facts.nature === 'unknown' ? learning.nature : facts.nature,
    riskToPersons: facts.riskToPersons === 'unknown' ? learning.risk : facts.riskToPersons,
    nis2Status: facts.nis2Status === 'unknown' ? learning.nis2 : facts.nis2Status,
  };
}

function forEachPair(before: readonly Duty[], after: readonly Duty[], check: (before: Duty, after: Duty) => void): void {
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  before.forEach((duty, index) => {
    const other = after[index];
    if (other !== undefined) check(duty, other);
  });
}

describe('unknown is not no', { timeout: 60_000 }, () => {
  test('a duty ruled out with answers missing stays ruled out whatever is learned', () => {
    fc.assert(fc.property(anyFacts, anyLearning, anyInstant, (facts, learning, now) => {
      forEachPair(judge(facts, now), judge(learn(facts, learning), now), (before, after) => {
        if (before.verdict === 'not_applicable') expect(after.verdict).toBe('not_applicable');
      });
    }), { numRuns: 700 });
  });

  test('an unknown answer never rules out a duty that a yes would make apply', () => {
    fc.assert(fc.property(anyFacts, fc.constantFrom(...ANSWERED), anyInstant, (facts, name, now) => {
      forEachPair(judge({ ...facts, [name]: 'unknown' }, now), judge({ ...facts, [name]: 'yes' }, now), (unknown, yes) => {
        if (yes.verdict === 'applies') expect(unknown.verdict).not.toBe('not_applicable');
      });
    }), { numRuns: 700 });
  });

  test('an undetermined duty names facts that are unknown, and those alone can settle it', () => {
    fc.assert(fc.property(anyFacts, anyLearning, anyInstant, (facts, learning, now) => {
      const learned = learn(facts, learning);
      for (const duty of judge(facts, now)) {
        if (duty.verdict !== 'undetermined') continue;
        expect(duty.missing.length).toBeGreaterThan(0);
        const others = keepUnknown(learned, facts, duty.missing);
        expect(judge(others, now).find(({ id }) => id === duty.id)?.verdict).toBe('undetermined');
      }
    }), { numRuns: 500 });
  });

  test('once every fact is answered, no duty is undetermined', () => {
    fc.assert(fc.property(anyFacts, anyLearning, anyInstant, (facts, learning, now) => {
      const answered = learn(learn(facts, learning), {
        answers: ANSWERED.map(() => 'no'), legal: LEGAL_QUESTIONS.map(() => 'no'), nature: 'suspected', risk: 'risk', nis2: 'none',
      });
      for (const { verdict, missing } of judge(answered, now)) {
        expect(verdict).not.toBe('undetermined');
        expect(missing).toEqual([]);
      }
    }));
  });
});

/** The learned facts with the named ones put back to what they were, that is unknown. */
function keepUnknown(learned: Facts, facts: Facts, names: Duty['missing']): Facts {
  let kept: Facts = learned;
  for (const name of names) {
    const legal = LEGAL_QUESTIONS.find(({ key }) => name === `legalTest.${key}`);
    kept = legal === undefined
      ? { ...kept, [name]: facts[name as keyof Facts] }
      : { ...kept, legalTest: { ...kept.legalTest, [legal.key]: facts.legalTest[legal.key] } };
  }
  return kept;
}

describe('time and sendings', { timeout: 60_000 }, () => {
  test('a sending recorded never makes its own duty worse', () => {
    fc.assert(fc.property(anyFacts, anyAct, anyInstant, anyZone, (facts, act, now, zone) => {
      const before = judge(facts, now, zone).find(({ id }) => id === act.duty);
      const after = judge({ ...facts, acts: [...facts.acts, act] }, now, zone).find(({ id }) => id === act.duty);
      expect(after?.state).toMatch(/^done/);
      const owed = before !== undefined && before.state !== 'none' && before.state !== 'justified';
      if (owed && after !== undefined) expect(GRAVITY.indexOf(after.state)).toBeLessThanOrEqual(GRAVITY.indexOf(before.state));
    }), { numRuns: 700 });
  });

  test('as time passes a duty only gets worse, and a duty closed by a sending stays closed', () => {
    fc.assert(fc.property(anyFacts, anyInstant, anyInstant, anyZone, (facts, one, other, zone) => {
      const [earlier, later] = one < other ? [one, other] : [other, one];
      forEachPair(judge(facts, earlier, zone), judge(facts, later, zone), (before, after) => {
        expect({ ...after, state: before.state, because: before.because }).toEqual(before);
        if (before.state === 'justified') return;
        expect(GRAVITY.indexOf(after.state)).toBeGreaterThanOrEqual(GRAVITY.indexOf(before.state));
        if (before.state.startsWith('done')) expect(after.state).toBe(before.state);
      });
    }), { numRuns: 700 });
  });

  test('the state is the one that plain comparison of instants gives', () => {
    fc.assert(fc.property(anyFacts, anyInstant, (facts, now) => {
      for (const duty of judge({ ...facts, decisions: [] }, now)) {
        expect(DUTY_STATES).toContain(duty.state);
        expect(duty.state).toBe(plainState(duty, facts, now));
      }
    }), { numRuns: 500 });
  });

  test('reminders due tell the state again: one at half time, two in the last tenth, three when overdue', () => {
    const count: Partial<Record<DutyState, number>> = { half_passed: 1, last_tenth: 2, overdue: 3 };
    fc.assert(fc.property(anyFacts, anyInstant, (facts, now) => {
      for (const duty of judge(facts, now)) expect(dueReminders(duty, now)).toHaveLength(count[duty.state] ?? 0);
    }), { numRuns: 500 });
  });

  test('the order in which sendings and decisions are listed changes nothing', () => {
    fc.assert(fc.property(anyFacts, anyInstant, (facts, now) => {
      const turned = { ...facts, acts: facts.acts.toReversed(), decisions: facts.decisions.toReversed() };
      expect(judge(turned, now)).toEqual(judge(facts, now));
    }));
  });
});

/** Oracle: ISO texts in UTC with milliseconds sort as their instants do. */
function plainState(duty: Duty, facts: Facts, now: string): DutyState {
  const sent = facts.acts.filter((act) => act.duty === duty.id).map(({ at }) => at).toSorted().at(0);
  const clock = duty.clock;
  if (sent !== undefined) return clock?.dueAt != null && sent > clock.dueAt ? 'done_late' : 'done';
  if (duty.verdict === 'not_applicable' || duty.verdict === 'not_in_force') return 'none';
  if (clock === null || now < clock.startsAt) return 'waiting';
  if (clock.endsAt === null || clock.halfAt === null || clock.lastTenthAt === null || now < clock.halfAt) return 'running';
  if (now < clock.lastTenthAt) return 'half_passed';
  return now <= clock.endsAt ? 'last_tenth' : 'overdue';
}
