import type { Problem } from '../../../ground/attempt.ts';
import { fromFields } from '../../../ground/dates.ts';
import { storable } from '../../../ground/storable.ts';
import { dateTimeNames } from '../../../ui/date-time-field.tsx';

/** A form as it was typed: what is shown again when it is refused. */
export type Typed = Record<string, string>;

/** A posted form, read field by field. */
export interface Posted {
  intent: string;
  /** Stands for this sending: the same form sent twice acts once. */
  key: string | undefined;
  text: (name: string) => string;
  /** All the values of boxes that share a name. */
  all: (name: string) => string[];
  number: (name: string) => number;
  /** An instant from its date and time fields; null when the date is empty, `'invalid'` when it is no date. */
  instant: (name: string, timeZone: string) => string | null;
  typed: Typed;
}

/** Reads the fields of a form; files are left to the upload. */
export function readPosted(form: FormData | URLSearchParams): Posted {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? storable(value) : '';
  };
  const typed: Typed = {};
  // One pass: whoever posts chooses how many fields there are. The first value of a name counts, as for `text`.
  for (const [name, value] of form) if (typeof value === 'string' && !Object.hasOwn(typed, name)) typed[name] = storable(value);
  return {
    intent: text('intent'),
    key: text('key') || undefined,
    text,
    all: (name) => form.getAll(name).filter((value): value is string => typeof value === 'string'),
    number: (name) => Number(text(name)) || 0,
    instant: (name, timeZone) => {
      const names = dateTimeNames(name);
      if (text(names.date) === '') return null;
      // Not an instant: the command's schema refuses it and names the field.
      return fromFields(text(names.date), text(names.time), timeZone) ?? 'invalid';
    },
    typed,
  };
}

/** What an action answers when the form is refused: why, and what was typed. */
export interface Refused {
  intent: string;
  problem: Problem;
  typed: Typed;
}

/** What was typed for a date and time field, or `fallback` when this form was not refused. */
export function typedInstant(typed: Typed | undefined, name: string, fallback?: { date: string; time: string }) {
  const names = dateTimeNames(name);
  return typed ? { date: typed[names.date] ?? '', time: typed[names.time] ?? '' } : fallback;
}
