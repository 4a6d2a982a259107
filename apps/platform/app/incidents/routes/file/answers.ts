import { LEGAL_QUESTIONS } from '@hygie/obligations';

/** The five questions of the law, in its order, and the one apart that only overturns their presumption. */
export const legalFacts = [...LEGAL_QUESTIONS.map((question) => question.key), 'exceptional'] as const;

/** The other answers by yes, no or not yet known, grouped as people think of them. */
export const otherGroups = [
  { key: 'data', facts: ['personalData', 'dataEncrypted', 'unavailability', 'alteration', 'loss'] },
  { key: 'care', facts: ['medicalDevice', 'patientHarm'] },
  { key: 'structure', facts: ['essentialSystemHit', 'significantIncident', 'isProcessor', 'customersAffected'] },
  { key: 'course', facts: ['ongoing'] },
] as const;

/** A fact answered by yes, no or not yet known, apart from the legal test. */
export type OtherFact = (typeof otherGroups)[number]['facts'][number];

/** Instants that may start or stop a clock, typed as a date and a time. */
export const momentFacts = ['detectedAt', 'personalDataKnownAt', 'highRiskKnownAt', 'endedAt'] as const;

/** Levels of risk for persons, from the safest. */
export const riskLevels = ['none', 'risk', 'high', 'unknown'] as const;

/**
 * The answer that is ticked: what a person said, « I do not know yet » included. What the declaration lets suppose is
 * shown beside the question, never ticked: whoever saves would sign it.
 */
export function tickedAnswer(file: { history: readonly { fact: string }[]; facts: Readonly<Record<string, unknown>> }, fact: string): string {
  return file.history.some((one) => one.fact === fact) ? String(file.facts[fact]) : '';
}

/** Every other fact answered in plain words. */
export const otherFacts: readonly OtherFact[] = otherGroups.flatMap((group) => group.facts as readonly OtherFact[]);

/** The identifier of a fact in `duty.missing`: questions of the law are named apart there. */
export function missingName(fact: string): string {
  return LEGAL_QUESTIONS.some((question) => question.key === fact) ? `legalTest.${fact}` : fact;
}
