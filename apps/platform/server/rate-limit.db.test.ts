import { Hono } from 'hono';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../app/ground/testing/database.ts';
import type { Config } from './config.ts';
import { limits, pathOf, throttle, throttleUploads, uploadBudget } from './rate-limit.ts';

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

  test.each([
    ['/Connexion'], ['/CONNEXION/'], ['/connexion.data'], ['/connexion/_.data'], ['/%63onnexion'], ['//connexion'], ['/Connexion/Oubli.data'],
  ])('counts %s as the sign-in that the pages see there', async (variant) => {
    const ask = openProcess();
    const address = `203.0.113.${100 + variant.length}`;
    for (let turn = 0; turn < signIns; turn += 1) await ask('/connexion', address);
    expect((await ask(variant, address)).status).toBe(429);
    await database.admin.query('delete from rate_limit');
  });

  test.each([
    ['POST', '/Invitation', 'invitation'], ['POST', '/fiches/Plainte', 'complaint'], ['GET', '/signaler/structures.data', 'structures'],
    ['PUT', '/connexion', 'sign_in'], ['DELETE', '/suivi', 'follow_up'],
  ])('covers %s %s', async (method, path, name) => {
    const covering = Object.entries(limits).filter(([, limit]) => limit.covers(method !== 'GET', pathOf(path)));
    expect(covering.map(([found]) => found)).toEqual([name]);
    const ask = openProcess();
    for (let turn = 0; turn < limits[name]!.points; turn += 1) await ask(path, '203.0.113.7', method);
    expect((await ask(path, '203.0.113.7', method)).status).toBe(429);
  });

  test('leaves a page whose name only begins like one of theirs', () => {
    for (const path of ['/connexions', '/suivi-des-mesures', '/fiches/rancongiciel', '/signaler/structures-de-sante']) {
      expect(Object.values(limits).filter((limit) => limit.covers(false, pathOf(path))), path).toEqual([]);
    }
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

describe('files sent without an account', () => {
  const megabyte = 1024 * 1024;
  const open = () => {
    const app = new Hono().use(throttleUploads(database.platform, { trustedProxies: 1 } as Config, 27 * megabyte)).all('*', (c) => c.text('served'));
    return async (path: string, address: string, bytes: number | null, type = 'multipart/form-data; boundary=x') =>
      (await app.request(path, { method: 'POST', headers: { 'x-forwarded-for': address, 'content-type': type, ...(bytes === null ? {} : { 'content-length': String(bytes) }) } })).status;
  };

  test('are refused past 500 MB an hour from one address; words still pass, and other addresses too', async () => {
    const send = open();
    expect(uploadBudget).toEqual({ bytes: 500 * megabyte, seconds: 3600 });
    for (let turn = 0; turn < 20; turn += 1) expect(await send('/signaler/incident/help', '192.0.2.1', 25 * megabyte)).toBe(200);
    expect(await send('/signaler/incident/help', '192.0.2.1', 25 * megabyte)).toBe(429);
    expect(await send('/Suivi/Dossier.data', '192.0.2.1', megabyte)).toBe(429);
    expect(await send('/signaler/incident/help', '192.0.2.1', 4_000)).toBe(200);
    expect(await send('/signaler/incident/help', '192.0.2.2', 25 * megabyte)).toBe(200);
  });

  test('of a length that is not said count as the largest', async () => {
    const send = open();
    for (let turn = 0; turn < 18; turn += 1) expect(await send('/signaler/incident/help', '192.0.2.3', null)).toBe(200);
    expect(await send('/signaler/incident/help', '192.0.2.3', null)).toBe(429);
  });

  test('do not count for those who have an account', async () => {
    const send = open();
    for (let turn = 0; turn < 25; turn += 1) expect(await send('/incidents/INC-2026-0001/echanges', '192.0.2.4', 25 * megabyte)).toBe(200);
  });
});
