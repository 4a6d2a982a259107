import type { Bilingual } from './bilingual.ts';
import type { Criterion } from './condition.ts';
import type { Answer, LegalQuestionKey } from './facts.ts';
import type { ClockStart } from './rule.ts';

type ByAnswer = Readonly<Record<Answer, Bilingual>>;

function sentences(yes: [string, string], no: [string, string], unknown: [string, string]): ByAnswer {
  const both = ([fr, en]: [string, string]): Bilingual => ({ fr, en });
  return { yes: both(yes), no: both(no), unknown: both(unknown) };
}

/** What starts a clock, named so that « à partir de … » and “starts at …” read well: feminine or elided in French. */
export const CLOCK_START_NAMES: Readonly<Record<ClockStart, Bilingual>> = {
  knownAt: { fr: 'la première connaissance de l’incident par la structure', en: 'the structure’s first knowledge of the incident' },
  personalDataKnownAt: { fr: 'la découverte de l’atteinte à des données personnelles', en: 'the discovery that personal data are concerned' },
  highRiskKnownAt: { fr: 'la reconnaissance d’un risque élevé pour les personnes', en: 'the recognition of a high risk for persons' },
  lossKnownAt: { fr: 'la connaissance de la perte par la victime', en: 'the victim’s knowledge of the loss' },
  endedAt: { fr: 'la fin du traitement de l’incident', en: 'the end of the handling of the incident' },
  'cert_sante.declaration': { fr: 'l’envoi de la déclaration au CERT Santé', en: 'the sending of the declaration to CERT Santé' },
  'materiovigilance.report': { fr: 'l’envoi du signalement de matériovigilance', en: 'the sending of the medical device report' },
  'cnil.notification': { fr: 'l’envoi de la notification initiale à la CNIL', en: 'the sending of the first notification to the CNIL' },
  'cnil.completion': { fr: 'l’envoi du complément à la CNIL', en: 'the sending of the completion to the CNIL' },
  'persons.communication': { fr: 'l’information des personnes', en: 'the communication to the persons' },
  'anssi_ose.declaration': { fr: 'l’envoi de la déclaration à l’ANSSI (OSE)', en: 'the sending of the declaration to ANSSI (OSE)' },
  'anssi_oiv.declaration': { fr: 'l’envoi de la déclaration à l’ANSSI (OIV)', en: 'the sending of the declaration to ANSSI (OIV)' },
  'nis2.early_warning': { fr: 'l’envoi de l’alerte précoce NIS 2', en: 'the sending of the NIS 2 early warning' },
  'nis2.notification': { fr: 'l’envoi de la notification NIS 2', en: 'the sending of the NIS 2 notification' },
  'nis2.progress_report': { fr: 'l’envoi du rapport d’avancement NIS 2', en: 'the sending of the NIS 2 progress report' },
  'nis2.final_report': { fr: 'l’envoi du rapport final NIS 2', en: 'the sending of the NIS 2 final report' },
  'complaint.filing': { fr: 'la plainte', en: 'the complaint' },
  'processor_to_controller.information': { fr: 'l’information du responsable de traitement', en: 'the information of the controller' },
  'host_customers.information': { fr: 'l’information des clients de l’hébergeur', en: 'the information of the host’s customers' },
};

/** One sentence per criterion and answer; a coherence test walks it. */
export const CRITERION_SENTENCES: Readonly<Record<Criterion, ByAnswer>> = {
  declarable: sentences(
    ['L’incident est à déclarer au titre du code de la santé publique.', 'The incident must be declared under the public health code.'],
    ['L’incident n’est pas à déclarer au titre du code de la santé publique.', 'The incident need not be declared under the public health code.'],
    ['On ne sait pas encore si l’incident est à déclarer.', 'It is not known yet whether the incident must be declared.'],
  ),
  declaration_recommended: sentences(
    ['Déclarer l’incident est recommandé.', 'Declaring the incident is recommended.'],
    ['Rien ne recommande particulièrement de déclarer l’incident.', 'Nothing in particular recommends declaring the incident.'],
    ['On ne sait pas encore si déclarer est recommandé.', 'It is not known yet whether declaring is recommended.'],
  ),
  malicious: sentences(
    ['Un acte malveillant est avéré ou suspecté.', 'A malicious act is confirmed or suspected.'],
    ['L’incident n’est pas malveillant.', 'The incident is not malicious.'],
    ['On ne sait pas encore si l’incident est malveillant.', 'It is not known yet whether the incident is malicious.'],
  ),
  unavailability: sentences(
    ['Des systèmes ou des données sont indisponibles.', 'Systems or data are unavailable.'],
    ['Rien n’est indisponible.', 'Nothing is unavailable.'],
    ['On ne sait pas encore si quelque chose est indisponible.', 'It is not known yet whether anything is unavailable.'],
  ),
  alteration: sentences(
    ['Des données ou des systèmes sont altérés.', 'Data or systems are altered.'],
    ['Rien n’est altéré.', 'Nothing is altered.'],
    ['On ne sait pas encore si quelque chose est altéré.', 'It is not known yet whether anything is altered.'],
  ),
  loss: sentences(
    ['Des données sont perdues.', 'Data are lost.'],
    ['Aucune donnée n’est perdue.', 'No data are lost.'],
    ['On ne sait pas encore si des données sont perdues.', 'It is not known yet whether data are lost.'],
  ),
  personal_data: sentences(
    ['Des données personnelles sont touchées.', 'Personal data are concerned.'],
    ['Aucune donnée personnelle n’est touchée.', 'No personal data are concerned.'],
    ['On ne sait pas encore si des données personnelles sont touchées.', 'It is not known yet whether personal data are concerned.'],
  ),
  risk_to_persons: sentences(
    ['Un risque pour les personnes est possible.', 'A risk for persons is possible.'],
    ['Aucun risque pour les personnes n’est vraisemblable ; une violation de données s’inscrit tout de même au registre (RGPD 33(5)).', 'No risk for persons is likely; a data breach is still written in the register (GDPR 33(5)).'],
    ['Le risque pour les personnes n’est pas encore évalué.', 'The risk for persons is not assessed yet.'],
  ),
  high_risk: sentences(
    ['Le risque pour les personnes est élevé.', 'The risk for persons is high.'],
    ['Le risque pour les personnes n’est pas élevé.', 'The risk for persons is not high.'],
    ['On ne sait pas encore si le risque pour les personnes est élevé.', 'It is not known yet whether the risk for persons is high.'],
  ),
  data_encrypted: sentences(
    ['Les données étaient chiffrées, et la clé est sûre.', 'The data were encrypted, and the key is safe.'],
    ['Les données étaient lisibles, ou la clé est compromise.', 'The data were readable, or the key is compromised.'],
    ['On ne sait pas encore si les données étaient chiffrées.', 'It is not known yet whether the data were encrypted.'],
  ),
  first_notification_complete: sentences(
    ['La notification initiale était complète.', 'The first notification was complete.'],
    ['La notification initiale n’est pas envoyée, ou reste à compléter.', 'The first notification is not sent, or is still to be completed.'],
    ['On ne sait pas si la notification initiale était complète.', 'It is not known whether the first notification was complete.'],
  ),
  essential_operator: sentences(
    ['La structure est opérateur de services essentiels (OSE).', 'The structure is an operator of essential services (OSE).'],
    ['La structure n’est pas opérateur de services essentiels (OSE).', 'The structure is not an operator of essential services (OSE).'],
    ['On ne sait pas si la structure est opérateur de services essentiels (OSE).', 'It is not known whether the structure is an operator of essential services (OSE).'],
  ),
  vital_operator: sentences(
    ['La structure est opérateur d’importance vitale (OIV).', 'The structure is an operator of vital importance (OIV).'],
    ['La structure n’est pas opérateur d’importance vitale (OIV).', 'The structure is not an operator of vital importance (OIV).'],
    ['On ne sait pas si la structure est opérateur d’importance vitale (OIV).', 'It is not known whether the structure is an operator of vital importance (OIV).'],
  ),
  essential_system_hit: sentences(
    ['Un système essentiel ou d’importance vitale est touché.', 'An essential or vital system is hit.'],
    ['Aucun système essentiel ou d’importance vitale n’est touché.', 'No essential or vital system is hit.'],
    ['On ne sait pas encore si un système essentiel ou d’importance vitale est touché.', 'It is not known yet whether an essential or vital system is hit.'],
  ),
  nis2_entity: sentences(
    ['La structure est une entité importante ou essentielle (NIS 2).', 'The structure is an important or essential entity (NIS 2).'],
    ['La structure n’est pas une entité NIS 2.', 'The structure is not a NIS 2 entity.'],
    ['On ne sait pas si la structure est une entité NIS 2.', 'It is not known whether the structure is a NIS 2 entity.'],
  ),
  nis2_significant: sentences(
    ['L’incident est important au sens de la directive NIS 2.', 'The incident is significant within the meaning of the NIS 2 directive.'],
    ['L’incident n’est pas important au sens de la directive NIS 2.', 'The incident is not significant within the meaning of the NIS 2 directive.'],
    ['On ne sait pas encore si l’incident est important au sens de la directive NIS 2.', 'It is not known yet whether the incident is significant within the meaning of the NIS 2 directive.'],
  ),
  handled_after_deadline: sentences(
    ['L’incident est encore traité quand le rapport final serait dû.', 'The incident is still being handled when the final report would fall due.'],
    ['Le traitement de l’incident se termine avant l’échéance du rapport final.', 'The handling of the incident ends before the final report falls due.'],
    ['On ne sait pas si l’incident est toujours en cours.', 'It is not known whether the incident is still ongoing.'],
  ),
  insured: sentences(
    ['La structure est assurée contre ces pertes.', 'The structure is insured against these losses.'],
    ['La structure n’est pas assurée contre ces pertes : porter plainte reste utile, mais ne conditionne aucune indemnisation.', 'The structure is not insured against these losses: a complaint remains useful, but no payment depends on it.'],
    ['On ne sait pas si la structure est assurée contre ces pertes.', 'It is not known whether the structure is insured against these losses.'],
  ),
  medical_device: sentences(
    ['Un dispositif médical est en cause.', 'A medical device is involved.'],
    ['Aucun dispositif médical n’est en cause.', 'No medical device is involved.'],
    ['On ne sait pas encore si un dispositif médical est en cause.', 'It is not known yet whether a medical device is involved.'],
  ),
  patient_harm: sentences(
    ['Un patient a subi, ou aurait pu subir, un dommage.', 'A patient was, or could have been, harmed.'],
    ['Aucun patient n’a subi ni pu subir de dommage.', 'No patient was or could have been harmed.'],
    ['On ne sait pas encore si un patient a pu subir un dommage.', 'It is not known yet whether a patient could have been harmed.'],
  ),
  health_data_host: sentences(
    ['La structure héberge des données de santé pour des clients (HDS).', 'The structure hosts health data for customers (HDS).'],
    ['La structure n’héberge pas de données de santé pour des clients.', 'The structure hosts no health data for customers.'],
    ['On ne sait pas si la structure héberge des données de santé pour des clients.', 'It is not known whether the structure hosts health data for customers.'],
  ),
  processor: sentences(
    ['La structure est sous-traitante de données personnelles pour un autre responsable.', 'The structure processes personal data for another controller.'],
    ['La structure n’est sous-traitante pour aucun autre responsable.', 'The structure is nobody’s processor.'],
    ['On ne sait pas si la structure est sous-traitante pour un autre responsable.', 'It is not known whether the structure processes data for another controller.'],
  ),
  customers_affected: sentences(
    ['Des données ou services de clients sont touchés.', 'Data or services of customers are hit.'],
    ['Aucun client n’est touché.', 'No customer is hit.'],
    ['On ne sait pas encore si des clients sont touchés.', 'It is not known yet whether customers are hit.'],
  ),
};

/** The answers to the five legal questions, as reasons. */
export const LEGAL_ANSWER_SENTENCES: Readonly<Record<LegalQuestionKey, ByAnswer>> = {
  careSafety: sentences(
    ['La sécurité des soins est, ou peut être, touchée (a).', 'The safety of care is, or could be, affected (a).'],
    ['La sécurité des soins n’est pas touchée (a).', 'The safety of care is not affected (a).'],
    ['Effet sur la sécurité des soins encore inconnu (a).', 'Effect on the safety of care not known yet (a).'],
  ),
  dataConfidentialityIntegrity: sentences(
    ['La confidentialité ou l’intégrité de données de santé est touchée (b).', 'The confidentiality or integrity of health data is affected (b).'],
    ['La confidentialité et l’intégrité des données de santé sont intactes (b).', 'The confidentiality and integrity of health data are intact (b).'],
    ['Effet sur la confidentialité ou l’intégrité des données de santé encore inconnu (b).', 'Effect on the confidentiality or integrity of health data not known yet (b).'],
  ),
  normalFunctioning: sentences(
    ['Le fonctionnement normal de la structure est atteint (c).', 'The normal functioning of the structure is harmed (c).'],
    ['La structure fonctionne normalement (c).', 'The structure functions normally (c).'],
    ['Effet sur le fonctionnement de la structure encore inconnu (c).', 'Effect on the functioning of the structure not known yet (c).'],
  ),
  healthSystemOrganisation: sentences(
    ['L’organisation départementale, régionale ou nationale du système de santé est touchée (d).', 'The departmental, regional or national organisation of the health system is affected (d).'],
    ['L’organisation du système de santé n’est pas touchée (d).', 'The organisation of the health system is not affected (d).'],
    ['Effet sur l’organisation du système de santé encore inconnu (d).', 'Effect on the organisation of the health system not known yet (d).'],
  ),
  otherStructures: sentences(
    ['D’autres structures sont susceptibles d’être touchées (e).', 'Other structures are likely to be hit (e).'],
    ['Aucune autre structure ne risque d’être touchée (e).', 'No other structure is likely to be hit (e).'],
    ['Risque pour d’autres structures encore inconnu (e).', 'Risk for other structures not known yet (e).'],
  ),
};
