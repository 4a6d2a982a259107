import type { ComplaintText } from '../complaint.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';

/** How to file a complaint after an attack. */
export const complaint: ComplaintText = {
  title: { fr: 'Fiche plainte', en: 'Complaint sheet' },
  forWhom: {
    fr: 'La direction, ou la personne à qui elle a donné pouvoir.',
    en: 'Management, or the person to whom it gave power of attorney.',
  },
  when: {
    fr: 'Votre structure est victime d’une attaque informatique, même sans en connaître l’auteur.',
    en: 'Your structure is the victim of a computer attack, even if its author is unknown.',
  },
  deadline: [
    {
      fr: 'Vous avez 72 h, week-end et jours fériés compris, à partir du moment où votre structure a connaissance de l’attaque.',
      en: 'You have 72 h, weekends and holidays included, from the time at which your structure learns of the attack.',
      why: {
        fr: 'Un assureur ne peut indemniser une attaque informatique que si la plainte est déposée dans ce délai (code des assurances, art. L.12-10-1).',
        en: 'An insurer may compensate a computer attack only if the complaint is filed in that time (French insurance code, art. L.12-10-1).',
      },
    },
    {
      fr: 'N’attendez pas la fin de l’analyse : une plainte se complète.',
      en: 'Do not wait for the end of the analysis: a complaint can be completed.',
    },
    {
      fr: 'Sans assurance ou après ce délai, la plainte garde tout son intérêt pour l’enquête.',
      en: 'Without insurance or after that time, the complaint is still fully useful to the investigation.',
    },
  ],
  whereToFile: [
    {
      fr: 'Au commissariat ou à la brigade de gendarmerie de votre choix. Appelez avant de venir et dites qu’il s’agit d’une attaque informatique.',
      en: 'At the police station or gendarmerie brigade of your choice. Call before you come and say that it is a computer attack.',
    },
    {
      fr: 'Ou par lettre au procureur de la République du tribunal judiciaire, en recommandé avec avis de réception.',
      en: 'Or by letter to the public prosecutor of the judicial court, by registered mail with proof of delivery.',
      why: {
        fr: 'Si le délai est proche, préférez le dépôt sur place : la date ne sera pas discutée.',
        en: 'If the deadline is near, prefer filing in person: the date will not be disputed.',
      },
    },
    {
      fr: 'Demandez le récépissé et une copie du procès-verbal. Transmettez-les à l’assureur.',
      en: 'Ask for the receipt and a copy of the statement. Pass them on to the insurer.',
    },
  ],
  whoSigns: [
    {
      fr: 'Le représentant légal de la structure signe : directeur, président ou gérant.',
      en: 'The legal representative of the structure signs: director, president or manager.',
    },
    {
      fr: 'À défaut, une personne munie d’un pouvoir écrit et signé de lui.',
      en: 'Failing that, a person who holds a power of attorney written and signed by them.',
    },
    {
      fr: 'Venez avec une personne qui connaît la technique et les faits.',
      en: 'Come with a person who knows the technical side and the facts.',
    },
  ],
  bring: [
    {
      fr: 'Une pièce d’identité, et le pouvoir écrit s’il y a lieu.',
      en: 'An identity document, and the power of attorney if needed.',
    },
    {
      fr: 'Un justificatif de la structure : extrait Kbis, statuts ou acte de nomination, numéros SIRET et FINESS.',
      en: 'A document proving the structure: Kbis extract, articles or deed of appointment, SIRET and FINESS numbers.',
    },
    { fr: 'Cette fiche remplie, et la main courante.', en: 'This sheet filled in, and the logbook.' },
    {
      fr: 'Les preuves sur un support neuf, avec une liste : journaux, images d’écran, messages, fichiers suspects.',
      en: 'The evidence on a new medium, with a list: logs, screen pictures, messages, suspicious files.',
    },
    {
      fr: 'Le contrat d’assurance et le rapport des prestataires, s’ils existent.',
      en: 'The insurance policy and the providers’ report, if they exist.',
    },
  ],
  facts: [
    {
      fr: 'Dites ce que vous avez constaté, dans l’ordre, avec les heures. Séparez les faits des suppositions.',
      en: 'Say what you observed, in order, with the times. Keep facts apart from guesses.',
    },
    {
      fr: 'Dites quelles machines, quelles données et quels services sont touchés, et depuis quand.',
      en: 'Say which machines, which data and which services are affected, and since when.',
    },
    {
      fr: 'Dites les effets sur les soins : mode dégradé, activité arrêtée, patients transférés.',
      en: 'Say the effects on care: degraded operation, activity stopped, patients transferred.',
    },
    {
      fr: 'Dites ce qui a été fait depuis, par qui, et ce qu’il reste des machines d’origine.',
      en: 'Say what was done since, by whom, and what is left of the original machines.',
    },
    {
      fr: 'Donnez une première estimation du préjudice.',
      en: 'Give a first estimate of the loss.',
    },
  ],
  preserve: [
    {
      fr: 'Copiez les journaux avant leur effacement : serveurs, pare-feu, messagerie, accès à distance, antivirus.',
      en: 'Copy the logs before they are erased: servers, firewall, mail, remote access, antivirus.',
    },
    {
      fr: 'Gardez une copie complète des machines touchées, mémoire et disque, faite par un spécialiste.',
      en: 'Keep a full copy of the affected machines, memory and disk, made by a specialist.',
    },
    {
      fr: 'Gardez les messages avec leurs en-têtes, la demande de rançon, quelques fichiers chiffrés.',
      en: 'Keep the messages with their headers, the ransom note, a few encrypted files.',
    },
    {
      fr: 'Pour chaque preuve, notez la date, le lieu, qui l’a prise, qui la garde, et son empreinte.',
      en: 'For each piece of evidence, write down the date, the place, who took it, who keeps it, and its hash.',
      why: {
        fr: 'On pourra ainsi montrer qu’elle n’a pas été changée.',
        en: 'So that it can be shown not to have been altered.',
      },
    },
  ],
  doNot: [
    {
      fr: 'Ne remettez aucun dossier de patient de votre propre initiative.',
      en: 'Do not hand over any patient record of your own accord.',
      why: {
        fr: 'Le secret médical demeure. Les enquêteurs suivent une procédure pour y accéder.',
        en: 'Medical confidentiality still holds. Investigators follow a procedure to access it.',
      },
    },
    {
      fr: 'Ne travaillez pas sur les preuves d’origine : travaillez sur une copie.',
      en: 'Do not work on the original evidence: work on a copy.',
    },
    {
      fr: 'N’accusez personne sans preuve : portez plainte « contre X ».',
      en: 'Accuse no one without proof: file against persons unknown (« contre X »).',
    },
  ],
  offences: [
    {
      article: '323-1',
      text: {
        fr: 'Entrer ou rester frauduleusement dans un système informatique.',
        en: 'Fraudulently entering or staying in a computer system.',
      },
      examples: {
        fr: 'Compte piraté, intrusion, accès à distance détourné.',
        en: 'Compromised account, intrusion, misused remote access.',
      },
    },
    {
      article: '323-2',
      text: {
        fr: 'Empêcher ou fausser le fonctionnement d’un système informatique.',
        en: 'Hindering or distorting the operation of a computer system.',
      },
      examples: { fr: 'Rançongiciel, déni de service.', en: 'Ransomware, denial of service.' },
    },
    {
      article: '323-3',
      text: {
        fr: 'Introduire, copier, garder, transmettre, supprimer ou modifier frauduleusement des données d’un système.',
        en: 'Fraudulently introducing, copying, keeping, passing on, deleting or altering the data of a system.',
      },
      examples: {
        fr: 'Vol de données, chiffrement, site défiguré.',
        en: 'Data theft, encryption, defaced site.',
      },
    },
    {
      article: '323-3-1',
      text: {
        fr: 'Sans motif légitime, importer, détenir, offrir, céder ou mettre à disposition un outil ou une donnée fait pour commettre ces infractions.',
        en: 'Without legitimate reason, importing, holding, offering, giving or making available a tool or data made to commit these offences.',
      },
      examples: {
        fr: 'Logiciel d’attaque, mots de passe volés mis en vente.',
        en: 'Attack software, stolen passwords put up for sale.',
      },
    },
  ],
  groupTitles: {
    victim: { fr: 'La structure victime', en: 'The victim structure' },
    signatory: { fr: 'La personne qui porte plainte', en: 'The person who files the complaint' },
    facts: { fr: 'Les faits', en: 'The facts' },
    systems: { fr: 'Les systèmes touchés', en: 'The systems affected' },
    damage: { fr: 'Les conséquences', en: 'The consequences' },
    traces: { fr: 'Les traces et les preuves', en: 'Traces and evidence' },
    procedures: { fr: 'Les démarches faites', en: 'Steps already taken' },
  },
  whoToCall: [contacts.police, contacts.certSante, contacts.insurer, contacts.ciso, contacts.dpo],
  sources: [sources.penalCode, sources.insuranceCode],
};
