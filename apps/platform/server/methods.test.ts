import { Hono } from 'hono';
import type { ServerBuild } from 'react-router';
import { describe, expect, test } from 'vitest';
import { refuseMethods } from './methods.ts';

const page = (id: string, more: object, module: object = {}) => [id, { id, module: { default: () => null, ...module }, ...more }] as const;
const build = {
  routes: Object.fromEntries([
    page('root', {}),
    page('home', { parentId: 'root', index: true }),
    page('structures', { parentId: 'root', path: 'signaler/structures' }),
    page('sign-in', { parentId: 'root', path: 'connexion' }, { action: () => null }),
    page('file', { parentId: 'root', path: 'incidents/:number' }),
    page('closing', { parentId: 'file', path: 'cloture' }, { action: () => null }),
    page('unknown', { parentId: 'root', path: '*' }),
  ]),
} as unknown as ServerBuild;
const refuse = refuseMethods(build);
const app = new Hono().all('*', (c) => refuse(c) ?? c.text('page'));
const ask = async (method: string, path: string, language = 'fr') => {
  const answer = await app.request(path, { method, headers: { 'accept-language': language } });
  return { status: answer.status, allow: answer.headers.get('allow'), text: await answer.text() };
};

describe('what a page does not take', () => {
  test.each(['/', '/signaler/structures', '/incidents/INC-2026-0001', '/nulle-part', '/_root.data', '/signaler/structures.data'])('is refused with 405 where there is no form: %s', async (path) => {
    expect(await ask('POST', path)).toMatchObject({ status: 405, allow: 'GET, HEAD' });
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('is refused with 405 where there is a form: %s', async (method) => {
    expect(await ask(method, '/connexion')).toMatchObject({ status: 405, allow: 'GET, HEAD, POST' });
  });

  test('is said in the language of the reader, as no mistake of the platform', async () => {
    const english = await ask('POST', '/', 'en');
    expect(english.text).toContain('<html lang="en">');
    expect(english.text).toContain('This page does not take what was sent');
    expect((await ask('POST', '/')).text).toContain('Cette page ne reçoit pas cet envoi');
  });
});

test.each([['GET', '/'], ['HEAD', '/signaler/structures'], ['POST', '/connexion'], ['POST', '/connexion.data'], ['POST', '/incidents/INC-2026-0001/cloture']])('%s of %s reaches its page', async (method, path) => {
  expect((await ask(method, path)).status).toBe(200);
});
