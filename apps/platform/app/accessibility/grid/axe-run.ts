import { axeVersion } from './axe-rules.ts';
import recorded from './axe-run.json' with { type: 'json' };

/** What one end-to-end run of axe-core over the pages has seen. */
export type AxeRun = {
  /** Test that made the run: file and title, as a reader of the repository finds it. */
  readonly test: string;
  /** Day of the run, ISO 8601. */
  readonly date: string;
  /** Version of axe-core, major and minor. */
  readonly axeVersion: string;
  /** Pages that were looked at, each in some states. */
  readonly pages: number;
  /** Themes and widths of each look: `"dark 320"`. */
  readonly looks: readonly string[];
  /** Number of analyses (page × state × look). */
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
export function axeRun(test: string, date: string, results: readonly AxeResults[], seen: Pick<AxeRun, 'pages' | 'looks'> = { pages: 0, looks: [] }): AxeRun {
  const violated = names(results.flatMap((result) => result.violations));
  const failed = new Set(violated);
  const passed = names(results.flatMap((result) => result.passes)).filter((rule) => !failed.has(rule));
  return { test, date, axeVersion, ...seen, analyses: results.length, passed, violated };
}

function names(rules: readonly { readonly id: string }[]): string[] {
  return [...new Set(rules.map((rule) => rule.id))].sort();
}

/** The run kept as proof: `HYGIE_RECORD_AXE=yes npx vitest run --project browser accessibility` writes it, each ordinary run compares itself with it. */
export const recordedAxeRun: AxeRun | null = recorded;
