import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOCK_START_NAMES, CRITERION_SENTENCES } from './criterion-sentences.ts';
import { anyFacts, anyInstant } from './facts.arbitrary.ts';
import { duties, explain, LOCALES, SHIPPED_RULES, withRegimeInForce, type Explanation } from './index.ts';

const ALL: Readonly<Record<Exclude<Explanation['code'], 'criterion' | 'legal_question'>, readonly Explanation[]>> = {
  exceptional_presumed: [{ code: 'exceptional_presumed' }],
  exceptional_confirmed: [{ code: 'exceptional_confirmed' }],
  exceptional_denied: [{ code: 'exceptional_denied', reason: 'R' }],
  exceptional_denied_without_reason: [{ code: 'exceptional_denied_without_reason' }],
  list_not_exhaustive: [{ code: 'list_not_exhaustive' }],
  level: [{ code: 'level', level: 'grave' }, { code: 'level', level: 'significatif' }],
  declaration_recommended: [{ code: 'declaration_recommended' }],
  exemption_not_established: [{ code: 'exemption_not_established' }],
  law_pending: [{ code: 'law_pending', note: null }, { code: 'law_pending', note: { fr: 'Note.', en: 'A note.' } }],
  law_upcoming: [{ code: 'law_upcoming', from: '2027-01-31' }],
  law_ended: [{ code: 'law_ended', until: '2027-01-31' }],
  clock_started: [{ code: 'clock_started', by: 'knownAt' }],
  clock_start_assumed: [{ code: 'clock_start_assumed', expected: 'lossKnownAt', used: 'knownAt' }],
  clock_waits: [{ code: 'clock_waits', expected: 'nis2.notification' }],
  clock_restarted_at_end: [{ code: 'clock_restarted_at_end' }],
  no_figure_in_law: [{ code: 'no_figure_in_law', target: null }, { code: 'no_figure_in_law', target: { hours: 4 } }, { code: 'no_figure_in_law', target: { months: 2 } }],
  phased_allowed: [{ code: 'phased_allowed' }],
  late_reason: [{ code: 'late_reason', reason: 'R' }],
  late_reason_missing: [{ code: 'late_reason_missing' }],
  sent_after_target: [{ code: 'sent_after_target' }],
  decision: [
    { code: 'decision', kind: 'postponed', author: 'A', reason: 'R', until: null },
    { code: 'decision', kind: 'not_applicable', author: 'A', reason: 'R', until: null },
  ],
  decision_unsigned: [{ code: 'decision_unsigned' }],
  postponement_lapsed: [{ code: 'postponement_lapsed', until: '2027-01-01T00:00:00.000Z' }],
  rule_to_verify: [{ code: 'rule_to_verify' }],
};

function expectSentence(explanation: Explanation): void {
  const [french, english] = LOCALES.map((locale) => explain(explanation, locale));
  for (const sentence of [french, english]) {
    expect(sentence).toMatch(/^[A-ZÀ-Ý].*[.\p{L}\p{N}]$/u);
    expect(sentence).not.toMatch(/undefined|null|\[object|\bde le\b|à partir de le|\.\./);
  }
  expect(french).not.toBe(english);
}

describe('every reason is one plain sentence in French and in English', () => {
  test.each(Object.entries(ALL))('%s', (_, examples) => {
    examples.forEach(expectSentence);
  });

  test('every criterion has its sentence for yes, no and unknown, and no two say the same', () => {
    const said = Object.values(CRITERION_SENTENCES).flatMap((byAnswer) => Object.values(byAnswer).flatMap(({ fr, en }) => [fr, en]));
    expect(new Set(said).size).toBe(said.length);
    expect(said.filter((sentence) => sentence.trim() === '')).toEqual([]);
  });

  test('names of clock starts are feminine or elided in French, so that « de » never meets « le »', () => {
    for (const { fr } of Object.values(CLOCK_START_NAMES)) expect(fr).toMatch(/^(la |l’)/);
  });

  test('dates of law are written the French way in French', () => {
    expect(explain({ code: 'law_upcoming', from: '2027-01-31' }, 'fr')).toContain('31/01/2027');
  });

  test('a target reads in hours up to 72, then in days', () => {
    expect(explain({ code: 'no_figure_in_law', target: { hours: 72 } }, 'fr')).toContain('de 72 h.');
    expect(explain({ code: 'no_figure_in_law', target: { hours: 336 } }, 'fr')).toContain('de 14 jours.');
    expect(explain({ code: 'no_figure_in_law', target: { hours: 100 } }, 'en')).toContain('is 100 h.');
  });

  test('any incident explains each of its duties', () => {
    const rules = withRegimeInForce(SHIPPED_RULES, 'nis2', '2026-06-01');
    fc.assert(fc.property(anyFacts, anyInstant, (facts, now) => {
      for (const duty of duties(facts, now, { rules })) {
        expect(duty.because.length).toBeGreaterThan(0);
        duty.because.forEach(expectSentence);
      }
    }), { numRuns: 200 });
  });
});
