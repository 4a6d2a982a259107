import {
  ANSWERS, CARE_IMPACTS, DATA_IMPACTS, DATA_LOSSES, DETECTION_CHANNELS, HELP_KINDS, INCIDENT_TYPES, NATURES, SYSTEMS,
} from '@hygie/incident-exchange';
import { z } from 'zod';

/** Codes of one of the shared lists, as a zod enumeration. */
function codes<const Entry extends { readonly code: string }>(list: readonly Entry[]) {
  return z.enum(list.map((entry) => entry.code) as [Entry['code'], ...Entry['code'][]]);
}

// PostgreSQL takes neither NUL nor half a character: what a program sends is made storable, not refused.
const written = (max: number) => z.string().trim().max(max).transform((typed) => typed.replaceAll('\0', '').toWellFormed());
const required = (max: number) => written(max).refine((typed) => typed !== '', { error: 'required' });
const text = (max: number) => written(max).default('');
const answer = codes(ANSWERS).default('unknown');
const count = z.number().int().min(0).max(100_000_000).nullable().default(null);
const instant = z.iso.datetime().nullable().default(null);

/** What was done at once, as boxes to tick. */
export const measuresTaken = [
  'isolated', 'backups_checked', 'passwords_changed', 'provider_warned', 'continuity_plan', 'crisis_cell', 'emergency_plan', 'complaint_filed',
] as const;

/** Step 1: who declares. A name and one way to be reached; the rest may wait. */
export const declarantStep = z.strictObject({
  name: required(120),
  role: text(120),
  phone: text(40),
  email: z.union([z.literal(''), z.email().max(254)]).default(''),
  delegate: answer,
  technicalContact: text(200),
});

/** Step 2: which structure. */
export const structureStep = z.strictObject({
  organisationId: z.uuid(),
  sitesHit: count,
});

/** Step 3: what happened and since when. */
export const factsStep = z.strictObject({
  description: required(8_000),
  nature: codes(NATURES).default('unknown'),
  typeCode: codes(INCIDENT_TYPES).default('undetermined'),
  startedAt: instant,
  startEstimated: z.boolean().default(false),
  detectedAt: instant,
  detection: codes(DETECTION_CHANNELS).default('unknown'),
  systems: z.array(codes(SYSTEMS)).max(30).default([]),
  providerInvolved: answer,
  providerName: text(200),
});

/** Step 4: effects on care, data and services. */
export const effectsStep = z.strictObject({
  care: codes(CARE_IMPACTS).default('unknown'),
  careDetail: text(2_000),
  patients: count,
  medicalDevice: answer,
  data: z.array(codes(DATA_IMPACTS)).max(10).default([]),
  lost: z.array(codes(DATA_LOSSES)).max(5).default([]),
  exfiltration: answer,
  persons: count,
});

/** Step 5: measures taken and help wanted. */
export const helpStep = z.strictObject({
  measures: z.array(z.enum(measuresTaken)).max(20).default([]),
  measuresDetail: text(4_000),
  ongoing: answer,
  help: z.array(codes(HELP_KINDS)).max(10).default([]),
  helpDetail: text(2_000),
});

/** The report of a weakness: a vulnerability in a product, or a bad practice of a vendor or provider. */
export const weaknessStep = z.strictObject({
  weakness: z.enum(['vulnerability', 'bad_practice', 'unknown']).default('unknown'),
  vendor: required(200),
  product: text(200),
  version: text(100),
  description: required(8_000),
  vendorTold: answer,
  exploited: answer,
  vendorContact: z.union([z.literal(''), z.email().max(254)]).default(''),
});

/** A whole declaration of an incident, as it is validated and kept. */
export const incidentDeclaration = z.strictObject({
  kind: z.literal('incident'),
  declarant: declarantStep,
  structure: structureStep,
  facts: factsStep,
  effects: effectsStep,
  help: helpStep,
});

/** A whole report of a weakness. */
export const weaknessDeclaration = z.strictObject({
  kind: z.literal('weakness'),
  declarant: declarantStep,
  structure: structureStep,
  weakness: weaknessStep,
});

/** What a declaration may be. */
export const declaration = z.discriminatedUnion('kind', [incidentDeclaration, weaknessDeclaration]);

/** A validated declaration. */
export type Declaration = z.output<typeof declaration>;

/** A validated declaration of an incident. */
export type IncidentDeclaration = z.output<typeof incidentDeclaration>;

/** Times said to have happened that are still to come; a quarter of an hour forgives clocks that differ. */
export function momentsToCome(facts: Pick<z.output<typeof factsStep>, 'startedAt' | 'detectedAt'>, now: Date): ('startedAt' | 'detectedAt')[] {
  const limit = now.getTime() + 15 * 60_000;
  return (['startedAt', 'detectedAt'] as const).filter((name) => facts[name] !== null && Date.parse(facts[name]) > limit);
}

/** The steps of the two forms, in order, with the schema of each. */
export const steps = {
  incident: [
    { id: 'declarant', schema: declarantStep },
    { id: 'structure', schema: structureStep },
    { id: 'facts', schema: factsStep },
    { id: 'effects', schema: effectsStep },
    { id: 'help', schema: helpStep },
  ],
  weakness: [
    { id: 'declarant', schema: declarantStep },
    { id: 'structure', schema: structureStep },
    { id: 'weakness', schema: weaknessStep },
  ],
} as const;

/** The two kinds of report that the public door takes. */
export type DeclarationKind = keyof typeof steps;

/** A step of either form. */
export type StepId = (typeof steps)[DeclarationKind][number]['id'];

/** One line that names the file in queues: the type when it is known, else the first words said. */
export function titleOf(given: Declaration, typeLabel: string | null): string {
  if (given.kind === 'weakness') return [given.weakness.vendor, given.weakness.product].filter(Boolean).join(' · ').slice(0, 140);
  if (typeLabel) return typeLabel;
  const words = given.facts.description.replace(/\s+/g, ' ').split(/(?<=[.!?])\s/)[0] ?? '';
  return words.length > 90 ? `${words.slice(0, 89).replace(/\s\S*$/, '')}…` : words;
}
