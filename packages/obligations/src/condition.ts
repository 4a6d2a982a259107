import type { DutyId } from './duty-id.ts';
import type { Explanation } from './explanation.ts';
import type { Answer, FactName, Facts } from './facts.ts';
import { legalTest } from './legal-test.ts';
import { readInstant } from './time.ts';

/** The elementary questions that a rule may combine. Each has its sentences in `criterion-sentences.ts`. */
export const CRITERIA = [
  'declarable', 'declaration_recommended', 'malicious', 'unavailability', 'alteration', 'loss',
  'personal_data', 'risk_to_persons', 'high_risk', 'data_encrypted', 'first_notification_complete',
  'essential_operator', 'vital_operator', 'essential_system_hit', 'nis2_entity', 'nis2_significant',
  'handled_after_deadline', 'insured', 'medical_device', 'patient_harm',
  'health_data_host', 'processor', 'customers_affected',
] as const;

/** Name of an elementary question. */
export type Criterion = (typeof CRITERIA)[number];

/**
 * When a duty holds, as data, in three-valued logic (Kleene): an unknown answer gives a verdict only when
 * no answer could change it. `exceptIf` is an exemption: it must be established, doubt leaves the duty standing.
 */
export type Condition =
  | Criterion
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly exceptIf: Condition };

/** A case to judge: the facts and the deadline (epoch milliseconds) that the rule gives them, if it runs. */
export interface Case {
  readonly facts: Facts;
  readonly deadline: number | null;
}

/** Answer of a condition, the reasons that suffice for it, and the facts that could still change it. */
export interface Judgement {
  readonly answer: Answer;
  readonly because: readonly Explanation[];
  readonly missing: readonly FactName[];
}

/** Judges a condition. Pure; reasons and missing facts follow the order of the condition. */
export function judge(condition: Condition, subject: Case): Judgement {
  if (typeof condition === 'string') return judgeCriterion(condition, subject);
  if ('not' in condition) return negate(judge(condition.not, subject));
  if ('exceptIf' in condition) return exempt(judge(condition.exceptIf, subject));
  if ('all' in condition) return combine(condition.all, subject, 'no');
  return combine(condition.any, subject, 'yes');
}

/** Every criterion named by a condition, for coherence checks. */
export function criteriaOf(condition: Condition): readonly Criterion[] {
  if (typeof condition === 'string') return [condition];
  if ('not' in condition) return criteriaOf(condition.not);
  if ('exceptIf' in condition) return criteriaOf(condition.exceptIf);
  return ('all' in condition ? condition.all : condition.any).flatMap(criteriaOf);
}

/** The earliest recorded sending of a duty, in epoch milliseconds. */
export function firstSent(facts: Facts, duty: DutyId): number | null {
  const times = facts.acts.filter((act) => act.duty === duty).map((act) => readInstant(act.at, 'acts.at'));
  return times.length === 0 ? null : Math.min(...times);
}

/** `decisive` is the answer that one child suffices to give: no for « all », yes for « any ». */
function combine(children: readonly Condition[], subject: Case, decisive: 'yes' | 'no'): Judgement {
  const judgements = children.map((child) => judge(child, subject));
  const deciding = judgements.filter(({ answer }) => answer === decisive);
  if (deciding.length > 0) {
    return { answer: decisive, because: deciding.flatMap(({ because }) => because), missing: missingOf(deciding) };
  }
  const answer = judgements.some((one) => one.answer === 'unknown')
    ? 'unknown' : decisive === 'no' ? 'yes' : 'no';
  return { answer, because: judgements.flatMap(({ because }) => because), missing: missingOf(judgements) };
}

function missingOf(judgements: readonly Judgement[]): FactName[] {
  return [...new Set(judgements.flatMap(({ missing }) => missing))];
}

function negate(child: Judgement): Judgement {
  const answer = child.answer === 'yes' ? 'no' : child.answer === 'no' ? 'yes' : 'unknown';
  return { ...child, answer };
}

function exempt(child: Judgement): Judgement {
  if (child.answer !== 'unknown') return negate(child);
  return { ...child, answer: 'yes', because: [...child.because, { code: 'exemption_not_established' }] };
}

function judgeCriterion(criterion: Criterion, subject: Case): Judgement {
  if (criterion === 'declarable') return judgeDeclarable(subject.facts);
  const { answer, fact } = CRITERION_READERS[criterion](subject);
  return {
    answer,
    because: [{ code: 'criterion', criterion, answer }],
    missing: answer === 'unknown' && fact !== null ? [fact] : [],
  };
}

function judgeDeclarable(facts: Facts): Judgement {
  const { mustDeclare, because, missing } = legalTest(facts.legalTest, facts);
  return {
    answer: mustDeclare === 'undetermined' ? 'unknown' : mustDeclare,
    because,
    missing: missing.map((key) => `legalTest.${key}` as const),
  };
}

interface Reading {
  readonly answer: Answer;
  /** The fact to ask for when the answer is unknown. */
  readonly fact: FactName | null;
}

/** Facts whose value is a plain answer. */
type AnsweredFact = { [K in FactName & keyof Facts]: Facts[K] extends Answer ? (Answer extends Facts[K] ? K : never) : never }[FactName & keyof Facts];

function reads(fact: AnsweredFact): (subject: Case) => Reading {
  return ({ facts }) => ({ answer: facts[fact], fact });
}

const CRITERION_READERS: Readonly<Record<Exclude<Criterion, 'declarable'>, (subject: Case) => Reading>> = {
  declaration_recommended: ({ facts }) => ({
    answer: legalTest(facts.legalTest, facts).recommended ? 'yes' : 'no', fact: null,
  }),
  malicious: ({ facts: { nature } }) => ({
    // A mere suspicion counts: the deadline would be lost by the time it is confirmed.
    answer: nature === 'unknown' ? 'unknown' : nature === 'not_malicious' ? 'no' : 'yes', fact: 'nature',
  }),
  unavailability: reads('unavailability'),
  alteration: reads('alteration'),
  loss: reads('loss'),
  personal_data: reads('personalData'),
  risk_to_persons: ({ facts: { riskToPersons: risk } }) => ({
    answer: risk === 'unknown' ? 'unknown' : risk === 'none' ? 'no' : 'yes', fact: 'riskToPersons',
  }),
  high_risk: ({ facts: { riskToPersons: risk } }) => ({
    answer: risk === 'unknown' ? 'unknown' : risk === 'high' ? 'yes' : 'no', fact: 'riskToPersons',
  }),
  data_encrypted: reads('dataEncrypted'),
  first_notification_complete: ({ facts }) => ({ answer: firstNotificationComplete(facts), fact: null }),
  essential_operator: reads('isOse'),
  vital_operator: reads('isOiv'),
  essential_system_hit: reads('essentialSystemHit'),
  nis2_entity: ({ facts: { nis2Status: status } }) => ({
    answer: status === 'unknown' ? 'unknown' : status === 'none' ? 'no' : 'yes', fact: 'nis2Status',
  }),
  nis2_significant: reads('significantIncident'),
  handled_after_deadline: handledAfterDeadline,
  insured: reads('insured'),
  medical_device: reads('medicalDevice'),
  patient_harm: reads('patientHarm'),
  health_data_host: reads('isHost'),
  processor: reads('isProcessor'),
  customers_affected: reads('customersAffected'),
};

function firstNotificationComplete(facts: Facts): Answer {
  const first = firstSent(facts, 'cnil.notification');
  const earliest = facts.acts.filter(
    (act) => act.duty === 'cnil.notification' && readInstant(act.at, 'acts.at') === first,
  );
  return earliest.some(({ partial }) => !partial) ? 'yes' : 'no';
}

/** Dir. 2022/2555 art. 23(4)(e): is the incident still being handled when the final report falls due? */
function handledAfterDeadline({ facts, deadline }: Case): Reading {
  if (facts.endedAt === null) return { answer: facts.ongoing, fact: 'ongoing' };
  const late = deadline !== null && readInstant(facts.endedAt, 'endedAt') > deadline;
  return { answer: late ? 'yes' : 'no', fact: null };
}
