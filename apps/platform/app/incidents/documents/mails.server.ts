import { mayShare, type Tlp } from '@hygie/incident-exchange';
import type { Tx } from '../../ground/database.server.ts';
import { formatInstant } from '../../ground/dates.ts';
import type { OutgoingMail } from '../../ground/mail.server.ts';
import type { Locale, Platform, Settings } from '../../ground/platform.ts';
import { translator, type Translator } from '../../messages.ts';
import type { Role } from '../../organisations/role.ts';
import { chooseRecipients, readRecipients, type Recipient } from '../alert.server.ts';
import { type Declaration, declaration, unlistedAt } from '../declaration.ts';
import { defangText } from '../defang-text.ts';
import { type Audience, readsThread, type Side } from '../sight.ts';

/** What a mail says of the structure. */
export interface NamedOrganisation {
  id: string;
  name: string;
  time_zone: string;
}

/** The receipt by mail, when the declarant gave an address. Never the code: a mailbox may be the one compromised. */
export function receiptMail(
  given: Declaration,
  receipt: { incidentId: string; number: string; declaredAt: string },
  organisation: NamedOrganisation,
  locale: Locale,
  settings: Settings,
): OutgoingMail[] {
  const recipient = given.declarant.email;
  if (recipient === '') return [];
  const t = translator(locale, organisation.time_zone);
  return [{
    organisationId: organisation.id,
    purpose: 'incident.receipt',
    recipient,
    locale,
    subject: t('incidents.mail.receiptSubject', { number: receipt.number }),
    body: t(given.kind === 'weakness' ? 'incidents.mail.receiptWeaknessBody' : 'incidents.mail.receiptBody', {
      number: receipt.number,
      organisation: organisation.name,
      listed: given.structure.unlisted ? 'no' : 'yes',
      date: formatInstant(receipt.declaredAt, locale, organisation.time_zone),
      link: new URL('/suivi', settings.publicUrl).href,
    }),
    about: { kind: 'incident', id: receipt.incidentId },
  }];
}

/** A file as mails speak of it. */
export interface MailedFile {
  organisation_id: string;
  id: string;
  number: string;
  title: string;
  tlp: string;
  declaration: unknown;
  locale: string;
}

/**
 * Whether the mark of a file lets a mail to someone carry its words; when it does not, the mail only says to come. An
 * RSSI under mandate and a region stand outside the structure: AMBER+STRICT stops before them, red before everyone.
 */
export function mayCarryWords(tlp: string, level: Recipient['level']): boolean {
  const outside = level === 'mandate' || level === 'region' || level === 'nation';
  return mayShare({ tlp: tlp as Tlp, audience: outside ? 'organisation_and_clients' : 'organisation' }).allowed;
}

// The shape of a follow-up code: four groups of four of the letters of `newCode`. With spaces, in capitals only: four
// short words in a row are common.
const followUpCode = /\b(?:(?:[2-9A-HJ-NP-Z]{4} ){3}[2-9A-HJ-NP-Z]{4}|(?:[2-9A-HJ-NP-Za-hj-np-z]{4}-){3}[2-9A-HJ-NP-Za-hj-np-z]{4})\b/g;

/** A message as a mail may carry it: a follow-up code that someone wrote in it stays on the platform. */
export function withoutCodes(body: string): string {
  return body.replace(followUpCode, '••••');
}

// Who holds a mandate works for the structure.
const sideOfLevel: Record<Recipient['level'], Side> = {
  mailbox: 'structure', structure: 'structure', mandate: 'structure', region: 'region', nation: 'nation',
};

/**
 * Whom a mail tells about a message of a thread, beside the declarant: the structure, or the region for its own thread.
 * Never someone who does not read that thread on the platform, even when nobody else is left.
 */
export function readersToTell(audience: Audience, found: readonly Recipient[]): Recipient[] {
  const readers = found.filter((one) => readsThread(sideOfLevel[one.level], audience));
  if (audience === 'ars') return readers.filter((one) => one.level === 'region').toSorted((a, b) => a.email.localeCompare(b.email));
  if (audience === 'internal' || audience === 'vendor') return [];
  const chosen = chooseRecipients(readers);
  const desk = audience === 'cert' ? readers.filter((one) => one.level === 'nation' && !chosen.includes(one)) : [];
  return [...chosen, ...desk];
}

/** Who writes a message, as the file knows them. */
export interface Writer {
  side: Side;
  roles: readonly Role[];
}

/** Who wrote, for a mail: a function, and the structure it is held in; never a name, since a mailbox is not a safe. */
export function writerWords({ side, roles }: Writer, organisation: string, t: Translator): string {
  const role = side === 'declarant' ? 'declarant' : roles.find((one) => one !== 'declarant');
  if (role === undefined) return t(`incidents.documents.sides.${side}`);
  return side === 'structure' ? `${t(`organisations.roles.${role}`)}, ${organisation}` : t(`organisations.roles.${role}`);
}

/** A structure as a mail names it: never the words of a declarant, who may have named one that the register does not know. */
function structureWords(file: Pick<MailedFile, 'declaration' | 'organisation_id'>, organisation: string, t: Translator): string {
  const given = declaration.safeParse(file.declaration);
  return given.success && unlistedAt(given.data, file.organisation_id) ? t('incidents.mail.unlisted', { organisation }) : organisation;
}

/**
 * Mails that tell the readers of a thread about a new message: the declarant at the address given, the structure at
 * its mailbox, the region and the national desk at theirs for their own threads. They say which structure it is about and
 * what who wrote does there; under red, neither.
 */
export async function messageMails(
  tx: Tx,
  file: MailedFile,
  message: { audience: Audience; body: string; answerDueAt: string | null; writer: Writer },
  platform: Platform,
  toStructure?: readonly Recipient[],
): Promise<OutgoingMail[]> {
  const recipients = toStructure ?? readersToTell(message.audience, await readRecipients(tx, file.organisation_id));
  const declarant = message.audience === 'declarant' && !toStructure ? declarantAddress(file) : [];
  const { time_zone: timeZone, name } = await tx.selectFrom('organisation').select(['time_zone', 'name']).where('id', '=', file.organisation_id).executeTakeFirstOrThrow();
  const mail = (recipient: string, locale: Locale, path: string, level: Recipient['level'] = 'structure'): OutgoingMail => {
    const t = translator(locale, timeZone);
    const organisation = structureWords(file, name, t);
    const said = { number: file.number, named: file.tlp === 'red' ? 'no' : 'yes', organisation, writer: writerWords(message.writer, organisation, t) };
    const link = new URL(path, platform.settings.publicUrl).href;
    const due = message.answerDueAt ? t('incidents.mail.answerDue', { date: formatInstant(message.answerDueAt, locale, timeZone) }) : '';
    return {
      organisationId: file.organisation_id,
      purpose: message.answerDueAt ? 'incident.request' : 'incident.message',
      recipient,
      locale,
      subject: t(message.answerDueAt ? 'incidents.mail.requestSubject' : 'incidents.mail.messageSubject', { ...said, tlp: file.tlp.toUpperCase() }),
      body: t('incidents.mail.messageBody', {
        ...said,
        body: mayCarryWords(file.tlp, level) ? defangText(withoutCodes(message.body)) : t('incidents.mail.wordsWithheld', { tlp: file.tlp.toUpperCase() }),
        due,
        link,
      }),
      about: { kind: 'incident', id: file.id },
    };
  };
  return [
    ...recipients.map((one) => mail(one.email, one.locale, `/incidents/${file.number}/echanges`, one.level)),
    ...declarant.map((address) => mail(address, file.locale as Locale, '/suivi')),
  ];
}

/** Tells someone that a file is handed over to them: its number, by whom, and where; nothing of what it holds. */
export async function assignmentMail(
  tx: Tx,
  file: Pick<MailedFile, 'organisation_id' | 'id' | 'number' | 'tlp'>,
  colleague: { email: string; locale: Locale },
  author: string,
  settings: Settings,
): Promise<OutgoingMail> {
  const { time_zone: timeZone } = await tx.selectFrom('organisation').select('time_zone').where('id', '=', file.organisation_id).executeTakeFirstOrThrow();
  const t = translator(colleague.locale, timeZone);
  return {
    organisationId: file.organisation_id,
    purpose: 'incident.assigned',
    recipient: colleague.email,
    locale: colleague.locale,
    subject: t('incidents.mail.assignedSubject', { number: file.number, tlp: file.tlp.toUpperCase() }),
    body: t('incidents.mail.assignedBody', { number: file.number, author, link: new URL(`/incidents/${file.number}`, settings.publicUrl).href }),
    about: { kind: 'incident', id: file.id },
  };
}

function declarantAddress(file: MailedFile): string[] {
  const given = declaration.safeParse(file.declaration);
  return given.success && given.data.declarant.email !== '' ? [given.data.declarant.email] : [];
}
