import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { recordsPageSize } from './page-number.ts';

const inScope = sql<boolean>`(ground.everywhere() or organisation_id = any (ground.visible()))`;

/** Which words of the mails a reader gets: none (production), all but the links that open an account, or these too. */
export type Bodies = 'none' | 'plain' | 'secrets';

/**
 * The mails of the organisations in scope, latest first. Index: mail_recent. Their words only in evaluation: in
 * production a mail is read by whoever it was sent to, and the rights on a file are not those on the outbox.
 */
export async function readMails(tx: Tx, filter: { state?: string | undefined; page: number; bodies: Bodies }) {
  let query = tx.selectFrom('mail').where(inScope);
  if (filter.state) query = query.where('state', '=', filter.state);
  const rows = await query
    .select(['id', 'purpose', 'recipient', 'subject', sql<string | null>`case when ${filter.bodies !== 'none'}::boolean and (not secret or ${filter.bodies === 'secrets'}::boolean) then body end`.as('body'), 'state', 'attempts', 'last_error as lastError', 'created_at as createdAt', 'sent_at as sentAt'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .offset((filter.page - 1) * recordsPageSize)
    .limit(recordsPageSize + 1)
    .execute();
  return { lines: rows.slice(0, recordsPageSize), more: rows.length > recordsPageSize };
}

/** The journal of one organisation, latest first. Index: its primary key. */
export async function readJournal(tx: Tx, organisationId: string, page: number, readsIncidents: boolean) {
  const rows = await tx
    .selectFrom('journal')
    .where('organisation_id', '=', organisationId)
    .select(['seq', 'at', 'actor_label as actor', 'origin', 'command', 'subject_kind as subjectKind',
      // Who may not open the files of incidents does not read them line by line here either.
      sql<unknown>`case when subject_kind <> 'incident' or ${readsIncidents}::boolean then payload end`.as('payload'), sql<string>`encode(hash, 'hex')`.as('hash')])
    .orderBy('seq', 'desc')
    .offset((page - 1) * recordsPageSize)
    .limit(recordsPageSize + 1)
    .execute();
  return { lines: rows.slice(0, recordsPageSize), more: rows.length > recordsPageSize };
}
