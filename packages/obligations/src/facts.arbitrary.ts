import fc from 'fast-check';
import { DUTY_IDS } from './duty-id.ts';
import type { Act, Answer, Decision, Facts, Instant, LegalTestAnswers } from './facts.ts';

const FROM = Date.UTC(2025, 0, 1);
const TO = Date.UTC(2029, 0, 1);

/** Instants around several changes of hour and month ends, to the millisecond. */
export const anyInstant: fc.Arbitrary<Instant> = fc
  .integer({ min: FROM, max: TO })
  .map((time) => new Date(time).toISOString());

/** The zones of the structures served, with and without changes of hour, on both sides of UTC. */
export const anyZone = fc.constantFrom('Europe/Paris', 'America/Martinique', 'Indian/Reunion', 'Pacific/Noumea');

export const anyAnswer: fc.Arbitrary<Answer> = fc.constantFrom('yes', 'no', 'unknown');

const maybeInstant = fc.option(anyInstant, { nil: null });
const maybeText = fc.constantFrom(null, '', 'connu et justifié');

const anyLegalTest: fc.Arbitrary<LegalTestAnswers> = fc.record({
  exceptional: anyAnswer, notExceptionalReason: maybeText, careSafety: anyAnswer,
  dataConfidentialityIntegrity: anyAnswer, normalFunctioning: anyAnswer,
  healthSystemOrganisation: anyAnswer, otherStructures: anyAnswer,
});

export const anyAct: fc.Arbitrary<Act> = fc.record({
  duty: fc.constantFrom(...DUTY_IDS), at: anyInstant,
  reference: fc.constantFrom(null, 'REF-1'), lateReason: maybeText, partial: fc.boolean(),
});

const anyDecision: fc.Arbitrary<Decision> = fc.record({
  duty: fc.constantFrom(...DUTY_IDS), kind: fc.constantFrom('not_applicable', 'postponed'),
  until: maybeInstant, at: anyInstant,
  author: fc.constantFrom('', 'Dr Martin'), reason: fc.constantFrom('', 'demande du parquet'),
});

/** Any incident, contradictions included: the engine must answer them all. */
export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  knownAt: anyInstant, detectedAt: maybeInstant, personalDataKnownAt: maybeInstant,
  highRiskKnownAt: maybeInstant, lossKnownAt: maybeInstant, endedAt: maybeInstant,
  nature: fc.constantFrom('confirmed', 'suspected', 'not_malicious', 'unknown'),
  unavailability: anyAnswer, alteration: anyAnswer, loss: anyAnswer, ongoing: anyAnswer,
  legalTest: anyLegalTest, personalData: anyAnswer,
  riskToPersons: fc.constantFrom('none', 'risk', 'high', 'unknown'),
  dataEncrypted: anyAnswer, isOse: anyAnswer, isOiv: anyAnswer, essentialSystemHit: anyAnswer,
  nis2Status: fc.constantFrom('none', 'important', 'essential', 'unknown'),
  significantIncident: anyAnswer, insured: anyAnswer, medicalDevice: anyAnswer, patientHarm: anyAnswer,
  isHost: anyAnswer, isProcessor: anyAnswer, customersAffected: anyAnswer,
  acts: fc.array(anyAct, { maxLength: 6 }), decisions: fc.array(anyDecision, { maxLength: 4 }),
});
