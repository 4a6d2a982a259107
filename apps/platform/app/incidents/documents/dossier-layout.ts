import type { DutyId } from '@hygie/obligations';
import type { FieldId } from './dossier-fields.ts';
import type { fr } from './messages.fr.ts';

/** A titled part of a dossier. */
export type BlockId = keyof typeof fr.blocks;

/** The parts of a dossier in the order in which its addressee asks for them, and the message to send when there is one. */
export interface DossierLayout {
  blocks: readonly (readonly [BlockId, readonly FieldId[]])[];
  letter?: keyof typeof fr.letters;
}

const structure = ['structure', ['organisation', 'finess', 'siret', 'category', 'town', 'sites_hit']] as const;
const contacts = [
  'declarant',
  ['declarant_name', 'declarant_role', 'declarant_phone', 'declarant_email', 'declarant_delegate', 'technical_contact', 'director', 'rssi', 'dpo', 'emergency_phone'],
] as const;
const times = ['times', ['started_at', 'detected_at', 'known_at', 'ended_at', 'detection']] as const;
const measures = ['measures', ['measures_taken', 'measures_detail', 'measures_planned', 'ongoing']] as const;
const sharing = ['sharing', ['tlp', 'pap']] as const;

/** Declaration of incidents of an operator to ANSSI: the same questions for OSE and OIV (ANSSI forms). */
const operator: DossierLayout = {
  blocks: [
    structure,
    ['operator', ['ose_status', 'essential_system', 'service_affected', 'provider']],
    contacts,
    times,
    ['nature', ['nature', 'type', 'description', 'vector', 'systems']],
    ['impact', ['care', 'care_detail', 'patients', 'duration', 'geography', 'cross_border']],
    measures,
    ['traces', ['indicators']],
    ['authorities', ['act_cert', 'act_cnil', 'act_complaint']],
    sharing,
  ],
};

/** Content of a notification to the CNIL (RGPD 33(3)): nature, categories and numbers, DPO, consequences, measures. */
const cnil: DossierLayout['blocks'] = [
  ['controller', ['organisation', 'siret', 'finess', 'town', 'declarant_name', 'declarant_role', 'declarant_phone', 'declarant_email', 'dpo']],
  ['times', ['started_at', 'breach_known_at', 'ended_at', 'detection', 'late_reason']],
  ['breach', ['data_lost', 'nature', 'type', 'description', 'exfiltration', 'encrypted', 'provider']],
  ['persons', ['categories_persons', 'persons', 'trusted_persons', 'categories_records', 'records']],
  ['consequences', ['consequences', 'risk']],
  measures,
  ['informed', ['informed_at', 'inform_how']],
  ['authorities', ['act_cert', 'act_complaint', 'act_anssi']],
];

/** What must be told to another controller or to a customer, with the message to send. */
const customers: DossierLayout = {
  blocks: [
    ['structure', ['organisation', 'siret', 'town', 'dpo', 'ssi_mailbox', 'emergency_phone']],
    ['customers', ['customers_list', 'services_hit', 'contract_delay']],
    ['times', ['started_at', 'breach_known_at', 'ended_at']],
    ['breach', ['data_lost', 'type', 'description', 'exfiltration', 'encrypted']],
    ['persons', ['categories_persons', 'persons', 'categories_records', 'records']],
    ['consequences', ['consequences']],
    ['measures', ['measures_taken', 'measures_detail', 'measures_planned', 'next_update']],
  ],
  letter: 'customers',
};

/**
 * The dossier of each duty; the complaint follows its own sheet (reflex/complaint-sheet.ts). Sources: form of the CSP
 * (arrêté of 30/10/2017, known blocks), RGPD 33(3) and 34(2), directive 2022/2555 art. 23(4).
 */
export const dossierLayouts: Readonly<Record<Exclude<DutyId, 'complaint.filing'>, DossierLayout>> = {
  'cert_sante.declaration': {
    blocks: [
      structure,
      ['operator', ['ose_status']],
      contacts,
      ['times', ['started_at', 'detected_at', 'known_at', 'declared_at', 'ended_at', 'detection']],
      ['nature', ['nature', 'type', 'description', 'vector', 'provider']],
      ['legal', ['level', 'legal_answers']],
      ['systems', ['systems']],
      ['care', ['care', 'care_detail', 'patients', 'patient_harm', 'duration']],
      ['data', ['data', 'data_lost', 'exfiltration', 'persons']],
      measures,
      ['causes', ['cause']],
      ['authorities', ['act_complaint', 'act_cnil', 'act_anssi', 'act_ansm', 'insurer']],
      ['help', ['help', 'help_detail']],
      sharing,
    ],
  },
  'materiovigilance.report': {
    blocks: [
      structure,
      ['declarant', ['declarant_name', 'declarant_role', 'declarant_phone', 'declarant_email', 'vigilance_contact']],
      ['device', ['device_name', 'device_maker', 'device_serial', 'device_place', 'device_kept', 'maker_told']],
      ['times', ['started_at', 'detected_at', 'known_at']],
      ['care', ['patient_harm', 'patients', 'care', 'care_detail']],
      ['nature', ['type', 'description']],
      measures,
      ['authorities', ['act_cert']],
    ],
  },
  'cnil.notification': { blocks: cnil },
  'cnil.completion': { blocks: [['authorities', ['first_reference', 'act_cnil']], ...cnil.filter(([id]) => id !== 'authorities'), ['causes', ['cause', 'lessons']]] },
  'persons.communication': {
    blocks: [
      ['controller', ['organisation', 'town', 'dpo']],
      ['times', ['started_at', 'breach_known_at', 'high_risk_known_at']],
      ['breach', ['data_lost', 'type', 'encrypted']],
      ['persons', ['categories_persons', 'persons', 'trusted_persons', 'categories_records']],
      ['consequences', ['consequences', 'risk']],
      ['measures', ['measures_taken', 'measures_planned']],
      ['informed', ['inform_how']],
    ],
    letter: 'persons',
  },
  'anssi_ose.declaration': operator,
  'anssi_oiv.declaration': operator,
  'nis2.early_warning': {
    blocks: [
      structure,
      ['operator', ['nis2_status', 'service_affected']],
      contacts,
      ['times', ['detected_at', 'known_at']],
      ['nature', ['malicious', 'type', 'description']],
      ['impact', ['cross_border']],
    ],
  },
  'nis2.notification': {
    blocks: [
      structure,
      ['operator', ['nis2_status', 'service_affected']],
      contacts,
      times,
      ['nature', ['malicious', 'type', 'description']],
      ['impact', ['severity', 'care_detail', 'patients', 'persons', 'duration', 'geography', 'cross_border']],
      measures,
      ['traces', ['indicators']],
    ],
  },
  'nis2.progress_report': {
    blocks: [
      structure,
      ['operator', ['nis2_status']],
      ['nature', ['type', 'description']],
      ['impact', ['severity', 'ongoing', 'progress']],
      ['measures', ['measures_taken', 'measures_detail', 'measures_planned']],
    ],
  },
  'nis2.final_report': {
    blocks: [
      structure,
      ['operator', ['nis2_status', 'service_affected']],
      times,
      ['nature', ['malicious', 'type', 'description']],
      ['impact', ['severity', 'care_detail', 'patients', 'persons', 'duration', 'geography', 'cross_border']],
      ['causes', ['cause', 'vector']],
      ['measures', ['measures_taken', 'measures_detail', 'measures_planned', 'lessons']],
      ['traces', ['progress', 'indicators']],
    ],
  },
  'processor_to_controller.information': customers,
  'host_customers.information': customers,
};
