import type { Context, MiddlewareHandler } from 'hono';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Platform } from '../app/ground/platform.ts';
import type { Config } from './config.ts';
import { changingNothing } from './methods.ts';
import { plainAnswer } from './plain-page.ts';
import { originOf } from './security.ts';

interface Limit {
  /** Which requests it counts: whether they change something, and their path as `pathOf` reads it. */
  covers: (changes: boolean, path: string) => boolean;
  points: number;
  seconds: number;
  /** Counted by all processes together in PostgreSQL; else by each process alone. */
  shared: boolean;
}

const under = (...folders: string[]) => (path: string) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
const [signIn, invitation, followUp, vendor, declaring] = [under('/connexion'), under('/invitation'), under('/suivi'), under('/editeur'), under('/signaler', '/api/v1/declarations')];
const files = under('/incidents');

/** Limits by network address (an IPv6 /64 counts as one), on everything that asks for no account. */
export const limits: Record<string, Limit> = {
  sign_in: { covers: (changes, path) => changes && signIn(path), points: 30, seconds: 300, shared: true },
  invitation: { covers: (changes, path) => changes && invitation(path), points: 30, seconds: 300, shared: true },
  vendor: { covers: (changes, path) => changes && vendor(path), points: 60, seconds: 300, shared: true },
  follow_up: { covers: (changes, path) => changes && followUp(path), points: 60, seconds: 300, shared: true },
  // A hospital, or a whole region behind one proxy, may declare from a single address on the day of an attack; and
  // that day the database has better to do than to count.
  declare: { covers: (changes, path) => changes && declaring(path), points: 600, seconds: 300, shared: false },
  complaint: { covers: (changes, path) => changes && path === '/fiches/plainte', points: 300, seconds: 300, shared: false },
  structures: { covers: (changes, path) => !changes && path === '/signaler/structures', points: 300, seconds: 300, shared: false },
};

/** Forms of files that one address may post without a session, once it was looked for: an expired one, or nobody. */
export const signedOutPosts = { points: 300, seconds: 300 };

/** Bytes that one address may send to the public forms with files, per hour: what is kept is kept for a week. */
export const uploadBudget = { bytes: 500 * 1024 * 1024, seconds: 3_600 };

// Words alone, without a file: they fill no disk, and a door that takes a declaration stays open.
const wordsBytes = 64 * 1024;

/** A path as the pages match it: in any case, encoded or not, asked for as a page or as data (`.data`, `/_.data`). */
export function pathOf(path: string): string {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A path that cannot be read leads to no page.
  }
  return decoded.toLowerCase().replace(/\/{2,}/g, '/').replace(/\/+$/, '').replace(/(\/_)?\.data$/, '').replace(/\/+$/, '');
}

const bounds = (name: string, limit: Pick<Limit, 'points' | 'seconds'>) => ({ keyPrefix: name, points: limit.points, duration: limit.seconds });

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
    const path = pathOf(c.req.path);
    const covering = limiters.find(({ limit }) => limit.covers(!changingNothing.has(c.req.method), path));
    if (!covering) return next();
    return (await refusalOf(platform, config, covering.limiter, c)) ?? next();
  };
}

/** Counts a request for its address; the refusal once past the limit. */
async function refusalOf(platform: Platform, config: Config, limiter: RateLimiterAbstract, c: Context): Promise<Response | null> {
  const origin = originOf(c, config.trustedProxies);
  try {
    await limiter.consume(origin);
    return null;
  } catch (refusal) {
    const seconds = Math.ceil(((refusal as RateLimiterRes).msBeforeNext ?? 60_000) / 1000);
    platform.log.warn({ origin, path: c.req.path }, 'rate limit reached');
    return plainAnswer(c, 'too_many_requests', { 'Retry-After': String(seconds) });
  }
}

/**
 * The limit of those who post to a file without being signed in: the answer past it, null under it. Asked once the
 * session was looked for, since a whole CERT may work behind one address. Each process counts alone.
 */
export function throttleSignedOut(platform: Platform, config: Config): (c: Context) => Promise<Response | null> {
  const limiter = new RateLimiterMemory(bounds('signed_out', signedOutPosts));
  return async (c) => (files(pathOf(c.req.path)) ? refusalOf(platform, config, limiter, c) : null);
}

/**
 * Refuses files past the budget of an address, before a byte is read. Each process counts alone; a body that does not
 * say its length counts as the largest that is taken (`maxBodyBytes`).
 */
export function throttleUploads(platform: Platform, config: Config, maxBodyBytes: number): MiddlewareHandler {
  const limiter = new RateLimiterMemory({ keyPrefix: 'uploads', points: uploadBudget.bytes, duration: uploadBudget.seconds });
  return async (c, next) => {
    const path = pathOf(c.req.path);
    const isForm = (c.req.header('content-type') ?? '').toLowerCase().startsWith('multipart/');
    if (!isForm || changingNothing.has(c.req.method) || !(declaring(path) || followUp(path) || vendor(path))) return next();
    const bytes = c.req.header('content-length') === undefined ? maxBodyBytes : Number(c.req.header('content-length'));
    const origin = originOf(c, config.trustedProxies);
    try {
      await limiter.consume(origin, bytes);
    } catch (refusal) {
      if (bytes > wordsBytes) {
        platform.log.warn({ origin, path: c.req.path, bytes }, 'upload budget reached');
        return plainAnswer(c, 'too_many_requests', { 'Retry-After': String(Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000)) });
      }
    }
    return next();
  };
}
