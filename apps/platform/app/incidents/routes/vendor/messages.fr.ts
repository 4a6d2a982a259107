/** Words of the disclosure to a vendor: the analyst's page, the vendor's, and their mails. */
export const fr = {
  tab: 'Éditeur',
  title: 'Échanges avec l’éditeur',
  lead: 'Le CERT Santé seul lit cette page. La structure et l’ARS lisent dans la chronologie où en est l’éditeur, pas ce qui s’écrit ici.',
  states: { contacted: 'Contacté', acknowledged: 'A répondu', fix_announced: 'Correctif annoncé', fixed: 'Corrigé', no_answer: 'Sans réponse' },
  notYet: 'L’éditeur n’a pas encore été contacté.',
  contact: 'Contact',
  state: 'Où en est l’éditeur',
  fixOn: 'Correctif annoncé pour le',
  fixOnHelp: 'Nécessaire quand un correctif est annoncé.',
  answer: 'Réponse',
  awaited: 'attendue pour le {date}',
  saveState: 'Enregistrer où il en est',
  link: 'Lien de réponse',
  linkOpen: 'ouvert jusqu’au {date}',
  linkExpired: 'expiré le {date}',
  linkRevoked: 'retiré le {date}',
  revoke: 'Retirer le lien',
  confirmRevoke: 'Retirer ce lien',
  revokeHelp: 'Le lien n’ouvrira plus rien. Le prochain courrier en donnera un autre.',
  writeTitle: 'Écrire à l’éditeur',
  forbidden: 'La marque TLP:{tlp} interdit d’écrire à l’éditeur. Changez la marque du dossier si la structure y consent.',
  closed: 'Le dossier est clos : rouvrez-le pour écrire à l’éditeur.',
  name: 'Éditeur',
  email: 'Adresse électronique',
  emailHelp: 'L’équipe sécurité de l’éditeur de préférence (security@, psirt@).',
  language: 'Langue du courrier',
  languages: { fr: 'français', en: 'anglais' },
  subject: 'Objet',
  subjectOffered: 'Faiblesse signalée dans {product}',
  subjectHelp: 'Laissé tel quel, l’objet proposé part dans la langue du courrier.',
  body: 'Message',
  bodyHelp: 'Ne nommez ni la structure ni le déclarant. Les adresses suspectes seront neutralisées ; la marque TLP:{tlp} et un lien de réponse sont ajoutés.',
  answerDays: 'Réponse attendue sous',
  days: '{count, number} jours',
  named: 'Nommer la structure ou le déclarant dans ce courrier',
  namedHelp: 'Décision du CERT Santé, gardée au journal. Sans elle, un courrier qui les nomme est refusé.',
  namesSomebody: 'Ce texte nomme la structure ou le déclarant.',
  send: 'Envoyer à l’éditeur',
  thread: 'Ce qui s’est écrit',
  noneYet: 'Aucun message.',
  sentMark: 'envoyé à l’éditeur',
  notedMark: 'noté par {author}',
  internalMark: 'note, jamais envoyée',
  vendorSays: '{author} (éditeur)',
  answered: 'Réponse reçue',
  late: 'Sans réponse depuis le {date}',
  due: 'Réponse attendue pour le {date}',
  files: 'Documents de l’éditeur',
  noteTitle: 'Noter un échange tenu ailleurs',
  page: {
    title: 'Signalement {number}',
    subject: 'Réponse d’un éditeur',
    subtitle: 'Pour {name}. Marque de partage {mark} : {meaning}',
    expiredTitle: 'Ce lien n’ouvre plus rien',
    expired: 'Il a expiré, il a été retiré, ou il n’est pas complet. Répondez au dernier courrier du CERT Santé pour en recevoir un autre.',
    unsent: 'Votre réponse n’est pas partie',
    unsentHelp: 'Ni elle ni ses documents n’ont été gardés : copiez-la avant de quitter cette page.',
    thread: 'Ce que le CERT Santé vous a écrit, et vos réponses',
    you: 'Vous',
    cert: '{author} (CERT Santé)',
    writeTitle: 'Votre réponse',
    text: 'Votre réponse',
    textHelp: 'Dites si vous reconnaissez la faiblesse, les versions touchées, la parade, et la date d’un correctif. Lu par le CERT Santé seul.',
    file: 'Joindre un document',
    fileHelp: '25 Mo au plus : avis, correctif, analyse. Aucun programme.',
    send: 'Envoyer la réponse',
    sent: 'Votre réponse est arrivée au CERT Santé.',
    closed: 'Ce signalement est clos : il ne se complète plus.',
    files: 'Documents que vous avez joints',
    required: 'Écrivez une réponse ou joignez un document.',
    tooMany: 'Le dossier est plein : écrivez au CERT Santé.',
  },
  mail: {
    letterBody: `{body}

{author}
CERT Santé

--
Signalement {number}. Une réponse est attendue pour le {due}.
Pour répondre sans compte et joindre un document : {link}
Ce lien est le vôtre, il ouvre ce signalement jusqu’au {expires} : ne le transmettez qu’à qui doit répondre.
Marque de partage {mark} : {meaning}
Envoyé par {instance}.`,
    answeredSubject: '[TLP:{tlp}] {number} : l’éditeur a répondu',
    answeredBody: `Bonjour,

{vendor} a répondu au sujet du signalement {number}.

Lire la réponse et dire où en est l’éditeur : {link}`,
    silentSubject: '[TLP:{tlp}] {number} : l’éditeur n’a pas répondu',
    silentBody: `Bonjour,

{vendor} n’a pas répondu dans le délai donné au sujet du signalement {number}.

Relancer l’éditeur, ou dire où il en est : {link}`,
  },
} as const;
