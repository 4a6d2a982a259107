import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { lockSeconds } from './lock.ts';

/** Takes the guard of a person, so that attempts are judged one after the other; answers whether the account waits. */
export async function takeGuard(tx: Tx, personId: string): Promise<{ locked: boolean }> {
  const { rows } = await sql<{ locked: boolean }>`
    insert into sign_in_guard (person_id) values (${personId})
    on conflict (person_id) do update set person_id = excluded.person_id
    returning coalesce(locked_until > clock_timestamp(), false) as locked`.execute(tx);
  return { locked: rows[0]?.locked ?? false };
}

/** Counts a failure; answers for how many seconds the account now waits, 0 when it does not. */
export async function countFailure(tx: Tx, personId: string): Promise<number> {
  const { failures } = await tx
    .updateTable('sign_in_guard')
    .set({ failures: sql`failures + 1` })
    .where('person_id', '=', personId)
    .returning('failures')
    .executeTakeFirstOrThrow();
  const seconds = lockSeconds(failures);
  if (seconds > 0) {
    await tx
      .updateTable('sign_in_guard')
      .set({ locked_until: sql`clock_timestamp() + ${seconds} * interval '1 second'` })
      .where('person_id', '=', personId)
      .execute();
  }
  return seconds;
}

/** Forgets the failures of a person: a complete sign-in, or a password chosen anew from the mailbox. */
export async function clearGuard(tx: Tx, personId: string): Promise<void> {
  await tx.updateTable('sign_in_guard').set({ failures: 0, locked_until: null }).where('person_id', '=', personId).execute();
}
