import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { formatInstant } from '../ground/dates.ts';
import type { OutgoingMail } from '../ground/mail.server.ts';
import type { Locale, Settings } from '../ground/platform.ts';
import { translator } from '../messages.ts';
import type { DeclarationKind } from './declaration.ts';

/** Someone an alert may reach, and at which level of the tree they stand. */
export interface Recipient {
  level: 'mailbox' | 'structure' | 'mandate' | 'region' | 'nation';
  organisation_id: string;
  name: string;
  email: string;
  locale: Locale;
  /** Only for people: the role that makes them a recipient. */
  role: string | null;
}

/**
 * Whom an alert reaches: the functional mailbox of the structure (DG, DSI, RSSI and DPO behind it), or those people
 * one by one when it has none; and, when the structure has no RSSI of its own, the one it has under mandate, else
 * its region. When that leaves nobody, the national desk. Each address once, in a stable order.
 */
export function chooseRecipients(found: readonly Recipient[]): Recipient[] {
  const of = (level: Recipient['level']) => found.filter((one) => one.level === level);
  const own = of('mailbox').length > 0 ? of('mailbox') : of('structure');
  const hasOwnSecurity = of('structure').some((one) => one.role === 'rssi' || one.role === 'referent_ssi');
  const above = hasOwnSecurity ? [] : of('mandate').length > 0 ? of('mandate') : of('region');
  const heard = own.length + above.length > 0 ? [...own, ...above] : of('nation');
  const byAddress = new Map(heard.map((one) => [one.email.toLowerCase(), one]));
  return [...byAddress.values()].toSorted((a, b) => a.email.localeCompare(b.email)).slice(0, 50);
}

/** The director's level: whom a reminder goes to when it was not heard. */
export function chooseDirectors(found: readonly Recipient[]): Recipient[] {
  const directors = found.filter((one) => one.role === 'direction');
  return directors.length > 0 ? directors.toSorted((a, b) => a.email.localeCompare(b.email)) : chooseRecipients(found);
}

/** Reads everyone an alert of an organisation may reach. */
export async function readRecipients(tx: Tx, organisationId: string): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`select * from ground.alert_recipients(array[${organisationId}]::uuid[])`.execute(tx);
  return rows;
}

/** What an alert says of a file. Nothing of the declarant, nothing of patients: a mailbox is not a safe. */
export interface AlertedFile {
  organisationId: string;
  organisationName: string;
  kind: DeclarationKind;
  /** Whether the register knows the structure. Else the file stands under its region, and it alone says how to reach it. */
  listed: boolean;
  id: string;
  number: string;
  /** The type, never the declarant's own words: they may name someone. */
  typeLabel: (locale: Locale) => string;
  declaredAt: string;
  careLabel: (locale: Locale) => string;
  natureLabel: (locale: Locale) => string;
  tlp: string;
  timeZone: string;
}

/** The words of an alert. Nothing happened in the case of a weakness: no machine to cut off, no question of the law. */
function bodyOf(file: AlertedFile, level: Recipient['level']) {
  if (file.kind === 'weakness') return 'incidents.mail.weaknessBody';
  if (!file.listed) return 'incidents.mail.alertUnlistedBody';
  return level === 'mailbox' || level === 'structure' ? 'incidents.mail.alertBody' : 'incidents.mail.alertAboveBody';
}

/** The alert of a new declaration, one mail for each recipient. */
export function alertMails(file: AlertedFile, recipients: readonly Recipient[], settings: Settings): OutgoingMail[] {
  const link = new URL(`/incidents/${file.number}`, settings.publicUrl).href;
  return recipients.map((recipient) => {
    const t = translator(recipient.locale, file.timeZone);
    return {
      organisationId: file.organisationId,
      purpose: 'incident.alert',
      recipient: recipient.email,
      locale: recipient.locale,
      subject: t(file.kind === 'weakness' ? 'incidents.mail.weaknessSubject' : 'incidents.mail.alertSubject', { number: file.number, organisation: file.organisationName, tlp: file.tlp.toUpperCase() }),
      body: t(bodyOf(file, recipient.level), {
        number: file.number,
        organisation: file.organisationName,
        title: file.typeLabel(recipient.locale),
        care: file.careLabel(recipient.locale),
        nature: file.natureLabel(recipient.locale),
        date: formatInstant(file.declaredAt, recipient.locale, file.timeZone),
        link,
        tlp: file.tlp.toUpperCase(),
        listed: file.listed ? 'yes' : 'no',
      }),
      about: { kind: 'incident', id: file.id },
    };
  });
}
