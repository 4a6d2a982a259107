import { z } from 'zod';
import type { PersonActor } from '../ground/actor.ts';
import { type CommandContext, defineCommand, type Outcome, parseInput, run } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { aboutNobody, aboutPerson, type Account, accountOf, byPerson, findAccount, signInActor } from './account.server.ts';
import { emailField } from './email.ts';
import { factorsOf, hasSecondFactor, useRecoveryCode, useTotp } from './factors.server.ts';
import { clearGuard, countFailure, takeGuard } from './guard.server.ts';
import { lockMail } from './mails.ts';
import { issueOneTime, peekOneTime, useOneTime } from './one-time.server.ts';
import { hashPassword, needsRehash, verifyPassword } from './password.server.ts';
import { signInPolicy } from './policy.ts';
import { openSession } from './session.server.ts';

/** Where a sign-in stands: a session is open, or a second factor is awaited. Each token goes to a cookie. */
export type SignInStep = { step: 'open'; token: string } | { step: 'second_factor'; token: string };

type Verdict = SignInStep | { step: 'refused' } | { step: 'expired' };

/** What every sign-in knows of the browser. */
export interface Visitor {
  origin: string;
  device: string;
}

/** Counts a failure, journals it, and tells the holder when the account now waits. */
export async function refuse(context: CommandContext, account: Account, reason: string): Promise<Outcome<{ step: 'refused' }>> {
  const { tx, actor, platform } = context;
  const seconds = await countFailure(tx, account.personId);
  const payload = { outcome: 'refused', reason, ...(seconds > 0 ? { lockedSeconds: seconds } : {}) };
  return {
    result: { step: 'refused' },
    journal: [aboutPerson(account, payload)],
    mails: seconds > 0 ? [lockMail(account, platform.settings, seconds, actor.origin)] : [],
  };
}

/** A refusal while the account waits: not counted, so that nobody can be kept out for longer by insisting. */
export function refuseLocked(account: Account): Outcome<{ step: 'refused' }> {
  return { result: { step: 'refused' }, journal: [aboutPerson(account, { outcome: 'refused', reason: 'locked' })] };
}

async function stillHashed(tx: Tx, personId: string, hash: string): Promise<boolean> {
  const row = await tx.selectFrom('password').select('hash').where('person_id', '=', personId).executeTakeFirst();
  return row?.hash === hash;
}

const judged = z.strictObject({
  personId: z.uuid().nullable(),
  /** The hash that was compared, and whether the password matched it. */
  hash: z.string().nullable(),
  verified: z.boolean(),
  rehashed: z.string().nullable(),
  device: z.string(),
});

type Judged = z.output<typeof judged>;

async function handleVerdict(context: CommandContext, input: Judged): Promise<Outcome<Verdict>> {
  const { tx, actor } = context;
  const account = input.personId ? await findAccount(tx, { personId: input.personId }) : undefined;
  if (!account) return { result: { step: 'refused' }, journal: [await aboutNobody(tx, { outcome: 'refused', reason: 'unknown' })] };
  const { locked } = await takeGuard(tx, account.personId);
  if (locked) return refuseLocked(account);
  const right = input.verified && input.hash !== null && (await stillHashed(tx, account.personId, input.hash));
  if (!right) return refuse(context, account, 'password');
  if (input.rehashed) await tx.updateTable('password').set({ hash: input.rehashed }).where('person_id', '=', account.personId).execute();
  if (hasSecondFactor(await factorsOf(tx, account.personId))) {
    const token = await issueOneTime(tx, 'second_factor', account.personId);
    return { result: { step: 'second_factor', token }, journal: [aboutPerson(account, { outcome: 'second_factor_awaited' })] };
  }
  return opened(tx, account, { assurance: 1, origin: actor.origin, device: input.device }, 'password');
}

/** Opens the session of a complete sign-in, and forgets the failures before it. */
export async function opened(
  tx: Tx,
  account: Account,
  session: { assurance: 1 | 2; origin: string; device: string },
  by: string,
): Promise<Outcome<SignInStep>> {
  await clearGuard(tx, account.personId);
  const token = await openSession(tx, { personId: account.personId, ...session });
  const payload = { outcome: 'opened', by, assurance: session.assurance, device: session.device };
  return { result: { step: 'open', token }, journal: [byPerson(account, payload)] };
}

/** Records the verdict on a password: refused, second factor awaited, or session open. */
const recordVerdict = defineCommand({
  name: 'sign_in.password',
  input: judged,
  permission: signInPolicy.platform,
  handle: handleVerdict,
});

const credentials = z.strictObject({ email: emailField, password: z.string().min(1).max(1024) });

/**
 * Signs in by password. Throws `sign_in_refused`, the same for an unknown address, a wrong password and an account
 * that waits; `invalid_input`; `unavailable` when too many sign-ins wait.
 */
export async function signIn(platform: Platform, visitor: Visitor, raw: unknown): Promise<SignInStep> {
  const { email, password } = parseInput(credentials, raw);
  const system = signInActor(visitor.origin);
  const found = await inScope(platform.pool, system, signInPolicy.platform, (tx) =>
    tx
      .selectFrom('person')
      .leftJoin('password', 'password.person_id', 'person.id')
      .select(['person.id', 'password.hash'])
      .where('person.email', '=', email)
      .where('person.left_at', 'is', null)
      .executeTakeFirst(),
  );
  const hash = found?.hash ?? null;
  const verified = await verifyPassword(password, hash);
  const rehashed = verified && hash && needsRehash(hash) ? await hashPassword(password) : null;
  const input = { personId: found?.id ?? null, hash, verified, rehashed, device: visitor.device };
  return granted(await run(platform, system, recordVerdict, input));
}

function granted(verdict: Verdict): SignInStep {
  if (verdict.step === 'refused') throw new HygieError('sign_in_refused');
  if (verdict.step === 'expired') throw new HygieError('expired');
  return verdict;
}

const secondStep = z.strictObject({
  token: z.string().max(100),
  method: z.enum(['application', 'recovery']),
  code: z.string().min(1).max(64),
  device: z.string(),
});

const judgeSecondFactor = defineCommand({
  name: 'sign_in.second_factor',
  input: secondStep,
  permission: signInPolicy.platform,
  handle: async (context, { token, method, code, device }): Promise<Outcome<Verdict>> => {
    const { tx, actor, platform } = context;
    const awaited = await peekOneTime(tx, 'second_factor', token);
    const account = awaited?.personId ? await findAccount(tx, { personId: awaited.personId }) : undefined;
    if (!account) return { result: { step: 'expired' }, journal: [await aboutNobody(tx, { outcome: 'refused', reason: 'expired' })] };
    const { locked } = await takeGuard(tx, account.personId);
    if (locked) return refuseLocked(account);
    // Under the guard: a second click on the same form finds the step used, and is no failure.
    if (!(await peekOneTime(tx, 'second_factor', token))) {
      return { result: { step: 'expired' }, journal: [aboutPerson(account, { outcome: 'refused', reason: 'expired' })] };
    }
    const right = method === 'application'
      ? await useTotp(tx, platform.settings.secretKey, account.personId, code)
      : await useRecoveryCode(tx, account.personId, code);
    if (!right) return refuse(context, account, method);
    if (!(await useOneTime(tx, 'second_factor', token))) throw new HygieError('expired');
    return opened(tx, account, { assurance: 2, origin: actor.origin, device }, method);
  },
});

/**
 * Completes a sign-in with a code of the application or a recovery code. Throws `code_refused` (wrong, used, or the
 * account waits) and `expired` when the password step is older than ten minutes or already completed.
 */
export async function secondFactor(
  platform: Platform,
  visitor: Visitor,
  input: { token: string; method: string; code: string },
): Promise<string> {
  const verdict = await run(platform, signInActor(visitor.origin), judgeSecondFactor, { ...input, device: visitor.device });
  if (verdict.step === 'refused') throw new HygieError('code_refused', { fields: [{ field: 'code', problem: 'code_refused' }] });
  return granted(verdict).token;
}

/** Whether the password step of a sign-in still awaits its second factor, and which ones would do. */
export async function awaitedFactors(platform: Platform, origin: string, token: string | undefined) {
  if (!token || token.length > 100) return null;
  return inScope(platform.pool, signInActor(origin), signInPolicy.platform, async (tx) => {
    const awaited = await peekOneTime(tx, 'second_factor', token);
    return awaited?.personId ? factorsOf(tx, awaited.personId) : null;
  });
}

const judgeProof = defineCommand({
  name: 'sign_in.proof',
  input: judged,
  permission: signInPolicy.platform,
  handle: async (context, input): Promise<Outcome<{ step: 'refused' | 'locked' | 'proven' }>> => {
    const account = await accountOf(context.tx, input.personId ?? '');
    const { locked } = await takeGuard(context.tx, account.personId);
    if (locked) return { ...refuseLocked(account), result: { step: 'locked' } };
    if (!input.verified) return refuse(context, account, 'proof');
    return { result: { step: 'proven' }, journal: [byPerson(account, { outcome: 'proven' })] };
  },
});

/**
 * Asks the signed-in person for their password again before a sensitive change (ASVS 5.0, 7.5.1); answers the hash
 * it matched, null for a person without password. Failures count with those of sign-in. Throws `sign_in_refused`, or
 * `too_many_requests` while the guesses of somebody else make the account wait: their right password is not called wrong.
 */
export async function provePassword(platform: Platform, actor: PersonActor, typed: string): Promise<string | null> {
  const row = await inScope(platform.pool, actor, signInPolicy.account, (tx) =>
    tx.selectFrom('password').select('hash').where('person_id', '=', actor.personId).executeTakeFirst(),
  );
  if (!row) return null;
  const verified = await verifyPassword(typed.slice(0, 1024), row.hash);
  const input = { personId: actor.personId, hash: row.hash, verified, rehashed: null, device: '' };
  const verdict = await run(platform, signInActor(actor.origin), judgeProof, input);
  if (verdict.step === 'locked') {
    throw new HygieError('too_many_requests', { fields: [{ field: 'current', problem: 'account_waits' }] });
  }
  if (verdict.step === 'refused') {
    throw new HygieError('sign_in_refused', { fields: [{ field: 'current', problem: 'password_refused' }] });
  }
  return row.hash;
}
