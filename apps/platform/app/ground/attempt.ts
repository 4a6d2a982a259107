import { asHygieError, type ErrorCode, errorCatalogue, type FieldProblem } from './errors.ts';

/** A mistake that its author can mend, as a form shows it. */
export interface Problem {
  code: ErrorCode;
  fields: FieldProblem[];
}

/** Does the work of a form; a mistake of the user comes back as a value, anything else is thrown on. */
export async function attempt<T>(work: () => Promise<T>): Promise<{ ok: T; problem?: undefined } | { ok?: undefined; problem: Problem }> {
  try {
    return { ok: await work() };
  } catch (thrown) {
    const error = asHygieError(thrown);
    if (errorCatalogue[error.code].ours || error.code === 'not_found' || error.code === 'sign_in_required') throw thrown;
    return { problem: { code: error.code, fields: error.data.fields ?? [] } };
  }
}
