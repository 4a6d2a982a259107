import { randomInt, randomUUID } from 'node:crypto';

// The last millisecond in which one was made, and how many since: those of one millisecond keep their order.
let last = 0;
let sequence = 0;

/**
 * A new UUIDv7 (RFC 9562, method 1 of 6.2): its order is that in which this process makes them, so that indexes grow at
 * one end and what was written together is read in the order of writing. `now` is in milliseconds since 1970.
 */
export function newId(now: number = Date.now()): string {
  // A clock set back by less than a second does not turn the order; one set back further starts again from there.
  if (now <= last && last - now < 1_000) sequence += 1;
  else [last, sequence] = [now, randomInt(0x800)];
  if (sequence > 0xfff) [last, sequence] = [last + 1, 0];
  const time = last.toString(16).padStart(12, '0');
  // The variant and the random bits of a version 4, drawn by the platform from a pool.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a UUID in its canonical lower-case form. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
