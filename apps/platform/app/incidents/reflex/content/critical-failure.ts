import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Non-malicious failure: patient record, network, telephone, power, cooling, provider. */
export const criticalFailure: SheetText = {
  id: 'critical_failure',
  title: {
    fr: 'Panne d’une application ou d’une infrastructure critique',
    en: 'Failure of a critical application or infrastructure',
  },
  forWhom: {
    fr: 'Garde administrative, cadres de santé, informatique, services techniques.',
    en: 'Administrator on duty, ward managers, IT, technical services.',
  },
  when: {
    fr: 'Le dossier patient, le réseau, le téléphone, l’électricité, la climatisation ou un hébergeur est en panne, sans signe d’attaque.',
    en: 'The patient record, the network, the telephone, power, cooling or a host has failed, with no sign of attack.',
  },
  firstMinutes: [
    steps.degraded,
    {
      fr: 'Sortez les dossiers de secours : prescriptions, allergies, plans de soins, listes de patients.',
      en: 'Bring out the fallback records: prescriptions, allergies, care plans, patient lists.',
    },
    {
      fr: 'Appelez l’informatique ou les services techniques d’astreinte, puis le prestataire.',
      en: 'Call IT or the technical services on call, then the provider.',
    },
    {
      fr: 'Panne électrique ou de climatisation : surveillez les groupes de secours et la température des salles ; arrêtez d’abord les machines les moins utiles.',
      en: 'Power or cooling failure: watch the backup generators and the room temperature; shut down the least useful machines first.',
    },
    {
      fr: 'Posez la question : est-ce vraiment une panne ? Au moindre doute, suivez la fiche « Intrusion ».',
      en: 'Ask the question: is it really a failure? At the slightest doubt, follow the “Intrusion” sheet.',
    },
  ],
  firstHours: [
    steps.crisisCell,
    {
      fr: 'Comparez la durée annoncée de la panne à la durée que chaque service peut tenir.',
      en: 'Compare the announced length of the failure with what each ward can withstand.',
    },
    {
      fr: 'Décidez s’il faut reporter, transférer ou dérouter des patients. Prévenez l’ARS le cas échéant.',
      en: 'Decide whether patients must be postponed, transferred or diverted. Alert the ARS if so.',
    },
    {
      ...steps.declare,
      why: {
        fr: 'Une panne sans malveillance se déclare aussi, sans délai, si elle met en jeu la sécurité des soins, les données de santé ou le fonctionnement normal.',
        en: 'A failure without malice must be reported too, without delay, if it bears on safety of care, health data or normal operation.',
      },
    },
    steps.cnil,
    {
      fr: 'Relevez les équipes et faites un point à heure fixe, même s’il n’y a rien de neuf.',
      en: 'Relieve the teams and hold a briefing at set times, even with nothing new.',
    },
    {
      fr: 'Prévoyez la saisie, dans le dossier, de ce qui a été écrit sur papier. Faites vérifier les prescriptions.',
      en: 'Plan the entry, into the record, of what was written on paper. Have the prescriptions checked.',
      why: {
        fr: 'Le retour à la normale est un moment à risque pour les patients.',
        en: 'The return to normal is a time of risk for patients.',
      },
    },
  ],
  doNot: [
    {
      fr: 'Ne redémarrez pas tout à la fois : suivez l’ordre prévu.',
      en: 'Do not restart everything at once: follow the planned order.',
    },
    {
      fr: 'Ne contournez pas la panne avec une messagerie privée ou un téléphone personnel pour des données de patients.',
      en: 'Do not work around the failure with private mail or a personal telephone for patient data.',
    },
    {
      fr: 'N’annoncez pas d’heure de retour dont vous n’êtes pas sûrs.',
      en: 'Do not announce a time of recovery of which you are not sure.',
    },
  ],
  keepTrace: [
    steps.log,
    {
      fr: 'Notez le début, la fin, les services touchés et les effets sur les soins.',
      en: 'Write down the start, the end, the wards affected and the effects on care.',
    },
    {
      fr: 'Gardez les messages d’erreur, les journaux et les numéros de ticket du prestataire.',
      en: 'Keep the error messages, the logs and the provider’s ticket numbers.',
    },
    {
      fr: 'Gardez tous les supports papier du mode dégradé.',
      en: 'Keep all the paper used in degraded operation.',
    },
  ],
  whoToCall: [
    contacts.itOnCall,
    contacts.provider,
    contacts.management,
    contacts.ciso,
    contacts.ars,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.dpo,
  ],
  sources: [sources.healthCode, sources.whitePlan, sources.gdpr],
};
