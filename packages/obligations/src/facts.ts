import type { DutyId } from './duty-id.ts';

/** « Not known yet » is an answer of its own: it never means no. */
export type Answer = 'yes' | 'no' | 'unknown';

/** ISO 8601 instant; any offset is read, UTC with milliseconds is written (`2026-11-20T17:30:00.000Z`). */
export type Instant = string;

/** What happened to systems and data, whoever caused it. */
export interface Circumstances {
  readonly nature: 'confirmed' | 'suspected' | 'not_malicious' | 'unknown';
  readonly unavailability: Answer;
  readonly alteration: Answer;
  /** Data lost. A stolen device whose data survive elsewhere is not a loss of data. */
  readonly loss: Answer;
}

/** The five consequences listed by CSP D.1111-16-2 II, in the order of the decree. */
export type LegalQuestionKey =
  | 'careSafety'
  | 'dataConfidentialityIntegrity'
  | 'normalFunctioning'
  | 'healthSystemOrganisation'
  | 'otherStructures';

/** Answers to the legal test; who answered, when and why is kept by the caller's journal. */
export interface LegalTestAnswers extends Readonly<Record<LegalQuestionKey, Answer>> {
  /** Presumed `yes` as soon as one of the five is; only a reasoned `no` overturns it (see README). */
  readonly exceptional: Answer;
  /** Without it, a `no` to `exceptional` is not followed. */
  readonly notExceptionalReason: string | null;
}

/** A sending that was really made: what leaves a proof. */
export interface Act {
  readonly duty: DutyId;
  readonly at: Instant;
  /** Number given by the authority's portal. */
  readonly reference: string | null;
  /** Why it is late (RGPD 33(1)); asked for any legal deadline missed. */
  readonly lateReason: string | null;
  /** First part of a phased notification: a completion is still owed (RGPD 33(4)). */
  readonly partial: boolean;
}

/** A person's decision not to act, or not yet: it closes the clock but never changes what the law says. */
export interface Decision {
  readonly duty: DutyId;
  readonly kind: 'not_applicable' | 'postponed';
  /** When the postponement lapses, at the legal deadline at the latest; null: there, or never where the law gives no figure. */
  readonly until: Instant | null;
  readonly at: Instant;
  readonly author: string;
  readonly reason: string;
}

/** Instants that may start a clock. */
export type InstantFact = 'knownAt' | 'personalDataKnownAt' | 'highRiskKnownAt' | 'lossKnownAt' | 'endedAt';

/**
 * What the platform knows of an incident. `unknownFacts` gives the neutral starting point.
 * Future instants are the caller's to refuse: an act is taken as made whatever `now` is.
 */
export interface Facts extends Circumstances {
  /** First knowledge by the structure. Kept at its EARLIEST value through every re-qualification. */
  readonly knownAt: Instant;
  /** When a tool or a provider saw it. Starts no clock (EDPB 9/2022: the controller's knowledge counts). */
  readonly detectedAt: Instant | null;
  /** Reasonable certainty that personal data are concerned (RGPD 33). Null: `knownAt` is used. */
  readonly personalDataKnownAt: Instant | null;
  /** When a high risk for persons was recognised (RGPD 34). */
  readonly highRiskKnownAt: Instant | null;
  /** When the victim knew of the loss (C. assur. L.12-10-1). */
  readonly lossKnownAt: Instant | null;
  /** End of the handling of the incident; wins over `ongoing`. */
  readonly endedAt: Instant | null;
  readonly ongoing: Answer;
  readonly legalTest: LegalTestAnswers;
  readonly personalData: Answer;
  readonly riskToPersons: 'none' | 'risk' | 'high' | 'unknown';
  /** Data unintelligible to any unauthorised person, key safe (RGPD 34(3)(a)). */
  readonly dataEncrypted: Answer;
  readonly isOse: Answer;
  readonly isOiv: Answer;
  /** A system of the operator's essential service (SIE) or of vital importance (SIIV) is hit. */
  readonly essentialSystemHit: Answer;
  readonly nis2Status: 'none' | 'important' | 'essential' | 'unknown';
  /** « Incident important » of Dir. 2022/2555 art. 23(3). */
  readonly significantIncident: Answer;
  readonly insured: Answer;
  readonly medicalDevice: Answer;
  /** Harm that happened or could have happened. */
  readonly patientHarm: Answer;
  /** The structure hosts health data for customers (HDS). */
  readonly isHost: Answer;
  /** The structure processes personal data on behalf of another controller. */
  readonly isProcessor: Answer;
  /** Data or services of those customers or controllers are hit. */
  readonly customersAffected: Answer;
  readonly acts: readonly Act[];
  readonly decisions: readonly Decision[];
}

/** Name of an unanswered fact that would settle a verdict. */
export type FactName =
  | Exclude<keyof Facts, InstantFact | 'detectedAt' | 'legalTest' | 'acts' | 'decisions'>
  | `legalTest.${LegalQuestionKey}`;

/** The facts of an incident of which only the first knowledge is known. */
export function unknownFacts(knownAt: Instant): Facts {
  return {
    knownAt, detectedAt: null, personalDataKnownAt: null, highRiskKnownAt: null, lossKnownAt: null, endedAt: null,
    nature: 'unknown', unavailability: 'unknown', alteration: 'unknown', loss: 'unknown', ongoing: 'unknown',
    legalTest: {
      exceptional: 'unknown', notExceptionalReason: null, careSafety: 'unknown',
      dataConfidentialityIntegrity: 'unknown', normalFunctioning: 'unknown',
      healthSystemOrganisation: 'unknown', otherStructures: 'unknown',
    },
    personalData: 'unknown', riskToPersons: 'unknown', dataEncrypted: 'unknown',
    isOse: 'unknown', isOiv: 'unknown', essentialSystemHit: 'unknown',
    nis2Status: 'unknown', significantIncident: 'unknown', insured: 'unknown',
    medicalDevice: 'unknown', patientHarm: 'unknown',
    isHost: 'unknown', isProcessor: 'unknown', customersAffected: 'unknown',
    acts: [], decisions: [],
  };
}
