import { criteriaOf, CRITERIA } from './condition.ts';
import { isDutyId, type DutyId } from './duty-id.ts';
import type { Rule } from './rule.ts';
import { isDay, type Delay } from './time.ts';

/** What is wrong in a table of rules. `duty` names the rule at fault. */
export type RuleProblem =
  | { readonly code: 'invalid_day'; readonly duty: DutyId; readonly day: string }
  | { readonly code: 'empty_period'; readonly duty: DutyId }
  | { readonly code: 'overlapping_periods'; readonly duty: DutyId }
  | { readonly code: 'invalid_delay'; readonly duty: DutyId }
  | { readonly code: 'empty_condition'; readonly duty: DutyId }
  | { readonly code: 'unknown_criterion'; readonly duty: DutyId; readonly criterion: string }
  | { readonly code: 'no_clock_start'; readonly duty: DutyId }
  | { readonly code: 'clock_start_absent'; readonly duty: DutyId; readonly start: DutyId }
  | { readonly code: 'clock_without_known_instant'; readonly duty: DutyId }
  | { readonly code: 'circular_clock'; readonly duty: DutyId }
  | { readonly code: 'missing_text'; readonly duty: DutyId; readonly field: string };

/** Walks a table before it is used; an empty list means that the engine can run it. Order follows the table. */
export function checkRules(rules: readonly Rule[]): RuleProblem[] {
  return rules.flatMap((rule, index) => [
    ...checkPeriod(rule, rules.slice(0, index)),
    ...checkDelays(rule),
    ...checkCondition(rule),
    ...checkClock(rule, rules),
    ...checkTexts(rule),
  ]);
}

function checkPeriod(rule: Rule, earlier: readonly Rule[]): RuleProblem[] {
  const { duty, inForceFrom: from, inForceUntil: until } = rule;
  const wrong = [from, until].filter((day) => day !== null && !isDay(day));
  if (wrong.length > 0) return wrong.map((day) => ({ code: 'invalid_day', duty, day: day ?? '' }));
  const problems: RuleProblem[] = [];
  if (until !== null && (from === null || until <= from)) problems.push({ code: 'empty_period', duty });
  if (earlier.some((other) => other.duty === duty && overlap(other, rule))) {
    problems.push({ code: 'overlapping_periods', duty });
  }
  return problems;
}

function overlap(one: Rule, other: Rule): boolean {
  if (one.inForceFrom === null || other.inForceFrom === null) return one.inForceFrom === other.inForceFrom;
  const endless = '9999-12-31';
  return one.inForceFrom < (other.inForceUntil ?? endless) && other.inForceFrom < (one.inForceUntil ?? endless);
}

function checkDelays({ duty, deadline, target }: Rule): RuleProblem[] {
  const valid = (delay: Delay | null): boolean => {
    if (delay === null) return true;
    const amount = 'hours' in delay ? delay.hours : delay.months;
    return Number.isInteger(amount) && amount > 0;
  };
  return valid(deadline) && valid(target) ? [] : [{ code: 'invalid_delay', duty }];
}

function checkCondition({ duty, condition, recommendedWhen }: Rule): RuleProblem[] {
  const named = [...criteriaOf(condition), ...(recommendedWhen === null ? [] : criteriaOf(recommendedWhen))];
  const problems: RuleProblem[] = criteriaOf(condition).length === 0 ? [{ code: 'empty_condition', duty }] : [];
  const known: readonly string[] = CRITERIA;
  return [
    ...problems,
    ...named.filter((name) => !known.includes(name)).map((criterion) => ({ code: 'unknown_criterion', duty, criterion }) as const),
  ];
}

function checkClock({ duty, clockFrom }: Rule, rules: readonly Rule[]): RuleProblem[] {
  if (clockFrom.length === 0) return [{ code: 'no_clock_start', duty }];
  const sendings = clockFrom.filter(isDutyId);
  const absent = sendings.filter((start) => !rules.some((rule) => rule.duty === start));
  const problems: RuleProblem[] = absent.map((start) => ({ code: 'clock_start_absent', duty, start }));
  // `knownAt` alone is always there: without it or a sending, a clock could wait for ever unseen.
  if (sendings.length === 0 && !clockFrom.includes('knownAt')) problems.push({ code: 'clock_without_known_instant', duty });
  if (reaches(duty, duty, rules, new Set())) problems.push({ code: 'circular_clock', duty });
  return problems;
}

function reaches(from: DutyId, goal: DutyId, rules: readonly Rule[], seen: Set<DutyId>): boolean {
  const next = rules.filter((rule) => rule.duty === from).flatMap((rule) => rule.clockFrom.filter(isDutyId));
  return next.some((duty) => {
    if (duty === goal) return true;
    if (seen.has(duty)) return false;
    seen.add(duty);
    return reaches(duty, goal, rules, seen);
  });
}

function checkTexts({ duty, title, addressee, legalBasis, channel }: Rule): RuleProblem[] {
  return Object.entries({ title, addressee, legalBasis, channel: channel.how })
    .filter(([, text]) => text.fr.trim() === '' || text.en.trim() === '')
    .map(([field]) => ({ code: 'missing_text', duty, field }));
}
