import pg from 'pg';
import { pino } from 'pino';
import { createContext, type ServerBuild } from 'react-router';
import { describe, expect, test } from 'vitest';
import type { Platform } from '../app/ground/platform.ts';
import type { Config } from './config.ts';
import { createApp } from './http.ts';
import { signedOutPosts } from './rate-limit.ts';

// Neither the database nor the pages are there: nothing that was typed can be kept by them.
const pool = new pg.Pool({ connectionString: 'postgresql://hygie@127.0.0.1:9/hygie' });
const platform = { pool, log: pino({ level: 'silent' }), now: () => new Date(), settings: { publicUrl: new URL('https://hygie.example'), version: '0.0.0' } } as unknown as Platform;
const build = { entry: { module: { requestContext: createContext() } }, routes: {} } as unknown as ServerBuild;
const app = createApp(platform, { publicUrl: new URL('https://hygie.example'), trustedProxies: 0 } as Config, build);

const path = '/incidents/INC-2026-0147/echanges?fil=cert';
async function post(body: URLSearchParams | FormData, headers: Record<string, string> = {}) {
  const sent = new Request(`https://hygie.example${path}`, { method: 'POST', body });
  const bytes = await sent.arrayBuffer();
  return app.request(`https://hygie.example${path}`, {
    method: 'POST', body: bytes,
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': sent.headers.get('content-type') ?? '', 'content-length': String(bytes.byteLength), ...headers },
  });
}

describe('when the session expired while someone was writing in a file', () => {
  test('the page says so, shows the typed text, and sends it again with everything that the form carried', async () => {
    const answer = await post(new URLSearchParams({ intent: 'write', audience: 'cert', key: 'k-1', body: 'Trois postes chiffrés.\nSauvegarde saine.' }));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const page = await answer.text();
    expect(page).toContain('<h1>Votre session a expiré</h1>');
    expect(page).toContain('>\nTrois postes chiffrés.\nSauvegarde saine.</textarea>');
    expect(page).toContain(`<form method="post" action="${path}">`);
    for (const [name, value] of [['intent', 'write'], ['audience', 'cert'], ['key', 'k-1']]) expect(page).toContain(`<input type="hidden" name="${name}" value="${value}">`);
    expect(page).toContain('<a href="/connexion?suite=%2Fincidents%2FINC-2026-0147%2Fechanges" target="_blank"');
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'");
  });

  test('a form that came with a proof is sent again the way it came, and the file is asked for again', async () => {
    const form = new FormData();
    form.set('reason', 'Messagerie arrêtée.');
    form.set('proof', new File(['x'], 'accusé.pdf'));
    const page = await (await post(form)).text();
    expect(page).toContain('enctype="multipart/form-data"');
    expect(page).toContain('Messagerie arrêtée.</textarea>');
    expect(page).toContain('Les fichiers choisis ne sont pas gardés');
  });

  test('a form too heavy to be shown leads back to the one that the browser holds', async () => {
    const page = await (await post(new URLSearchParams({ body: 'x'.repeat(2 * 1024 * 1024) }))).text();
    expect(page).toContain('Précédent');
    expect(page).not.toContain('xxxx');
  });

  test('it says it in English to who reads English', async () => {
    expect(await (await post(new URLSearchParams({ body: 'Typed' }), { 'accept-language': 'en-GB,en' })).text()).toContain('<h1>Your session has expired</h1>');
  });

  test('nothing that was typed writes into the page', async () => {
    const page = await (await post(new URLSearchParams({ body: '</textarea><script>alert(1)</script>', 'x"><script>': '"><script>' }))).text();
    expect(page).not.toContain('<script');
  });

  test('a form sent in parts without end, or of thousands of fields, is not turned into a page', async () => {
    const parts = new FormData();
    for (let index = 0; index < 1_000; index += 1) parts.append(`name-${index}`, 'typed');
    expect(await (await post(parts)).text()).not.toContain('name-1');
    const heavy = await app.request(`https://hygie.example${path}`, { method: 'POST', body: 'x', headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x' } });
    expect(heavy.status).toBe(413);
  });

  test('a field is labelled by our words only, whatever name it bears', async () => {
    const page = await (await post(new URLSearchParams({ constructor: 'x', toString: 'y' }))).text();
    expect(page).not.toContain('native code');
    expect(page).toContain('<input type="hidden" name="constructor" value="x">');
  });

  test('the page warns that whoever signs in next signs what is sent again', async () => {
    const typed = new URLSearchParams({ body: 'Trois postes chiffrés.' });
    expect(await (await post(typed)).text()).toContain('signé par la personne connectée à ce moment');
    expect(await (await post(typed, { 'accept-language': 'en' })).text()).toContain('signed by the person signed in at that moment');
  });

  test('past 300 forms in five minutes, one address waits; pages or data, it is the same count', async () => {
    const crowd = createApp(platform, { publicUrl: new URL('https://hygie.example'), trustedProxies: 1 } as Config, build);
    const send = async (address: string, from: string) =>
      (await crowd.request(`https://hygie.example${address}`, { method: 'POST', body: 'body=x', headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': from } })).status;
    for (let turn = 0; turn < signedOutPosts.points; turn += 1) await send(path, '192.0.2.1');
    expect([await send(path, '192.0.2.1'), await send('/Incidents/X/echanges.data', '192.0.2.1'), await send(path, '192.0.2.2')]).toEqual([429, 429, 401]);
  });

  test('another site learns nothing and posts nothing', async () => {
    const answer = await post(new URLSearchParams({ body: 'x' }), { 'sec-fetch-site': 'cross-site' });
    expect([answer.status, await answer.text()]).toEqual([403, 'cross_site']);
  });
});
