import type { StepText } from '../sheet.ts';

/** Steps that several sheets share: each legal duty is worded once. */
export const steps = {
  declare: {
    fr: 'Déclarez l’incident au CERT Santé sans attendre d’avoir tout compris. Vous compléterez ensuite.',
    en: 'Report the incident to CERT Santé without waiting to understand it all. You will complete it later.',
    why: {
      fr: 'Si l’incident est grave ou significatif, la direction ou son délégué doit le déclarer sans délai. Le CERT Santé aide aussi à le traiter.',
      en: 'If the incident is serious or significant, management or its delegate must report it without delay. CERT Santé also helps to handle it.',
    },
  },
  cnil: {
    fr: 'Prévenez le DPO. Si des données personnelles sont touchées, même seulement indisponibles, il prépare la notification à la CNIL : 72 h au plus tard après en avoir acquis la certitude raisonnable.',
    en: 'Alert the DPO. If personal data are affected, even merely unavailable, the DPO prepares the notification to the CNIL: within 72 h of being reasonably certain of it.',
    why: {
      fr: 'La notification n’est pas due si la violation ne présente probablement aucun risque pour les personnes. Elle peut se faire en plusieurs fois. Un retard doit être justifié.',
      en: 'Notification is not due if the breach is unlikely to put people at risk. It can be made in several steps. A delay must be justified.',
    },
  },
  complaint: {
    fr: 'Déposez plainte, 72 h au plus tard après avoir eu connaissance de l’attaque. Aidez-vous de la fiche plainte.',
    en: 'File a complaint, within 72 h of learning of the attack. Use the complaint sheet.',
    why: {
      fr: 'Passé ce délai, l’assureur ne peut pas verser l’indemnité prévue par le contrat.',
      en: 'After that, the insurer may not pay the compensation that the policy provides for.',
    },
  },
  log: {
    fr: 'Ouvrez une main courante : l’heure, le fait, la décision, le nom. Sur papier s’il le faut.',
    en: 'Open a logbook: time, fact, decision, name. On paper if need be.',
    why: {
      fr: 'Elle servira à la déclaration, à la plainte, à l’assureur et au retour d’expérience.',
      en: 'It will serve the report, the complaint, the insurer and the lessons learned.',
    },
  },
  photograph: {
    fr: 'Photographiez les écrans avec un téléphone, sans aucune donnée de patient lisible.',
    en: 'Photograph the screens with a phone, with no patient data readable.',
  },
  logs: {
    fr: 'Demandez à l’informatique et aux prestataires de copier les journaux (serveurs, messagerie, pare-feu, accès à distance) et d’en arrêter l’effacement automatique.',
    en: 'Ask IT and the providers to copy the logs (servers, mail, firewall, remote access) and to stop their automatic deletion.',
  },
  crisisCell: {
    fr: 'Réunissez la cellule de crise : direction, soins, informatique, RSSI, DPO, communication. Fixez l’heure du point suivant.',
    en: 'Gather the crisis team: management, care, IT, security officer, DPO, communication. Set the time of the next briefing.',
  },
  degraded: {
    fr: 'Passez les services touchés en mode dégradé : papier, téléphone, procédures prévues. La sécurité des patients passe avant tout.',
    en: 'Switch the affected wards to degraded operation: paper, telephone, planned procedures. Patient safety comes first.',
  },
  neighbours: {
    fr: 'Prévenez par téléphone les structures et prestataires reliés à votre réseau.',
    en: 'Alert by telephone the structures and providers connected to your network.',
  },
  insurer: {
    fr: 'Prévenez l’assureur, avant d’engager des frais.',
    en: 'Alert the insurer, before incurring costs.',
  },
  noPatientData: {
    fr: 'N’envoyez aucune donnée de patient dans un signalement, un courriel ou une pièce jointe.',
    en: 'Send no patient data in a report, a mail or an attachment.',
  },
  noBlame: {
    fr: 'Ne cherchez pas de coupable et ne sanctionnez pas celui qui a prévenu.',
    en: 'Do not look for someone to blame, and do not punish the person who spoke up.',
    why: {
      fr: 'La prochaine alerte viendrait trop tard.',
      en: 'The next warning would come too late.',
    },
  },
} as const satisfies Record<string, StepText>;
