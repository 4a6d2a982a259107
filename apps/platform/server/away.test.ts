import { EventEmitter } from 'node:events';
import pg from 'pg';
import { pino } from 'pino';
import { createContext, type ServerBuild } from 'react-router';
import { describe, expect, test, vi } from 'vitest';
import type { Platform } from '../app/ground/platform.ts';
import type { Config } from './config.ts';
import { createApp } from './http.ts';
import { keepServing } from './last-resort.ts';

const said: { msg: string; level: number }[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void said.push(JSON.parse(line)) });
// Nothing listens there: the database is away.
const pool = new pg.Pool({ connectionString: 'postgresql://hygie@127.0.0.1:9/hygie' });
const platform = { pool, log, now: () => new Date(), settings: { publicUrl: new URL('https://hygie.example'), version: '0.0.0' } } as unknown as Platform;
const build = { entry: { module: { requestContext: createContext() } }, routes: {} } as unknown as ServerBuild;
const app = createApp(platform, { publicUrl: new URL('https://hygie.example'), trustedProxies: 0 } as Config, build);
const signedIn = { cookie: '__Host-hygie=x' };

describe('when the database is away', () => {
  test('a page says so in French, with the number of CERT Santé, and the log says it once', async () => {
    said.length = 0;
    const answer = await app.request('/incidents', { headers: signedIn });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('retry-after')).toBe('60');
    const page = await answer.text();
    expect(page).toContain('<html lang="fr">');
    expect(page.replaceAll('\u00a0', ' ')).toContain('CERT Santé au 09 72 43 91 25');
    expect(page).toContain('href="/incidents"');
    expect(page).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
    expect(said.filter(({ msg }) => msg === 'request failed')).toHaveLength(1);
  });

  test('it says it in English to who reads English', async () => {
    const page = await (await app.request('/incidents', { headers: { ...signedIn, 'accept-language': 'en-GB,en;q=0.9' } })).text();
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('+33 9 72 43 91 25');
  });

  test('a failure that nobody foresaw says the same, without its details', async () => {
    // The build here has no pages: showing one fails.
    const answer = await app.request('/signaler');
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('CERT Santé');
  });
});

describe('a body that is too large', () => {
  const heavy = { 'content-length': String(40 * 1024 * 1024), 'content-type': 'multipart/form-data; boundary=x' };
  test('is answered by a page that says how heavy a file may be and leads back to the step, whose answers are kept', async () => {
    const answer = await app.request('/signaler/incident/help', { method: 'POST', headers: heavy, body: 'x' });
    expect(answer.status).toBe(413);
    const page = await answer.text();
    expect(page).toContain('25 Mo');
    expect(page).toContain('href="/signaler/incident/help"');
  });

  test('is answered to a program as JSON', async () => {
    const answer = await app.request('/api/v1/declarations', { method: 'POST', headers: heavy, body: 'x' });
    expect([answer.status, await answer.json()]).toEqual([413, { error: { code: 'too_large', fields: [] } }]);
  });

  test('never lets an address write into the page or lead elsewhere', async () => {
    const ask = async (path: string) => (await app.request(`https://hygie.example${path}`, { method: 'POST', headers: heavy, body: 'x' })).text();
    expect(await ask("/a'><script>alert(1)</script>")).not.toContain('<script');
    expect(await ask('//evil.example/x')).toContain('href="/evil.example/x"');
  });
});

test('a promise that fails unheard is logged as an error, and the platform keeps serving', () => {
  const process = new EventEmitter();
  const error = vi.spyOn(log, 'error');
  keepServing(log, process);
  keepServing(log, process);
  process.emit('unhandledRejection', new Error('forgotten'));
  expect(error).toHaveBeenCalledExactlyOnceWith({ err: expect.objectContaining({ message: 'forgotten' }) }, expect.any(String));
});
