import {
  ANSWERS, CARE_IMPACTS, DATA_IMPACTS, DATA_LOSSES, DETECTION_CHANNELS, HELP_KINDS, INCIDENT_TYPES, NATURES, SYSTEMS,
} from '@hygie/incident-exchange';
import { z } from 'zod';
import { storable } from '../ground/storable.ts';
import { codes } from './codes.ts';

// PostgreSQL takes neither NUL nor half a character: what a program sends is made storable, not refused.
const written = (max: number) => z.string().trim().max(max).transform((typed) => storable(typed));
const required = (max: number) => written(max).refine((typed) => typed !== '', { error: 'required' });
const text = (max: number) => written(max).default('');
const answer = codes(ANSWERS).default('unknown');
const count = z.number().int().min(0).max(100_000_000).nullable().default(null);
const instant = z.iso.datetime().nullable().default(null);

const phoneMarks = /^[+\d\s()./,;\-\u2010-\u2015]+(?:(?:#|ext(?:ension)?\.?[ =]?|x|p(?:oste)?\.?)\s*\d{1,8})?$/iu;

/**
 * Whether a text may be dialled: a number of any country, written as people write it, with an extension if there is
 * one (« 02 61 91 00 10 poste 412 »). Three digits at least, for short numbers; 15 at most (ITU-T E.164), a prefix and
 * an extension aside.
 */
export function isPhone(typed: string): boolean {
  const digits = typed.replace(/\D/g, '').length;
  return phoneMarks.test(typed) && digits >= 3 && digits <= 25;
}

/** What was done at once, as boxes to tick. */
export const measuresTaken = [
  'isolated', 'backups_checked', 'passwords_changed', 'provider_warned', 'continuity_plan', 'crisis_cell', 'emergency_plan', 'complaint_filed',
] as const;

/** Step 1: who declares. A name and one way to be reached; the rest may wait. */
export const declarantStep = z.strictObject({
  name: required(120),
  role: text(120),
  phone: text(40).refine((typed) => typed === '' || isPhone(typed), { error: 'not_a_phone' }),
  email: z.union([z.literal(''), z.email().max(254)]).default(''),
  delegate: answer,
  technicalContact: text(200),
});

const oneLine = (max: number) => required(max).transform((typed) => typed.replace(/\s+/g, ' '));

/** A structure that the register does not know, as its declarant names it. */
export const unlistedStructure = z.strictObject({
  name: oneLine(200),
  town: oneLine(100),
  /** FINESS or SIRET as typed: nothing is checked, since the register does not know it. */
  identifier: text(40),
});

/**
 * Step 2: which structure. When the register does not know it, `unlisted` names it and `organisationId` is the region
 * that answers for it, or the nation.
 */
export const structureStep = z.strictObject({
  organisationId: z.uuid(),
  sitesHit: count,
  unlisted: unlistedStructure.optional(),
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

/** Moments of a declaration that cannot be. */
export interface MomentProblem {
  field: 'startedAt' | 'detectedAt';
  problem: 'in_the_future' | 'before_start';
}

/**
 * Moments that cannot be: still to come (a quarter of an hour forgives clocks that differ), or a discovery before the
 * beginning of what was discovered.
 */
export function impossibleMoments(facts: Pick<z.output<typeof factsStep>, 'startedAt' | 'detectedAt'>, now: Date): MomentProblem[] {
  const limit = now.getTime() + 15 * 60_000;
  const { startedAt, detectedAt } = facts;
  const toCome = (['startedAt', 'detectedAt'] as const).filter((name) => facts[name] !== null && Date.parse(facts[name]) > limit);
  if (toCome.length > 0) return toCome.map((field) => ({ field, problem: 'in_the_future' }));
  const inverted = startedAt !== null && detectedAt !== null && Date.parse(detectedAt) < Date.parse(startedAt);
  return inverted ? [{ field: 'detectedAt', problem: 'before_start' }] : [];
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

/** A structure as its declarant recognises it. */
export interface NamedStructure {
  name: string;
  town: string | null;
  finess: string | null;
  siret: string | null;
  /** A legal entity with its sites, one site, or one that the register does not know. */
  kind: 'whole' | 'site' | 'unlisted';
  /** The legal entity of a site; the region, or the nation, that answers for a structure which is not in the register. */
  parentName: string | null;
}

/**
 * The structure as its declarant named it, while its file stands where the declaration put it: under a region or the
 * nation. Null for a structure of the register, and once the file was attached to one.
 */
export function unlistedAt({ structure }: Pick<Declaration, 'structure'>, organisationId: string): z.output<typeof unlistedStructure> | null {
  return structure.unlisted && structure.organisationId === organisationId ? structure.unlisted : null;
}

/**
 * The structure that a declaration is about: the one of the register, or the one that the declarant named because the
 * register does not know it. What is typed is taken for a FINESS or a SIRET by its form alone.
 */
export function structureOf<Known extends NamedStructure>(given: Declaration, known: Known, organisationId: string): Known {
  const unlisted = unlistedAt(given, organisationId);
  if (!unlisted) return known;
  const number = unlisted.identifier.replace(/[\s.-]/g, '').toUpperCase();
  return {
    ...known, name: unlisted.name, town: unlisted.town, kind: 'unlisted', parentName: known.name,
    finess: /^\d[\dAB]\d{7}$/.test(number) ? number : null, siret: /^\d{14}$/.test(number) ? number : null,
  };
}

/**
 * One line that names the file in queues: the type when it is known, else the first words said. A structure that the
 * register does not know comes first: the file stands under its region.
 */
export function titleOf(given: Declaration, typeLabel: string | null): string {
  return `${unlistedPrefix(given)}${subjectOf(given, typeLabel)}`;
}

function unlistedPrefix({ structure: { unlisted } }: Declaration): string {
  return unlisted ? `Hors répertoire : ${unlisted.name.slice(0, 80)} (${unlisted.town.slice(0, 40)}) · ` : '';
}

/** The title of a file once the register knows its structure; one that people wrote stays. */
export function titleOnceListed(given: Declaration, title: string): string {
  const prefix = unlistedPrefix(given);
  return prefix !== '' && title.startsWith(prefix) ? title.slice(prefix.length) : title;
}

function subjectOf(given: Declaration, typeLabel: string | null): string {
  if (given.kind === 'weakness') return [given.weakness.vendor, given.weakness.product].filter(Boolean).join(' · ').slice(0, 140);
  if (typeLabel) return typeLabel;
  const words = given.facts.description.replace(/\s+/g, ' ').split(/(?<=[.!?])\s/)[0] ?? '';
  return words.length > 90 ? `${words.slice(0, 89).replace(/\s\S*$/, '')}…` : words;
}
