import type { Translated } from '../../../ground/translated.ts';
import type { fr } from './messages.fr.ts';

/** English twin of `fr`. */
export const en: Translated<typeof fr> = {
  tab: 'Vendor',
  title: 'Correspondence with the vendor',
  lead: 'CERT Santé alone reads this page. The structure and the ARS read in the timeline how far the vendor is, not what is written here.',
  states: { contacted: 'Contacted', acknowledged: 'Answered', fix_announced: 'Fix announced', fixed: 'Fixed', no_answer: 'No answer' },
  notYet: 'The vendor has not been contacted yet.',
  contact: 'Contact',
  state: 'How far the vendor is',
  fixOn: 'Fix announced for',
  fixOnHelp: 'Needed when a fix is announced.',
  answer: 'Answer',
  awaited: 'expected for {date}',
  saveState: 'Record how far it is',
  link: 'Link to answer',
  linkOpen: 'open until {date}',
  linkExpired: 'expired on {date}',
  linkRevoked: 'taken back on {date}',
  revoke: 'Take the link back',
  confirmRevoke: 'Take this link back',
  revokeHelp: 'The link will open nothing. The next letter gives another.',
  writeTitle: 'Write to the vendor',
  forbidden: 'The mark TLP:{tlp} forbids writing to the vendor. Change the mark of the file if the structure agrees.',
  closed: 'The file is closed: reopen it to write to the vendor.',
  name: 'Vendor',
  email: 'Mail address',
  emailHelp: 'Preferably the security team of the vendor (security@, psirt@).',
  language: 'Language of the letter',
  languages: { fr: 'French', en: 'English' },
  subject: 'Subject',
  subjectOffered: 'Weakness reported in {product}',
  subjectHelp: 'Left as it is, the subject offered leaves in the language of the letter.',
  body: 'Message',
  bodyHelp: 'Name neither the structure nor the declarant. Suspicious addresses are defanged; the mark TLP:{tlp} and a link to answer are added.',
  answerDays: 'Answer expected within',
  days: '{count, number} days',
  named: 'Name the structure or the declarant in this letter',
  namedHelp: 'A decision of CERT Santé, kept in the journal. Without it, a letter that names them is refused.',
  namesSomebody: 'This text names the structure or the declarant.',
  send: 'Send to the vendor',
  thread: 'What was written',
  noneYet: 'No message.',
  sentMark: 'sent to the vendor',
  notedMark: 'noted by {author}',
  internalMark: 'a note, never sent',
  vendorSays: '{author} (vendor)',
  answered: 'Answer received',
  late: 'No answer since {date}',
  due: 'Answer expected for {date}',
  files: 'Documents of the vendor',
  noteTitle: 'Note an exchange held elsewhere',
  page: {
    title: 'Report {number}',
    subject: 'Answer of a vendor',
    subtitle: 'For {name}. Sharing mark {mark}: {meaning}',
    expiredTitle: 'This link opens nothing any more',
    expired: 'It expired, was taken back, or is not complete. Answer the last mail of CERT Santé to get another.',
    unsent: 'Your answer was not sent',
    unsentHelp: 'Neither it nor its documents were kept: copy it before you leave this page.',
    thread: 'What CERT Santé wrote to you, and your answers',
    you: 'You',
    cert: '{author} (CERT Santé)',
    writeTitle: 'Your answer',
    text: 'Your answer',
    textHelp: 'Say whether you acknowledge the weakness, which versions it touches, how to live with it, and when a fix comes. Read by CERT Santé alone.',
    file: 'Join a document',
    fileHelp: 'At most 25 MB: advisory, fix, analysis. No program.',
    send: 'Send the answer',
    sent: 'Your answer reached CERT Santé.',
    closed: 'This report is closed: nothing more is added to it.',
    files: 'Documents that you joined',
    required: 'Write an answer or join a document.',
    tooMany: 'The file is full: write to CERT Santé.',
  },
  mail: {
    letterBody: `{body}

{author}
CERT Santé

--
Report {number}. An answer is expected for {due}.
To answer without an account and join a document: {link}
This link is yours and opens this report until {expires}: pass it on only to whom must answer.
Sharing mark {mark}: {meaning}
Sent by {instance}.`,
    answeredSubject: '[TLP:{tlp}] {number}: the vendor answered',
    answeredBody: `Hello,

{vendor} answered about the report {number}.

Read the answer and say how far the vendor is: {link}`,
    silentSubject: '[TLP:{tlp}] {number}: the vendor did not answer',
    silentBody: `Hello,

{vendor} did not answer in time about the report {number}.

Write again, or say how far the vendor is: {link}`,
  },
};
