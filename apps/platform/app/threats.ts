/**
 * What a reviewer will try against the platform, and the tests that meet it. Each class has its precedents in the
 * public advisories of comparable software. A test checks that every named test exists; another searches the sources
 * for what would make a class apply that does not yet.
 */

/** A test by its file, from the folder of the application, and its exact title. */
export interface Proof {
  file: string;
  titles: readonly string[];
}

/** A class of vulnerability: met by named tests, or without object, said why and watched in the sources. */
export type Threat = { number: number; name: string } & (
  | { applies: true; proofs: readonly Proof[] }
  | { applies: false; because: string; absent: RegExp }
);

const met = (number: number, name: string, ...proofs: [file: string, ...titles: string[]][]): Threat => ({
  number, name, applies: true, proofs: proofs.map(([file, ...titles]) => ({ file, titles })),
});
const without = (number: number, name: string, because: string, absent: RegExp): Threat => ({ number, name, applies: false, because, absent });

const refusals = 'app/refusals.db.test.ts';
const wall = 'app/ground/wall.db.test.ts';
const people = 'app/organisations/commands/people.db.test.ts';
const signIn = 'app/sign-in/sign-in.db.test.ts';
const session = 'app/sign-in/session.db.test.ts';
const invitation = 'app/sign-in/invitation.db.test.ts';
const account = 'app/sign-in/account.db.test.ts';
const hostile = 'e2e/hostile-content.e2e.test.ts';
const canaries = 'e2e/canaries.e2e.test.ts';
const routes = 'e2e/routes.e2e.test.ts';

/** The 28 classes, in order. */
export const threats: readonly Threat[] = [
  met(1, 'An identifier of somebody else, on exports, documents, lists and other back doors',
    [hostile, 'stay shut to %s, even under a number of their own', 'stay shut to the declarant of another file, with their cookie of the follow-up and of the receipt'],
    [routes, 'shows nothing of another hospital to %s', 'is known to this test, and each line here is a route'],
    [refusals, 'a %s of hospital A changes nothing of hospital B', 'is done by whoever has it, with the very same input']),
  met(2, 'A foreign key that names a row of another organisation', [wall, 'takes no row that names one of another organisation', 'names %s']),
  met(3, 'The organisation taken from what the client sends',
    [refusals, 'whoever sends it, and names it', 'a %s of hospital A changes nothing of hospital B'],
    [session, 'shows the organisation chosen among those the rights reach, and no other'],
    [people, 'with an empty or malformed identifier is a mistake, not a way round'],
    [wall, 'takes no row for another organisation', 'shows nothing to the scope « %s »']),
  met(4, 'A row moved to another organisation',
    [wall, 'lets no row move to another organisation'],
    ['app/organisations/scope.db.test.ts', 'takes along what stands under it, and no scope but the platform’s moves it'],
    ['app/organisations/commands/structures.db.test.ts', 'is not for the group alone: it would reach the data of whoever it adopts']),
  met(5, 'A higher role obtained by a grant, an invitation or an adoption',
    [people, 'to a role above one’s own is refused', 'to a role of the State from an establishment is refused, by its administrator too',
      'for a subtree is refused to whoever holds the organisation alone', 'to oneself above one’s own is refused', 'to someone of another organisation finds nobody, and leaves them unseen'],
    [invitation, 'creates the person with the role of the invitation and nothing else', 'to somebody known adds the role, never touches their password, and tells them'],
    [refusals, 'is open to exactly the roles that this table names']),
  met(6, 'Rights that outlive a removal, sessions that outlive a change of password',
    [people, 'takes effect on the next request, without waiting for the session', 'ends every role here and below, keeps those held elsewhere, and their sessions with them'],
    [account, 'ends the other sessions and the links under way at once, keeps this one, and tells the holder', 'once reset ends every session, lifts the lock, and leaves the second factor in place'],
    [refusals, 'a mandate gives the role while it lasts, and nothing the day after']),
  met(7, 'Fields that nobody asked for, up to the key of a stored file',
    [refusals, 'whoever sends it, and names it'],
    ['app/ground/command.db.test.ts', 'when its input has a field that nobody declared, with the name of each wrong field'],
    ['app/ground/files.test.ts', 'lies under its digest alone: no name from outside ever becomes a path']),
  met(8, 'Markup kept in a text, run by whoever reads it',
    [hostile, 'is shown as text to the %s, on every page', 'is shown as text to the declarant who comes back, and on the public pages that repeat what was typed',
      'runs in no browser', 'comes back from an attachment as inert data under a harmless name'],
    ['server/security.test.ts', 'allows no script but ours and those with the nonce of this answer, and no inline style'],
    ['app/incidents/attachment-type.test.ts', 'a file that is both a picture and a page stays a picture, under a picture’s name']),
  met(9, 'Code of the template language typed in a field of a document',
    ['app/incidents/documents/documents.test.ts', '%s is a tagged PDF/UA-1, even with code in every field'],
    ['app/ground/pdf/render.test.ts', 'the template brings in nothing: no file, no package from the network', 'a template at fault is our error, and its diagnostics stay out of what the user sees']),
  without(10, 'Requests sent to an address that somebody chose',
    'The platform sends no request of its own: mail leaves by the SMTP server of the settings, with file and URL access of the mailer shut. Webhooks and feeds will bring the class.',
    /\bfrom 'undici'|\bhttps?\.(?:get|request)\(|\bnet\.connect\(|\bnew (?:WebSocket|EventSource)\(/),
  met(11, 'A return address that leads to another site',
    ['app/sign-in/safe-path.test.ts', '%j leads home', 'whatever the text, a browser stays on the site'],
    ['server/away.test.ts', 'never lets an address write into the page or lead elsewhere'],
    ['app/ui/command-match.test.ts', 'commands with an address of this platform']),
  without(12, 'Entities and bombs in XML', 'No XML is read: FINESS comes as JSON and CSV, and XML attachments are kept as they are. Scanner imports will bring the class.',
    /from '(?:saxes|fast-xml-parser|xml2js|libxmljs|@xmldom)|\bnew DOMParser\(/),
  met(13, 'Archives that inflate until the process dies',
    ['app/incidents/archive-bomb.test.ts', 'an archive whose « %s » inflates to 384 MB is never inflated in memory'],
    ['app/incidents/upload.test.ts', 'refuses a file of 26 MB, leaves nothing of it on the disk and keeps the one after it', 'tells an office document and a program from a plain archive']),
  met(14, 'Formulas in the cells of an export',
    ['app/ground/csv.test.ts', 'never begins with a character of formula, whatever was typed, and loses nothing', 'is read back as what was written, with separators, quotes and line breaks inside cells']),
  met(15, 'A file name that walks out of its folder or into a header',
    ['app/ground/files.test.ts', 'lies under its digest alone: no name from outside ever becomes a path'],
    ['app/ground/download.test.ts', 'cannot start another header, end its quotes or name a folder', 'is always a header that a server accepts and that reads back'],
    ['app/incidents/attachment-type.test.ts', 'whatever is typed, holds no separator, no control character, and survives a second cleaning']),
  met(16, 'Secrets in pages, in the journal, in logs',
    [canaries, 'no secret and no personal datum is found in the log, at any level', 'no secret is found in the journal, in the mails once sent, nor in any other table',
      'is lived: people are welcomed, sign in, declare, follow, work, forget and mistake'],
    ['server/config.test.ts', 'is never repeated when it is a secret'],
    ['app/incidents/documents/mails.test.ts', 'never carries a follow-up code that someone wrote in it']),
  met(17, 'A second factor that is gone round, or a code that serves twice',
    [signIn, 'is asked once the password is right, and the password alone opens nothing', 'lets one of fifty simultaneous uses of a TOTP code through, from fifty password steps',
      'lets one of fifty simultaneous uses of a recovery code through, from fifty password steps', 'cannot be guessed by alternating with right passwords: failures add up until a complete sign-in'],
    [account, 'cannot be replaced, removed, or have its codes renewed by a session that proved one factor', 'opens one session for fifty simultaneous uses of one answer'],
    ['app/ground/command.db.test.ts', 'to a session with one factor when the act asks for two']),
  met(18, 'A limit that changes of address escape',
    ['server/security.test.ts', 'never changes with the last 64 bits of an IPv6 address', 'does not move when a client writes a longer X-Forwarded-For at each request'],
    ['server/rate-limit.db.test.ts', 'counts as one the addresses of an IPv6 subscriber and those that a client invents', 'is shared by all processes']),
  without(19, 'Confusions of identity providers', 'Nobody signs in by another site yet: passwords, applications and passkeys only.', /from '(?:openid-client|samlify|@node-saml|passport|better-auth|jose)/),
  met(20, 'A form sent by another site', [routes, 'refuses a form sent by nobody, or from another site']),
  met(21, 'An order, a column or a name that becomes part of a query',
    ['app/threats.test.ts', 'no text from outside names a table, a column or an order'],
    ['app/incidents/routes/file/queue.test.ts', 'is understood whatever was typed in it'],
    ['app/organisations/search.db.test.ts', 'nothing, a letter or punctuation finds nothing; a joker is a letter like others', 'any text is answered']),
  met(22, 'A text that makes a regular expression run for ever', ['app/regexes.test.ts', 'is answered in time by every regular expression of the platform', 'is seen to stop /%s/, which is slow']),
  met(23, 'Lists without end, heavy documents, floods',
    ['app/ground/pdf/render.test.ts', 'refuses as unavailable when too many wait, instead of filling the memory', 'gives up a document that lasts too long, and makes the next one'],
    ['app/organisations/search.db.test.ts', 'never more than twenty, whatever is asked', 'comes page by page'],
    [people, 'stops at a hundred pending'],
    ['app/incidents/upload.test.ts', 'takes at most ten files and says that there were more'],
    ['app/incidents/follow-up.db.test.ts', 'has room for fifty documents, no more'],
    ['server/rate-limit.db.test.ts', 'are refused past 500 MB an hour from one address; words still pass, and other addresses too'],
    ['app/sign-in/password.test.ts', 'waits its turn, and past forty waiting the rest is refused at once']),
  met(24, 'Links of mails that lead where the request said',
    [canaries, 'every link of every mail leads to the configured address, whatever host the request named'],
    [account, 'sends a link of the configured address, and at most three at a time'],
    [people, 'mails a link from the configured address, kept nowhere but there, and valid seven days']),
  met(25, 'Headers slipped into mails and logs, addresses that hide another',
    ['server/outbox.db.test.ts', 'by a subject that holds %j'],
    ['app/email.test.ts', 'is refused at sign-in, in an invitation and in a declaration: %j', '%s is the one account that its plain spelling names'],
    [signIn, 'opens a session whose rights are read, whatever the case and width of the address']),
  met(26, 'Answers that tell whether somebody or something exists',
    [signIn, 'an unknown address, a wrong password, a locked account and a person who left, all in the same words', 'an unknown address after as long as a wrong password'],
    [account, 'is answered the same for a known and an unknown address, and only the known one gets a mail'],
    [invitation, 'that expired, was accepted, was withdrawn or never was answers the same'],
    [people, 'answers the same for someone known here, known elsewhere and unknown'],
    ['app/incidents/follow-up.db.test.ts', 'with a wrong code, the code of another file, an unknown number or no number at all, all refused alike'],
    [wall, 'has no key unique across organisations but a number and the secrets that nobody chooses']),
  met(27, 'A hole in the row-level security', [wall, 'holds no hole in the wall', 'names %s', 'shows the rows of the organisation and none of another', 'lets no row of another organisation be changed or deleted']),
  without(28, 'The awareness module used for real phishing', 'There is no phishing module.', /from '[^']*\/awareness\/|phishing[-_ ]?campaign/i),
];
