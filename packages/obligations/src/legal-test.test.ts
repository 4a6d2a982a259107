import { describe, expect, test } from 'vitest';
import { explain, LEGAL_QUESTIONS, legalTest, type Answer, type Circumstances, type LegalTestAnswers } from './index.ts';

const QUIET: Circumstances = { nature: 'not_malicious', unavailability: 'no', alteration: 'no', loss: 'no' };
const NOTHING: LegalTestAnswers = {
  exceptional: 'unknown', notExceptionalReason: null, careSafety: 'no', dataConfidentialityIntegrity: 'no',
  normalFunctioning: 'no', healthSystemOrganisation: 'no', otherStructures: 'no',
};
const ANSWERS: readonly Answer[] = ['yes', 'no', 'unknown'];

function everyAnswer(): LegalTestAnswers[] {
  let cases: LegalTestAnswers[] = [NOTHING];
  for (const key of [...LEGAL_QUESTIONS.map((question) => question.key), 'exceptional'] as const) {
    cases = cases.flatMap((one) => ANSWERS.map((answer) => ({ ...one, [key]: answer })));
  }
  return cases.flatMap((one) => [one, { ...one, notExceptionalReason: 'panne prévue, sans effet' }]);
}

/** What a lawyer would do by hand: try every way of replacing the unknown answers by yes or no. */
function byExhaustion(answers: LegalTestAnswers): string {
  const denied = answers.exceptional === 'no' && answers.notExceptionalReason !== null;
  let worlds: boolean[][] = [[]];
  for (const { key } of LEGAL_QUESTIONS) {
    const possible = answers[key] === 'unknown' ? [true, false] : [answers[key] === 'yes'];
    worlds = worlds.flatMap((world) => possible.map((value) => [...world, value]));
  }
  const outcomes = new Set(worlds.map((world) => !denied && world.includes(true)));
  if (outcomes.size === 2) return 'undetermined';
  return outcomes.has(true) ? 'yes' : 'no';
}

describe('the legal test of « grave » and « significatif »', () => {
  test('agrees with the decree on each of the 1,458 possible sets of answers', () => {
    const cases = everyAnswer();
    expect(cases).toHaveLength(1458);
    for (const answers of cases) {
      const result = legalTest(answers, QUIET);
      expect(result.mustDeclare).toBe(byExhaustion(answers));
      const beyond = answers.healthSystemOrganisation === 'yes' || answers.otherStructures === 'yes';
      expect(result.level).toBe(result.mustDeclare === 'yes' ? (beyond ? 'significatif' : 'grave') : null);
      expect(result.missing.length > 0).toBe(result.mustDeclare === 'undetermined');
    }
  });

  test.each(LEGAL_QUESTIONS)('one yes to ($letter) $key is enough, the situation being presumed exceptional', ({ key }) => {
    const result = legalTest({ ...NOTHING, [key]: 'yes' }, QUIET);
    expect(result.mustDeclare).toBe('yes');
    expect(result.because.map(({ code }) => code)).toEqual(['legal_question', 'exceptional_presumed', 'level']);
  });

  test('« not exceptional » overturns the presumption only with a reason', () => {
    const answers: LegalTestAnswers = { ...NOTHING, careSafety: 'yes', exceptional: 'no' };
    expect(legalTest({ ...answers, notExceptionalReason: 'exercice prévu' }, QUIET).mustDeclare).toBe('no');
    expect(legalTest({ ...answers, notExceptionalReason: '  ' }, QUIET).mustDeclare).toBe('yes');
    expect(legalTest(answers, QUIET).because).toContainEqual({ code: 'exceptional_denied_without_reason' });
  });

  test('an exceptional situation outside the list need not be declared, but declaring is advised', () => {
    const result = legalTest({ ...NOTHING, exceptional: 'yes' }, QUIET);
    expect(result).toMatchObject({ mustDeclare: 'no', recommended: true });
    expect(result.because).toContainEqual({ code: 'list_not_exhaustive' });
  });

  test('a suspected malicious act with data altered is advised to be declared even when it is not grave', () => {
    expect(legalTest(NOTHING, { ...QUIET, nature: 'suspected', alteration: 'yes' })).toMatchObject({ mustDeclare: 'no', recommended: true });
  });

  test.each([
    { ...QUIET, nature: 'suspected' as const },
    { ...QUIET, nature: 'unknown' as const, loss: 'yes' as const },
    { ...QUIET, nature: 'not_malicious' as const, unavailability: 'yes' as const },
  ])('nothing is advised for $nature without malicious harm', (circumstances) => {
    expect(legalTest(NOTHING, circumstances).recommended).toBe(false);
  });

  test('the five questions are those of the decree, lettered a to e, and none invents a numeric threshold', () => {
    expect(LEGAL_QUESTIONS.map(({ letter }) => letter).join('')).toBe('abcde');
    for (const { text, article } of LEGAL_QUESTIONS) {
      expect(article).toMatch(/^CSP D\.1111-16-2 II/);
      expect(`${text.fr} ${text.en}`).not.toMatch(/\d/);
    }
  });

  test('each answer explains itself in both languages with the letter of its question', () => {
    for (const { key, letter } of LEGAL_QUESTIONS) {
      for (const answer of ANSWERS) {
        const reason = { code: 'legal_question', question: key, answer } as const;
        expect(explain(reason, 'fr')).toContain(`(${letter})`);
        expect(explain(reason, 'en')).toContain(`(${letter})`);
      }
    }
  });
});
