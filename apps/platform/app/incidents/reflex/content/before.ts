import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';

/** Preparation, on a quiet day. */
export const before: SheetText = {
  id: 'before',
  title: { fr: 'Se préparer avant l’incident', en: 'Prepare before the incident' },
  forWhom: { fr: 'Direction, RSSI ou référent SSI, informatique.', en: 'Management, security officer, IT.' },
  when: { fr: 'Aujourd’hui, un jour calme. Puis à revoir chaque année.', en: 'Today, on a quiet day. Then review it every year.' },
  firstMinutes: [
    {
      fr: 'Imprimez les fiches réflexes et la liste des contacts. Rangez-les là où la garde les trouve.',
      en: 'Print the reflex sheets and the contact list. Keep them where the staff on duty will find them.',
      why: {
        fr: 'Le jour de l’attaque, ni l’ordinateur ni l’annuaire ne marcheront.',
        en: 'On the day of the attack, neither the computer nor the directory will work.',
      },
    },
    {
      fr: 'Remplissez chaque contact resté vide : astreinte, RSSI, DPO, hébergeur, assureur, banque.',
      en: 'Fill in each contact left blank: on call, security officer, DPO, host, insurer, bank.',
    },
    {
      fr: 'Désignez qui décide la nuit et le week-end, et son remplaçant.',
      en: 'Name who decides at night and at weekends, and their deputy.',
    },
    {
      fr: 'Choisissez un moyen de communiquer hors de votre réseau.',
      en: 'Choose a means of communication outside your network.',
    },
  ],
  firstHours: [
    {
      fr: 'Gardez trois copies des données critiques, sur deux supports, dont une hors ligne. Essayez la restauration au moins une fois par an.',
      en: 'Keep three copies of critical data, on two media, one of them offline. Test restoring at least once a year.',
      why: {
        fr: 'Une sauvegarde jamais restaurée n’est qu’un espoir.',
        en: 'A backup never restored is only a hope.',
      },
    },
    {
      fr: 'Écrivez, service par service, comment travailler sans informatique et combien de temps c’est tenable.',
      en: 'Write, ward by ward, how to work without IT and for how long it is bearable.',
    },
    {
      fr: 'Fixez l’ordre de redémarrage des applications.',
      en: 'Set the order in which applications restart.',
    },
    {
      fr: 'Imposez un second facteur aux administrateurs, à l’accès à distance et à la messagerie.',
      en: 'Require a second factor of administrators, for remote access and for mail.',
    },
    {
      fr: 'Listez les prestataires reliés à votre réseau, et comment couper chacun.',
      en: 'List the providers connected to your network, and how to cut each one off.',
    },
    {
      fr: 'Créez une boîte fonctionnelle SSI lue par la direction, l’informatique, le RSSI et le DPO. Testez-la.',
      en: 'Create a functional security mailbox read by management, IT, the security officer and the DPO. Test it.',
    },
    {
      fr: 'Relisez le contrat d’assurance : délais, numéro d’urgence, exigences.',
      en: 'Read the insurance policy again: deadlines, emergency number, requirements.',
    },
    {
      fr: 'Faites un exercice de crise par an et corrigez ce qu’il révèle.',
      en: 'Hold a crisis exercise every year and fix what it reveals.',
    },
  ],
  doNot: [
    {
      fr: 'Ne gardez pas le plan de crise seulement sur le serveur qu’il doit sauver.',
      en: 'Do not keep the crisis plan only on the server that it is meant to save.',
    },
    {
      fr: 'Ne comptez pas sur une seule personne, ni sur un seul téléphone.',
      en: 'Do not rely on a single person, nor on a single telephone.',
    },
    {
      fr: 'Ne laissez pas les sauvegardes accessibles avec les comptes habituels.',
      en: 'Do not leave the backups reachable with the usual accounts.',
    },
  ],
  keepTrace: [
    {
      fr: 'Datez la mallette de crise : contacts, fiches, schéma du réseau, procédures papier, main courante vierge.',
      en: 'Date the crisis kit: contacts, sheets, network diagram, paper procedures, blank logbook.',
    },
    {
      fr: 'Gardez les journaux techniques assez longtemps pour remonter au début d’une attaque, hors de portée des comptes habituels.',
      en: 'Keep technical logs long enough to trace an attack to its start, out of reach of the usual accounts.',
    },
    {
      fr: 'Notez la date et le résultat de chaque essai : restauration, exercice, appel d’astreinte.',
      en: 'Write down the date and result of each test: restore, exercise, on-call drill.',
    },
  ],
  whoToCall: [
    contacts.itOnCall,
    contacts.ciso,
    contacts.management,
    contacts.dpo,
    contacts.provider,
    contacts.biomedical,
    contacts.insurer,
    contacts.bank,
    contacts.ars,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.certFr,
    contacts.cnil,
    contacts.police,
  ],
  sources: [sources.anssiHygiene, sources.anssiCrisis, sources.whitePlan, sources.certSante],
};
