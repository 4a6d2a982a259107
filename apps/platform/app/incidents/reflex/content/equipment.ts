import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Laptop, telephone, USB stick or card lost or stolen. */
export const equipment: SheetText = {
  id: 'equipment',
  title: { fr: 'Perte ou vol de matériel', en: 'Loss or theft of equipment' },
  forWhom: { fr: 'La personne concernée, l’informatique, le DPO.', en: 'The person concerned, IT, the DPO.' },
  when: {
    fr: 'Ordinateur, téléphone, tablette, clé USB, disque, carte professionnelle ou dossier papier disparu.',
    en: 'A computer, telephone, tablet, USB stick, disk, professional card or paper record has disappeared.',
  },
  firstMinutes: [
    {
      fr: 'Prévenez l’informatique tout de suite, même la nuit, même sans certitude.',
      en: 'Alert IT at once, even at night, even if unsure.',
    },
    {
      fr: 'Faites bloquer les comptes utilisés sur l’appareil et fermer leurs sessions.',
      en: 'Have the accounts used on the device blocked and their sessions closed.',
    },
    {
      fr: 'Faites verrouiller ou effacer l’appareil à distance, si c’est prévu. Notez l’heure et le résultat.',
      en: 'Have the device locked or wiped remotely, if that is set up. Write down the time and the result.',
    },
    {
      fr: 'Faites opposition : ligne téléphonique, carte professionnelle, badge d’accès.',
      en: 'Have these cancelled: telephone line, professional card, access badge.',
    },
  ],
  firstHours: [
    {
      fr: 'Écrivez ce que l’appareil contenait : données de patients, messagerie, mots de passe, accès à distance.',
      en: 'Write down what the device held: patient data, mail, passwords, remote access.',
    },
    {
      fr: 'Établissez si le disque était chiffré et l’appareil verrouillé.',
      en: 'Establish whether the disk was encrypted and the device locked.',
      why: {
        fr: 'C’est ce qui décide du risque pour les patients.',
        en: 'That is what decides the risk to patients.',
      },
    },
    {
      fr: 'Révoquez les certificats et les clés d’accès à distance de l’appareil.',
      en: 'Revoke the certificates and remote access keys of the device.',
    },
    steps.cnil,
    {
      fr: 'En cas de vol, déposez plainte, avec les numéros de série et IMEI.',
      en: 'In case of theft, file a complaint, with the serial and IMEI numbers.',
    },
    {
      ...steps.declare,
      fr: 'Si le matériel contenait des données de santé ou ouvrait un accès à votre réseau, déclarez l’incident au CERT Santé.',
      en: 'If the equipment held health data or gave access to your network, report the incident to CERT Santé.',
    },
    steps.insurer,
  ],
  doNot: [
    {
      fr: 'N’attendez pas de l’avoir cherché partout pour prévenir.',
      en: 'Do not wait until you have searched everywhere before speaking up.',
    },
    {
      fr: 'N’allez pas récupérer seul un appareil localisé : prévenez la police.',
      en: 'Do not go alone to recover a located device: alert the police.',
    },
    {
      fr: 'Ne rebranchez pas un appareil retrouvé avant son contrôle par l’informatique.',
      en: 'Do not reconnect a device that was found before IT has checked it.',
    },
    steps.noBlame,
  ],
  keepTrace: [
    {
      fr: 'Notez où, quand et comment : dernière fois vu, constat, témoins, effraction.',
      en: 'Write down where, when and how: last seen, discovery, witnesses, break-in.',
    },
    {
      fr: 'Gardez la facture, le numéro de série et la preuve du chiffrement.',
      en: 'Keep the invoice, the serial number and the proof of encryption.',
    },
    {
      fr: 'Gardez les images de vidéosurveillance avant leur effacement.',
      en: 'Keep the surveillance footage before it is erased.',
    },
    {
      fr: 'Surveillez et copiez les connexions faites depuis l’appareil après sa disparition.',
      en: 'Watch and copy the sign-ins made from the device after it disappeared.',
    },
  ],
  whoToCall: [
    contacts.itOnCall,
    contacts.ciso,
    contacts.dpo,
    contacts.cnil,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.insurer,
    contacts.police,
  ],
  sources: [sources.anssiHygiene, sources.gdpr, sources.healthCode],
};
