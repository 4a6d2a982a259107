import { z } from 'zod';

/**
 * One spelling for each address, fixed before any check (a full-width @ must not pass as another character later).
 */
export function normaliseEmail(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** An e-mail address in a form. Answers the normalised one; only ASCII addresses pass. */
export const emailField = z.string().min(1).max(320).transform(normaliseEmail).pipe(z.email().max(254));
