import { data } from 'react-router';
import type { Problem } from '../ground/attempt.ts';
import { errorCatalogue } from '../ground/errors.ts';
import type { RequestContext } from '../request-context.ts';
import { describeDevice } from './device.ts';
import type { Visitor } from './password-sign-in.server.ts';

/** The browser behind a request. */
export function visitorOf(request: Request, { origin }: Pick<RequestContext, 'origin'>): Visitor {
  return { origin, device: describeDevice(request.headers.get('user-agent')) };
}

/** A text field of a form, `''` when absent or not a text. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Answers a form with the problem to mend, under the status of its error. */
export function refused<Extra extends object>(problem: Problem, extra: Extra) {
  return data({ problem, ...extra }, { status: errorCatalogue[problem.code].status });
}
