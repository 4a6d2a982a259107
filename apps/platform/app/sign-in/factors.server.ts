import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { Tx } from '../ground/database.server.ts';
import { hashToken, newCode, newToken, normaliseCode, unseal } from '../ground/secrets.ts';

const periodSeconds = 30;
const codesAtOnce = 10;

/** Which second factors a person has. */
export interface Factors {
  application: boolean;
  passkeys: number;
  recoveryCodes: number;
}

/** Reads which second factors a person has. */
export async function factorsOf(tx: Tx, personId: string): Promise<Factors> {
  const { rows } = await sql<Factors>`select
    exists (select from totp where person_id = ${personId} and confirmed_at is not null) as application,
    (select count(*) from passkey where person_id = ${personId})::int as passkeys,
    (select count(*) from recovery_code where person_id = ${personId} and used_at is null)::int as "recoveryCodes"`.execute(tx);
  return rows[0]!;
}

/** Whether sign-in asks this person for a second factor. */
export function hasSecondFactor(factors: Factors): boolean {
  return factors.application || factors.passkeys > 0;
}

/** The parameters that every authenticator application understands (RFC 6238): SHA-1, six digits, thirty seconds. */
export function totpOf(secret: Buffer, label: string, issuer: string): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });
}

/** A new TOTP secret, 160 bits (RFC 4226 § 4). */
export function newTotpSecret(): Buffer {
  return Buffer.from(newToken(), 'base64url').subarray(0, 20);
}


/** The step of the clock for which a typed code is right, one step of drift allowed; null when it is wrong. */
export function stepOf(secret: Buffer, typed: string, now: number = Date.now()): number | null {
  const token = typed.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret, '', '').validate({ token, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / 1000 / periodSeconds) + delta;
}

/** Whether a code of the confirmed application is right and was not used: a step passes once, whoever races. */
export async function useTotp(tx: Tx, key: Buffer, personId: string, typed: string): Promise<boolean> {
  const row = await tx
    .selectFrom('totp')
    .select('secret')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  const step = row ? stepOf(unseal(key, row.secret), typed) : null;
  if (step === null) return false;
  const used = await tx
    .updateTable('totp')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** Whether a recovery code is one of the person's and was not used; it is used from then on. */
export async function useRecoveryCode(tx: Tx, personId: string, typed: string): Promise<boolean> {
  const used = await tx
    .updateTable('recovery_code')
    .set({ used_at: sql`clock_timestamp()` })
    .where('person_id', '=', personId)
    .where('hash', '=', hashToken(normaliseCode(typed)))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** Replaces the recovery codes of a person by ten new ones, answered in clear this once. */
export async function renewRecoveryCodes(tx: Tx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: codesAtOnce }, newCode);
  await dropRecoveryCodes(tx, personId);
  await tx
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ person_id: personId, hash: hashToken(normaliseCode(code)) })))
    .execute();
  return codes;
}

/** Gives recovery codes to a person who has none left, such as with a first second factor; null otherwise. */
export async function firstRecoveryCodes(tx: Tx, personId: string): Promise<string[] | null> {
  const { recoveryCodes } = await factorsOf(tx, personId);
  return recoveryCodes > 0 ? null : renewRecoveryCodes(tx, personId);
}

/** Recovery codes replace a second factor: without one they mean nothing. */
export async function dropRecoveryCodes(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
}
