import { parseInput } from '../../../ground/command.server.ts';
import { asHygieError, type FieldProblem } from '../../../ground/errors.ts';
import type { Locale } from '../../../ground/platform.ts';
import { type Declaration, type DeclarationKind, declaration, impossibleMoments, type StepId, steps } from '../../declaration.ts';
import { declarationSections, type DescribedStructure } from '../../documents/declaration-answers.ts';
import { wordingFor } from '../../documents/wording.ts';
import type { Draft } from '../../draft.server.ts';
import { type ReadAnswers, readAnswers } from './answers.ts';
import type { ChosenStructure } from './structures.server.ts';

/** The answers of a step, under the organisation that the structure stands for. */
function answersOf(draft: Pick<Draft, 'steps'>, step: StepId, structure: ChosenStructure): ReadAnswers {
  const read = readAnswers(step, draft.steps[step], structure?.timeZone ?? 'Europe/Paris');
  return step === 'structure' && structure ? { ...read, input: { ...read.input, organisationId: structure.id } } : read;
}

/** What is wrong with one step; nothing when it may be sent as it stands. */
export function problemsOf(draft: Pick<Draft, 'steps'>, step: StepId, structure: ChosenStructure, now: Date): FieldProblem[] {
  const { input, problems } = answersOf(draft, step, structure);
  if (step === 'structure' && !structure) problems.push({ field: 'organisationId', problem: 'no_structure' });
  const schema = [...steps.incident, ...steps.weakness].find(({ id }) => id === step)?.schema;
  const found = schema ? refusedFields(() => parseInput(schema, input)) : [];
  if (step === 'facts') found.push(...impossibleMoments(momentsOf(input), now));
  // What could not be read says more than the schema, which only saw nothing there.
  const known = new Set(problems.map(({ field }) => field));
  return [...problems, ...found.map(named).filter(({ field }) => !known.has(field))];
}

function momentsOf(input: Record<string, unknown>) {
  const moment = (name: string) => (typeof input[name] === 'string' ? input[name] : null);
  return { startedAt: moment('startedAt'), detectedAt: moment('detectedAt') };
}

function refusedFields(parse: () => unknown): FieldProblem[] {
  try {
    parse();
    return [];
  } catch (thrown) {
    const error = asHygieError(thrown);
    if (error.code !== 'invalid_input') throw thrown;
    return error.data.fields ?? [];
  }
}

const unlistedFields: Record<string, string> = { 'unlisted.name': 'unlistedName', 'unlisted.town': 'unlistedTown', 'unlisted.identifier': 'unlistedIdentifier' };

/** A problem as this page says it: by the question, with the words that fit it. */
function named({ field, problem }: FieldProblem): FieldProblem {
  if (field in unlistedFields) return { field: unlistedFields[field] ?? field, problem: problem === 'required' ? (unlistedFields[field] ?? problem) : problem };
  const question = field.split('.')[0] ?? '';
  if (problem === 'required' && ['name', 'description', 'vendor'].includes(question)) return { field: question, problem: question };
  if (['email', 'vendorContact'].includes(question)) return { field: question, problem: 'not_an_email' };
  return { field: question, problem };
}

/** The draft as a whole declaration; null while a step is missing. */
export function declarationOf(draft: Draft, structure: ChosenStructure, now: Date): Declaration | null {
  const ids: StepId[] = steps[draft.kind].map(({ id }) => id);
  if (!structure || ids.some((step) => problemsOf(draft, step, structure, now).length > 0)) return null;
  const parts = ids.map((step) => [step, answersOf(draft, step, structure).input]);
  return parseInput(declaration, { kind: draft.kind, ...Object.fromEntries(parts) });
}

/** A step as one reads it again: its answers in words, or what is missing. */
export interface ReviewedStep {
  step: StepId;
  rows: { label: string; value: string }[];
  problems: FieldProblem[];
}

/** The answers of a declaration in words, step by step. */
export function answersInWords(given: Declaration, structure: DescribedStructure & { timeZone: string }, locale: Locale): ReviewedStep[] {
  const sections = declarationSections(given, structure, wordingFor(locale, structure.timeZone));
  return steps[given.kind].map(({ id }, index) => ({ step: id, rows: rowsOf(sections[index]), problems: [] }));
}

/** The structure of a declaration in words: the first rows of its step, which say no more than which one it is. */
export function structureInWords(given: Declaration, structure: DescribedStructure & { timeZone: string }, locale: Locale): ReviewedStep['rows'] {
  const found = answersInWords(given, structure, locale).find(({ step }) => step === 'structure');
  return given.kind === 'incident' ? (found?.rows ?? []).slice(0, -1) : (found?.rows ?? []);
}

function rowsOf(section: ReturnType<typeof declarationSections>[number] | undefined): ReviewedStep['rows'] {
  return (section?.blocks ?? []).flatMap((block) => (block.kind === 'answers' ? block.rows.map(({ label, value }) => ({ label, value })) : []));
}

/** The smallest answers that each step takes: they stand for those that are not good enough to be said again. */
const leastAnswers: Record<DeclarationKind, Record<string, Record<string, unknown>>> = {
  incident: { declarant: { name: '-' }, structure: { organisationId: '00000000-0000-7000-8000-000000000000' }, facts: { description: '-' }, effects: {}, help: {} },
  weakness: { declarant: { name: '-' }, structure: { organisationId: '00000000-0000-7000-8000-000000000000' }, weakness: { vendor: '-', description: '-' } },
};

/** A draft as one reads it again before it leaves: the words of each good step, the problems of the others. */
export function reviewDraft(draft: Draft, structure: ChosenStructure, now: Date, locale: Locale): ReviewedStep[] {
  const timeZone = structure?.timeZone ?? 'Europe/Paris';
  const problems = new Map<StepId, FieldProblem[]>(steps[draft.kind].map(({ id }) => [id, problemsOf(draft, id, structure, now)]));
  const parts = steps[draft.kind].map(({ id }) =>
    [id, problems.get(id)?.length ? leastAnswers[draft.kind][id] : answersOf(draft, id, structure).input] as const);
  const shown = parseInput(declaration, { kind: draft.kind, ...Object.fromEntries(parts) });
  return answersInWords(shown, structure ?? { name: '', timeZone }, locale).map((reviewed) => {
    const found = problems.get(reviewed.step) ?? [];
    return found.length > 0 ? { ...reviewed, rows: [], problems: found } : reviewed;
  });
}
