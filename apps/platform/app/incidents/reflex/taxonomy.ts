import type { IncidentTypeCode } from '@hygie/incident-exchange';
import type { SheetId } from './sheet.ts';

/** Sheets to show beside the form for each type of incident, the most urgent first. */
export const taxonomyToSheet: Readonly<Record<IncidentTypeCode, readonly [SheetId, ...(SheetId | 'complaint')[]]>> = {
  ransomware: ['ransomware', 'complaint'],
  malicious_message: ['phishing', 'account'],
  compromised_account: ['account', 'complaint'],
  system_intrusion: ['intrusion', 'complaint'],
  vulnerability_exploitation: ['intrusion', 'complaint'],
  other_malware: ['intrusion', 'biomedical', 'complaint'],
  denial_of_service: ['denial_of_service', 'complaint'],
  defacement: ['denial_of_service', 'complaint'],
  data_theft: ['data_leak', 'complaint'],
  fraud: ['fraud', 'account', 'complaint'],
  equipment_theft: ['equipment', 'data_leak', 'complaint'],
  other_malicious: ['intrusion', 'complaint'],
  application_bug: ['critical_failure', 'biomedical'],
  local_infrastructure_failure: ['critical_failure', 'biomedical'],
  provider_failure: ['critical_failure', 'intrusion'],
  telecom_loss: ['critical_failure'],
  power_cooling_failure: ['critical_failure', 'biomedical'],
  handling_error: ['critical_failure', 'data_leak'],
  equipment_loss: ['equipment', 'data_leak'],
  disclosure_by_mistake: ['data_leak'],
  other_accidental: ['critical_failure'],
  // Not knowing yet is the usual case at night: contain first, without assuming a mere failure.
  undetermined: ['intrusion', 'critical_failure'],
};
