import { mayShare, type Tlp } from '@hygie/incident-exchange';
import type { Tx } from '../../ground/database.server.ts';
import { formatInstant } from '../../ground/dates.ts';
import type { OutgoingMail } from '../../ground/mail.server.ts';
import type { Locale, Platform, Settings } from '../../ground/platform.ts';
import { translator } from '../../messages.ts';
import { chooseRecipients, readRecipients, type Recipient } from '../alert.server.ts';
import { type Declaration, declaration } from '../declaration.ts';

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
    body: t('incidents.mail.receiptBody', {
      number: receipt.number,
      organisation: organisation.name,
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

/** Whether the mark of a file lets a mail carry its words: red stays on the platform, the mail only says to come. */
function mayCarryWords(tlp: string): boolean {
  return mayShare({ tlp: tlp as Tlp, audience: 'organisation' }).allowed;
}

/**
 * Mails that tell the readers of a thread about a new message: the declarant at the address given, the structure at
 * its mailbox, the region and the national desk at theirs.
 */
export async function messageMails(
  tx: Tx,
  file: MailedFile,
  message: { audience: string; body: string; answerDueAt: string | null },
  platform: Platform,
  toStructure?: readonly Recipient[],
): Promise<OutgoingMail[]> {
  const recipients = toStructure ?? (['rssi', 'cert', 'declarant'].includes(message.audience) ? chooseRecipients(await readRecipients(tx, file.organisation_id)) : []);
  const declarant = message.audience === 'declarant' && !toStructure ? declarantAddress(file) : [];
  const { time_zone: timeZone } = await tx.selectFrom('organisation').select('time_zone').where('id', '=', file.organisation_id).executeTakeFirstOrThrow();
  const mail = (recipient: string, locale: Locale, path: string): OutgoingMail => {
    const t = translator(locale, timeZone);
    const link = new URL(path, platform.settings.publicUrl).href;
    const due = message.answerDueAt ? t('incidents.mail.answerDue', { date: formatInstant(message.answerDueAt, locale, timeZone) }) : '';
    return {
      organisationId: file.organisation_id,
      purpose: message.answerDueAt ? 'incident.request' : 'incident.message',
      recipient,
      locale,
      subject: t(message.answerDueAt ? 'incidents.mail.requestSubject' : 'incidents.mail.messageSubject', { number: file.number, tlp: file.tlp.toUpperCase() }),
      body: t('incidents.mail.messageBody', {
        number: file.number,
        body: mayCarryWords(file.tlp) ? message.body : t('incidents.mail.wordsWithheld', { tlp: file.tlp.toUpperCase() }),
        due,
        link,
      }),
      about: { kind: 'incident', id: file.id },
    };
  };
  return [
    ...recipients.map((one) => mail(one.email, one.locale, `/incidents/${file.number}/echanges`)),
    ...declarant.map((address) => mail(address, file.locale as Locale, '/suivi')),
  ];
}

function declarantAddress(file: MailedFile): string[] {
  const given = declaration.safeParse(file.declaration);
  return given.success && given.data.declarant.email !== '' ? [given.data.declarant.email] : [];
}
