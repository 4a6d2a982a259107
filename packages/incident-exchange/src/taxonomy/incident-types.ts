import type { ListEntry } from '../bilingual.ts';
import type { AttackTacticId } from './attack-tactics.ts';
import type { IodefBusinessImpact, IodefSystemImpact } from './iodef-values.ts';
import type { RsitRef } from './rsit.ts';

/** Whether a type belongs to malicious acts, to accidents, or says only that one does not know yet. */
export type TypeOrigin = 'malicious' | 'accidental' | 'unknown';

/** A type of incident with its place in the shared taxonomies. */
export type IncidentType<Code extends string = string> = ListEntry<Code> & {
  readonly origin: TypeOrigin;
  readonly rsit: RsitRef;
  /** Tactic where the type is seen, when the type is an act of an attacker on a system. */
  readonly attackTactic: AttackTacticId | null;
  readonly iodef: { readonly system: IodefSystemImpact; readonly business: IodefBusinessImpact };
};

/**
 * Types of incidents: the lists of the yearly reports of the health observatory, malicious acts first.
 * The codes are stored in files and in published data: a code is never reused for another meaning.
 */
export const INCIDENT_TYPES = [
  {
    code: 'ransomware',
    origin: 'malicious',
    label: { fr: 'Rançongiciel', en: 'Ransomware' },
    help: { fr: 'Des fichiers sont chiffrés ou une rançon est demandée.', en: 'Files are encrypted or a ransom is demanded.' },
    rsit: { class: 'malicious-code', type: 'infected-system' },
    attackTactic: 'TA0040',
    iodef: { system: 'availability-data', business: 'extortion' },
  },
  {
    code: 'malicious_message',
    origin: 'malicious',
    label: { fr: 'Message malveillant (hameçonnage, pourriel piégé)', en: 'Malicious message (phishing, malspam)' },
    help: { fr: 'Un message pousse à ouvrir une pièce jointe ou à donner un mot de passe.', en: 'A message urges to open an attachment or give a password.' },
    rsit: { class: 'fraud', type: 'phishing' },
    attackTactic: 'TA0001',
    iodef: { system: 'unknown', business: 'unknown' },
  },
  {
    code: 'compromised_account',
    origin: 'malicious',
    label: { fr: "Compte compromis ou vol d'identifiants", en: 'Compromised account or stolen credentials' },
    help: { fr: "Quelqu'un d'autre se sert d'un compte ou en connaît le mot de passe.", en: 'Someone else uses an account or knows its password.' },
    rsit: { class: 'intrusions', type: 'unprivileged-account-compromise' },
    attackTactic: 'TA0006',
    iodef: { system: 'takeover-account', business: 'breach-credential' },
  },
  {
    code: 'system_intrusion',
    origin: 'malicious',
    label: { fr: "Intrusion ou compromission d'un système", en: 'Intrusion or compromised system' },
    help: { fr: 'Un attaquant est entré sur un serveur, un poste ou le réseau.', en: 'An attacker entered a server, a workstation or the network.' },
    rsit: { class: 'intrusions', type: 'system-compromise' },
    attackTactic: 'TA0001',
    iodef: { system: 'takeover-system', business: 'unknown' },
  },
  {
    code: 'vulnerability_exploitation',
    origin: 'malicious',
    label: { fr: "Exploitation d'une vulnérabilité", en: 'Exploited vulnerability' },
    help: { fr: "Une faille connue d'un logiciel ou d'un équipement a été attaquée.", en: 'A known flaw in software or equipment was attacked.' },
    rsit: { class: 'intrusion-attempts', type: 'ids-alert' },
    attackTactic: 'TA0001',
    iodef: { system: 'takeover-service', business: 'unknown' },
  },
  {
    code: 'other_malware',
    origin: 'malicious',
    label: { fr: 'Autre programme malveillant', en: 'Other malware' },
    help: { fr: 'Virus, cheval de Troie, mineur : sans demande de rançon.', en: 'Virus, Trojan horse, miner: without a ransom demand.' },
    rsit: { class: 'malicious-code', type: 'infected-system' },
    attackTactic: 'TA0002',
    iodef: { system: 'integrity-configuration', business: 'unknown' },
  },
  {
    code: 'denial_of_service',
    origin: 'malicious',
    label: { fr: 'Déni de service', en: 'Denial of service' },
    help: { fr: 'Un service est saturé volontairement et ne répond plus.', en: 'A service is deliberately flooded and no longer answers.' },
    rsit: { class: 'availability', type: 'dos' },
    attackTactic: 'TA0040',
    iodef: { system: 'availability-service', business: 'loss-of-service' },
  },
  {
    code: 'defacement',
    origin: 'malicious',
    label: { fr: 'Défiguration de site', en: 'Website defacement' },
    help: { fr: "La page d'un site a été remplacée ou modifiée.", en: 'A page of a website was replaced or altered.' },
    rsit: { class: 'information-content-security', type: 'unauthorised-information-modification' },
    attackTactic: 'TA0040',
    iodef: { system: 'integrity-data', business: 'degraded-reputation' },
  },
  {
    code: 'data_theft',
    origin: 'malicious',
    label: { fr: 'Fuite ou vol de données', en: 'Data leak or theft' },
    help: { fr: 'Des données ont été copiées, vendues ou publiées par un tiers.', en: 'Data were copied, sold or published by a third party.' },
    rsit: { class: 'information-content-security', type: 'data-leak' },
    attackTactic: 'TA0010',
    iodef: { system: 'breach-privacy', business: 'breach-privacy' },
  },
  {
    code: 'fraud',
    origin: 'malicious',
    label: { fr: 'Fraude (faux virement, usurpation)', en: 'Fraud (fake transfer, impersonation)' },
    help: { fr: "Quelqu'un se fait passer pour un dirigeant, un fournisseur ou un patient.", en: 'Someone poses as a director, a supplier or a patient.' },
    rsit: { class: 'fraud', type: 'masquerade' },
    attackTactic: 'TA0040',
    iodef: { system: 'policy', business: 'theft-financial' },
  },
  {
    code: 'equipment_theft',
    origin: 'malicious',
    label: { fr: 'Vol de matériel', en: 'Stolen equipment' },
    help: { fr: 'Un ordinateur, un téléphone ou un support a été volé.', en: 'A computer, a phone or a medium was stolen.' },
    rsit: { class: 'information-content-security', type: 'data-loss' },
    attackTactic: null,
    iodef: { system: 'availability-data', business: 'asset-damage' },
  },
  {
    code: 'other_malicious',
    origin: 'malicious',
    label: { fr: 'Autre acte malveillant', en: 'Other malicious act' },
    help: { fr: "Un acte volontaire qui n'entre dans aucune autre ligne.", en: 'A deliberate act that fits no other line.' },
    rsit: { class: 'other', type: 'other' },
    attackTactic: null,
    iodef: { system: 'unknown', business: 'unknown' },
  },
  {
    code: 'application_bug',
    origin: 'accidental',
    label: { fr: 'Bogue applicatif', en: 'Application bug' },
    help: { fr: "Un logiciel se trompe, s'arrête ou mélange des données.", en: 'Software errs, stops or mixes up data.' },
    rsit: { class: 'availability', type: 'outage' },
    attackTactic: null,
    iodef: { system: 'availability-service', business: 'loss-of-service' },
  },
  {
    code: 'local_infrastructure_failure',
    origin: 'accidental',
    label: { fr: "Panne de l'infrastructure locale", en: 'Local infrastructure failure' },
    help: { fr: 'Serveur, réseau ou stockage de la structure en panne.', en: 'A server, network or storage of the structure fails.' },
    rsit: { class: 'availability', type: 'outage' },
    attackTactic: null,
    iodef: { system: 'availability-system', business: 'loss-of-service' },
  },
  {
    code: 'provider_failure',
    origin: 'accidental',
    label: { fr: 'Panne ou dysfonctionnement chez un prestataire', en: 'Failure at a provider' },
    help: { fr: "L'hébergeur, l'éditeur ou l'infogérant est en panne.", en: 'The host, vendor or managed service provider fails.' },
    rsit: { class: 'availability', type: 'outage' },
    attackTactic: null,
    iodef: { system: 'availability-service', business: 'loss-of-service' },
  },
  {
    code: 'telecom_loss',
    origin: 'accidental',
    label: { fr: 'Perte du lien télécom', en: 'Telecom link loss' },
    help: { fr: 'Internet, téléphone ou lien entre sites coupé.', en: 'Internet, telephone or inter-site link cut.' },
    rsit: { class: 'availability', type: 'outage' },
    attackTactic: null,
    iodef: { system: 'availability-service', business: 'loss-of-service' },
  },
  {
    code: 'power_cooling_failure',
    origin: 'accidental',
    label: { fr: 'Panne électrique ou de climatisation', en: 'Power or cooling failure' },
    help: { fr: 'Coupure de courant, onduleur ou climatisation de la salle serveurs.', en: 'Power cut, inverter or cooling of the server room.' },
    rsit: { class: 'availability', type: 'outage' },
    attackTactic: null,
    iodef: { system: 'availability-system', business: 'loss-of-service' },
  },
  {
    code: 'handling_error',
    origin: 'accidental',
    label: { fr: 'Erreur de manipulation', en: 'Handling error' },
    help: { fr: 'Suppression, mauvais réglage ou mise à jour ratée, sans intention.', en: 'Deletion, wrong setting or failed update, without intent.' },
    rsit: { class: 'availability', type: 'misconfiguration' },
    attackTactic: null,
    iodef: { system: 'integrity-configuration', business: 'loss-of-service' },
  },
  {
    code: 'equipment_loss',
    origin: 'accidental',
    label: { fr: 'Perte de matériel', en: 'Lost equipment' },
    help: { fr: 'Un ordinateur, un téléphone ou un support a été égaré.', en: 'A computer, a phone or a medium was mislaid.' },
    rsit: { class: 'information-content-security', type: 'data-loss' },
    attackTactic: null,
    iodef: { system: 'availability-data', business: 'asset-damage' },
  },
  {
    code: 'disclosure_by_mistake',
    origin: 'accidental',
    label: { fr: 'Divulgation par erreur', en: 'Disclosure by mistake' },
    help: { fr: 'Des données ont été envoyées ou publiées par erreur.', en: 'Data were sent or published by mistake.' },
    rsit: { class: 'information-content-security', type: 'data-leak' },
    attackTactic: null,
    iodef: { system: 'breach-privacy', business: 'breach-privacy' },
  },
  {
    code: 'other_accidental',
    origin: 'accidental',
    label: { fr: 'Autre incident non malveillant', en: 'Other non-malicious incident' },
    help: { fr: "Un accident qui n'entre dans aucune autre ligne.", en: 'An accident that fits no other line.' },
    rsit: { class: 'other', type: 'other' },
    attackTactic: null,
    iodef: { system: 'unknown', business: 'unknown' },
  },
  {
    code: 'undetermined',
    origin: 'unknown',
    label: { fr: 'Ne sait pas encore', en: 'Do not know yet' },
    help: { fr: 'Vous pourrez préciser plus tard.', en: 'You can tell later.' },
    rsit: { class: 'other', type: 'undetermined' },
    attackTactic: null,
    iodef: { system: 'unknown', business: 'unknown' },
  },
] as const satisfies readonly IncidentType[];

export type IncidentTypeCode = (typeof INCIDENT_TYPES)[number]['code'];

/** The type of a code. */
export function incidentType(code: IncidentTypeCode): IncidentType<IncidentTypeCode> {
  const found = INCIDENT_TYPES.find((type) => type.code === code);
  if (!found) throw new RangeError(`Unknown incident type: ${code}`);
  return found;
}
