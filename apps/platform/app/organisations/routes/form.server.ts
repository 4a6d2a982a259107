import { data, redirect } from 'react-router';
import { attempt } from '../../ground/attempt.ts';
import { errorCatalogue, HygieError } from '../../ground/errors.ts';
import type { RefusedForm } from './form-problem.tsx';

/** The texts of a posted form by name; an empty one counts as not given. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const form = await request.formData();
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));
}

/** What a posted form does, by its `intent`; the answer is the word that the page shows once done, or where to go. */
export type Acts = Record<string, (typed: Record<string, string>) => Promise<string>>;

/** Does some work whose refusals name `field` what the form calls `typed`. */
export async function underTypedName<T>(work: () => Promise<T>, field: string, typed: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HygieError) || !error.data.fields) throw error;
    const fields = error.data.fields.map((one) => (one.field === field ? { ...one, field: typed } : one));
    throw new HygieError(error.code, { ...error.data, fields }, { cause: error });
  }
}

/**
 * Runs the act that a form names and goes back to the page. A mistake of the author comes back with what they typed.
 */
export async function answer(request: Request, acts: Acts) {
  const { intent = '', ...typed } = await readForm(request);
  const act = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
  if (!act) throw data(null, { status: 400 });
  const { ok, problem } = await attempt(() => act(typed));
  if (problem) {
    const refused: RefusedForm = { intent, problem, typed };
    return data(refused, { status: errorCatalogue[problem.code].status });
  }
  // With JavaScript the form is sent to the page's data address: one goes back to the page itself.
  const page = new URL(request.url).pathname.replace(/\.data$/, '');
  return redirect(ok.startsWith('/') ? ok : `${page}?fait=${ok}`, 303);
}
