import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';

/** Return to normal and lessons. */
export const after: SheetText = {
  id: 'after',
  title: { fr: 'Après l’incident : revenir à la normale et apprendre', en: 'After the incident: return to normal and learn' },
  forWhom: { fr: 'Direction, RSSI, informatique, soins, qualité.', en: 'Management, security officer, IT, care, quality.' },
  when: {
    fr: 'L’attaque est contenue, ou la panne est réparée.',
    en: 'The attack is contained, or the failure is repaired.',
  },
  firstMinutes: [
    {
      fr: 'Décidez la sortie de crise en cellule, et notez l’heure. Gardez l’astreinte renforcée.',
      en: 'Decide the end of the crisis in the crisis team, and write down the time. Keep the reinforced on-call rota.',
    },
    {
      fr: 'Remettez en service dans l’ordre prévu : d’abord ce dont dépendent les soins.',
      en: 'Put back into service in the planned order: first what care depends on.',
    },
    {
      fr: 'Vérifiez chaque machine avant de la rebrancher.',
      en: 'Check each machine before reconnecting it.',
    },
    {
      fr: 'Remerciez les équipes et organisez leur repos.',
      en: 'Thank the teams and organise their rest.',
    },
  ],
  firstHours: [
    {
      fr: 'Changez les mots de passe et les clés qui ont pu être vus, d’abord ceux des administrateurs.',
      en: 'Change the passwords and keys that may have been seen, those of administrators first.',
    },
    {
      fr: 'Saisissez dans les dossiers ce qui a été écrit sur papier. Faites contrôler par les soignants.',
      en: 'Enter into the records what was written on paper. Have it checked by care staff.',
    },
    {
      fr: 'Complétez la déclaration au CERT Santé, la notification à la CNIL et la plainte.',
      en: 'Complete the report to CERT Santé, the notification to the CNIL and the complaint.',
    },
    {
      fr: 'Informez les patients, les partenaires et le personnel de la fin de l’incident.',
      en: 'Inform patients, partners and staff of the end of the incident.',
    },
    {
      fr: 'Surveillez de près les semaines suivantes : l’attaquant revient souvent.',
      en: 'Watch closely over the following weeks: the attacker often returns.',
    },
    {
      fr: 'Faites un premier retour à chaud en quelques jours, puis un retour à froid avec les causes.',
      en: 'Hold a first debriefing within a few days, then a second one with the causes.',
    },
    {
      fr: 'Transformez chaque leçon en une mesure, avec un responsable et une date.',
      en: 'Turn each lesson into a measure, with an owner and a date.',
    },
  ],
  doNot: [
    {
      fr: 'Ne rétablissez pas une liaison sans l’accord de celui qui est à l’autre bout.',
      en: 'Do not restore a link without the consent of those at the other end.',
    },
    {
      fr: 'Ne détruisez pas les preuves ni les papiers du mode dégradé.',
      en: 'Destroy neither the evidence nor the papers of degraded operation.',
    },
    {
      fr: 'Ne changez pas le retour d’expérience en recherche de coupable.',
      en: 'Do not turn the lessons learned into a search for someone to blame.',
    },
    {
      fr: 'Ne classez pas tant que la cause n’est pas trouvée, ou déclarée introuvable.',
      en: 'Do not close the file until the cause is found, or declared impossible to find.',
    },
  ],
  keepTrace: [
    {
      fr: 'Fermez et archivez la main courante, les décisions et les preuves.',
      en: 'Close and archive the logbook, the decisions and the evidence.',
    },
    {
      fr: 'Chiffrez le coût : heures, achats, prestataires, soins reportés.',
      en: 'Work out the cost: hours, purchases, providers, postponed care.',
    },
    {
      fr: 'Écrivez la chronologie, la cause, ce qui a aidé et ce qui a manqué.',
      en: 'Write the timeline, the cause, what helped and what was missing.',
    },
  ],
  whoToCall: [
    contacts.ciso,
    contacts.dpo,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.cnil,
    contacts.insurer,
  ],
  sources: [sources.anssiRemediation, sources.anssiCrisis, sources.healthCode, sources.gdpr],
};
