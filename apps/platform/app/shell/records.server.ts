import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { inSight } from '../ground/scope.server.ts';
import { recordsPageSize } from './page-number.ts';

/** Which words of the mails a reader gets: none (production), all but the links that open an account, or these too. */
export type Bodies = 'none' | 'plain' | 'secrets';

/**
 * The mails of the organisations in scope, latest first. Index: mail_recent. Their words only in evaluation: in
 * production a mail is read by whoever it was sent to, and the rights on a file are not those on the outbox.
 */
export async function readMails(tx: Tx, filter: { state?: string | undefined; page: number; bodies: Bodies }) {
  let query = tx.selectFrom('mail').where(inSight(tx, 'organisation_id'));
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

/** Which lines of a journal are wanted. */
export interface JournalFilter {
  /** Part of a name, whatever its case and accents. */
  person: string;
  command: string;
  /** Instants, ISO 8601: from `after`, until just before `before`. */
  after: string | null;
  before: string | null;
  page: number;
  most: number;
}

// What a line about each of these says holds nothing of a file. A kind added later is withheld until it is named here.
const notOfFiles = ['person', 'organisation', 'mandate', 'invitation'];

/** The journal of one organisation, latest first. Index: its primary key. */
export async function readJournal(tx: Tx, organisationId: string, filter: JournalFilter, readsIncidents: boolean) {
  const { person, command, after, before, page, most } = filter;
  let query = tx.selectFrom('journal').where('organisation_id', '=', organisationId);
  if (command) query = query.where('command', '=', command);
  if (after) query = query.where('at', '>=', sql<Date>`${after}::timestamptz`);
  if (before) query = query.where('at', '<', sql<Date>`${before}::timestamptz`);
  // Folding drops the signs that LIKE reads.
  if (person) query = query.where(sql<boolean>`ground.fold(actor_label) like '%' || trim(ground.fold(${person})) || '%'`);
  const rows = await query
    .select(['seq', 'at', 'actor_label as actor', 'origin', 'command', 'subject_kind as subjectKind',
      // Who may not open the files of incidents does not read them line by line here either.
      sql<unknown>`case when subject_kind = any (${notOfFiles}::text[]) or ${readsIncidents}::boolean then payload end`.as('payload'),
      sql<string>`encode(hash, 'hex')`.as('hash')])
    .orderBy('seq', 'desc')
    .offset((page - 1) * most)
    .limit(most + 1)
    .execute();
  return { lines: rows.slice(0, most), more: rows.length > most };
}
