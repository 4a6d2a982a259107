/** What the caller did wrong; both are mistakes of the caller, never of the incident's author. */
export type ObligationsErrorDetail =
  | { readonly code: 'invalid_instant'; readonly field: string; readonly value: string }
  | { readonly code: 'unknown_time_zone'; readonly timeZone: string };

/** Thrown when an instant cannot be read or a time zone does not exist; `detail.code` tells which. */
export class ObligationsError extends Error {
  readonly detail: ObligationsErrorDetail;

  constructor(detail: ObligationsErrorDetail) {
    super(describe(detail));
    this.name = 'ObligationsError';
    this.detail = detail;
  }

  get code(): ObligationsErrorDetail['code'] {
    return this.detail.code;
  }
}

function describe(detail: ObligationsErrorDetail): string {
  switch (detail.code) {
    case 'invalid_instant':
      return `${detail.field}: "${detail.value}" is not an ISO 8601 instant with its offset`;
    case 'unknown_time_zone':
      return `"${detail.timeZone}" is not an IANA time zone`;
  }
}
