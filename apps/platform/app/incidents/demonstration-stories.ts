import type { DutyId } from '@hygie/obligations';
import type { z } from 'zod';
import type { declaration } from './declaration.ts';
import type { FactName } from './facts.ts';
import type { IncidentState } from './incident.ts';
import type { Audience } from './sight.ts';

type Said = z.input<typeof declaration>;

/** An invented incident, told step by step. Hours count from the declaration. */
export interface Story {
  /** Name of the structure; absent: one of the region. */
  place?: string;
  said: Omit<Extract<Said, { kind: 'incident' }>, 'structure'> | Omit<Extract<Said, { kind: 'weakness' }>, 'structure'>;
  hoursAgo: number;
  startedHoursBefore: number;
  until: IncidentState;
  analyst: string;
  messages: { after: number; author: string; audience: Audience; body: string; answerWithin?: number }[];
  /** What CERT Santé wrote to the vendor of a weakness. */
  letter?: { after: number; name: string; email: string; subject: string; body: string };
  indicators?: string;
  answers: { fact: FactName; answer: string; reason?: string }[];
  sent: { duty: DutyId; after: number; author: string; reference: string }[];
  cause: string;
  lessons: string;
  measures: string[];
  closedAfter: number;
}

type Facts = Omit<Partial<Extract<Said, { kind: 'incident' }>['facts']>, 'description'>;
type Effects = Partial<Extract<Said, { kind: 'incident' }>['effects']>;

const declarants = ['Hélène Marchand', 'Olivier Tessier', 'Nadia Ferrand', 'Paul Guérin', 'Sophie Lambert', 'Karim Benali', 'Anne Rivoal', 'Marc Delcourt'];
const analysts = ['Inès Caron', 'Thomas Vidal'];

function incident(index: number, description: string, facts: Facts, effects: Effects, help: string[] = []): Story['said'] {
  const name = declarants[index % declarants.length]!;
  return {
    kind: 'incident',
    declarant: { name, role: 'Direction', phone: '02 61 91 00 10', email: index % 3 === 0 ? 'declarant@structure.example' : '' },
    facts: { description, ...facts },
    effects,
    help: { measures: ['isolated', 'provider_warned'], help: help as never, ongoing: 'unknown' },
  };
}

const defaults = {
  startedHoursBefore: 2, messages: [], answers: [], sent: [], cause: '', lessons: '', measures: [], closedAfter: 72,
} satisfies Partial<Story>;

const legalYes = (facts: FactName[]): Story['answers'] => facts.map((fact) => ({ fact, answer: 'yes', reason: 'Constaté avec la structure.' }));

/** What is under way today, in detail: what a visitor opens first. */
function present(): Story[] {
  return [
    {
      ...defaults, place: 'CH de Saint-Aubin', hoursAgo: 52, until: 'qualified', analyst: analysts[0]!, startedHoursBefore: 5,
      said: incident(0, 'La messagerie d’un cadre envoie des messages piégés à toute la structure et à des partenaires. Plusieurs agents ont saisi leur mot de passe.', {
        nature: 'malicious_confirmed', typeCode: 'compromised_account', systems: ['messaging'], detection: 'user',
      }, { care: 'degraded', careDetail: 'Les comptes rendus sont transmis par téléphone.', data: ['patient'], lost: ['confidentiality'], exfiltration: 'unknown' }, ['advice']),
      messages: [
        { after: 0.7, author: analysts[0]!, audience: 'declarant', body: 'Nous prenons le dossier. Pouvez-vous bloquer le compte et conserver les journaux de la messagerie ?', answerWithin: 24 },
        { after: 1.2, author: 'Claire Martin', audience: 'rssi', body: 'Compte bloqué, sessions révoquées. Extraction des journaux en cours.' },
        { after: 1.5, author: analysts[0]!, audience: 'internal', body: 'Même modèle de message que la campagne de la semaine passée.' },
      ],
      indicators: 'hxxps://webmail-sante[.]example/connexion\nwebmail-sante[.]example\n203.0.113.45\n44d88612fea8a8f36de82e1278abb02f',
      answers: [
        ...legalYes(['normalFunctioning', 'dataConfidentialityIntegrity']),
        { fact: 'careSafety', answer: 'no', reason: 'Les soins continuent, le téléphone remplace la messagerie.' },
        { fact: 'healthSystemOrganisation', answer: 'no', reason: 'Effets limités à la structure.' },
        { fact: 'otherStructures', answer: 'unknown', reason: 'Des partenaires ont reçu les messages : ils sont interrogés.' },
        { fact: 'personalData', answer: 'yes', reason: 'Boîte contenant des comptes rendus.' },
        { fact: 'riskToPersons', answer: 'risk', reason: 'Comptes rendus consultables.' },
      ],
    },
    {
      ...defaults, place: 'CH de Saint-Aubin', hoursAgo: 0.6, until: 'declared', analyst: analysts[1]!, startedHoursBefore: 1,
      said: incident(1, 'Le serveur du RIS ne répond plus depuis ce matin. L’imagerie travaille sur papier.', {
        nature: 'not_malicious', typeCode: 'application_bug', systems: ['imaging'], detection: 'user',
      }, { care: 'degraded', data: ['none'] }),
    },
    {
      ...defaults, hoursAgo: 7, until: 'acknowledged', analyst: analysts[0]!, startedHoursBefore: 6,
      said: incident(2, 'Des postes affichent une demande de rançon. Le serveur de fichiers est chiffré. Les sauvegardes sont sur le même réseau.', {
        nature: 'malicious_confirmed', typeCode: 'ransomware', systems: ['workstations', 'servers', 'backups'], detection: 'attacker',
      }, { care: 'stopped', careDetail: 'Accueil des urgences réorienté.', data: ['patient', 'other_personal'], lost: ['availability'], exfiltration: 'unknown' }, ['forensics', 'restoration']),
      messages: [{ after: 0.6, author: analysts[0]!, audience: 'declarant', body: 'Ne redémarrez rien. Un analyste vous appelle dans le quart d’heure.' }],
      indicators: '198.51.100.23\nupdate-service[.]example',
    },
    {
      ...defaults, hoursAgo: 26, until: 'declared', analyst: analysts[1]!,
      said: incident(3, 'Un ordinateur portable a été volé dans une voiture. Le disque n’était peut-être pas chiffré.', {
        nature: 'malicious_confirmed', typeCode: 'equipment_theft', systems: ['workstations'], detection: 'user',
      }, { care: 'none', data: ['unknown'] }),
    },
    {
      ...defaults, hoursAgo: 30, until: 'acknowledged', analyst: analysts[1]!,
      said: {
        kind: 'weakness',
        declarant: { name: 'Karim Benali', role: 'RSSI', phone: '02 61 91 00 20', email: 'rssi@structure.example' },
        weakness: {
          weakness: 'vulnerability', vendor: 'Éditeur fictif Médilogic', product: 'Passerelle de résultats', version: '4.2',
          description: 'Un compte d’administration par défaut permet d’ouvrir les résultats de tous les patients.', vendorTold: 'no', exploited: 'unknown',
        },
      },
      letter: {
        after: 2, name: 'Éditeur fictif Médilogic', email: 'psirt@medilogic.example', subject: 'Faiblesse signalée dans Passerelle de résultats 4.2',
        body: 'Bonjour,\n\nOn nous signale que la version 4.2 de votre passerelle de résultats garde un compte d’administration par défaut, qui ouvre les résultats de tous les patients.\n\nReconnaissez-vous cette faiblesse ? Quelles versions sont touchées, quelle parade conseillez-vous, et pour quand un correctif ?',
      },
    },
  ];
}

const past: { description: string; facts: Facts; effects: Effects; cause: string; lesson: string; measure: string }[] = [
  { description: 'Panne de la climatisation de la salle serveurs, arrêt des applications pendant quatre heures.', facts: { nature: 'not_malicious', typeCode: 'power_cooling_failure', systems: ['servers'] }, effects: { care: 'degraded', data: ['none'] }, cause: 'Groupe froid en panne, sans secours ni alarme.', lesson: 'L’alarme de température doit joindre l’astreinte.', measure: 'Relier la sonde de température à l’astreinte' },
  { description: 'Un agent a ouvert une pièce jointe piégée. L’antivirus a bloqué la suite.', facts: { nature: 'malicious_confirmed', typeCode: 'malicious_message', systems: ['messaging', 'workstations'] }, effects: { care: 'none', data: ['none'] }, cause: 'Message de facture imité.', lesson: 'Les macros venues d’Internet doivent être bloquées.', measure: 'Bloquer les macros venues d’Internet' },
  { description: 'Le lien avec l’hébergeur est coupé : dossier patient inaccessible.', facts: { nature: 'not_malicious', typeCode: 'telecom_loss', systems: ['patient_record', 'network'] }, effects: { care: 'degraded', data: ['none'] }, cause: 'Fibre arrachée par des travaux.', lesson: 'Le lien de secours passait par la même tranchée.', measure: 'Faire passer le lien de secours par un autre chemin' },
  { description: 'Des dossiers ont été envoyés à un mauvais destinataire.', facts: { nature: 'not_malicious', typeCode: 'disclosure_by_mistake', systems: ['messaging'] }, effects: { care: 'none', data: ['patient'], lost: ['confidentiality'], persons: 14 }, cause: 'Complétion automatique de l’adresse.', lesson: 'La messagerie sécurisée aurait demandé une confirmation.', measure: 'Rendre obligatoire la messagerie sécurisée de santé' },
  { description: 'Un compte de prestataire s’est connecté la nuit depuis l’étranger.', facts: { nature: 'malicious_suspected', typeCode: 'system_intrusion', systems: ['network', 'servers'] }, effects: { care: 'none', data: ['unknown'], exfiltration: 'no' }, cause: 'Mot de passe du prestataire réutilisé ailleurs.', lesson: 'La télémaintenance doit demander un second facteur.', measure: 'Imposer un second facteur à la télémaintenance' },
  { description: 'L’éditeur a livré une mise à jour qui arrête la prescription.', facts: { nature: 'not_malicious', typeCode: 'provider_failure', systems: ['patient_record', 'pharmacy'] }, effects: { care: 'degraded', data: ['none'] }, cause: 'Mise à jour non testée.', lesson: 'Aucune mise à jour un vendredi.', measure: 'Tester les mises à jour avant la production' },
];

/** The year behind: closed files, one every nine days or so, from one structure to the next. */
function lastYear(): Story[] {
  return Array.from({ length: 36 }, (_, index): Story => {
    const story = past[index % past.length]!;
    const personal = story.effects.data?.includes('patient') ?? false;
    return {
      ...defaults, hoursAgo: 24 * (10 + index * 9.5), until: 'closed', analyst: analysts[index % 2]!,
      said: incident(index, story.description, { detection: 'user', ...story.facts }, story.effects),
      messages: [{ after: 1, author: analysts[index % 2]!, audience: 'declarant', body: 'Dossier pris en charge. Merci de nous dire quand tout sera rétabli.' }],
      answers: [
        { fact: 'normalFunctioning', answer: story.effects.care === 'degraded' ? 'yes' : 'no', reason: 'Vu avec la structure.' },
        { fact: 'careSafety', answer: 'no', reason: 'Aucun soin touché.' },
        { fact: 'dataConfidentialityIntegrity', answer: personal ? 'yes' : 'no', reason: 'Vu avec la structure.' },
        { fact: 'healthSystemOrganisation', answer: 'no', reason: 'Effets limités à la structure.' },
        { fact: 'otherStructures', answer: 'no', reason: 'Aucun autre établissement concerné.' },
        { fact: 'personalData', answer: personal ? 'yes' : 'no', reason: 'Vu avec le DPO.' },
        { fact: 'riskToPersons', answer: personal ? 'risk' : 'none', reason: 'Vu avec le DPO.' },
      ],
      sent: [
        ...(personal ? [{ duty: 'cnil.notification' as const, after: 40, author: 'DPO', reference: `CNIL-DEMO-${1000 + index}` }] : []),
        ...(story.facts.nature?.startsWith('malicious') ? [{ duty: 'complaint.filing' as const, after: 44, author: 'Direction', reference: `PV-DEMO-${1000 + index}` }] : []),
      ],
      cause: story.cause, lessons: story.lesson, measures: [story.measure], closedAfter: 96,
    };
  });
}

/** Every invented incident, oldest first. No real person, structure or address. */
export function demonstrationStories(): Story[] {
  return [...lastYear(), ...present()].toSorted((a, b) => b.hoursAgo - a.hoursAgo);
}
