import { storable } from '../../../ground/storable.ts';
import { fromFields } from '../../../ground/dates.ts';
import type { FieldProblem } from '../../../ground/errors.ts';
import type { StepId } from '../../declaration.ts';
import type { TypedAnswers } from '../../draft.server.ts';

/** How an answer is typed: `moment` is a date, a time and an « estimated » box; `list` is any number of boxes. */
type Kind = 'text' | 'choice' | 'list' | 'count' | 'moment';

/**
 * The questions of each step, in the order of the page. `search` is typed but is no answer; a structure that the
 * register does not know is typed in fields of its own.
 */
const questions: Record<StepId, Record<string, Kind>> = {
  declarant: { name: 'text', role: 'text', phone: 'text', email: 'text', delegate: 'choice', technicalContact: 'text' },
  structure: { organisationId: 'choice', sitesHit: 'count' },
  facts: {
    description: 'text', nature: 'choice', typeCode: 'choice', startedAt: 'moment', detectedAt: 'moment', detection: 'choice',
    systems: 'list', providerInvolved: 'choice', providerName: 'text',
  },
  effects: {
    care: 'choice', careDetail: 'text', patients: 'count', medicalDevice: 'choice', data: 'list', lost: 'list',
    exfiltration: 'choice', persons: 'count',
  },
  help: { measures: 'list', measuresDetail: 'text', ongoing: 'choice', help: 'list', helpDetail: 'text' },
  weakness: {
    weakness: 'choice', vendor: 'text', product: 'text', version: 'text', description: 'text', vendorTold: 'choice',
    exploited: 'choice', vendorContact: 'text',
  },
};

const mostCharacters = 10_000;
const mostBoxes = 60;

/** A text as it may be stored, its lines ended one way: browsers send them ended two ways. */
export function asTyped(text: string): string {
  return storable(text).replace(/\r\n?/g, '\n');
}

/** The answers that a form sent for a step, as typed; fields that the step does not ask for are left out. */
export function typedAnswers(step: StepId, form: URLSearchParams): TypedAnswers {
  const typed: TypedAnswers = {};
  const keep = (name: string) => {
    const value = form.get(name);
    if (value !== null) typed[name] = asTyped(value).slice(0, mostCharacters).toWellFormed();
  };
  for (const [name, kind] of Object.entries(questions[step])) {
    if (kind === 'list') typed[name] = form.getAll(name).slice(0, mostBoxes).map((value) => asTyped(value).slice(0, 60).toWellFormed());
    else if (kind === 'moment') for (const part of ['date', 'time', 'estimated']) keep(`${name}.${part}`);
    else keep(name);
  }
  if (step === 'structure') for (const name of ['search', 'unlisted', 'unlistedName', 'unlistedTown', 'unlistedIdentifier', 'region']) keep(name);
  return typed;
}

/** One line of the typed answers; empty when nothing was typed. */
export function textOf(typed: TypedAnswers | undefined, name: string): string {
  const value = typed?.[name];
  return typeof value === 'string' ? value : '';
}

/** The boxes ticked. */
export function listOf(typed: TypedAnswers | undefined, name: string): string[] {
  const value = typed?.[name];
  return Array.isArray(value) ? value : [];
}

/** Answers of a step read from what was typed, ready for its schema, and what could not be read. */
export interface ReadAnswers {
  input: Record<string, unknown>;
  problems: FieldProblem[];
}

/**
 * Reads typed answers. An empty answer is left to the schema, which knows what it means (« do not know yet », or
 * required). Times are those of the wall clock in `timeZone`, the structure's.
 */
export function readAnswers(step: StepId, typed: TypedAnswers | undefined, timeZone: string): ReadAnswers {
  const read: ReadAnswers = { input: {}, problems: [] };
  const refuse = (field: string, problem: string) => read.problems.push({ field, problem });
  for (const [name, kind] of Object.entries(questions[step])) {
    if (kind === 'list') read.input[name] = readList(listOf(typed, name), () => refuse(name, 'none_with_others'));
    else if (kind === 'moment') read.input[name] = readMoment(typed, name, timeZone, () => refuse(name, 'not_a_date'));
    else if (kind === 'count') read.input[name] = readCount(textOf(typed, name), () => refuse(name, 'not_a_number'));
    else if (kind === 'text' || textOf(typed, name) !== '') read.input[name] = textOf(typed, name);
  }
  // A day without its hour was read as midnight: said to be estimated, so that nobody takes it for a known hour.
  if (step === 'facts') {
    read.input.detectedAt = notBefore(read.input.startedAt, read.input.detectedAt, typed);
    read.input.startEstimated = textOf(typed, 'startedAt.estimated') !== '' || (read.input.startedAt !== null && textOf(typed, 'startedAt.time') === '');
  }
  if (step === 'structure' && isUnlisted(typed)) {
    read.input.unlisted = { name: textOf(typed, 'unlistedName'), town: textOf(typed, 'unlistedTown'), identifier: textOf(typed, 'unlistedIdentifier') };
  }
  return read;
}

/** Whether the declarant said that the register does not know the structure. */
export function isUnlisted(typed: TypedAnswers | undefined): boolean {
  return textOf(typed, 'unlisted') === 'yes';
}

/** A discovery whose hour was left empty was not before what began that very day. */
function notBefore(startedAt: unknown, detectedAt: unknown, typed: TypedAnswers | undefined): unknown {
  const sameDay = isoDate(textOf(typed, 'startedAt.date').trim()) === isoDate(textOf(typed, 'detectedAt.date').trim());
  const hourless = textOf(typed, 'detectedAt.time').trim() === '';
  return typeof startedAt === 'string' && typeof detectedAt === 'string' && sameDay && hourless ? startedAt : detectedAt;
}

/** « I do not know yet » beside other boxes says nothing more; « none » beside others contradicts them. */
function readList(ticked: string[], contradicts: () => void): string[] {
  const others = ticked.filter((value) => value !== 'unknown');
  if (others.includes('none') && others.length > 1) contradicts();
  return others.length > 0 ? others : ticked;
}

function readCount(typed: string, refuse: () => void): number | null {
  const digits = typed.replace(/[\s.\u00a0\u202f]/gu, '');
  if (digits === '') return null;
  if (/^\d{1,9}$/.test(digits)) return Number(digits);
  refuse();
  return null;
}

function readMoment(typed: TypedAnswers | undefined, name: string, timeZone: string, refuse: () => void): string | null {
  const date = textOf(typed, `${name}.date`).trim();
  const time = textOf(typed, `${name}.time`).trim();
  if (date === '' && time === '') return null;
  const instant = date === '' ? null : fromFields(isoDate(date), isoTime(time), timeZone);
  if (instant === null) refuse();
  return instant;
}

/** Browsers without a date picker send what people write: « 22/11/2026 ». */
function isoDate(typed: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(typed) ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
}

/** « 6 h 30 », « 6h », « 6:30 ». */
function isoTime(typed: string): string {
  const [, hour, minute] = /^(\d{1,2})\s*(?:[h:]\s*(\d{2})?)?$/i.exec(typed) ?? [];
  return hour ? `${hour.padStart(2, '0')}:${minute ?? '00'}` : typed;
}
