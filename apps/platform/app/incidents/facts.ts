import { type Answer, type Facts, LEGAL_QUESTIONS, type LegalQuestionKey, legalTest, unknownFacts } from '@hygie/obligations';
import { z } from 'zod';
import type { Declaration } from './declaration.ts';

const answer = z.enum(['yes', 'no', 'unknown']).default('unknown');
const instant = z.iso.datetime().nullable().default(null);
const legalKeys = LEGAL_QUESTIONS.map((question) => question.key) as [LegalQuestionKey, ...LegalQuestionKey[]];

/** Answers that a person may give or change on a file, each kept with author, time and reason. */
export const answerFacts = [
  'unavailability', 'alteration', 'loss', 'ongoing', 'personalData', 'dataEncrypted', 'essentialSystemHit', 'significantIncident',
  'medicalDevice', 'patientHarm', 'isProcessor', 'customersAffected', 'exceptional',
] as const;

/** The questions of the legal test (CSP D.1111-16-2 II); `exceptional` is another, which only overturns what they say. */
export const testFacts: readonly LegalQuestionKey[] = legalKeys;

/**
 * Whether the legal test is answered: someone of the file said yes, no or « not known » to each question. What the
 * declaration lets suppose is no answer.
 */
export function isTestAnswered(answered: ReadonlySet<string>): boolean {
  return testFacts.every((fact) => answered.has(fact));
}

/**
 * Instants that may start or stop a clock. The loss (C. assur. L.12-10-1) is left out: its clock then starts at the
 * first knowledge of the incident, the earlier and safer reading.
 */
export const instantFacts = ['detectedAt', 'personalDataKnownAt', 'highRiskKnownAt', 'endedAt'] as const;

/** The facts of a file as stored: what the engine needs that is not the structure's own status. */
export const storedFacts = z.strictObject({
  knownAt: z.iso.datetime(),
  ...Object.fromEntries(instantFacts.map((name) => [name, instant])) as Record<(typeof instantFacts)[number], typeof instant>,
  ...Object.fromEntries(answerFacts.map((name) => [name, answer])) as Record<(typeof answerFacts)[number], typeof answer>,
  ...Object.fromEntries(legalKeys.map((name) => [name, answer])) as Record<LegalQuestionKey, typeof answer>,
  riskToPersons: z.enum(['none', 'risk', 'high', 'unknown']).default('unknown'),
  notExceptionalReason: z.string().max(2_000).default(''),
});

/** The facts of a file as stored. */
export type StoredFacts = z.output<typeof storedFacts>;

/** Names of the facts that a person answers. */
export const factNames = [...legalKeys, ...answerFacts, ...instantFacts, 'riskToPersons'] as const;

/** The name of a fact that a person answers. */
export type FactName = (typeof factNames)[number];

/** The status of the structure, which its profile keeps. */
export interface StructureStatus {
  isOse: Answer;
  nis2Status: 'none' | 'important' | 'essential' | 'unknown';
  isHost: Answer;
  insured: Answer;
}

/** The nature of the incident, in the words of the method engine. */
export function natureForLaw(nature: string): Facts['nature'] {
  if (nature === 'malicious_confirmed') return 'confirmed';
  if (nature === 'malicious_suspected') return 'suspected';
  return nature === 'not_malicious' ? 'not_malicious' : 'unknown';
}

/**
 * What a declaration already answers. Only what was said: a box left empty stays unknown, and so does a loss, since the
 * form asks about data « out of reach or lost » in one box.
 */
export function factsDeclared(given: Declaration, declaredAt: string): StoredFacts {
  if (given.kind === 'weakness') return storedFacts.parse({ knownAt: declaredAt });
  const { facts, effects, help } = given;
  const knownAt = [facts.detectedAt, declaredAt].filter((at) => at !== null).toSorted()[0] ?? declaredAt;
  const personal = effects.data.some((kind) => kind === 'patient' || kind === 'other_personal');
  const harm = effects.care === 'endangerment_potential' || effects.care === 'endangerment_proven';
  const careHit = effects.care === 'none' ? 'no' : effects.care === 'unknown' ? 'unknown' : 'yes';
  const stopped = ['stopped', 'transfers'].includes(effects.care) || harm;
  const said = (kind: 'confidentiality' | 'integrity' | 'availability'): Answer => (effects.lost.includes(kind) ? 'yes' : 'unknown');
  return storedFacts.parse({
    knownAt,
    detectedAt: facts.detectedAt,
    personalDataKnownAt: personal ? knownAt : null,
    unavailability: stopped || effects.care === 'degraded' ? 'yes' : said('availability'),
    alteration: said('integrity'),
    ongoing: help.ongoing,
    personalData: personal ? 'yes' : effects.data.includes('none') ? 'no' : 'unknown',
    medicalDevice: effects.medicalDevice === 'unknown' && facts.systems.includes('medical_device') ? 'yes' : effects.medicalDevice,
    patientHarm: harm ? 'yes' : effects.care === 'none' ? 'no' : 'unknown',
    careSafety: harm ? 'yes' : careHit === 'no' ? 'no' : 'unknown',
    normalFunctioning: stopped || effects.care === 'degraded' ? 'yes' : 'unknown',
    dataConfidentialityIntegrity:
      effects.data.includes('patient') && (effects.lost.includes('confidentiality') || effects.lost.includes('integrity') || effects.exfiltration === 'yes')
        ? 'yes'
        : effects.data.includes('none') ? 'no' : 'unknown',
  });
}

/** The facts as the engine of obligations takes them. */
export function factsForLaw(
  stored: StoredFacts,
  nature: string,
  status: StructureStatus,
  done: Pick<Facts, 'acts' | 'decisions'>,
): Facts {
  const { exceptional, notExceptionalReason, ...rest } = stored;
  const { careSafety, dataConfidentialityIntegrity, normalFunctioning, healthSystemOrganisation, otherStructures, ...facts } = rest;
  return {
    ...unknownFacts(stored.knownAt),
    // Who is an operator of vital importance is classified: the platform neither asks nor keeps it.
    isOiv: 'no',
    ...facts,
    ...status,
    ...done,
    nature: natureForLaw(nature),
    legalTest: {
      exceptional, notExceptionalReason: notExceptionalReason || null,
      careSafety, dataConfidentialityIntegrity, normalFunctioning, healthSystemOrganisation, otherStructures,
    },
  };
}

/**
 * Whether a file must be declared, and at which level. A weakness never: nothing happened to the structure, so the law
 * asks nothing, whatever was answered.
 */
export function mustDeclareOf(kind: string, stored: StoredFacts, nature: string): Pick<ReturnType<typeof testOf>, 'mustDeclare' | 'level'> {
  if (kind === 'weakness') return { mustDeclare: 'no', level: null };
  const { mustDeclare, level } = testOf(stored, nature);
  return { mustDeclare, level };
}

/** The legal test of an incident: whether it must be declared, at which level, and why. */
export function testOf(stored: StoredFacts, nature: string) {
  const { exceptional, notExceptionalReason, careSafety, dataConfidentialityIntegrity, normalFunctioning, healthSystemOrganisation, otherStructures } = stored;
  return legalTest(
    { exceptional, notExceptionalReason: notExceptionalReason || null, careSafety, dataConfidentialityIntegrity, normalFunctioning, healthSystemOrganisation, otherStructures },
    { nature: natureForLaw(nature), unavailability: stored.unavailability, alteration: stored.alteration, loss: stored.loss },
  );
}
