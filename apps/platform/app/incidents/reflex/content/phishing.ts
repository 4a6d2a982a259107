import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Suspicious message: received, clicked, attachment opened or password typed. */
export const phishing: SheetText = {
  id: 'phishing',
  title: { fr: 'Message d’hameçonnage reçu ou cliqué', en: 'Phishing message received or clicked' },
  forWhom: { fr: 'Tout agent, puis l’informatique.', en: 'Any member of staff, then IT.' },
  when: {
    fr: 'Un courriel, un SMS ou un appel vous presse d’ouvrir un lien, une pièce jointe, de payer ou de donner un mot de passe.',
    en: 'A mail, a text message or a call urges you to open a link or an attachment, to pay or to give a password.',
  },
  firstMinutes: [
    {
      fr: 'Vous l’avez seulement reçu : ne cliquez pas, signalez-le à l’informatique.',
      en: 'You only received it: do not click, report it to IT.',
    },
    {
      fr: 'Vous avez cliqué : fermez la page et appelez l’informatique tout de suite.',
      en: 'You clicked: close the page and call IT at once.',
      why: {
        fr: 'Une minute gagnée peut sauver le réseau. Personne ne vous le reprochera.',
        en: 'A minute gained may save the network. No one will blame you.',
      },
    },
    {
      fr: 'Vous avez donné un mot de passe : changez-le depuis un autre appareil, puis suivez la fiche « Compte piraté ».',
      en: 'You gave a password: change it from another device, then follow the “Compromised account” sheet.',
    },
    {
      fr: 'Vous avez ouvert une pièce jointe : retirez le câble réseau, coupez le Wi-Fi, laissez le poste allumé.',
      en: 'You opened an attachment: pull the network cable, turn off the Wi-Fi, leave the computer on.',
    },
    {
      fr: 'Vous avez donné un numéro de carte ou payé : appelez la banque, puis suivez la fiche « Fraude ».',
      en: 'You gave a card number or paid: call the bank, then follow the “Fraud” sheet.',
    },
  ],
  firstHours: [
    {
      fr: 'Informatique : bloquez l’expéditeur, le lien et la pièce jointe. Retirez le message des autres boîtes.',
      en: 'IT: block the sender, the link and the attachment. Remove the message from the other mailboxes.',
    },
    {
      fr: 'Cherchez qui d’autre l’a reçu, cliqué, ou a saisi un mot de passe. Posez la question sans menacer.',
      en: 'Find who else received it, clicked, or typed a password. Ask without threatening.',
    },
    {
      fr: 'Faites changer les mots de passe donnés et fermer les sessions.',
      en: 'Have the passwords that were given away changed and the sessions closed.',
    },
    {
      fr: 'Faites analyser les postes où la pièce jointe a été ouverte avant de les rebrancher.',
      en: 'Have the computers where the attachment was opened analysed before they are reconnected.',
    },
    {
      fr: 'Avertissez le personnel avec une image du message, sans lien actif.',
      en: 'Warn the staff with a picture of the message, without a live link.',
    },
    {
      ...steps.declare,
      fr: 'Si un poste ou un compte est touché, déclarez l’incident au CERT Santé. Signalez-lui aussi une vague de messages, même sans dégât.',
      en: 'If a computer or an account is affected, report the incident to CERT Santé. Tell it of a wave of messages too, even without damage.',
    },
  ],
  doNot: [
    {
      fr: 'Ne répondez pas et n’appelez pas le numéro indiqué dans le message.',
      en: 'Do not answer, and do not call the number given in the message.',
    },
    {
      fr: 'Ne transférez pas le message à vos collègues.',
      en: 'Do not forward the message to your colleagues.',
      why: { fr: 'L’un d’eux cliquera.', en: 'One of them will click.' },
    },
    {
      fr: 'Ne l’effacez pas avant que l’informatique l’ait récupéré.',
      en: 'Do not delete it before IT has collected it.',
    },
    steps.noBlame,
  ],
  keepTrace: [
    {
      fr: 'Gardez le message d’origine, en fichier et avec ses en-têtes techniques.',
      en: 'Keep the original message, as a file and with its technical headers.',
    },
    {
      fr: 'Notez l’heure du clic, le poste, et ce qui a été saisi (jamais le mot de passe lui-même).',
      en: 'Write down the time of the click, the computer, and what was typed (never the password itself).',
    },
    steps.photograph,
    steps.log,
  ],
  whoToCall: [contacts.itOnCall, contacts.ciso, contacts.bank, contacts.certSante, contacts.reportingPortal],
  sources: [sources.anssiHygiene, sources.healthCode, sources.certSante],
};
