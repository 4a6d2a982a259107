import { z } from 'zod';
import { isId } from '../../ground/id.ts';

/** An identifier as pages and commands receive it. */
export const idInput = z.string().refine(isId, { message: 'invalid' });

/** A day, kept as text: ISO 8601 `YYYY-MM-DD`. A year of three digits is a slip, not a day. */
export const dayInput = z.iso.date({ error: 'not_a_date' }).refine((day) => day >= '1900-01-01', { message: 'not_a_date' });

/** An address as stored: lower case, no blanks around. */
export const emailInput = z.string().trim().toLowerCase().max(254, { error: 'too_long' }).pipe(z.email({ error: 'not_an_email' }));

/** A line of text; an empty one is absent. */
export const lineInput = (most: number) => z.string().trim().max(most).transform((text) => (text === '' ? undefined : text)).optional();

/** A telephone number as people write it, with words around it if they like; an emergency number has two digits. */
export const phoneInput = lineInput(40).refine((text) => text === undefined || /\d\D*\d/.test(text), { message: 'not_a_phone' });

/** A value of a form, absent when left empty. */
export const emptyAsAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
