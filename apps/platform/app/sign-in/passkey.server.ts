import {
  type AuthenticationResponseJSON, generateAuthenticationOptions, generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON, type RegistrationResponseJSON,
  verifyAuthenticationResponse, verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonActor } from '../ground/actor.ts';
import { defineCommand, type Outcome, run } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import type { Platform, Settings } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { aboutNobody, aboutPerson, accountOf, findAccount, requirePerson, signInActor } from './account.server.ts';
import { type FactorAdded, factorAdded, requireMayAdd } from './credentials.server.ts';
import { issueOneTime, useOneTime } from './one-time.server.ts';
import { opened, provePassword, type SignInStep, type Visitor } from './password-sign-in.server.ts';
import { signInPolicy } from './policy.ts';

const ceremonyMs = 300_000;
const passkeysAtMost = 20;
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));
const relyingParty = (settings: Settings) => ({ origin: settings.publicUrl.origin, id: settings.publicUrl.hostname });

// What browsers answer (WebAuthn Level 3, §§ 5.2.1 and 5.2.2), bounded, the rest dropped; the library checks the content.
const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/).max(20_000);
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key'), clientExtensionResults: z.object({}).default({}) };
const attachment = z.enum(['cross-platform', 'platform']).optional().catch(undefined);
const registrationResponse = z.object({
  ...credential,
  authenticatorAttachment: attachment,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(32)).max(8).optional(),
  }),
});
const authenticationResponse = z.object({
  ...credential,
  authenticatorAttachment: attachment,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url.optional() }),
});

/** Reads the answer of a browser's ceremony, sent as JSON in a form field. Throws `invalid_input`. */
export function readCeremony(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, 50_000));
  } catch (error) {
    throw new HygieError('invalid_input', {}, { cause: error });
  }
}

/** The challenge that a browser says it answered; `''` when unreadable, which no challenge is. */
function challengeOf(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge.slice(0, 200) : '';
  } catch {
    return '';
  }
}

/** Starts a sign-in by passkey: what the browser hands to the authenticator. The challenge serves once, five minutes. */
export async function passkeySignInOptions(platform: Platform, origin: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
  // Nothing changes for anybody: no command, no entry.
  const challenge = await inScope(platform.pool, signInActor(origin), signInPolicy.platform, (tx) =>
    issueOneTime(tx, 'passkey_challenge', null, { ceremony: 'sign_in' }),
  );
  return generateAuthenticationOptions({
    rpID: relyingParty(platform.settings).id,
    challenge: bytesOf(challenge),
    timeout: ceremonyMs,
    userVerification: 'required',
  });
}

/** Whether an assertion is right for a stored passkey; the new counter, or null. What the library refuses is a refusal. */
async function newCounterOf(
  settings: Settings,
  response: AuthenticationResponseJSON,
  stored: { id: string; public_key: Buffer; counter: number },
): Promise<number | null> {
  const { origin, id } = relyingParty(settings);
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challengeOf(response.response.clientDataJSON),
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: { id: stored.id, publicKey: Uint8Array.from(stored.public_key), counter: stored.counter },
    });
    return verified && authenticationInfo.userVerified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/** Records a use; a counter that did not grow betrays a copy, except for authenticators that never count. */
async function recordUse(tx: Tx, id: string, counter: number): Promise<boolean> {
  const used = await tx
    .updateTable('passkey')
    .set({ counter, last_used_at: sql`now()` })
    .where('id', '=', id)
    .where((where) => where.or([where('counter', '<', counter), where.and([where('counter', '=', 0), where(where.val(counter), '=', 0)])]))
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

const judgePasskey = defineCommand({
  name: 'sign_in.passkey',
  input: z.strictObject({ response: authenticationResponse, device: z.string() }),
  permission: signInPolicy.platform,
  handle: async ({ tx, actor, platform }, { response, device }): Promise<Outcome<SignInStep | { step: 'refused' }>> => {
    const answer: AuthenticationResponseJSON = response;
    const challenge = await useOneTime(tx, 'passkey_challenge', challengeOf(answer.response.clientDataJSON));
    const stored = await tx.selectFrom('passkey').selectAll().where('id', '=', answer.id).executeTakeFirst();
    const account = stored && (await findAccount(tx, { personId: stored.person_id }));
    if (!account) return { result: { step: 'refused' }, journal: [await aboutNobody(tx, { outcome: 'refused', reason: 'unknown' })] };
    const counter = challenge?.data.ceremony === 'sign_in' ? await newCounterOf(platform.settings, answer, stored) : null;
    if (counter === null || !(await recordUse(tx, stored.id, counter))) {
      return { result: { step: 'refused' }, journal: [aboutPerson(account, { outcome: 'refused', reason: 'passkey' })] };
    }
    return opened(tx, account, { assurance: 2, origin: actor.origin, device }, 'passkey');
  },
});

/**
 * Signs in by passkey with user verification, which is two factors; answers the session's token. A key cannot be
 * guessed, so the guard does not stop it: a locked password leaves this door open. Throws `sign_in_refused`.
 */
export async function signInByPasskey(platform: Platform, visitor: Visitor, response: unknown): Promise<string> {
  const verdict = await run(platform, signInActor(visitor.origin), judgePasskey, { response, device: visitor.device });
  if (verdict.step === 'refused') throw new HygieError('sign_in_refused');
  return verdict.token;
}

const startRegistration = defineCommand({
  name: 'account.start_passkey',
  input: z.strictObject({}),
  permission: signInPolicy.account,
  handle: async ({ tx, actor, platform }): Promise<Outcome<PublicKeyCredentialCreationOptionsJSON>> => {
    const person = requirePerson(actor);
    await requireMayAdd(tx, person);
    const account = await accountOf(tx, person.personId);
    const known = await tx.selectFrom('passkey').select(['id', 'transports']).where('person_id', '=', person.personId).orderBy('id').execute();
    if (known.length >= passkeysAtMost) throw new HygieError('wrong_state');
    const challenge = await issueOneTime(tx, 'passkey_challenge', person.personId, { ceremony: 'registration', session: person.sessionId });
    const options = await generateRegistrationOptions({
      rpName: platform.settings.instanceName,
      rpID: relyingParty(platform.settings).id,
      userID: Uint8Array.from(Buffer.from(person.personId.replaceAll('-', ''), 'hex')),
      userName: account.email,
      userDisplayName: `${account.givenName} ${account.familyName}`,
      challenge: bytesOf(challenge),
      timeout: ceremonyMs,
      attestationType: 'none',
      excludeCredentials: known,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { result: options, journal: [aboutPerson(account, { outcome: 'passkey_started' })] };
  },
});

/** Starts the addition of a passkey, after the password: what the browser hands to the authenticator. */
export async function passkeyRegistrationOptions(
  platform: Platform,
  actor: PersonActor,
  current: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  await provePassword(platform, actor, current);
  return run(platform, actor, startRegistration, {});
}

async function registeredCredential(settings: Settings, response: RegistrationResponseJSON) {
  const { origin, id } = relyingParty(settings);
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challengeOf(response.response.clientDataJSON),
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    });
    return verified && registrationInfo.userVerified ? registrationInfo.credential : null;
  } catch {
    return null;
  }
}

/** Adds the passkey that the browser made. Throws `code_refused` for a late, foreign or forged answer. */
export const addPasskey = defineCommand({
  name: 'account.add_passkey',
  input: z.strictObject({ response: registrationResponse, label: z.string().trim().min(1).max(60) }),
  permission: signInPolicy.account,
  handle: async ({ tx, actor, platform }, { response, label }): Promise<Outcome<FactorAdded>> => {
    const person = requirePerson(actor);
    await requireMayAdd(tx, person);
    const answer: RegistrationResponseJSON = response;
    const challenge = await useOneTime(tx, 'passkey_challenge', challengeOf(answer.response.clientDataJSON));
    const mine = challenge?.personId === person.personId && challenge.data.session === person.sessionId;
    const made = mine ? await registeredCredential(platform.settings, answer) : null;
    if (!made) throw new HygieError('code_refused');
    await tx
      .insertInto('passkey')
      .values({
        id: made.id,
        person_id: person.personId,
        public_key: Buffer.from(made.publicKey),
        counter: made.counter,
        transports: answer.response.transports ?? [],
        label,
      })
      .execute();
    return factorAdded(tx, person, platform, {
      account: await accountOf(tx, person.personId),
      notice: 'passkey_added',
      payload: { label },
    });
  },
});

/** A passkey as its owner sees it. */
export interface PasskeyLine {
  id: string;
  label: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** The passkeys of the actor, the oldest first. */
export async function listPasskeys(platform: Platform, actor: PersonActor): Promise<PasskeyLine[]> {
  return inScope(platform.pool, actor, signInPolicy.account, async (tx) => {
    const rows = await tx
      .selectFrom('passkey')
      .select(['id', 'label', 'created_at', 'last_used_at'])
      .where('person_id', '=', actor.personId)
      .orderBy('created_at')
      .orderBy('id')
      .limit(passkeysAtMost)
      .execute();
    return rows.map((row) => ({ id: row.id, label: row.label, createdAt: row.created_at, lastUsedAt: row.last_used_at }));
  });
}
