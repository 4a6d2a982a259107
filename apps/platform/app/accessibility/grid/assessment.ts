import { absences, type Absence } from './absences.ts';
import { axeRules, type AxeRule } from './axe-rules.ts';
import { recordedAxeRun, type AxeRun } from './axe-run.ts';
import { criteria } from './criteria.ts';
import { reviewed } from './reviewed.ts';

/** Rules of axe-core that spoke during a run. Never a full proof: each checks a part of one test. */
export type AxeProof = {
  readonly kind: 'axe_run';
  readonly test: string;
  readonly rules: readonly string[];
};

/** What can show a whole criterion met: a named test (file from the folder of the application), or a person who looked. */
export type FullProof =
  | { readonly kind: 'test'; readonly file: string; readonly title: string }
  | { readonly kind: 'review'; readonly reviewer: string; readonly method: string };

/** Why a criterion has no object here. */
export type AbsenceProof = { readonly kind: 'absence'; readonly reason: Absence['reason'] };

/** What is known of a criterion; the type keeps `proved` out of reach of axe-core alone. */
export type Verdict =
  | { readonly state: 'proved'; readonly proof: FullProof; readonly date: string }
  | { readonly state: 'partly_proved'; readonly proof: AxeProof | FullProof; readonly date: string }
  | { readonly state: 'not_applicable'; readonly proof: AbsenceProof; readonly date: string }
  | { readonly state: 'not_met'; readonly proof: AxeProof | FullProof; readonly date: string }
  | { readonly state: 'to_review' };

/** The verdict on one criterion, with the rules of axe-core that could prove a part of it. */
export type Assessment = Verdict & {
  readonly criterion: string;
  readonly provableBy: readonly AxeRule[];
};

/** States from the best known to the worst, `to_review` last. */
export const states = ['proved', 'partly_proved', 'not_applicable', 'not_met', 'to_review'] as const;

/** Verdicts by criterion that rest on a named test or on a person. */
export type Reviews = Readonly<Record<string, Verdict & { readonly state: 'proved' | 'partly_proved' | 'not_met' }>>;

/**
 * The grid: one assessment for each of the 106 criteria, in the order of the standard.
 * A violation seen by axe-core wins over every other verdict: a fact beats an opinion.
 */
export function assessments(
  run: AxeRun | null = recordedAxeRun,
  reviews: Reviews = reviewed,
): readonly Assessment[] {
  return criteria.map(({ id }) => {
    const provableBy = axeRules[id] ?? [];
    const verdict = violation(provableBy, run) ?? reviews[id] ?? absence(id) ?? passes(provableBy, run);
    return { criterion: id, provableBy, ...(verdict ?? { state: 'to_review' }) };
  });
}

/** What a verdict rests on, in a few words; empty when nothing shows it yet. */
export function proofLabel(assessment: Assessment, locale: 'fr' | 'en'): string {
  if (assessment.state === 'to_review') return '';
  const { proof } = assessment;
  switch (proof.kind) {
    case 'axe_run':
      return `axe-core : ${proof.rules.join(', ')}`;
    case 'absence':
      return proof.reason[locale];
    case 'test':
      return `${proof.file}, « ${proof.title} »`;
    case 'review':
      return `${proof.reviewer}, ${proof.method}`;
  }
}

/** Number of criteria in each state; the states add up to `base`. */
export type Summary = {
  readonly base: number;
  readonly byState: Readonly<Record<Verdict['state'], number>>;
};

/** Counts the grid by state, always with the number of criteria it is counted on. */
export function summary(grid: readonly Assessment[] = assessments()): Summary {
  const byState = { proved: 0, partly_proved: 0, not_applicable: 0, not_met: 0, to_review: 0 };
  for (const { state } of grid) byState[state] += 1;
  return { base: grid.length, byState };
}

function violation(rules: readonly AxeRule[], run: AxeRun | null): Verdict | undefined {
  const failed = seen(rules, run?.violated);
  if (run === null || failed.length === 0) return undefined;
  return { state: 'not_met', proof: { kind: 'axe_run', test: run.test, rules: failed }, date: run.date };
}

function passes(rules: readonly AxeRule[], run: AxeRun | null): Verdict | undefined {
  const passed = seen(rules, run?.passed);
  if (run === null || passed.length === 0) return undefined;
  return { state: 'partly_proved', proof: { kind: 'axe_run', test: run.test, rules: passed }, date: run.date };
}

function absence(criterion: string): Verdict | undefined {
  const found = absences.find(({ criteria: without }) => without.includes(criterion));
  if (found === undefined) return undefined;
  return { state: 'not_applicable', proof: { kind: 'absence', reason: found.reason }, date: found.date };
}

function seen(rules: readonly AxeRule[], names: readonly string[] = []): string[] {
  return rules.map(({ rule }) => rule).filter((rule) => names.includes(rule));
}
