import { createHash } from 'node:crypto';
import { refuse, type ValueReading } from './indicator.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Base58Check: 21 bytes (version, hash) and the first 4 bytes of their double SHA-256. */
function isBase58Check(text: string): boolean {
  let number = 0n;
  for (const character of text) {
    const digit = BASE58.indexOf(character);
    if (digit < 0) return false;
    number = number * 58n + BigInt(digit);
  }
  if (number >= 1n << 200n) return false;
  const bytes = Buffer.from(number.toString(16).padStart(50, '0'), 'hex');
  const checksum = sha256(sha256(bytes.subarray(0, 21))).subarray(0, 4);
  return (bytes[0] === 0 || bytes[0] === 5) && Buffer.compare(checksum, bytes.subarray(21)) === 0;
}

const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function polymod(values: readonly number[]): number {
  let checksum = 1;
  for (const value of values) {
    const top = checksum >>> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((term, bit) => {
      if ((top >>> bit) & 1) checksum ^= term;
    });
  }
  return checksum;
}

/** BIP 173 (witness version 0) and BIP 350 (later versions) on the main network. */
function isSegwit(text: string): boolean {
  const data = Array.from(text.slice(3), (character) => BECH32.indexOf(character));
  if (data.includes(-1) || data.length < 14) return false;
  // `bc` expanded as BIP 173 says: high bits, zero, low bits.
  const constant = polymod([3, 3, 0, 2, 3, ...data]);
  return constant === (data[0] === 0 ? 1 : 0x2bc830a3);
}

/** Whether the text has the shape of a bitcoin address, valid or not. */
export function looksLikeBitcoin(text: string): boolean {
  return /^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(text) || /^bc1[02-9ac-hj-np-z]{11,87}$/i.test(text);
}

/** A bitcoin address of the main network whose checksum holds. */
export function readBitcoin(text: string): ValueReading {
  if (!looksLikeBitcoin(text)) return refuse('invalid_bitcoin');
  if (/^bc1/i.test(text)) {
    const lower = text.toLowerCase();
    const singleCase = text === lower || text === text.toUpperCase();
    return singleCase && isSegwit(lower) ? { ok: true, value: lower } : refuse('invalid_bitcoin');
  }
  return isBase58Check(text) ? { ok: true, value: text } : refuse('invalid_bitcoin');
}
