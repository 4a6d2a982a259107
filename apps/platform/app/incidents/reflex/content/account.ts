import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Mailbox or account used by someone else. */
export const account: SheetText = {
  id: 'account',
  title: { fr: 'Messagerie ou compte piraté', en: 'Compromised mailbox or account' },
  forWhom: {
    fr: 'La personne à qui appartient le compte, l’informatique, le RSSI.',
    en: 'The owner of the account, IT, the security officer.',
  },
  when: {
    fr: 'Des messages partent sans vous, une connexion vous est inconnue, votre mot de passe ne marche plus ou vous l’avez donné.',
    en: 'Messages leave without you, a sign-in is unknown to you, your password no longer works or you gave it away.',
  },
  firstMinutes: [
    {
      fr: 'Changez le mot de passe depuis un autre appareil, sain. Si vous n’y arrivez pas, faites bloquer le compte.',
      en: 'Change the password from another, clean device. If you cannot, have the account blocked.',
    },
    {
      fr: 'Faites fermer toutes les sessions ouvertes du compte.',
      en: 'Have all open sessions of the account closed.',
      why: {
        fr: 'Changer le mot de passe ne met pas toujours l’intrus dehors.',
        en: 'Changing the password does not always put the intruder out.',
      },
    },
    {
      fr: 'Appelez l’informatique et le RSSI par téléphone, pas depuis la messagerie touchée.',
      en: 'Call IT and the security officer by telephone, not from the affected mailbox.',
    },
    {
      fr: 'Changez ce même mot de passe partout où il servait.',
      en: 'Change that same password everywhere it was used.',
    },
    {
      fr: 'S’il s’agit d’un compte d’administrateur ou de prestataire, passez à la fiche « Intrusion ».',
      en: 'If it is an administrator or provider account, go to the “Intrusion” sheet.',
    },
  ],
  firstHours: [
    {
      fr: 'Retirez les règles de transfert, les délégations et les applications autorisées que vous n’avez pas créées.',
      en: 'Remove the forwarding rules, delegations and authorised applications that you did not create.',
      why: { fr: 'L’intrus s’en sert pour continuer à lire.', en: 'The intruder uses them to keep reading.' },
    },
    {
      fr: 'Vérifiez les moyens de récupération du compte : numéro, adresse, second facteur.',
      en: 'Check the recovery means of the account: number, address, second factor.',
    },
    {
      fr: 'Activez un second facteur si le service le permet.',
      en: 'Turn on a second factor if the service allows it.',
    },
    {
      fr: 'Cherchez ce qui a été lu, envoyé ou téléchargé, et depuis quand. La boîte contenait-elle des données de patients ?',
      en: 'Find what was read, sent or downloaded, and since when. Did the mailbox hold patient data?',
    },
    {
      fr: 'Prévenez les destinataires des faux messages : ne pas cliquer, ne pas payer, effacer.',
      en: 'Alert the recipients of the forged messages: do not click, do not pay, delete.',
    },
    steps.declare,
    steps.cnil,
    steps.complaint,
  ],
  doNot: [
    {
      fr: 'Ne supprimez ni la boîte, ni les messages envoyés, ni les règles sans les avoir copiés.',
      en: 'Delete neither the mailbox, nor the sent messages, nor the rules before copying them.',
    },
    {
      fr: 'Ne reprenez pas un ancien mot de passe, ni une variante.',
      en: 'Do not reuse an old password, nor a variant of one.',
    },
    {
      fr: 'Ne discutez pas de l’incident dans la messagerie touchée.',
      en: 'Do not discuss the incident in the affected mailbox.',
    },
    steps.noBlame,
  ],
  keepTrace: [
    {
      fr: 'Exportez le journal des connexions du compte : heures, adresses, pays, appareils.',
      en: 'Export the sign-in log of the account: times, addresses, countries, devices.',
    },
    {
      fr: 'Gardez un exemplaire complet des faux messages, avec leurs en-têtes techniques.',
      en: 'Keep a full copy of the forged messages, with their technical headers.',
    },
    {
      fr: 'Photographiez les règles et délégations avant de les retirer.',
      en: 'Photograph the rules and delegations before removing them.',
    },
    steps.log,
  ],
  whoToCall: [
    contacts.itOnCall,
    contacts.ciso,
    contacts.provider,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.dpo,
    contacts.cnil,
    contacts.police,
  ],
  sources: [sources.anssiHygiene, sources.healthCode, sources.gdpr, sources.insuranceCode, sources.certSante],
};
