import type { Bilingual } from './bilingual.ts';
import { firstDeadline, readClock, startOf, type Clock } from './clock.ts';
import { judge, type Judgement } from './condition.ts';
import { DUTY_IDS, isDutyId, partsOf, type DutyId, type Regime, type Step } from './duty-id.ts';
import type { Explanation } from './explanation.ts';
import type { FactName, Facts, Instant } from './facts.ts';
import type { Channel, Rule } from './rule.ts';
import { SHIPPED_RULES } from './rules.ts';
import { standingOf, type DutyState } from './state.ts';
import { readInstant, requireTimeZone, startOfDay, type Delay } from './time.ts';

/** What the law says of a duty; a person's decision never changes it. */
export type Verdict = 'applies' | 'undetermined' | 'not_applicable' | 'not_in_force';

/** One legal duty born from an incident, with its reasons, its clock and where it stands. */
export interface Duty {
  readonly id: DutyId;
  readonly regime: Regime;
  readonly step: Step;
  readonly title: Bilingual;
  readonly addressee: Bilingual;
  readonly legalBasis: Bilingual;
  readonly channel: Channel;
  readonly verdict: Verdict;
  readonly because: readonly Explanation[];
  /** Unanswered facts that could still change the verdict. */
  readonly missing: readonly FactName[];
  /** Advised although not compulsory. */
  readonly recommended: boolean;
  /** Runs for an undetermined duty too: the law's time does not wait for the qualification. */
  readonly clock: Clock | null;
  readonly state: DutyState;
  readonly doneAt: Instant | null;
  readonly reference: string | null;
}

/** What the operator may set. */
export interface DutyOptions {
  /** IANA zone of the structure, for months and for the first day of a law. Default `Europe/Paris`. */
  readonly timeZone?: string;
  /** Default `SHIPPED_RULES`; check another table with `checkRules` first. */
  readonly rules?: readonly Rule[];
  /** Internal targets that replace those of the rules; null removes one. */
  readonly targets?: Readonly<Partial<Record<DutyId, Delay | null>>>;
}

/**
 * Turns the facts of an incident into its duties, one per duty of the table, always in the order of `DUTY_IDS`.
 * Pure: `now` only tells where each clock stands; facts recorded are taken as true whatever `now` is.
 * @throws ObligationsError `invalid_instant`, `unknown_time_zone`
 */
export function duties(facts: Facts, now: Instant, options: DutyOptions = {}): Duty[] {
  const timeZone = options.timeZone ?? 'Europe/Paris';
  requireTimeZone(timeZone);
  const time = readInstant(now, 'now');
  const rules = options.rules ?? SHIPPED_RULES;
  return DUTY_IDS.flatMap((id) => {
    const chosen = ruleFor(id, rules, facts, timeZone);
    if (chosen === null) return [];
    const ownTarget = options.targets?.[id];
    const target = ownTarget === undefined ? chosen.rule.target : ownTarget;
    return [dutyUnder(chosen, { facts, now: time, timeZone, target })];
  });
}

interface Situation {
  readonly facts: Facts;
  readonly now: number;
  readonly timeZone: string;
  readonly target: Delay | null;
}

interface ChosenRule {
  readonly rule: Rule;
  /** Why the rule does not bind; null when it is in force. */
  readonly off: Explanation | null;
}

/** The rule in force at the knowledge of the incident (no law is retroactive), else the latest known. */
function ruleFor(duty: DutyId, rules: readonly Rule[], facts: Facts, timeZone: string): ChosenRule | null {
  let latest: ChosenRule | null = null;
  for (const rule of inOrder(rules).get(duty) ?? []) {
    latest = { rule, off: whyOff(rule, facts, timeZone) };
    if (latest.off === null) return latest;
  }
  return latest;
}

const sortedTables = new WeakMap<readonly Rule[], ReadonlyMap<DutyId, readonly Rule[]>>();

/** The rules of a table by duty, the oldest law first; sorted once for each table. */
function inOrder(rules: readonly Rule[]): ReadonlyMap<DutyId, readonly Rule[]> {
  const known = sortedTables.get(rules);
  if (known) return known;
  const sorted = Map.groupBy(rules.toSorted((one, other) => compare(one.inForceFrom ?? UNDATED, other.inForceFrom ?? UNDATED)), ({ duty }) => duty);
  sortedTables.set(rules, sorted);
  return sorted;
}

/** Sorts a law without a date after every dated one. */
const UNDATED = '9999-99-99';

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function whyOff(rule: Rule, facts: Facts, timeZone: string): Explanation | null {
  const { inForceFrom: from, inForceUntil: until, pendingNote } = rule;
  if (from === null) return { code: 'law_pending', note: pendingNote };
  const known = knowledgeFor(rule, facts);
  if (known < startOfDay(from, timeZone)) return { code: 'law_upcoming', from };
  if (until !== null && known >= startOfDay(until, timeZone)) return { code: 'law_ended', until };
  return null;
}

/** A clock that starts from a sending belongs to the law that ruled the knowledge of the incident. */
function knowledgeFor(rule: Rule, facts: Facts): number {
  const start = startOf(rule, facts);
  return start === null || isDutyId(start.by) ? readInstant(facts.knownAt, 'knownAt') : start.at;
}

function dutyUnder({ rule, off }: ChosenRule, situation: Situation): Duty {
  const { facts, now, timeZone, target } = situation;
  const subject = { facts, deadline: firstDeadline(rule, facts, timeZone) };
  const judgement = judge(rule.condition, subject);
  const verdict = off === null ? verdictOf(judgement) : 'not_in_force';
  const owed = verdict === 'applies' || verdict === 'undetermined';
  const reading = owed ? readClock(rule, facts, target, timeZone) : { clock: null, because: [] };
  const standing = standingOf(rule.duty, owed, reading.clock, facts, now);
  const advised = rule.recommendedWhen === null ? 'no' : judge(rule.recommendedWhen, subject).answer;
  return {
    id: rule.duty, ...partsOf(rule.duty),
    title: rule.title, addressee: rule.addressee, legalBasis: rule.legalBasis, channel: rule.channel,
    verdict,
    because: [
      ...(off === null ? [] : [off]), ...judgement.because, ...remarks(rule, owed),
      ...reading.because, ...standing.because,
    ],
    missing: off === null ? judgement.missing : [],
    recommended: off === null && verdict !== 'applies' && advised === 'yes',
    clock: reading.clock,
    state: standing.state, doneAt: standing.doneAt, reference: standing.reference,
  };
}

function verdictOf({ answer }: Judgement): Verdict {
  if (answer === 'unknown') return 'undetermined';
  return answer === 'yes' ? 'applies' : 'not_applicable';
}

function remarks(rule: Rule, owed: boolean): Explanation[] {
  return [
    ...(rule.verified ? [] : [{ code: 'rule_to_verify' } as const]),
    ...(rule.phased && owed ? [{ code: 'phased_allowed' } as const] : []),
  ];
}
