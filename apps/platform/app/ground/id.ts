import { randomUUID } from 'node:crypto';

/**
 * A new UUIDv7 (RFC 9562): its order follows the clock, so that indexes grow at one end.
 * `now` is in milliseconds since 1970.
 */
export function newId(now: number = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  // The variant and the random bits of a version 4, drawn by the platform from a pool.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a UUID in its canonical lower-case form. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
