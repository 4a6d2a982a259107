import { TLP, type Tlp } from '@hygie/incident-exchange';
import { sql } from 'kysely';
import type { Tx } from '../../ground/database.server.ts';
import { formatDay } from '../../ground/dates.ts';
import type { OutgoingMail } from '../../ground/mail.server.ts';
import { type Locale, locales, type Platform, type Settings } from '../../ground/platform.ts';
import { translator } from '../../messages.ts';
import { readRecipients } from '../alert.server.ts';
import { declaration } from '../declaration.ts';
import { letterSubject } from '../vendor-letter.ts';
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

/** The nation, with which all that is written about a vendor stands: a structure reads it neither in its outbox nor in its journal. */
export async function nationOf(tx: Tx): Promise<string> {
  return (await tx.selectFrom('organisation').select('id').where('kind', '=', 'nation').orderBy('id').limit(1).executeTakeFirstOrThrow()).id;
}

/** The subject of a letter: what was offered, left as it was, leaves in the language of the letter. */
export function subjectIn(locale: Locale, file: { declaration: unknown; number: string }, typed: string): string {
  const given = declaration.parse(file.declaration);
  const offered = (one: Locale) => letterSubject(given, file.number, (product) => translator(one, zone)('incidents.vendor.subjectOffered', { product }));
  return locales.some((one) => offered(one) === typed) ? offered(locale) : typed;
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
async function analystsOf(tx: Tx, file: VendorFile): Promise<{ email: string; locale: Locale }[]> {
  const { rows } = await sql<{ email: string; locale: Locale }>`select email, locale from ground.analyst_of(${file.id})`.execute(tx);
  if (rows.length > 0) return rows;
  return (await readRecipients(tx, file.organisation_id)).filter((one) => one.level === 'nation').map(({ email, locale }) => ({ email, locale }));
}

async function tellAnalysts(tx: Tx, file: VendorFile, vendor: string, kind: 'answered' | 'silent', platform: Platform): Promise<OutgoingMail[]> {
  const analysts = await analystsOf(tx, file);
  if (analysts.length === 0) platform.log.error({ number: file.number }, kind === 'answered' ? 'a vendor answered, and nobody can be told' : 'a vendor did not answer, and nobody can be reminded');
  const organisationId = await nationOf(tx);
  return analysts.map(({ email, locale }) => {
    const t = translator(locale, zone);
    const words = { number: file.number, vendor, tlp: file.tlp.toUpperCase(), link: new URL(`/incidents/${file.number}/editeur`, platform.settings.publicUrl).href };
    return {
      organisationId, purpose: `incident.vendor_${kind}`, recipient: email, locale,
      subject: t(`incidents.vendor.mail.${kind}Subject`, words), body: t(`incidents.vendor.mail.${kind}Body`, words), about: { kind: 'incident', id: file.id },
    };
  });
}

/** Tells CERT Santé that a vendor answered; nothing of what it said. */
export function answeredMails(tx: Tx, file: VendorFile, vendor: string, platform: Platform): Promise<OutgoingMail[]> {
  return tellAnalysts(tx, file, vendor, 'answered', platform);
}

/** Reminds CERT Santé of a vendor that did not answer in time. */
export function silentMails(tx: Tx, file: VendorFile, vendor: string, platform: Platform): Promise<OutgoingMail[]> {
  return tellAnalysts(tx, file, vendor, 'silent', platform);
}
