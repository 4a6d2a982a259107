import type { SourceText } from '../sheet.ts';

/** Texts and guides on which the sheets rest; the wording of the sheets is ours. */
export const sources = {
  healthCode: {
    title: {
      fr: 'Code de la santé publique, art. L.1111-8-2 et D.1111-16-2 à D.1111-16-4 (signalement des incidents)',
      en: 'French public health code, art. L.1111-8-2 and D.1111-16-2 to D.1111-16-4 (incident reporting)',
    },
  },
  gdpr: {
    title: {
      fr: 'RGPD, art. 33 et 34 (violation de données personnelles)',
      en: 'GDPR, art. 33 and 34 (personal data breach)',
    },
  },
  insuranceCode: {
    title: {
      fr: 'Code des assurances, art. L.12-10-1 (plainte sous 72 h)',
      en: 'French insurance code, art. L.12-10-1 (complaint within 72 h)',
    },
  },
  penalCode: {
    title: {
      fr: 'Code pénal, art. 323-1 à 323-3-1 (atteintes aux systèmes de traitement automatisé de données)',
      en: 'French criminal code, art. 323-1 to 323-3-1 (attacks on automated data processing systems)',
    },
  },
  whitePlan: {
    title: {
      fr: 'Code de la santé publique, art. L.3131-7 et R.3131-13 (plan blanc)',
      en: 'French public health code, art. L.3131-7 and R.3131-13 (hospital emergency plan)',
    },
  },
  anssiRansomware: {
    title: { fr: 'ANSSI, guide sur les rançongiciels (2020)', en: 'ANSSI, guide on ransomware (2020)' },
    url: 'https://cyber.gouv.fr',
  },
  anssiCrisis: {
    title: {
      fr: 'ANSSI, guides de gestion de crise d’origine cyber (2020 et 2021)',
      en: 'ANSSI, guides on cyber crisis management (2020 and 2021)',
    },
    url: 'https://cyber.gouv.fr',
  },
  anssiRemediation: {
    title: { fr: 'ANSSI, guides de remédiation (2024)', en: 'ANSSI, guides on remediation (2024)' },
    url: 'https://cyber.gouv.fr',
  },
  anssiHygiene: {
    title: { fr: 'ANSSI, guide d’hygiène informatique (2017)', en: 'ANSSI, guide to IT hygiene (2017)' },
    url: 'https://cyber.gouv.fr',
  },
  certSante: {
    title: { fr: 'CERT Santé, portail de cyberveille', en: 'CERT Santé, cyber watch portal' },
    url: 'https://cyberveille.esante.gouv.fr',
  },
} as const satisfies Record<string, SourceText>;
