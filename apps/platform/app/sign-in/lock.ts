/** Failures in a row that are forgiven before the account waits. */
export const forgivenFailures = 4;

/** How long an account waits after its nth failure in a row, in seconds: 1 min at the fifth, doubling up to 30 min. */
export function lockSeconds(failures: number): number {
  if (failures <= forgivenFailures) return 0;
  return Math.min(60 * 2 ** (failures - forgivenFailures - 1), 1_800);
}
