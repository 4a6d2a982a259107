import { z } from 'zod';
import type { PersonActor } from '../ground/actor.ts';
import { defineCommand, type Outcome, run } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { seal, unseal } from '../ground/secrets.ts';
import { aboutPerson, type Account, accountOf, requirePerson } from './account.server.ts';
import {
  dropRecoveryCodes, type Factors, factorsOf, firstRecoveryCodes, hasSecondFactor, newTotpSecret, renewRecoveryCodes, stepOf, totpOf,
} from './factors.server.ts';
import { noticeMail } from './mails.ts';
import { withdrawOneTime } from './one-time.server.ts';
import { hashPassword } from './password.server.ts';
import { provePassword } from './password-sign-in.server.ts';
import { signInPolicy } from './policy.ts';
import { requireStrength, writePassword } from './reset.server.ts';
import { endSessions, raiseSession } from './session.server.ts';

/** A second factor just added: the session's new token, and the recovery codes when these are the first. */
export interface FactorAdded {
  token: string;
  recoveryCodes: string[] | null;
}

const replacePassword = defineCommand({
  name: 'account.change_password',
  input: z.strictObject({ previous: z.string().nullable(), hash: z.string() }),
  permission: signInPolicy.account,
  handle: async ({ tx, actor, platform }, { previous, hash }): Promise<Outcome<null>> => {
    const { personId, sessionId } = requirePerson(actor);
    const account = await accountOf(tx, personId);
    const present = await tx.selectFrom('password').select('hash').where('person_id', '=', personId).forUpdate().executeTakeFirst();
    if ((present?.hash ?? null) !== previous) throw new HygieError('conflict');
    await writePassword(tx, personId, hash);
    const ended = await endSessions(tx, personId, sessionId);
    await withdrawOneTime(tx, 'password_reset', personId);
    await withdrawOneTime(tx, 'second_factor', personId);
    return {
      result: null,
      journal: [aboutPerson(account, { outcome: 'password_changed', endedSessions: ended })],
      mails: [noticeMail(account, platform.settings, 'password_changed', new Date())],
    };
  },
});

/**
 * Changes the actor's password after the present one; the other sessions end in the same transaction. Throws
 * `sign_in_refused`, `weak_password`.
 */
export async function changePassword(platform: Platform, actor: PersonActor, current: string, next: string): Promise<void> {
  const account = await inScope(platform.pool, actor, signInPolicy.account, (tx) => accountOf(tx, actor.personId));
  requireStrength(next, account);
  const previous = await provePassword(platform, actor, current);
  await run(platform, actor, replacePassword, { previous, hash: await hashPassword(next) });
}

const startTotp = defineCommand({
  name: 'account.start_application',
  input: z.strictObject({}),
  permission: signInPolicy.account,
  handle: async ({ tx, actor, platform }): Promise<Outcome<null>> => {
    const { personId } = requirePerson(actor);
    const secret = seal(platform.settings.secretKey, newTotpSecret());
    const started = await tx
      .insertInto('totp')
      .values({ person_id: personId, secret })
      .onConflict((conflict) =>
        conflict.column('person_id').doUpdateSet({ secret, last_step: 0 }).where('totp.confirmed_at', 'is', null),
      )
      .executeTakeFirst();
    if (started.numInsertedOrUpdatedRows !== 1n) throw new HygieError('wrong_state');
    return { result: null, journal: [aboutPerson(await accountOf(tx, personId), { outcome: 'application_started' })] };
  },
});

/** Starts the enrolment of an authenticator application, after the password. Throws `wrong_state` when one is there. */
export async function enrolTotp(platform: Platform, actor: PersonActor, current: string): Promise<void> {
  await provePassword(platform, actor, current);
  await run(platform, actor, startTotp, {});
}

/** The enrolment under way, to be scanned or typed into the application; null when none was started. */
export async function readEnrolment(platform: Platform, actor: PersonActor): Promise<{ uri: string; secret: string } | null> {
  return inScope(platform.pool, actor, signInPolicy.account, async (tx) => {
    const row = await tx
      .selectFrom('totp')
      .select('secret')
      .where('person_id', '=', actor.personId)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst();
    if (!row) return null;
    const account = await accountOf(tx, actor.personId);
    const totp = totpOf(unseal(platform.settings.secretKey, row.secret), account.email, platform.settings.instanceName);
    return { uri: totp.toString(), secret: totp.secret.base32 };
  });
}

/**
 * Refuses to add a factor to an account that has one from a session that did not prove it: else a password alone
 * would earn two factors. Throws `second_factor_required`.
 */
export async function requireMayAdd(tx: Tx, actor: PersonActor): Promise<void> {
  if (actor.assurance < 2 && hasSecondFactor(await factorsOf(tx, actor.personId))) throw new HygieError('second_factor_required');
}

/** What follows any new factor: other sessions end, this one is raised, the holder is told. */
export async function factorAdded(
  tx: Tx,
  actor: PersonActor,
  platform: Platform,
  added: { account: Account; notice: 'application_added' | 'passkey_added'; payload?: Record<string, unknown> },
): Promise<Outcome<FactorAdded>> {
  const { account, notice, payload } = added;
  const ended = await endSessions(tx, actor.personId, actor.sessionId);
  const token = await raiseSession(tx, actor.sessionId);
  const recoveryCodes = await firstRecoveryCodes(tx, actor.personId);
  return {
    result: { token, recoveryCodes },
    journal: [aboutPerson(account, { outcome: notice, endedSessions: ended, ...payload })],
    mails: [noticeMail(account, platform.settings, notice, new Date())],
  };
}

/** Confirms the application with a first code. Throws `code_refused`, or `wrong_state` when none was started. */
export const confirmTotp = defineCommand({
  name: 'account.confirm_application',
  input: z.strictObject({ code: z.string().min(1).max(64) }),
  permission: signInPolicy.account,
  handle: async ({ tx, actor, platform }, { code }): Promise<Outcome<FactorAdded>> => {
    const person = requirePerson(actor);
    await requireMayAdd(tx, person);
    const row = await tx
      .selectFrom('totp')
      .select('secret')
      .where('person_id', '=', person.personId)
      .where('confirmed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new HygieError('wrong_state');
    const step = stepOf(unseal(platform.settings.secretKey, row.secret), code);
    if (step === null) throw new HygieError('code_refused', { fields: [{ field: 'code', problem: 'code_refused' }] });
    await tx.updateTable('totp').set({ confirmed_at: new Date(), last_step: step }).where('person_id', '=', person.personId).execute();
    return factorAdded(tx, person, platform, { account: await accountOf(tx, person.personId), notice: 'application_added' });
  },
});

/** What follows a factor removed: an administrator keeps one, codes without factor go, other sessions end. */
async function factorRemoved(
  tx: Tx,
  actor: PersonActor,
  platform: Platform,
  notice: 'application_removed' | 'passkey_removed',
): Promise<Outcome<null>> {
  const account = await accountOf(tx, actor.personId);
  const kept = hasSecondFactor(await factorsOf(tx, actor.personId));
  if (!kept && account.administrator) throw new HygieError('wrong_state', { fields: [{ field: 'current', problem: 'last_factor' }] });
  if (!kept) await dropRecoveryCodes(tx, actor.personId);
  const ended = await endSessions(tx, actor.personId, actor.sessionId);
  return {
    result: null,
    journal: [aboutPerson(account, { outcome: notice, endedSessions: ended })],
    mails: [noticeMail(account, platform.settings, notice, new Date())],
  };
}

const dropFactor = defineCommand({
  name: 'account.remove_factor',
  input: z.strictObject({ passkeyId: z.string().max(1024).nullable() }),
  permission: signInPolicy.account,
  handle: async ({ tx, actor, platform }, { passkeyId }): Promise<Outcome<null>> => {
    const person = requirePerson(actor);
    // Both removals of a person queue here: two at once cannot each believe that the other factor stays.
    await tx.selectFrom('person').select('id').where('id', '=', person.personId).forUpdate().execute();
    const removed = passkeyId === null
      ? await tx.deleteFrom('totp').where('person_id', '=', person.personId).executeTakeFirst()
      : await tx.deleteFrom('passkey').where('person_id', '=', person.personId).where('id', '=', passkeyId).executeTakeFirst();
    if (removed.numDeletedRows !== 1n) throw new HygieError('not_found');
    return factorRemoved(tx, person, platform, passkeyId === null ? 'application_removed' : 'passkey_removed');
  },
});

/**
 * Removes the application (`passkeyId` null) or a passkey, after the password. Throws `wrong_state` for the last factor
 * of an administrator, `second_factor_required` from a session that proved one factor only.
 */
export async function removeFactor(platform: Platform, actor: PersonActor, current: string, passkeyId: string | null): Promise<void> {
  const factors = await readFactors(platform, actor);
  if (hasSecondFactor(factors) && actor.assurance < 2) throw new HygieError('second_factor_required');
  await provePassword(platform, actor, current);
  await run(platform, actor, dropFactor, { passkeyId });
}

/** Which second factors the actor has. */
export async function readFactors(platform: Platform, actor: PersonActor): Promise<Factors> {
  return inScope(platform.pool, actor, signInPolicy.account, (tx) => factorsOf(tx, actor.personId));
}

const renewCodes = defineCommand({
  name: 'account.renew_recovery_codes',
  input: z.strictObject({}),
  permission: signInPolicy.account,
  handle: async ({ tx, actor, platform }): Promise<Outcome<string[]>> => {
    const person = requirePerson(actor);
    if (!hasSecondFactor(await factorsOf(tx, person.personId))) throw new HygieError('wrong_state');
    if (person.assurance < 2) throw new HygieError('second_factor_required');
    const account = await accountOf(tx, person.personId);
    return {
      result: await renewRecoveryCodes(tx, person.personId),
      journal: [aboutPerson(account, { outcome: 'recovery_codes_renewed' })],
      mails: [noticeMail(account, platform.settings, 'recovery_codes_renewed', new Date())],
    };
  },
});

/** Replaces the recovery codes by ten new ones, answered this once, after the password. Throws `wrong_state` without factor. */
export async function regenerateRecoveryCodes(platform: Platform, actor: PersonActor, current: string): Promise<string[]> {
  await provePassword(platform, actor, current);
  return run(platform, actor, renewCodes, {});
}
