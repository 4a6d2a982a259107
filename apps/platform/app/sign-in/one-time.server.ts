import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken, newToken } from '../ground/secrets.ts';
import { signInActor } from './account.server.ts';
import { signInPolicy } from './policy.ts';

/** What a one-time secret opens. */
export type OneTimePurpose = 'password_reset' | 'first_administrator' | 'passkey_challenge' | 'second_factor';

/** How long each one-time secret lives, in seconds. */
export const lifetimeSeconds: Record<OneTimePurpose, number> = {
  password_reset: 1_800,
  first_administrator: 86_400,
  passkey_challenge: 300,
  second_factor: 600,
};

/** A live one-time secret. */
export interface OneTime {
  personId: string | null;
  data: Record<string, unknown>;
}

/** Makes a one-time secret and keeps its hash; `token` may be given when the ceremony chose it. */
export async function issueOneTime(
  tx: Tx,
  purpose: OneTimePurpose,
  personId: string | null,
  data: Record<string, unknown> = {},
  token: string = newToken(),
): Promise<string> {
  await tx
    .insertInto('one_time_token')
    .values({
      token_hash: hashToken(token),
      person_id: personId,
      purpose,
      data: JSON.stringify(data),
      expires_at: sql`clock_timestamp() + ${lifetimeSeconds[purpose]} * interval '1 second'`,
    })
    .execute();
  return token;
}

/** Looks at a secret without using it (a mail scanner follows links before the person does). */
export async function peekOneTime(tx: Tx, purpose: OneTimePurpose, token: string): Promise<OneTime | undefined> {
  const row = await tx
    .selectFrom('one_time_token')
    .select(['person_id', 'data'])
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst();
  return row && { personId: row.person_id, data: row.data as Record<string, unknown> };
}

/** Uses a secret: of any number of simultaneous uses, one gets it. */
export async function useOneTime(tx: Tx, purpose: OneTimePurpose, token: string): Promise<OneTime | undefined> {
  const row = await tx
    .updateTable('one_time_token')
    .set({ used_at: sql`clock_timestamp()` })
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .returning(['person_id', 'data'])
    .executeTakeFirst();
  return row && { personId: row.person_id, data: row.data as Record<string, unknown> };
}

/** Ends every unused secret of a person for a purpose. */
export async function withdrawOneTime(tx: Tx, purpose: OneTimePurpose, personId: string): Promise<void> {
  await tx
    .updateTable('one_time_token')
    .set({ used_at: sql`clock_timestamp()` })
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .execute();
}

/** Deletes secrets and sessions that ended more than thirty days ago; called by the worker, once a day. */
export async function forgetExpired(platform: Platform): Promise<void> {
  await inScope(platform.pool, signInActor('local'), signInPolicy.platform, async (tx) => {
    const limit = sql<Date>`now() - interval '30 days'`;
    await tx.deleteFrom('one_time_token').where('expires_at', '<', limit).execute();
    await tx.deleteFrom('session').where('expires_at', '<', limit).execute();
  });
}
