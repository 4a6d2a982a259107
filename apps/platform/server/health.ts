import { Hono } from 'hono';
import type { Platform } from '../app/ground/platform.ts';
import { registry } from './metrics.ts';

/** /healthz: the process answers. /readyz: its database does too. /metrics: Prometheus text. */
export function health(platform: Platform): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok', version: platform.settings.version }));
  app.get('/readyz', async (c) => {
    try {
      await platform.pool.query('select 1');
      return c.json({ status: 'ready' });
    } catch {
      return c.json({ status: 'database unreachable' }, 503);
    }
  });
  app.get('/metrics', async (c) => c.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType }));
  return app;
}
