import { axeVersion } from './axe-rules.ts';

/** What one end-to-end run of axe-core over the pages has seen. */
export type AxeRun = {
  /** Test that made the run: file and title, as a reader of the repository finds it. */
  readonly test: string;
  /** Day of the run, ISO 8601. */
  readonly date: string;
  /** Version of axe-core, major and minor. */
  readonly axeVersion: string;
  /** Number of page analyses (page × theme × width). */
  readonly analyses: number;
  /** Rules that passed on at least one element: a rule that met nothing proves nothing. */
  readonly passed: readonly string[];
  /** Rules that failed at least once. */
  readonly violated: readonly string[];
};

/** The part of axe-core's results that is read here. */
export type AxeResults = {
  readonly passes: readonly { readonly id: string }[];
  readonly violations: readonly { readonly id: string }[];
};

/** Sums the results of every analysed page into one run, rules sorted by name. */
export function axeRun(test: string, date: string, results: readonly AxeResults[]): AxeRun {
  const violated = names(results.flatMap((result) => result.violations));
  const failed = new Set(violated);
  const passed = names(results.flatMap((result) => result.passes)).filter((rule) => !failed.has(rule));
  return { test, date, axeVersion, analyses: results.length, passed, violated };
}

function names(rules: readonly { readonly id: string }[]): string[] {
  return [...new Set(rules.map((rule) => rule.id))].sort();
}

/** The latest run kept as proof; none yet, so no criterion claims one. */
export const recordedAxeRun: AxeRun | null = null;
