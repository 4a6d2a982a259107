import { fr as documents } from './documents/messages.fr.ts';
import { fr as declare } from './routes/declare/messages.fr.ts';
import { fr as file } from './routes/file/messages.fr.ts';
import { fr as vendor } from './routes/vendor/messages.fr.ts';

/** Words of the incidents: states, mails, and the catalogues of the form, the file and the documents. */
export const fr = {
  states: { declared: 'Déclaré', acknowledged: 'Pris en charge', qualified: 'Qualifié', closed: 'Clos' },
  kinds: { incident: 'Incident', weakness: 'Signalement' },
  levels: { grave: 'Grave', significatif: 'Significatif' },
  presumedLevels: { grave: 'Présumé grave', significatif: 'Présumé significatif' },
  urgencies: { '1': 'Sans urgence', '2': 'À regarder', '3': 'Urgent', '4': 'Immédiat' },
  mail: {
    alertSubject: '[{tlp}] {organisation} : incident déclaré, {number}',
    alertBody: `Bonjour,

Un incident de sécurité vient d’être déclaré pour {organisation}.

Dossier : {number}
Objet : {title}
Effet sur les soins : {care}
Nature : {nature}
Déclaré le : {date}

Que faire maintenant :
1. Ouvrez le dossier et prenez-le en charge : {link}
2. Vérifiez que les postes touchés sont isolés du réseau, sans être éteints.
3. Répondez aux cinq questions de la loi : les délais légaux en dépendent.

Le CERT Santé répond jour et nuit au 09 72 43 91 25.

Marque de partage : TLP:{tlp}. Ce message est envoyé à la boîte de sécurité de la structure, que lisent la direction, la DSI, le RSSI et le DPO.`,
    alertAboveBody: `Bonjour,

Un incident de sécurité vient d’être déclaré pour {organisation}, qui n’a pas de RSSI : vous êtes prévenu à sa place.

Dossier : {number}
Objet : {title}
Effet sur les soins : {care}
Nature : {nature}
Déclaré le : {date}

Ouvrez le dossier, prenez-le en charge et appelez la structure : {link}

Le CERT Santé répond jour et nuit au 09 72 43 91 25.

Marque de partage : TLP:{tlp}.`,
    alertUnlistedBody: `Bonjour,

Un incident de sécurité vient d’être déclaré pour {organisation}. Le dossier est rattaché à votre organisme.

Dossier : {number}
Objet : {title}
Effet sur les soins : {care}
Nature : {nature}
Déclaré le : {date}

Ouvrez le dossier et prenez-le en charge : {link}
Le nom de la structure, sa ville et le contact que le déclarant a laissé y figurent : ils ne sont jamais écrits dans un courriel. S’il n’en a laissé aucun, écrivez-lui dans le dossier : il le rouvre avec son code de suivi.

Le CERT Santé répond jour et nuit au 09 72 43 91 25.

Marque de partage : TLP:{tlp}.`,
    weaknessSubject: '[{tlp}] {organisation} : faiblesse signalée, {number}',
    weaknessBody: `Bonjour,

Une faiblesse d’un éditeur, d’un fabricant ou d’un prestataire vient d’être signalée par {organisation}. Aucun incident n’est déclaré : la loi ne demande rien à ce titre.

Signalement : {number}
Reçu le : {date}

Le CERT Santé suit le signalement, contacte l’éditeur ou le prestataire et donne ses réponses dans le dossier.

Ce qui est attendu de la structure :
1. Lire le signalement et le prendre en charge : {link}
2. Vérifier où le produit ou le service est utilisé, et limiter son exposition en attendant un correctif.
3. Si la faiblesse a déjà servi contre elle, déclarer aussi un incident.
{listed, select, no {
Le nom de la structure, sa ville et le contact que le déclarant a laissé figurent dans le dossier.
} other {}}
N’en parlez pas en public avant qu’un correctif existe.

CERT Santé : 09 72 43 91 25, jour et nuit. Marque de partage : TLP:{tlp}.`,
    unlisted: 'une structure hors répertoire ({organisation})',
    receiptSubject: 'Votre déclaration {number} est enregistrée',
    receiptBody: `Bonjour,

Votre déclaration {number} pour {organisation} est enregistrée depuis le {date}. {listed, select, no {Le CERT Santé et l’agence régionale de santé la voient. La structure n’est pas au répertoire : nous ne la prévenons pas, faites-le.} other {Le CERT Santé, l’agence régionale de santé et les responsables de la sécurité de la structure la voient.}}

Pour compléter, répondre ou joindre un fichier : {link}
Il vous faudra le numéro ci-dessus et le code de suivi affiché après l’envoi. Ce code n’est jamais envoyé par courriel.

En attendant : débranchez les postes touchés du réseau sans les éteindre, notez l’heure de chaque action, ne répondez pas aux messages de rançon.

Urgence : CERT Santé, 09 72 43 91 25, jour et nuit.`,
    receiptWeaknessBody: `Bonjour,

Votre signalement {number} pour {organisation} est enregistré depuis le {date}. {listed, select, no {Le CERT Santé et l’agence régionale de santé le voient. La structure n’est pas au répertoire : nous ne la prévenons pas, faites-le.} other {Le CERT Santé, l’agence régionale de santé et les responsables de la sécurité de la structure le voient.}}

Pour compléter, répondre ou joindre un fichier : {link}
Il vous faudra le numéro ci-dessus et le code de suivi affiché après l’envoi. Ce code n’est jamais envoyé par courriel.

En attendant : n’essayez pas d’exploiter la faiblesse pour la prouver, notez la date, la version et ce que vous avez vu, n’en parlez pas en public avant qu’un correctif existe.

Si quelqu’un s’en est déjà servi, déclarez aussi un incident. CERT Santé : 09 72 43 91 25, jour et nuit.`,
    messageSubject: '[{tlp}] {named, select, yes {{organisation}, } other {}}{number} : nouveau message',
    requestSubject: '[{tlp}] {named, select, yes {{organisation}, } other {}}{number} : une réponse vous est demandée',
    messageBody: `Bonjour,

Nouveau message sur le dossier {number}.
{named, select, yes {
Structure : {organisation}
De : {writer}
} other {}}
{body}
{due}
Pour répondre : {link}`,
    wordsWithheld: '(La marque TLP:{tlp} interdit d’écrire le contenu dans un courriel : lisez-le sur la plateforme.)',
    answerDue: `
Réponse attendue pour le {date}.
`,
    assignedSubject: '[{tlp}] {number} : ce dossier vous est confié',
    assignedBody: `Bonjour,

{author} vous confie le dossier {number}.

Ouvrez-le sur la plateforme : {link}`,
    arrivalSubject: '[{tlp}] {named, select, yes {{organisation} : } other {}}le dossier {number} vous est rattaché',
    arrivalBody: `Bonjour,

{named, select, yes {Le dossier {number}, déclaré le {date}, concerne {organisation}. Il vient d’y être rattaché ({author}).} other {Le dossier {number}, déclaré le {date}, vient de vous être rattaché.}}

Que faire maintenant :
1. Ouvrez le dossier et prenez-le en charge : {link}
{kind, select, weakness {2. Vérifiez où le produit ou le service est utilisé, et limitez son exposition en attendant un correctif.} other {2. Vérifiez les obligations : elles ont été recalculées pour cette structure, leurs délais courent depuis le début.}}

Son numéro et le code de suivi du déclarant n’ont pas changé. Le contenu du dossier ne figure pas dans ce courriel.

Le CERT Santé répond jour et nuit au 09 72 43 91 25. Marque de partage : TLP:{tlp}.`,
    movedSubject: 'Votre {kind, select, weakness {signalement} other {déclaration}} {number} : structure rattachée',
    movedBody: `Bonjour,

{kind, select, weakness {Votre signalement {number} a été rattaché} other {Votre déclaration {number} a été rattachée}} {named, select, yes {à {organisation}} other {à une autre structure du répertoire}}. Son numéro et votre code de suivi ne changent pas.

Ce n’est pas la bonne structure ? Dites-le dans le dossier : {link}
Il vous faudra le numéro ci-dessus et le code de suivi.

Urgence : CERT Santé, 09 72 43 91 25, jour et nuit.`,
    departureSubject: '{number} : {place, select, region {ce dossier n’est plus rattaché à votre région} other {ce dossier n’est plus rattaché à votre structure}}',
    departureBody: `Bonjour,

{place, select, region {Le dossier {number} était suivi par votre région. Il est désormais rattaché à la structure qu’il concerne, dans une autre région} other {Le dossier {number} avait été déclaré par erreur pour {named, select, yes {{organisation}} other {votre structure}}. Il est désormais rattaché à la structure qu’il concerne}} : vous ne le voyez plus, et vous n’avez rien à faire.

Ne diffusez pas ce que vous avez pu en lire.

Une question : CERT Santé, 09 72 43 91 25, jour et nuit.`,
    reminderSubject: '{when, select, half {Mi-délai} last_tenth {Dernières heures} other {En retard}} : {addressee}, {number}',
    reminderBody: `Bonjour,

{when, select, half {La moitié du délai est passée.} last_tenth {Il reste moins d’un dixième du délai.} other {Le délai est dépassé. Une démarche tardive reste due : envoyez-la avec le motif du retard.}}

Obligation : {title}
Auprès de : {addressee}
Fondement : {basis}
Échéance : {due}
Dossier : {number}, {organisation}
{undetermined, select, yes {
Il n’est pas encore établi que cette obligation s’applique : répondez aux questions du dossier, le temps court quand même.
} other {}}
Dossier prêt à envoyer : {link}`,
  },
  documents,
  declare,
  file,
  vendor,
} as const;
