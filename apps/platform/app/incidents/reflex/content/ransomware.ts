import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Encrypted stations or servers, ransom note. */
export const ransomware: SheetText = {
  id: 'ransomware',
  title: { fr: 'Rançongiciel : postes ou serveurs chiffrés', en: 'Ransomware: encrypted computers or servers' },
  forWhom: {
    fr: 'Direction ou garde administrative, informatique, tout agent qui voit l’écran de rançon.',
    en: 'Management or administrator on duty, IT, anyone who sees the ransom screen.',
  },
  when: {
    fr: 'Des fichiers ne s’ouvrent plus, leur nom a changé, ou un message réclame une rançon.',
    en: 'Files no longer open, their names have changed, or a message demands a ransom.',
  },
  firstMinutes: [
    {
      fr: 'Débranchez du réseau les machines touchées : câble retiré, Wi-Fi coupé. Laissez-les allumées.',
      en: 'Take the affected machines off the network: cable out, Wi-Fi off. Leave them switched on.',
      why: {
        fr: 'Éteindre efface de la mémoire des traces utiles, parfois la clé de déchiffrement.',
        en: 'Switching off erases useful traces from memory, sometimes the decryption key.',
      },
    },
    {
      fr: 'Appelez l’informatique d’astreinte et le RSSI par téléphone.',
      en: 'Call IT on call and the security officer by telephone.',
      why: {
        fr: 'L’attaquant lit peut-être votre messagerie.',
        en: 'The attacker may be reading your mail.',
      },
    },
    {
      fr: 'Isolez les sauvegardes du réseau, tout de suite. Vérifiez qu’une copie hors ligne existe.',
      en: 'Cut the backups off the network, at once. Check that an offline copy exists.',
      why: { fr: 'Elles sont la cible suivante.', en: 'They are the next target.' },
    },
    {
      fr: 'Faites couper les accès à distance et les liaisons avec l’extérieur : VPN, prestataires, Internet.',
      en: 'Have remote access and outside links cut: VPN, providers, Internet.',
    },
    {
      fr: 'Dites aux services de ne plus allumer de poste et de ne brancher aucune clé USB.',
      en: 'Tell the wards to switch on no more computers and to plug in no USB stick.',
    },
    steps.degraded,
  ],
  firstHours: [
    steps.crisisCell,
    steps.declare,
    {
      fr: 'Listez ce qui marche encore et ce qui manque, service par service. Commencez par les urgences, le bloc, la réanimation, la pharmacie et le laboratoire.',
      en: 'List what still works and what is missing, ward by ward. Start with emergency, theatre, intensive care, pharmacy and laboratory.',
    },
    {
      fr: 'Décidez s’il faut dérouter, transférer ou déprogrammer des patients. Prévenez l’ARS, et le SAMU si les urgences sont touchées.',
      en: 'Decide whether patients must be diverted, transferred or postponed. Alert the ARS, and the SAMU if the emergency department is affected.',
    },
    steps.neighbours,
    steps.cnil,
    steps.insurer,
    steps.complaint,
    {
      fr: 'Faites venir une équipe de réponse à incident. Le CERT Santé peut vous orienter.',
      en: 'Bring in an incident response team. CERT Santé can direct you to one.',
    },
  ],
  doNot: [
    {
      fr: 'Ne payez pas et ne répondez pas aux attaquants.',
      en: 'Do not pay, and do not answer the attackers.',
      why: {
        fr: 'Payer ne garantit ni le retour des données ni leur silence.',
        en: 'Paying guarantees neither the return of the data nor their silence.',
      },
    },
    {
      fr: 'Ne réinstallez et ne restaurez rien avant d’avoir copié les preuves et trouvé par où ils sont entrés.',
      en: 'Reinstall and restore nothing before evidence is copied and the way in is found.',
      why: { fr: 'Ils reviendraient par la même porte.', en: 'They would return by the same door.' },
    },
    {
      fr: 'Ne rebranchez aucune sauvegarde sur un réseau qui n’est pas sain.',
      en: 'Reconnect no backup to a network that is not clean.',
    },
    {
      fr: 'Ne vous connectez pas avec un compte d’administrateur sur une machine touchée.',
      en: 'Do not sign in with an administrator account on an affected machine.',
    },
    steps.noPatientData,
  ],
  keepTrace: [
    steps.log,
    {
      fr: 'Photographiez le message de rançon. Gardez le fichier qui le contient et quelques fichiers chiffrés.',
      en: 'Photograph the ransom note. Keep the file that holds it and a few encrypted files.',
    },
    {
      fr: 'Notez l’heure et le poste du premier signe, puis chaque machine touchée.',
      en: 'Write down the time and computer of the first sign, then each affected machine.',
    },
    steps.logs,
    {
      fr: 'Mettez de côté au moins un disque chiffré, intact et étiqueté.',
      en: 'Set aside at least one encrypted disk, untouched and labelled.',
    },
  ],
  whoToCall: [
    contacts.itOnCall,
    contacts.ciso,
    contacts.management,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.certFr,
    contacts.ars,
    contacts.dpo,
    contacts.cnil,
    contacts.insurer,
    contacts.police,
  ],
  sources: [
    sources.anssiRansomware,
    sources.anssiCrisis,
    sources.healthCode,
    sources.gdpr,
    sources.insuranceCode,
    sources.certSante,
  ],
};
