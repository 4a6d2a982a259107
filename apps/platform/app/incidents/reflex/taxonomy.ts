import type { SheetId } from './sheet.ts';

/** Situations that a declarant may choose, as the declaration codes them. */
export const situationCodes = [
  'ransomware',
  'malicious_message',
  'compromised_account',
  'intrusion',
  'exploited_vulnerability',
  'other_malware',
  'denial_of_service',
  'defacement',
  'data_leak',
  'fraud',
  'equipment_theft',
  'application_bug',
  'local_infrastructure_failure',
  'provider_failure',
  'telecom_loss',
  'power_or_cooling',
  'handling_error',
  'equipment_loss',
  'accidental_disclosure',
  'unknown',
] as const;

/** Code of a situation. */
export type SituationCode = (typeof situationCodes)[number];

/** Sheets to show beside the form for each situation, the most urgent first. */
export const taxonomyToSheet: Readonly<Record<SituationCode, readonly (SheetId | 'complaint')[]>> = {
  ransomware: ['ransomware', 'complaint'],
  malicious_message: ['phishing', 'account'],
  compromised_account: ['account', 'complaint'],
  intrusion: ['intrusion', 'complaint'],
  exploited_vulnerability: ['intrusion', 'complaint'],
  other_malware: ['intrusion', 'biomedical', 'complaint'],
  denial_of_service: ['denial_of_service', 'complaint'],
  defacement: ['denial_of_service', 'complaint'],
  data_leak: ['data_leak', 'complaint'],
  fraud: ['fraud', 'account', 'complaint'],
  equipment_theft: ['equipment', 'data_leak', 'complaint'],
  application_bug: ['critical_failure', 'biomedical'],
  local_infrastructure_failure: ['critical_failure', 'biomedical'],
  provider_failure: ['critical_failure', 'intrusion'],
  telecom_loss: ['critical_failure'],
  power_or_cooling: ['critical_failure', 'biomedical'],
  handling_error: ['critical_failure', 'data_leak'],
  equipment_loss: ['equipment', 'data_leak'],
  accidental_disclosure: ['data_leak'],
  // Not knowing yet is the usual case at night: contain first, without assuming a mere failure.
  unknown: ['intrusion', 'critical_failure'],
};
