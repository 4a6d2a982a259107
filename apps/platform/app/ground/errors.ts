/**
 * The closed catalogue of errors. `status` is the HTTP status, `ours` says whether it is an incident of the
 * platform (logged as an error, shown without detail) or a mistake that its author can mend.
 */
export const errorCatalogue = {
  invalid_input: { status: 422, ours: false },
  unreadable: { status: 400, ours: false },
  sign_in_required: { status: 401, ours: false },
  second_factor_required: { status: 403, ours: false },
  forbidden: { status: 403, ours: false },
  not_found: { status: 404, ours: false },
  not_allowed: { status: 405, ours: false },
  conflict: { status: 409, ours: false },
  wrong_state: { status: 409, ours: false },
  key_reused: { status: 422, ours: false },
  expired: { status: 410, ours: false },
  too_many_requests: { status: 429, ours: false },
  too_large: { status: 413, ours: false },
  refused_file: { status: 415, ours: false },
  cross_site: { status: 403, ours: false },
  sharing_forbidden: { status: 403, ours: false },
  sign_in_refused: { status: 422, ours: false },
  code_refused: { status: 422, ours: false },
  weak_password: { status: 422, ours: false },
  not_acknowledged: { status: 503, ours: true },
  unavailable: { status: 503, ours: true },
  internal: { status: 500, ours: true },
} as const satisfies Record<string, { status: number; ours: boolean }>;

/** Code of an error of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;

/** A field that was refused: its path in the form, and the message key that says why. */
export interface FieldProblem {
  field: string;
  problem: string;
  /** The instant that the sentence names, ISO 8601: « until the 31st ». */
  until?: string;
}

/** Data that travels with an error and may be shown to its author. */
export interface ErrorData {
  fields?: FieldProblem[];
  retryAfterSeconds?: number;
  detail?: string;
}

/** The only error that the platform throws on purpose; everything else is `internal`. */
export class HygieError extends Error {
  override readonly name = 'HygieError';
  readonly code: ErrorCode;
  readonly data: ErrorData & { code: ErrorCode };
  // React Router answers a thrown value of this shape with its status, and hands `data` to the error page.
  readonly type = 'DataWithResponseInit';
  readonly init: { status: number };

  constructor(code: ErrorCode, data: ErrorData = {}, options?: ErrorOptions) {
    super(data.detail ? `${code}: ${data.detail}` : code, options);
    this.code = code;
    this.data = { ...data, code };
    this.init = { status: errorCatalogue[code].status };
  }
}

/**
 * Reads any thrown value as an error of the catalogue. By shape, not by class: the built pages and the server
 * that runs them may each hold their own copy of this module.
 */
export function asHygieError(thrown: unknown): HygieError {
  if (thrown instanceof Error && thrown.name === 'HygieError' && 'code' in thrown) return thrown as HygieError;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const databaseIsAway = /^(ECONN|57P|08|53|EPIPE|ENOTFOUND)/.test(code);
  return new HygieError(databaseIsAway ? 'unavailable' : 'internal', {}, { cause: thrown });
}

/** What the work gave, or the error of the catalogue that refused it; anything else is thrown on. */
export async function orError<Result>(work: () => Promise<Result>): Promise<Result | HygieError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HygieError) return error;
    throw error;
  }
}
