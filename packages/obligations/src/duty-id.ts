/**
 * Every duty known to the package, `regime.step`, in the order in which they are shown: health first,
 * then persons, then the State, then the insurer and the contracts.
 */
export const DUTY_IDS = [
  'cert_sante.declaration',
  'materiovigilance.report',
  'cnil.notification',
  'cnil.completion',
  'persons.communication',
  'anssi_ose.declaration',
  'anssi_oiv.declaration',
  'nis2.early_warning',
  'nis2.notification',
  'nis2.progress_report',
  'nis2.final_report',
  'complaint.filing',
  'processor_to_controller.information',
  'host_customers.information',
] as const;

/** Stable identifier of a duty: safe to store, to put in a URL, to key a reminder. */
export type DutyId = (typeof DUTY_IDS)[number];

/** Legal regime, first half of a `DutyId`. */
export type Regime = DutyId extends infer Id ? (Id extends `${infer R}.${string}` ? R : never) : never;

/** Step inside a regime, second half of a `DutyId`. */
export type Step = DutyId extends infer Id ? (Id extends `${string}.${infer S}` ? S : never) : never;

/** Splits `nis2.early_warning` into its regime and its step. */
export function partsOf(id: DutyId): { regime: Regime; step: Step } {
  const [regime, step] = id.split('.') as [Regime, Step];
  return { regime, step };
}

/** Tells a duty from any other text, for instants that may be "a fact" or "the sending of a duty". */
export function isDutyId(value: string): value is DutyId {
  return (DUTY_IDS as readonly string[]).includes(value);
}
