import { Hono } from 'hono';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../app/ground/testing/database.ts';
import type { Config } from './config.ts';
import { limits, throttle } from './rate-limit.ts';

const database = await testDatabase();
afterAll(() => database.stop());

/** A process of the platform behind one proxy. */
function openProcess() {
  const app = new Hono().use(throttle(database.platform, { trustedProxies: 1 } as Config)).all('*', (c) => c.text('served'));
  return (path: string, address: string, method = 'POST') => app.request(path, { method, headers: { 'x-forwarded-for': address } });
}

const signIns = limits.sign_in!.points;

describe('a rate limit', () => {
  test('refuses past its number, says how long to wait, and leaves the others alone', async () => {
    const ask = openProcess();
    for (let turn = 0; turn < signIns; turn += 1) expect((await ask('/connexion', '192.0.2.1')).status).toBe(200);
    const refused = await ask('/connexion', '192.0.2.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('/connexion', '192.0.2.2')).status).toBe(200);
    expect((await ask('/connexion', '192.0.2.1', 'GET')).status).toBe(200);
    expect((await ask('/signaler', '192.0.2.1')).status).toBe(200);
  });

  test('is shared by all processes', async () => {
    const processes = [openProcess(), openProcess()];
    const answers = [];
    for (let turn = 0; turn < signIns + 4; turn += 1) answers.push((await processes[turn % 2]!('/connexion', '192.0.2.3')).status);
    expect(answers.filter((status) => status === 429)).toHaveLength(4);
  });

  test('counts as one the addresses of an IPv6 subscriber and those that a client invents', async () => {
    const ask = openProcess();
    const statuses = [];
    for (let turn = 0; turn < signIns + 2; turn += 1) statuses.push((await ask('/connexion', `198.51.100.${turn}, 2001:db8:0:1::${turn.toString(16)}`)).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test('still holds when the database is away (faked by a pool that refuses)', async () => {
    const away = { ...database.platform, pool: { query: (_: unknown, done: (error: Error) => void) => done(new Error('away')), constructor: { name: 'Pool' }, options: {} } as never };
    const app = new Hono().use(throttle(away, { trustedProxies: 1 } as Config)).all('*', (c) => c.text('served'));
    const statuses = [];
    for (let turn = 0; turn < signIns + 3; turn += 1) {
      statuses.push((await app.request('/connexion', { method: 'POST', headers: { 'x-forwarded-for': '192.0.2.9' } })).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  });
});
