import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Patient data stolen, published, or sent to the wrong person. */
export const dataLeak: SheetText = {
  id: 'data_leak',
  title: { fr: 'Fuite de données de patients', en: 'Patient data leak' },
  forWhom: { fr: 'Direction, DPO, RSSI, service concerné.', en: 'Management, DPO, security officer, ward concerned.' },
  when: {
    fr: 'Des données sont publiées, volées, visibles de tous, ou envoyées à la mauvaise personne.',
    en: 'Data are published, stolen, visible to all, or sent to the wrong person.',
  },
  firstMinutes: [
    {
      fr: 'Arrêtez la fuite : retirez la page, fermez le partage, coupez l’accès. Notez l’heure.',
      en: 'Stop the leak: take the page down, close the share, cut the access. Write down the time.',
    },
    {
      fr: 'Envoi à la mauvaise personne : demandez-lui d’effacer et de le confirmer par écrit.',
      en: 'Sent to the wrong person: ask them to delete and to confirm it in writing.',
    },
    {
      fr: 'Appelez le DPO et le RSSI. Notez l’heure où vous êtes sûrs qu’il y a fuite.',
      en: 'Call the DPO and the security officer. Write down the time at which you are sure of the leak.',
      why: { fr: 'Le délai de la CNIL part de là.', en: 'The CNIL’s deadline runs from there.' },
    },
    {
      fr: 'Si un prestataire est en cause, exigez qu’il vous dise par écrit ce qu’il sait.',
      en: 'If a provider is involved, demand that they tell you in writing what they know.',
    },
  ],
  firstHours: [
    {
      fr: 'Établissez quelles données, de combien de personnes, depuis quand, et vues par qui. Une estimation suffit.',
      en: 'Establish which data, of how many people, since when, and seen by whom. An estimate is enough.',
    },
    {
      fr: 'Pensez aussi au personnel, aux proches et aux personnes de confiance inscrits dans les dossiers.',
      en: 'Think also of staff, relatives and trusted persons named in the records.',
    },
    steps.cnil,
    {
      fr: 'Si le risque est élevé pour les personnes, informez-les dans les meilleurs délais, en mots simples : ce qui s’est passé, ce qu’elles risquent, quoi faire, qui appeler.',
      en: 'If the risk to the people is high, inform them as soon as possible, in plain words: what happened, what they risk, what to do, whom to call.',
    },
    steps.declare,
    {
      fr: 'Si la fuite est un vol, déposez plainte, 72 h au plus tard après en avoir eu connaissance.',
      en: 'If the leak is a theft, file a complaint, within 72 h of learning of it.',
    },
    {
      fr: 'Préparez une réponse unique pour les patients, le personnel et la presse.',
      en: 'Prepare a single answer for patients, staff and the press.',
    },
    {
      fr: 'Inscrivez la violation au registre du DPO, même si elle n’est pas notifiée, avec vos raisons.',
      en: 'Enter the breach in the DPO’s register, even if it is not notified, with your reasons.',
    },
  ],
  doNot: [
    {
      fr: 'Ne téléchargez pas les données publiées pour vérifier par vous-même.',
      en: 'Do not download the published data to check for yourself.',
      why: {
        fr: 'Confiez-le au RSSI ou au CERT Santé : les fichiers peuvent être piégés.',
        en: 'Leave it to the security officer or CERT Santé: the files may be booby-trapped.',
      },
    },
    {
      fr: 'N’attendez pas de tout savoir pour notifier.',
      en: 'Do not wait to know everything before you notify.',
    },
    {
      fr: 'Ne niez pas la fuite et ne la minimisez pas tant que vous ne savez pas.',
      en: 'Do not deny or play down the leak while you do not know.',
    },
    steps.noPatientData,
  ],
  keepTrace: [
    {
      fr: 'Gardez l’adresse et une image de la page, avec la date, sans donnée lisible.',
      en: 'Keep the address and a picture of the page, with the date, without readable data.',
    },
    {
      fr: 'Gardez les messages reçus : alerte, chantage, confirmation d’effacement.',
      en: 'Keep the messages received: warning, blackmail, confirmation of deletion.',
    },
    steps.logs,
    {
      fr: 'Notez pourquoi vous avez décidé de notifier, ou non, et d’informer, ou non.',
      en: 'Write down why you decided to notify, or not, and to inform, or not.',
    },
    steps.log,
  ],
  whoToCall: [
    contacts.dpo,
    contacts.ciso,
    contacts.management,
    contacts.provider,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.cnil,
    contacts.police,
  ],
  sources: [sources.gdpr, sources.healthCode, sources.insuranceCode, sources.certSante],
};
