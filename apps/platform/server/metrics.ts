import type { MiddlewareHandler } from 'hono';
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

const areas = new Set(['', 'signaler', 'incidents', 'assets', 'connexion', 'journee', 'organisations', 'fiches', 'compte', 'suivi', 'api']);

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
