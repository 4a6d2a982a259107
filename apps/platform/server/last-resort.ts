import type { EventEmitter } from 'node:events';
import type { Logger } from 'pino';

const guarded = new WeakSet<EventEmitter>();

/**
 * Logs a promise that failed with nobody to hear it, and keeps serving. By default Node would end the process: one
 * request that fails in a corner would then cut every declaration under way, on the day they matter most. No state
 * is at risk: whatever changes is a transaction, and the one that failed was rolled back.
 */
export function keepServing(log: Logger, source: EventEmitter = process): void {
  if (guarded.has(source)) return;
  guarded.add(source);
  source.on('unhandledRejection', (reason) => log.error({ err: reason }, 'a promise failed unheard'));
}
