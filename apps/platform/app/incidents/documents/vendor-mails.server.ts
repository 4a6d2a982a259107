import { TLP, type Tlp } from '@hygie/incident-exchange';
import type { Tx } from '../../ground/database.server.ts';
import { formatDay } from '../../ground/dates.ts';
import type { OutgoingMail } from '../../ground/mail.server.ts';
import type { Locale, Settings } from '../../ground/platform.ts';
import { translator } from '../../messages.ts';
import { readRecipients } from '../alert.server.ts';
import { withoutCodes } from './mails.server.ts';

/** A weakness as the mails about its vendor speak of it. */
export interface VendorFile {
  organisation_id: string;
  id: string;
  number: string;
  tlp: string;
}

/** A letter to a vendor, its words already defanged. */
export interface Letter {
  email: string;
  locale: Locale;
  subject: string;
  body: string;
  author: string;
  token: string;
  due: Date;
  expires: Date;
}

const zone = 'Europe/Paris';

/** Letters stand with the nation: the outbox of a structure shows nothing of what CERT Santé writes to its vendors. */
async function nationOf(tx: Tx): Promise<string> {
  return (await tx.selectFrom('organisation').select('id').where('kind', '=', 'nation').orderBy('id').limit(1).executeTakeFirstOrThrow()).id;
}

/** The letter itself, with its mark, and the link by which the vendor answers. */
export async function letterMail(tx: Tx, file: VendorFile, letter: Letter, settings: Settings): Promise<OutgoingMail> {
  const t = translator(letter.locale, zone);
  const link = new URL('/editeur', settings.publicUrl);
  link.searchParams.set('jeton', letter.token);
  const mark = TLP[file.tlp as Tlp];
  return {
    organisationId: await nationOf(tx), purpose: 'incident.vendor_letter', recipient: letter.email, locale: letter.locale,
    subject: `[${mark.label}] ${letter.subject}`,
    body: t('incidents.vendor.mail.letterBody', {
      body: withoutCodes(letter.body), author: letter.author, instance: settings.instanceName, number: file.number, link: link.href,
      due: formatDay(letter.due, letter.locale, zone), expires: formatDay(letter.expires, letter.locale, zone), mark: mark.label, meaning: mark.meaning[letter.locale],
    }),
    // The link answers in the name of the vendor.
    secret: true, about: { kind: 'incident', id: file.id },
  };
}

/** Who follows the file at CERT Santé; else the national desk. Nobody when neither has an address. */
async function analystsOf(tx: Tx, file: VendorFile & { assigned_to: string | null }): Promise<{ email: string; locale: Locale }[]> {
  const found = await readRecipients(tx, file.organisation_id);
  const desk = found.filter((one) => one.level === 'nation').map(({ email, locale }) => ({ email, locale }));
  if (file.assigned_to === null) return desk;
  const follower = await tx
    .selectFrom('person')
    .innerJoin('role_assignment as held', 'held.person_id', 'person.id')
    .select(['person.email', 'person.locale'])
    .where('person.id', '=', file.assigned_to)
    .where('person.left_at', 'is', null)
    .where('held.role', '=', 'cert_analyst')
    .limit(1)
    .executeTakeFirst();
  return follower ? [{ email: follower.email, locale: follower.locale as Locale }] : desk;
}

async function tellAnalysts(tx: Tx, file: VendorFile & { assigned_to: string | null }, vendor: string, kind: 'answered' | 'silent', settings: Settings): Promise<OutgoingMail[]> {
  return (await analystsOf(tx, file)).map(({ email, locale }) => {
    const t = translator(locale, zone);
    const words = { number: file.number, vendor, tlp: file.tlp.toUpperCase(), link: new URL(`/incidents/${file.number}/editeur`, settings.publicUrl).href };
    return {
      organisationId: file.organisation_id, purpose: `incident.vendor_${kind}`, recipient: email, locale,
      subject: t(`incidents.vendor.mail.${kind}Subject`, words), body: t(`incidents.vendor.mail.${kind}Body`, words), about: { kind: 'incident', id: file.id },
    };
  });
}

/** Tells CERT Santé that a vendor answered; nothing of what it said. */
export function answeredMails(tx: Tx, file: VendorFile & { assigned_to: string | null }, vendor: string, settings: Settings): Promise<OutgoingMail[]> {
  return tellAnalysts(tx, file, vendor, 'answered', settings);
}

/** Reminds CERT Santé of a vendor that did not answer in time. */
export function silentMails(tx: Tx, file: VendorFile & { assigned_to: string | null }, vendor: string, settings: Settings): Promise<OutgoingMail[]> {
  return tellAnalysts(tx, file, vendor, 'silent', settings);
}
