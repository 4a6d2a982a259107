import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A random secret that fits in a link or a cookie, 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: tokens carry 256 bits, so a plain digest is enough. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

// Without 0/O, 1/I/L: codes are dictated by phone at night.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Sixteen bytes as a code for people, in groups of four: about 79 bits. */
export function codeFrom(bytes: Buffer): string {
  const letters = Array.from(bytes.subarray(0, 16), (byte) => alphabet[byte % alphabet.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A new code for people. */
export function newCode(): string {
  return codeFrom(randomBytes(16));
}

/** Reads a code as typed: spaces, dashes and case do not matter. */
export function normaliseCode(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, 64);
}

/** Encrypts a small secret that must be read back (AES-256-GCM; 12-byte nonce, 16-byte tag, then the text). */
export function seal(key: Buffer, secret: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` made; throws when it was altered or the key is another. */
export function unseal(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
