import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** False transfer order, changed bank details, impersonation. */
export const fraud: SheetText = {
  id: 'fraud',
  title: {
    fr: 'Fraude : faux ordre de virement, faux fournisseur',
    en: 'Fraud: false transfer order, false supplier',
  },
  forWhom: {
    fr: 'Finances, achats, paie, direction, comptable.',
    en: 'Finance, purchasing, payroll, management, accountant.',
  },
  when: {
    fr: 'Un virement a été demandé ou fait au nom d’un dirigeant, d’un fournisseur ou d’un agent qui n’a rien demandé.',
    en: 'A transfer was requested or made in the name of a director, a supplier or a member of staff who asked for nothing.',
  },
  firstMinutes: [
    {
      fr: 'Appelez la banque, ou le comptable public, au numéro habituel. Demandez le blocage et le rappel des fonds.',
      en: 'Call the bank, or the public accountant, at the usual number. Ask for the funds to be blocked and recalled.',
      why: {
        fr: 'Chaque heure diminue les chances de retrouver l’argent.',
        en: 'Each hour lowers the chance of recovering the money.',
      },
    },
    {
      fr: 'Suspendez les autres paiements vers ce compte ou ce fournisseur.',
      en: 'Suspend the other payments to that account or supplier.',
    },
    {
      fr: 'Appelez la personne dont le nom a servi, à un numéro que vous connaissez déjà.',
      en: 'Call the person whose name was used, at a number you already know.',
    },
    {
      fr: 'Prévenez la direction et le RSSI.',
      en: 'Alert management and the security officer.',
    },
  ],
  firstHours: [
    {
      fr: 'Confirmez par écrit à la banque la demande de rappel des fonds.',
      en: 'Confirm the request to recall the funds to the bank in writing.',
    },
    {
      fr: 'Déposez plainte. Apportez l’ordre de virement, les messages et les coordonnées bancaires.',
      en: 'File a complaint. Bring the transfer order, the messages and the bank details.',
    },
    {
      fr: 'Vérifiez si une messagerie a été piratée, chez vous ou chez le fournisseur. Si oui, suivez la fiche « Compte piraté ».',
      en: 'Check whether a mailbox was compromised, yours or the supplier’s. If so, follow the “Compromised account” sheet.',
    },
    {
      ...steps.complaint,
      fr: 'Si un compte ou un système a été piraté, la plainte doit être déposée 72 h au plus tard après en avoir eu connaissance.',
      en: 'If an account or a system was compromised, the complaint must be filed within 72 h of learning of it.',
    },
    {
      fr: 'Relisez les changements de coordonnées bancaires des dernières semaines.',
      en: 'Review the changes of bank details of the last few weeks.',
    },
    {
      fr: 'Avertissez les services de paiement, les autres structures du groupement et le vrai fournisseur.',
      en: 'Warn the payment offices, the other structures of the group and the real supplier.',
    },
    steps.insurer,
  ],
  doNot: [
    {
      fr: 'Ne répondez pas au fraudeur et ne lui montrez pas que vous savez.',
      en: 'Do not answer the fraudster, and do not show that you know.',
    },
    {
      fr: 'N’utilisez aucun numéro ni lien donné dans le message.',
      en: 'Use no number or link given in the message.',
    },
    {
      fr: 'N’effacez aucun message, ni les journaux d’appels.',
      en: 'Delete no message, nor the call logs.',
    },
    steps.noBlame,
  ],
  keepTrace: [
    {
      fr: 'Gardez les messages d’origine avec leurs en-têtes techniques, et les pièces jointes.',
      en: 'Keep the original messages with their technical headers, and the attachments.',
    },
    {
      fr: 'Notez les appels : heure, numéro affiché, voix, ce qui a été dit.',
      en: 'Write down the calls: time, number shown, voice, what was said.',
    },
    {
      fr: 'Gardez les preuves de virement et les échanges avec la banque.',
      en: 'Keep the proofs of transfer and the exchanges with the bank.',
    },
    steps.log,
  ],
  whoToCall: [contacts.bank, contacts.management, contacts.ciso, contacts.itOnCall, contacts.police, contacts.insurer],
  sources: [sources.insuranceCode, sources.penalCode],
};
