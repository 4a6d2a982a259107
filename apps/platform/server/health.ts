import { Hono } from 'hono';
import type { Platform } from '../app/ground/platform.ts';
import { showMetrics } from './metrics.ts';

/** /healthz: the process answers. /readyz: its database does too. /metrics: Prometheus text, for those whom `showMetrics` lets in. */
export function health(platform: Platform, metricsToken?: string): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok', version: platform.settings.version }));
  const isReady = onceASecond(() => platform.pool.query('select 1').then(() => true, () => false));
  app.get('/readyz', async (c) => ((await isReady()) ? c.json({ status: 'ready' }) : c.json({ status: 'database unreachable' }, 503)));
  app.get('/metrics', showMetrics(metricsToken));
  return app;
}

/** The answer of a question asked once a second at most, whoever asks: nobody takes the connections of those at work. */
function onceASecond<T>(ask: () => Promise<T>): () => Promise<T> {
  let last: { answer: Promise<T>; askedAt: number; done: boolean } | undefined;
  return () => {
    if (last && (!last.done || performance.now() - last.askedAt < 1_000)) return last.answer;
    const asked = { answer: ask(), askedAt: performance.now(), done: false };
    asked.answer = asked.answer.finally(() => (asked.done = true));
    last = asked;
    return asked.answer;
  };
}
