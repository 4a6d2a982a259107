import { sql } from 'kysely';
import type { Tx } from './database.server.ts';
import { newId } from './id.ts';
import type { Locale } from './platform.ts';

/** A mail to send, written with the change that asks for it. Plain text only: nothing to inject, readable anywhere. */
export interface OutgoingMail {
  organisationId: string;
  /** What it is for, in the words of the domain: `incident.alert`, `person.invitation`… */
  purpose: string;
  recipient: string;
  locale: Locale;
  subject: string;
  body: string;
  /** The body holds a link that opens an account: erased once sent, and never shown to anyone in production. */
  secret?: boolean;
  /** What the mail speaks of, so that its page can show what was sent. */
  about?: { kind: string; id: string };
}

// Control characters in a subject could start another header.
const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim().slice(0, 250);

/** Mails in the shape that `ground.conclude` takes. */
export function mailRows(mails: readonly OutgoingMail[]) {
  return mails.map((mail) => ({
    organisation_id: mail.organisationId, id: newId(), purpose: mail.purpose, recipient: oneLine(mail.recipient), locale: mail.locale,
    subject: oneLine(mail.subject), body: mail.body, secret: mail.secret ?? false, subject_kind: mail.about?.kind ?? null, subject_id: mail.about?.id ?? null,
  }));
}

/** A mail claimed for delivery. */
export interface ClaimedMail {
  organisationId: string;
  id: string;
  recipient: string;
  subject: string;
  body: string;
  locale: string;
  attempts: number;
}

/** After that many refusals a mail is abandoned, and shown as such to the administrator. */
export const maxAttempts = 12;

/**
 * Claims mails that are due. A claim is a lease: a worker that dies before it reports lets the mail come back
 * after five minutes (longer than the slowest server may take), under the same identifier.
 */
export async function claimMails(tx: Tx, limit: number): Promise<ClaimedMail[]> {
  const { rows } = await sql<ClaimedMail>`
    update mail set attempts = attempts + 1, next_attempt_at = now() + interval '5 minutes'
    where (organisation_id, id) in (
      select organisation_id, id from mail where state = 'queued' and next_attempt_at <= now()
      order by next_attempt_at limit ${limit} for update skip locked)
    returning organisation_id as "organisationId", id, recipient, subject, body, locale, attempts`.execute(tx);
  return rows;
}

/** Records that a mail left. With `erase`, the secret it carried leaves the database too. */
export async function markSent(tx: Tx, mail: ClaimedMail, erase = false): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ state: 'sent', sent_at: sql`now()`, last_error: null, ...(erase ? { body: sql<string>`case when secret then '' else body end` } : {}) })
    .where('organisation_id', '=', mail.organisationId)
    .where('id', '=', mail.id)
    .execute();
}

/** Records a refusal: tried again later and later (up to 4 h), abandoned after `maxAttempts`. */
export async function markRefused(tx: Tx, mail: ClaimedMail, reason: string): Promise<void> {
  const waitSeconds = Math.min(15 * 2 ** mail.attempts, 14_400);
  await tx
    .updateTable('mail')
    .set({
      state: mail.attempts >= maxAttempts ? 'abandoned' : 'queued',
      next_attempt_at: sql`now() + ${waitSeconds} * interval '1 second'`,
      last_error: reason.slice(0, 500),
    })
    .where('organisation_id', '=', mail.organisationId)
    .where('id', '=', mail.id)
    .execute();
}
