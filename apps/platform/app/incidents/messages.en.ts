import type { Translated } from '../ground/translated.ts';
import { en as documents } from './documents/messages.en.ts';
import type { fr } from './messages.fr.ts';
import { en as declare } from './routes/declare/messages.en.ts';
import { en as file } from './routes/file/messages.en.ts';
import { en as vendor } from './routes/vendor/messages.en.ts';

/** Words of the incidents: states, mails, and the catalogues of the form, the file and the documents. */
export const en = {
  states: { declared: 'Declared', acknowledged: 'Taken charge of', qualified: 'Qualified', closed: 'Closed' },
  kinds: { incident: 'Incident', weakness: 'Weakness' },
  levels: { grave: 'Serious', significatif: 'Significant' },
  presumedLevels: { grave: 'Presumed serious', significatif: 'Presumed significant' },
  urgencies: { '1': 'Not urgent', '2': 'To look at', '3': 'Urgent', '4': 'Immediate' },
  mail: {
    alertSubject: '[{tlp}] {organisation}: incident declared, {number}',
    alertBody: `Hello,

A security incident has just been declared for {organisation}.

File: {number}
Subject: {title}
Effect on care: {care}
Nature: {nature}
Declared: {date}

What to do now:
1. Open the file and take charge of it: {link}
2. Check that the machines hit are cut off from the network, without switching them off.
3. Answer the five questions of the law: the legal deadlines depend on them.

CERT Santé answers day and night on +33 9 72 43 91 25.

Sharing mark: TLP:{tlp}. This message goes to the security mailbox of the structure, read by its director, CIO, CISO and DPO.`,
    alertAboveBody: `Hello,

A security incident has just been declared for {organisation}, which has no CISO: you are told in their place.

File: {number}
Subject: {title}
Effect on care: {care}
Nature: {nature}
Declared: {date}

Open the file, take charge of it and call the structure: {link}

CERT Santé answers day and night on +33 9 72 43 91 25.

Sharing mark: TLP:{tlp}.`,
    alertUnlistedBody: `Hello,

A security incident has just been declared for {organisation}. The file stands under your organisation.

File: {number}
Subject: {title}
Effect on care: {care}
Nature: {nature}
Declared: {date}

Open the file and take charge of it: {link}
The name of the structure, its town and the contact that the declarant left are there: they are never written in a mail. If none was left, write in the file: the declarant opens it again with the follow-up code.

CERT Santé answers day and night on +33 9 72 43 91 25.

Sharing mark: TLP:{tlp}.`,
    weaknessSubject: '[{tlp}] {organisation}: weakness reported, {number}',
    weaknessBody: `Hello,

A weakness of a vendor, manufacturer or provider has just been reported by {organisation}. No incident is declared: the law asks nothing on that account.

Report: {number}
Received: {date}

CERT Santé follows the report, contacts the vendor or provider and gives their answers in the file.

What is expected of the structure:
1. Read the report and take charge of it: {link}
2. Check where the product or service is used, and limit its exposure until a fix exists.
3. If the weakness was already used against it, declare an incident too.
{listed, select, no {
The name of the structure, its town and the contact that the declarant left are in the file.
} other {}}
Do not speak of it in public before a fix exists.

CERT Santé: +33 9 72 43 91 25, day and night. Sharing mark: TLP:{tlp}.`,
    unlisted: 'a structure not in the register ({organisation})',
    receiptSubject: 'Your declaration {number} is recorded',
    receiptBody: `Hello,

Your declaration {number} for {organisation} has been recorded since {date}. {listed, select, no {CERT Santé and the regional health agency see it. The structure is not in the register: we do not warn it, please do.} other {CERT Santé, the regional health agency and those in charge of security in the structure see it.}}

To complete it, answer or attach a file: {link}
You will need the number above and the follow-up code shown after sending. That code is never sent by mail.

Meanwhile: unplug the machines hit from the network without switching them off, note the time of each action, do not answer ransom messages.

Emergency: CERT Santé, +33 9 72 43 91 25, day and night.`,
    receiptWeaknessBody: `Hello,

Your report {number} for {organisation} has been recorded since {date}. {listed, select, no {CERT Santé and the regional health agency see it. The structure is not in the register: we do not warn it, please do.} other {CERT Santé, the regional health agency and those in charge of security in the structure see it.}}

To complete it, answer or attach a file: {link}
You will need the number above and the follow-up code shown after sending. That code is never sent by mail.

Meanwhile: do not try to exploit the weakness to prove it, write down the date, the version and what you saw, do not speak of it in public before a fix exists.

If someone already used it, declare an incident too. CERT Santé: +33 9 72 43 91 25, day and night.`,
    messageSubject: '[{tlp}] {named, select, yes {{organisation}, } other {}}{number}: new message',
    requestSubject: '[{tlp}] {named, select, yes {{organisation}, } other {}}{number}: an answer is asked of you',
    messageBody: `Hello,

New message on the file {number}.
{named, select, yes {
Structure: {organisation}
From: {writer}
} other {}}
{body}
{due}
To answer: {link}`,
    wordsWithheld: '(The mark TLP:{tlp} forbids writing the content in a mail: read it on the platform.)',
    answerDue: `
Answer expected for {date}.
`,
    assignedSubject: '[{tlp}] {number}: this file is handed over to you',
    assignedBody: `Hello,

{author} hands over the file {number} to you.

Open it on the platform: {link}`,
    arrivalSubject: '[{tlp}] {named, select, yes {{organisation}: } other {}}file {number} is now yours',
    arrivalBody: `Hello,

{named, select, yes {File {number}, declared on {date}, is about {organisation}. It has just been attached there ({author}).} other {File {number}, declared on {date}, has just been attached to you.}}

What to do now:
1. Open the file and take charge of it: {link}
{kind, select, weakness {2. Check where the product or service is used, and limit its exposure until a fix exists.} other {2. Check the duties: they were computed again for this structure, and their clocks run from the beginning.}}

Its number and the declarant’s follow-up code did not change. This mail says nothing of what the file holds.

CERT Santé answers day and night on 09 72 43 91 25. Sharing mark: TLP:{tlp}.`,
    movedSubject: 'Your {kind, select, weakness {report} other {declaration}} {number}: structure attached',
    movedBody: `Hello,

Your {kind, select, weakness {report} other {declaration}} {number} has been attached to {named, select, yes {{organisation}} other {another structure of the register}}. Its number and your follow-up code do not change.

Not the right structure? Say so in the file: {link}
You will need the number above and the follow-up code.

Emergency: CERT Santé, +33 9 72 43 91 25, day and night.`,
    departureSubject: '{number}: {place, select, region {this file no longer belongs to your region} other {this file no longer belongs to your structure}}',
    departureBody: `Hello,

{place, select, region {File {number} was followed by your region. It now belongs to the structure that it is about, in another region} other {File {number} had been declared by mistake for {named, select, yes {{organisation}} other {your structure}}. It now belongs to the structure that it is about}}: you no longer see it, and have nothing to do.

Do not pass on what you may have read of it.

Any question: CERT Santé, 09 72 43 91 25, day and night.`,
    reminderSubject: '{when, select, half {Half time} last_tenth {Last hours} other {Overdue}}: {addressee}, {number}',
    reminderBody: `Hello,

{when, select, half {Half of the time has passed.} last_tenth {Less than a tenth of the time is left.} other {The deadline has passed. A late step is still due: send it with the reason for the delay.}}

Obligation: {title}
To: {addressee}
Legal basis: {basis}
Due: {due}
File: {number}, {organisation}
{undetermined, select, yes {
It is not yet established that this obligation applies: answer the questions of the file, time runs all the same.
} other {}}
Dossier ready to send: {link}`,
  },
  documents,
  declare,
  file,
  vendor,
} as const satisfies Translated<typeof fr>;
