import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, Handler, MiddlewareHandler } from 'hono';
import ipaddr from 'ipaddr.js';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The registry that /metrics shows. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const durations = new Histogram({
  name: 'hygie_http_request_seconds',
  help: 'Time to answer a request, by kind of page and class of status.',
  // Paths hold numbers of files: only the first segment, or each file would be a time series.
  labelNames: ['method', 'area', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});

const areas = new Set(['', 'signaler', 'incidents', 'assets', 'connexion', 'journee', 'organisations', 'fiches', 'compte', 'suivi', 'editeur', 'api']);

/** Measures each request. */
export function measureRequests(): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const first = c.req.path.split('/')[1] ?? '';
    durations.observe(
      { method: c.req.method, area: areas.has(first) ? first : 'other', status: `${Math.floor(c.res.status / 100)}xx` },
      (performance.now() - started) / 1000,
    );
  };
}

/** Headers by which proxies say that they hand on a request of somebody else. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];
const ownNames = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/** Whether a request comes from this very machine, not through a proxy that stands on it. */
function isLocal(c: Context): boolean {
  const peer = String(c.env?.incoming?.socket?.remoteAddress ?? '');
  if (!ipaddr.isValid(peer) || ipaddr.process(peer).range() !== 'loopback') return false;
  return forwarding.every((name) => c.req.header(name) === undefined) && ownNames.test(c.req.header('host') ?? '');
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * The measures as Prometheus reads them: to this machine alone, or once `token` is set to whoever shows it (RFC 6750).
 * They tell how busy the platform is, and when: nothing for the world.
 */
export function showMetrics(token: string | undefined): Handler {
  return async (c) => {
    const shown = /^bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    // Digests have one length, so that the comparison takes the same time whatever was sent.
    const allowed = token === undefined ? isLocal(c) : timingSafeEqual(digest(shown), digest(token));
    if (!allowed && token === undefined) return c.text('measures are for this machine alone, unless HYGIE_METRICS_TOKEN is set', 403);
    if (!allowed) return c.text('a token is needed', 401, { 'WWW-Authenticate': 'Bearer realm="metrics"' });
    return c.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' });
  };
}
