import type { Bilingual } from './bilingual.ts';
import { partsOf, type Regime } from './duty-id.ts';
import type { Rule } from './rule.ts';
import type { Day } from './time.ts';

const ANSSI: Bilingual = { fr: 'ANSSI (CERT-FR)', en: 'ANSSI (CERT-FR)' };
const CNIL: Bilingual = { fr: 'CNIL', en: 'CNIL (data protection authority)' };

const PLAIN = {
  inForceUntil: null, pendingNote: null, recommendedWhen: null,
  restartsAtEnd: false, phased: false, verified: true,
} as const;

const CNIL_RULE = {
  ...PLAIN,
  inForceFrom: '2018-05-25',
  addressee: CNIL,
  channel: {
    url: 'https://notifications.cnil.fr',
    how: { fr: 'Téléservice de notification de la CNIL', en: 'Notification service of the CNIL' },
  },
} as const;

const ANSSI_RULE = {
  ...PLAIN,
  addressee: ANSSI,
  deadline: null,
  target: { hours: 4 },
  channel: {
    url: null,
    how: {
      fr: 'Formulaire de l’ANSSI ; cert-fr.cossi@ssi.gouv.fr, 01 71 75 84 68',
      en: 'ANSSI form; cert-fr.cossi@ssi.gouv.fr, +33 1 71 75 84 68',
    },
  },
} as const;

const NIS2_RULE = {
  ...ANSSI_RULE,
  inForceFrom: null,
  pendingNote: {
    fr: 'La loi qui transpose la directive NIS 2 n’est pas promulguée : préparez-vous, rien n’est encore dû à ce titre.',
    en: 'The law that transposes the NIS 2 directive is not enacted: prepare, nothing is owed under it yet.',
  },
  condition: { all: ['nis2_entity', 'nis2_significant'] },
  target: null,
} as const;

/**
 * The rules shipped, state of the law known on 2026-11-22. What has no figure in the law carries an internal
 * target of ours. `verified: false` marks what was not read in an authoritative text.
 */
export const SHIPPED_RULES: readonly Rule[] = [
  {
    ...PLAIN,
    duty: 'cert_sante.declaration',
    inForceFrom: '2017-10-01', // décret 2016-1214
    condition: 'declarable',
    recommendedWhen: 'declaration_recommended',
    clockFrom: ['knownAt'],
    deadline: null,
    target: { hours: 4 },
    phased: true,
    title: { fr: 'Déclarer l’incident au CERT Santé', en: 'Declare the incident to CERT Santé' },
    addressee: { fr: 'CERT Santé (ANS)', en: 'CERT Santé (ANS)' },
    legalBasis: { fr: 'CSP, art. L.1111-8-2 et D.1111-16-2 à -4', en: 'Public health code (CSP), art. L.1111-8-2 and D.1111-16-2 to -4' },
    channel: {
      url: 'https://signalement.social-sante.gouv.fr',
      how: {
        fr: 'Portail de signalement, sans compte ; urgence : 09 72 43 91 25, 24 h/24',
        en: 'Reporting portal, no account; emergency: +33 9 72 43 91 25, 24/7',
      },
    },
  },
  {
    ...PLAIN,
    duty: 'materiovigilance.report',
    inForceFrom: '2022-04-22', // ordonnance 2022-582 (to be verified)
    condition: { all: ['medical_device', 'patient_harm'] },
    clockFrom: ['knownAt'],
    deadline: null,
    target: { hours: 24 },
    verified: false,
    title: { fr: 'Signaler en matériovigilance', en: 'Report under medical device vigilance' },
    addressee: { fr: 'ANSM', en: 'ANSM (medicines and devices agency)' },
    legalBasis: { fr: 'CSP, art. L.5212-2', en: 'Public health code (CSP), art. L.5212-2' },
    channel: {
      url: null,
      how: { fr: 'Par le correspondant local de matériovigilance', en: 'Through the local medical device vigilance officer' },
    },
  },
  {
    ...CNIL_RULE,
    duty: 'cnil.notification',
    condition: { all: ['personal_data', { exceptIf: { not: 'risk_to_persons' } }] },
    clockFrom: ['personalDataKnownAt', 'knownAt'],
    deadline: { hours: 72 },
    target: null,
    phased: true,
    title: { fr: 'Notifier la violation à la CNIL', en: 'Notify the breach to the CNIL' },
    legalBasis: { fr: 'RGPD, art. 33(1)', en: 'GDPR, art. 33(1)' },
  },
  {
    ...CNIL_RULE,
    duty: 'cnil.completion',
    condition: {
      all: ['personal_data', { exceptIf: { not: 'risk_to_persons' } }, { not: 'first_notification_complete' }],
    },
    clockFrom: ['cnil.notification'],
    deadline: null,
    target: { hours: 14 * 24 },
    title: { fr: 'Compléter la notification à la CNIL', en: 'Complete the notification to the CNIL' },
    legalBasis: { fr: 'RGPD, art. 33(4)', en: 'GDPR, art. 33(4)' },
  },
  {
    ...PLAIN,
    duty: 'persons.communication',
    inForceFrom: '2018-05-25',
    // Encryption keeps secrets, it brings nothing back: it exempts only where confidentiality alone is hit.
    condition: {
      all: [
        'personal_data', 'high_risk',
        { exceptIf: { all: ['data_encrypted', { not: 'unavailability' }, { not: 'alteration' }, { not: 'loss' }] } },
      ],
    },
    clockFrom: ['highRiskKnownAt', 'personalDataKnownAt', 'knownAt'],
    deadline: null,
    target: { hours: 72 },
    title: { fr: 'Informer les personnes concernées', en: 'Inform the persons concerned' },
    addressee: { fr: 'Personnes concernées, proches et personnes de confiance compris', en: 'Persons concerned, relatives and trusted persons included' },
    legalBasis: { fr: 'RGPD, art. 34', en: 'GDPR, art. 34' },
    channel: {
      url: null,
      how: {
        fr: 'Message individuel ; communication publique si l’effort serait disproportionné (art. 34(3)(c))',
        en: 'Individual message; public communication if the effort would be disproportionate (art. 34(3)(c))',
      },
    },
  },
  {
    ...ANSSI_RULE,
    duty: 'anssi_ose.declaration',
    inForceFrom: '2018-05-10',
    condition: { all: ['essential_operator', 'essential_system_hit'] },
    clockFrom: ['knownAt'],
    title: { fr: 'Déclarer à l’ANSSI en tant qu’OSE', en: 'Declare to ANSSI as an operator of essential services' },
    legalBasis: { fr: 'Loi 2018-133, art. 7 (NIS 1)', en: 'Act 2018-133, art. 7 (NIS 1)' },
  },
  {
    ...ANSSI_RULE,
    duty: 'anssi_oiv.declaration',
    inForceFrom: '2013-12-20',
    condition: { all: ['vital_operator', 'essential_system_hit'] },
    clockFrom: ['knownAt'],
    title: { fr: 'Déclarer à l’ANSSI en tant qu’OIV', en: 'Declare to ANSSI as an operator of vital importance' },
    legalBasis: { fr: 'Code de la défense, art. L.1332-6-2', en: 'Defence code, art. L.1332-6-2' },
  },
  {
    ...NIS2_RULE,
    duty: 'nis2.early_warning',
    clockFrom: ['knownAt'],
    deadline: { hours: 24 },
    title: { fr: 'Donner l’alerte précoce NIS 2', en: 'Give the NIS 2 early warning' },
    legalBasis: { fr: 'Directive 2022/2555, art. 23(4)(a)', en: 'Directive 2022/2555, art. 23(4)(a)' },
  },
  {
    ...NIS2_RULE,
    duty: 'nis2.notification',
    clockFrom: ['knownAt'],
    deadline: { hours: 72 },
    title: { fr: 'Notifier l’incident NIS 2', en: 'Notify the NIS 2 incident' },
    legalBasis: { fr: 'Directive 2022/2555, art. 23(4)(b)', en: 'Directive 2022/2555, art. 23(4)(b)' },
  },
  {
    ...NIS2_RULE,
    duty: 'nis2.progress_report',
    condition: { all: ['nis2_entity', 'nis2_significant', 'handled_after_deadline'] },
    clockFrom: ['nis2.notification'],
    deadline: { months: 1 },
    title: { fr: 'Remettre le rapport d’avancement NIS 2', en: 'Hand in the NIS 2 progress report' },
    legalBasis: { fr: 'Directive 2022/2555, art. 23(4)(e)', en: 'Directive 2022/2555, art. 23(4)(e)' },
  },
  {
    ...NIS2_RULE,
    duty: 'nis2.final_report',
    clockFrom: ['nis2.notification'],
    deadline: { months: 1 },
    restartsAtEnd: true,
    title: { fr: 'Remettre le rapport final NIS 2', en: 'Hand in the NIS 2 final report' },
    legalBasis: { fr: 'Directive 2022/2555, art. 23(4)(d) et (e)', en: 'Directive 2022/2555, art. 23(4)(d) and (e)' },
  },
  {
    ...PLAIN,
    duty: 'complaint.filing',
    inForceFrom: '2023-04-24', // loi 2023-22 (LOPMI), art. 5
    condition: { all: ['malicious', 'insured'] },
    clockFrom: ['lossKnownAt', 'knownAt'],
    deadline: { hours: 72 },
    target: null,
    title: { fr: 'Porter plainte (condition de l’indemnisation)', en: 'File a complaint (condition of the insurer’s payment)' },
    addressee: { fr: 'Police, gendarmerie ou procureur de la République', en: 'Police, gendarmerie or public prosecutor' },
    legalBasis: { fr: 'Code des assurances, art. L.12-10-1 (LOPMI)', en: 'Insurance code, art. L.12-10-1 (LOPMI)' },
    channel: {
      url: null,
      how: { fr: 'Commissariat, brigade de gendarmerie ou lettre au procureur', en: 'Police station, gendarmerie brigade or letter to the public prosecutor' },
    },
  },
  {
    ...PLAIN,
    duty: 'processor_to_controller.information',
    inForceFrom: '2018-05-25',
    condition: { all: ['processor', 'personal_data', 'customers_affected'] },
    clockFrom: ['personalDataKnownAt', 'knownAt'],
    deadline: null,
    target: { hours: 24 },
    title: { fr: 'Informer le responsable de traitement', en: 'Inform the controller' },
    addressee: { fr: 'Responsables de traitement concernés', en: 'Controllers concerned' },
    legalBasis: { fr: 'RGPD, art. 33(2)', en: 'GDPR, art. 33(2)' },
    channel: { url: null, how: { fr: 'Contact prévu au contrat', en: 'Contact named in the contract' } },
  },
  {
    ...PLAIN,
    duty: 'host_customers.information',
    inForceFrom: '2024-11-16', // HDS v2, arrêté of 26/04/2024
    condition: { all: ['health_data_host', 'customers_affected'] },
    clockFrom: ['knownAt'],
    deadline: null,
    target: { hours: 24 },
    title: { fr: 'Informer les clients de l’hébergement', en: 'Inform the hosting customers' },
    addressee: { fr: 'Clients de l’hébergeur', en: 'Customers of the host' },
    legalBasis: { fr: 'Référentiel HDS v2, exigence 20, et contrat', en: 'HDS v2 referential, requirement 20, and contract' },
    channel: { url: null, how: { fr: 'Contact d’incident prévu au contrat', en: 'Incident contact named in the contract' } },
  },
];

/** The same table with a regime in force from `from` (null: switched off), for a law whose date comes to be known. */
export function withRegimeInForce(rules: readonly Rule[], regime: Regime, from: Day | null): readonly Rule[] {
  return rules.map((rule) => (partsOf(rule.duty).regime === regime ? { ...rule, inForceFrom: from } : rule));
}
