import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { HygieError } from '../ground/errors.ts';

/** Cost of a hash: `memory` in KiB, `passes` over it, `lanes` at once. */
interface Cost {
  memory: number;
  passes: number;
  lanes: number;
}

/** Argon2id (RFC 9106) with 64 MiB and 3 passes, above the floor of ASVS 5.0 appendix C. */
const present: Cost = { memory: 65_536, passes: 3, lanes: 1 };
const saltBytes = 16;
const keyBytes = 32;

// 64 MiB each: a flood of sign-ins must wait or be refused, never exhaust the memory.
const atOnce = 2;
const maxWaiting = 40;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running += 1;
  else if (waiting.length >= maxWaiting) throw new HygieError('unavailable', { retryAfterSeconds: 5 });
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    // The place goes straight to the next in line.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function derive(password: string, salt: Buffer, cost: Cost, length: number): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'), 'utf8');
  const { memory, passes, lanes: parallelism } = cost;
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        argon2('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength: length }, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
const format = (cost: Cost, salt: Buffer, key: Buffer) =>
  `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.lanes}$${unpadded(salt)}$${unpadded(key)}`;

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

function parse(hash: string): { cost: Cost; salt: Buffer; key: Buffer } {
  const [, memory, passes, lanes, salt, key] = phc.exec(hash) ?? [];
  if (!memory || !passes || !lanes || !salt || !key) throw new HygieError('internal', { detail: 'unreadable password hash' });
  return {
    cost: { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

/** Hashes a password as a PHC string. Throws `unavailable` when too many hashes wait already. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return format(present, salt, await derive(password, salt, present, keyBytes));
}

/**
 * Whether a password is the one hashed. Without a hash (nobody has this address) it works as long and answers
 * false. Throws `unavailable` when too many hashes wait already.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const { cost, salt, key } = hash === null ? nobody() : parse(hash);
  const derived = await derive(password, salt, cost, key.length);
  return timingSafeEqual(derived, key) && hash !== null;
}

function nobody() {
  return { cost: present, salt: randomBytes(saltBytes), key: randomBytes(keyBytes) };
}

/** Whether a hash was made at another cost than today's, and should be made again when the password is at hand. */
export function needsRehash(hash: string): boolean {
  const { cost } = parse(hash);
  return cost.memory !== present.memory || cost.passes !== present.passes || cost.lanes !== present.lanes;
}
