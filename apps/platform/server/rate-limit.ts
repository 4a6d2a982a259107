import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Platform } from '../app/ground/platform.ts';
import type { Config } from './config.ts';
import { originOf } from './security.ts';

interface Limit {
  /** Which requests it counts. */
  covers: (method: string, path: string) => boolean;
  points: number;
  seconds: number;
  /** Counted by all processes together in PostgreSQL; else by each process alone. */
  shared: boolean;
}

/** Limits by network address (an IPv6 /64 counts as one), on everything that asks for no account. */
export const limits: Record<string, Limit> = {
  sign_in: { covers: (method, path) => method === 'POST' && path.startsWith('/connexion'), points: 30, seconds: 300, shared: true },
  follow_up: { covers: (method, path) => method === 'POST' && path.startsWith('/suivi'), points: 60, seconds: 300, shared: true },
  // A hospital, or a whole region behind one proxy, may declare from a single address on the day of an attack; and
  // that day the database has better to do than to count.
  declare: { covers: (method, path) => method === 'POST' && (path.startsWith('/signaler') || path.startsWith('/api/v1/declarations')), points: 600, seconds: 300, shared: false },
};

const bounds = (name: string, limit: Limit) => ({ keyPrefix: name, points: limit.points, duration: limit.seconds });

function sharedLimiter(platform: Platform, name: string, limit: Limit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    ...bounds(name, limit),
    storeClient: platform.pool,
    tableName: 'rate_limit',
    tableCreated: true,
    // A database away must not turn the public door into an open one.
    insuranceLimiter: new RateLimiterMemory(bounds(name, limit)),
  });
}

/** Refuses past a limit with 429 and the time to wait. */
export function throttle(platform: Platform, config: Config): MiddlewareHandler {
  const limiters = Object.entries(limits).map(([name, limit]) => ({
    limit,
    limiter: limit.shared ? sharedLimiter(platform, name, limit) : new RateLimiterMemory(bounds(name, limit)),
  }));
  return async (c, next) => {
    const covering = limiters.find(({ limit }) => limit.covers(c.req.method, c.req.path));
    if (!covering) return next();
    const origin = originOf(c, config.trustedProxies);
    try {
      await covering.limiter.consume(origin);
    } catch (refusal) {
      const seconds = Math.ceil(((refusal as RateLimiterRes).msBeforeNext ?? 60_000) / 1000);
      platform.log.warn({ origin, path: c.req.path }, 'rate limit reached');
      return c.text('too_many_requests', 429, { 'Retry-After': String(seconds) });
    }
    return next();
  };
}
