import type { ContactText } from '../sheet.ts';

/** Public contacts, then those that each structure writes in: the only place where numbers are kept. */
export const contacts = {
  certSante: {
    id: 'cert_sante',
    name: { fr: 'CERT Santé', en: 'CERT Santé (national health CERT)' },
    note: {
      fr: '24 h sur 24, 7 jours sur 7. De 18 h à 9 h : astreinte pour les incidents majeurs qui imposent un mode dégradé.',
      en: '24 hours a day, 7 days a week. From 18:00 to 9:00: on call for major incidents that force degraded operation.',
    },
    phone: '09 72 43 91 25',
    url: 'https://cyberveille.esante.gouv.fr',
    toFillIn: false,
  },
  reportingPortal: {
    id: 'reporting_portal',
    name: { fr: 'Portail national de signalement', en: 'National reporting portal' },
    note: {
      fr: 'Sans compte. « Vous êtes un professionnel de santé », puis « Cybersécurité ».',
      en: 'No account needed. Choose “Vous êtes un professionnel de santé”, then “Cybersécurité”.',
    },
    url: 'https://signalement.social-sante.gouv.fr',
    toFillIn: false,
  },
  certFr: {
    id: 'cert_fr',
    name: { fr: 'ANSSI, CERT-FR', en: 'ANSSI, CERT-FR (national cybersecurity agency)' },
    note: {
      fr: 'Si votre structure est opérateur de services essentiels. Sinon, le CERT Santé fait le lien.',
      en: 'If your structure is an operator of essential services. Otherwise CERT Santé makes the link.',
    },
    phone: '01 71 75 84 68',
    mail: 'cert-fr.cossi@ssi.gouv.fr',
    toFillIn: false,
  },
  cnil: {
    id: 'cnil',
    name: { fr: 'CNIL', en: 'CNIL (data protection authority)' },
    note: {
      fr: 'Violation de données personnelles : notification en ligne, en plusieurs fois si besoin.',
      en: 'Personal data breach: notify online, in several steps if needed.',
    },
    url: 'https://notifications.cnil.fr',
    toFillIn: false,
  },
  police: {
    id: 'police',
    name: { fr: 'Police ou gendarmerie', en: 'Police or gendarmerie' },
    note: {
      fr: 'Le 17 en cas d’urgence. Pour la plainte : le commissariat ou la brigade la plus proche.',
      en: 'Dial 17 in an emergency. To file a complaint: the nearest police station or gendarmerie brigade.',
    },
    phone: '17',
    toFillIn: false,
  },
  itOnCall: {
    id: 'it_on_call',
    name: { fr: 'Informatique, astreinte', en: 'IT, on call' },
    note: { fr: 'Votre service informatique ou votre infogérant.', en: 'Your IT department or managed service provider.' },
    toFillIn: true,
  },
  ciso: {
    id: 'ciso',
    name: { fr: 'RSSI ou référent SSI', en: 'Security officer (RSSI)' },
    note: {
      fr: 'Celui de la structure, du groupement ou de la région.',
      en: 'That of your structure, of your group or of your region.',
    },
    toFillIn: true,
  },
  management: {
    id: 'management',
    name: { fr: 'Direction, garde administrative', en: 'Management, administrator on duty' },
    note: { fr: 'Décide, déclare, porte plainte.', en: 'Decides, declares, files the complaint.' },
    toFillIn: true,
  },
  dpo: {
    id: 'dpo',
    name: { fr: 'Délégué à la protection des données (DPO)', en: 'Data protection officer (DPO)' },
    note: { fr: 'Dès que des données personnelles sont touchées.', en: 'As soon as personal data are affected.' },
    toFillIn: true,
  },
  provider: {
    id: 'provider',
    name: { fr: 'Éditeur, hébergeur ou opérateur concerné', en: 'Vendor, host or operator concerned' },
    note: { fr: 'Numéro d’urgence et numéro de contrat.', en: 'Emergency number and contract number.' },
    toFillIn: true,
  },
  biomedical: {
    id: 'biomedical',
    name: { fr: 'Ingénieur biomédical, astreinte', en: 'Biomedical engineer, on call' },
    note: {
      fr: 'Et le correspondant de matériovigilance.',
      en: 'And the medical device vigilance correspondent.',
    },
    toFillIn: true,
  },
  insurer: {
    id: 'insurer',
    name: { fr: 'Assureur', en: 'Insurer' },
    note: { fr: 'Numéro d’urgence et numéro de police.', en: 'Emergency number and policy number.' },
    toFillIn: true,
  },
  bank: {
    id: 'bank',
    name: { fr: 'Banque ou comptable public', en: 'Bank or public accountant' },
    note: { fr: 'Le service des fraudes, joignable la nuit.', en: 'The fraud desk, reachable at night.' },
    toFillIn: true,
  },
  ars: {
    id: 'ars',
    name: { fr: 'Agence régionale de santé (ARS)', en: 'Regional health agency (ARS)' },
    note: {
      fr: 'Si les soins, les transferts de patients ou la région sont touchés.',
      en: 'If care, patient transfers or the region are affected.',
    },
    toFillIn: true,
  },
} as const satisfies Record<string, ContactText>;
