import { sql } from 'kysely';
import type { Actor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { conclude } from '../ground/conclude.server.ts';

/** A sensitive thing that someone reads: a file, or a document joined to it. */
export interface ReadSubject {
  organisationId: string;
  kind: 'incident' | 'incident_attachment';
  id: string;
  number: string;
  /** Name of the document, when one is read. */
  name?: string;
}

/** A person who reads the same thing again within that time leaves no second line. */
export const readingSilence = '1 hour';

async function alreadyJournaled(tx: Tx, actor: Actor, command: string, subject: ReadSubject): Promise<boolean> {
  const line = await tx
    .selectFrom('journal')
    .select('seq')
    .where('organisation_id', '=', subject.organisationId)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('command', '=', command)
    .where('actor', '=', actor.key)
    .where('at', '>', sql<Date>`now() - ${sql.lit(readingSilence)}::interval`)
    .limit(1)
    .executeTakeFirst();
  return line !== undefined;
}

/**
 * Journals that someone read a sensitive file, in the transaction that reads it: at most once a person, subject and
 * hour. Call it last: the first reading of the hour locks the chain of the organisation until COMMIT.
 * Index: journal_subject.
 */
export async function journalReading(tx: Tx, actor: Actor, command: string, subject: ReadSubject): Promise<void> {
  if (actor.kind === 'system' || (await alreadyJournaled(tx, actor, command, subject))) return;
  // A page asks for several things at once: the second request waits here, then finds the line of the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${command} ${actor.key} ${subject.id}`}, 0))`.execute(tx);
  if (await alreadyJournaled(tx, actor, command, subject)) return;
  const payload = { number: subject.number, ...(subject.name ? { name: subject.name } : {}) };
  await conclude(tx, actor, command, { journal: [{ organisationId: subject.organisationId, subjectKind: subject.kind, subjectId: subject.id, payload }] });
}
