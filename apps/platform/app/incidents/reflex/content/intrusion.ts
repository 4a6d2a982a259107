import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Someone is in the network, or a connected provider was attacked. */
export const intrusion: SheetText = {
  id: 'intrusion',
  title: { fr: 'Intrusion suspectée ou prestataire compromis', en: 'Suspected intrusion or compromised provider' },
  forWhom: { fr: 'Informatique, RSSI, direction.', en: 'IT, security officer, management.' },
  when: {
    fr: 'Alerte d’un outil ou du CERT Santé, compte d’administrateur inconnu, antivirus arrêté, faille exploitée, ou prestataire relié à vous qui se dit attaqué.',
    en: 'Alert from a tool or CERT Santé, unknown administrator account, antivirus stopped, exploited flaw, or a provider connected to you that reports an attack.',
  },
  firstMinutes: [
    {
      fr: 'Appelez le RSSI et l’informatique par téléphone. N’écrivez rien dans la messagerie interne.',
      en: 'Call the security officer and IT by telephone. Write nothing in internal mail.',
      why: { fr: 'L’intrus y est peut-être.', en: 'The intruder may be in there.' },
    },
    {
      fr: 'Prestataire compromis : coupez ses liaisons et désactivez ses comptes, puis appelez-le.',
      en: 'Compromised provider: cut its links and disable its accounts, then call it.',
    },
    {
      fr: 'Isolez du réseau la machine suspecte. Laissez-la allumée.',
      en: 'Take the suspicious machine off the network. Leave it switched on.',
    },
    {
      fr: 'Isolez les sauvegardes et vérifiez qu’une copie hors ligne existe.',
      en: 'Cut off the backups and check that an offline copy exists.',
    },
    {
      fr: 'Appelez le CERT Santé avant d’agir largement.',
      en: 'Call CERT Santé before you act broadly.',
      why: {
        fr: 'Un nettoyage trop rapide prévient l’intrus et efface ses traces.',
        en: 'Cleaning up too soon warns the intruder and erases the traces.',
      },
    },
  ],
  firstHours: [
    steps.crisisCell,
    steps.declare,
    {
      fr: 'Vérifiez les comptes d’administrateur, l’annuaire, les accès à distance et les tâches planifiées.',
      en: 'Check the administrator accounts, the directory, remote access and scheduled tasks.',
    },
    {
      fr: 'Faites venir une équipe de réponse à incident si un compte d’administrateur ou l’annuaire est touché.',
      en: 'Bring in an incident response team if an administrator account or the directory is affected.',
    },
    {
      fr: 'Préparez l’expulsion d’un seul geste : comptes, accès et portes d’entrée fermés ensemble.',
      en: 'Prepare the eviction as a single move: accounts, access and entry points closed together.',
    },
    {
      fr: 'Préparez le mode dégradé avec les soins, au cas où il faudrait tout couper.',
      en: 'Prepare degraded operation with the care teams, in case everything must be cut.',
    },
    steps.neighbours,
    steps.cnil,
    steps.complaint,
  ],
  doNot: [
    {
      fr: 'N’éteignez pas et ne réinstallez pas les machines suspectes.',
      en: 'Do not switch off or reinstall the suspicious machines.',
    },
    {
      fr: 'Ne changez pas les mots de passe un par un, sous les yeux de l’intrus.',
      en: 'Do not change the passwords one by one, under the intruder’s eyes.',
    },
    {
      fr: 'Ne contre-attaquez pas et ne visitez pas les adresses suspectes.',
      en: 'Do not strike back, and do not visit the suspicious addresses.',
    },
    {
      fr: 'Ne rouvrez pas l’accès d’un prestataire sur une simple parole : demandez un écrit.',
      en: 'Do not reopen a provider’s access on its word alone: ask for it in writing.',
    },
  ],
  keepTrace: [
    steps.logs,
    {
      fr: 'Faites copier la mémoire et le disque des machines suspectes par un spécialiste.',
      en: 'Have the memory and disk of the suspicious machines copied by a specialist.',
    },
    {
      fr: 'Notez adresses, noms de fichiers et empreintes suspects, et transmettez-les au CERT Santé.',
      en: 'Write down suspicious addresses, file names and hashes, and pass them on to CERT Santé.',
    },
    steps.log,
  ],
  whoToCall: [
    contacts.ciso,
    contacts.itOnCall,
    contacts.management,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.certFr,
    contacts.provider,
    contacts.dpo,
    contacts.cnil,
    contacts.insurer,
    contacts.police,
  ],
  sources: [
    sources.anssiRemediation,
    sources.anssiCrisis,
    sources.healthCode,
    sources.gdpr,
    sources.insuranceCode,
    sources.certSante,
  ],
};
