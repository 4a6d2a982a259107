import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, type Outcome, parseInput, run } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { aboutNobody, aboutPerson, type Account, accountOf, byPerson, findAccount, signInActor } from './account.server.ts';
import { emailField } from './email.ts';
import { clearGuard, takeGuard } from './guard.server.ts';
import { noticeMail, resetMail } from './mails.ts';
import { issueOneTime, peekOneTime, useOneTime, withdrawOneTime } from './one-time.server.ts';
import { hashPassword } from './password.server.ts';
import { checkPassword } from './password-strength.ts';
import { signInPolicy } from './policy.ts';
import { endSessions } from './session.server.ts';

// Beyond, a stranger who knows the address could flood the mailbox.
const liveLinksAtMost = 3;

async function maySendLink(tx: Tx, account: Account): Promise<boolean> {
  const { live } = await tx
    .selectFrom('one_time_token')
    .select(({ fn }) => fn.countAll<number>().as('live'))
    .where('person_id', '=', account.personId)
    .where('purpose', '=', 'password_reset')
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow();
  return live < liveLinksAtMost;
}

const askReset = defineCommand({
  name: 'sign_in.ask_reset',
  input: z.strictObject({ email: emailField }),
  permission: signInPolicy.platform,
  handle: async ({ tx, platform }, { email }): Promise<Outcome<null>> => {
    const account = await findAccount(tx, { email });
    if (!account) {
      // As much work as for somebody: an unusable token, an entry.
      await issueOneTime(tx, 'password_reset', null);
      return { result: null, journal: [await aboutNobody(tx, { outcome: 'refused', reason: 'unknown' })] };
    }
    await takeGuard(tx, account.personId);
    if (!(await maySendLink(tx, account))) {
      return { result: null, journal: [aboutPerson(account, { outcome: 'refused', reason: 'too_many_links' })] };
    }
    const token = await issueOneTime(tx, 'password_reset', account.personId);
    return {
      result: null,
      journal: [aboutPerson(account, { outcome: 'link_sent' })],
      mails: [resetMail(account, platform.settings, token)],
    };
  },
});

/** Sends a link to choose a new password, when somebody has this address; the answer never says whether. */
export async function requestPasswordReset(platform: Platform, origin: string, raw: unknown): Promise<void> {
  await run(platform, signInActor(origin), askReset, raw);
}

/** The account that a reset link opens; null when the link expired, was used or never was. The link stays usable. */
export async function readReset(platform: Platform, origin: string, token: string): Promise<Account | null> {
  if (token.length > 100) return null;
  return inScope(platform.pool, signInActor(origin), signInPolicy.platform, async (tx) => {
    const live = await peekOneTime(tx, 'password_reset', token);
    return (live?.personId && (await findAccount(tx, { personId: live.personId }))) || null;
  });
}

/** Sets the password of a person in the running transaction. */
export async function writePassword(tx: Tx, personId: string, hash: string): Promise<void> {
  await tx
    .insertInto('password')
    .values({ person_id: personId, hash })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ hash, changed_at: sql`now()` }))
    .execute();
}

/** Refuses a password that is too short or too easy to guess with `weak_password`, naming the field and the reason. */
export function requireStrength(password: string, owner: Pick<Account, 'email' | 'givenName' | 'familyName' | 'administrator'>): void {
  const { email, givenName, familyName, administrator } = owner;
  const problem = checkPassword(password, { email, names: [givenName, familyName], administrator });
  if (problem) throw new HygieError('weak_password', { fields: [{ field: 'password', problem }] });
}

const reset = defineCommand({
  name: 'sign_in.reset_password',
  input: z.strictObject({ token: z.string().max(100), hash: z.string() }),
  permission: signInPolicy.platform,
  handle: async ({ tx, platform }, { token, hash }): Promise<Outcome<null>> => {
    const used = await useOneTime(tx, 'password_reset', token);
    if (!used?.personId) throw new HygieError('expired');
    const account = await accountOf(tx, used.personId);
    await takeGuard(tx, account.personId);
    await writePassword(tx, account.personId, hash);
    const ended = await endSessions(tx, account.personId);
    await withdrawOneTime(tx, 'password_reset', account.personId);
    await withdrawOneTime(tx, 'second_factor', account.personId);
    await clearGuard(tx, account.personId);
    return {
      result: null,
      journal: [byPerson(account, { outcome: 'password_changed', by: 'link', endedSessions: ended })],
      mails: [noticeMail(account, platform.settings, 'password_changed', new Date())],
    };
  },
});

const chosen = z.strictObject({ token: z.string().max(100), password: z.string().max(1024) });

/**
 * Chooses a new password from the link received by mail; every session ends, the second factor stays. Throws
 * `expired` for a link that is used, late or unknown, and `weak_password`.
 */
export async function resetPassword(platform: Platform, origin: string, raw: unknown): Promise<void> {
  const { token, password } = parseInput(chosen, raw);
  const account = await readReset(platform, origin, token);
  if (!account) throw new HygieError('expired');
  requireStrength(password, account);
  await run(platform, signInActor(origin), reset, { token, hash: await hashPassword(password) });
}
