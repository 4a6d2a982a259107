import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Service flooded, or public site altered. */
export const denialOfService: SheetText = {
  id: 'denial_of_service',
  title: { fr: 'Déni de service ou site Internet défiguré', en: 'Denial of service or defaced web site' },
  forWhom: { fr: 'Informatique, communication, direction.', en: 'IT, communication, management.' },
  when: {
    fr: 'Le site ou un service en ligne ne répond plus sous un afflux de connexions, ou ses pages ont été modifiées.',
    en: 'The web site or an online service no longer answers under a flood of connections, or its pages were altered.',
  },
  firstMinutes: [
    {
      fr: 'Vérifiez ce qui est touché : le site seul, ou aussi un service utile aux soins (prise de rendez-vous, accès à distance, téléphonie, hébergement du dossier patient).',
      en: 'Check what is affected: the site alone, or also a service needed for care (appointments, remote access, telephony, hosted patient record).',
    },
    {
      fr: 'Appelez l’hébergeur et l’opérateur Internet. Demandez un filtrage.',
      en: 'Call the host and the Internet operator. Ask for filtering.',
    },
    {
      fr: 'Site défiguré : photographiez la page, puis faites afficher une page d’attente.',
      en: 'Defaced site: photograph the page, then have a holding page shown.',
    },
    {
      fr: 'Surveillez le reste du réseau.',
      en: 'Watch the rest of the network.',
      why: {
        fr: 'Une attaque bruyante peut en cacher une autre.',
        en: 'A noisy attack may hide another one.',
      },
    },
  ],
  firstHours: [
    {
      fr: 'Donnez aux patients et aux partenaires un autre moyen de vous joindre.',
      en: 'Give patients and partners another way to reach you.',
    },
    steps.degraded,
    {
      fr: 'Site défiguré : cherchez l’entrée (compte, extension, faille), vérifiez que des données n’ont pas été prises.',
      en: 'Defaced site: find the way in (account, extension, flaw), check that no data were taken.',
    },
    {
      fr: 'Remettez le site depuis une copie saine, mise à jour, avec de nouveaux mots de passe.',
      en: 'Put the site back from a clean, updated copy, with new passwords.',
    },
    steps.declare,
    {
      fr: 'Si le site recueillait des données personnelles, prévenez le DPO.',
      en: 'If the site collected personal data, alert the DPO.',
    },
    steps.complaint,
  ],
  doNot: [
    {
      fr: 'Ne payez pas pour que l’attaque cesse.',
      en: 'Do not pay for the attack to stop.',
    },
    {
      fr: 'Ne remettez pas le site en ligne sans avoir corrigé l’entrée.',
      en: 'Do not put the site back online before the way in is fixed.',
    },
    {
      fr: 'Ne commentez pas l’attaque sur les réseaux sociaux.',
      en: 'Do not comment on the attack on social networks.',
      why: { fr: 'Ses auteurs cherchent la publicité.', en: 'Its authors are after publicity.' },
    },
  ],
  keepTrace: [
    steps.photograph,
    {
      fr: 'Gardez les heures de début et de fin, et les mesures de trafic de l’opérateur.',
      en: 'Keep the start and end times, and the operator’s traffic figures.',
    },
    {
      fr: 'Gardez une copie complète du site modifié et de ses journaux avant de le remettre en état.',
      en: 'Keep a full copy of the altered site and of its logs before restoring it.',
    },
    {
      fr: 'Gardez tout message de menace ou de revendication.',
      en: 'Keep any message of threat or claim.',
    },
  ],
  whoToCall: [
    contacts.provider,
    contacts.itOnCall,
    contacts.ciso,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.certFr,
    contacts.police,
  ],
  sources: [sources.healthCode, sources.insuranceCode, sources.penalCode, sources.certSante],
};
