import type { Platform } from '../ground/platform.ts';

/** How many receipts one address gets in an hour, by each process: past that, somebody may be typing another's address. */
export const receiptsAnHour = 10;

const hour = 3_600_000;
const windows = new WeakMap<Platform, { since: number; sent: Map<string, number> }>();

/** Whether an address may get one more receipt by mail; counts it when it may. The declaration itself is never refused. */
export function mayMailReceipt(platform: Platform, address: string): boolean {
  if (address === '') return false;
  const now = platform.now().getTime();
  const known = windows.get(platform);
  const current = known && Math.abs(now - known.since) < hour ? known : { since: now, sent: new Map<string, number>() };
  windows.set(platform, current);
  const key = address.trim().toLowerCase();
  const sent = current.sent.get(key) ?? 0;
  if (sent >= receiptsAnHour) return false;
  current.sent.set(key, sent + 1);
  return true;
}
