import { join } from 'node:path';
import type { ServerBuild } from 'react-router';
import { beforeAll, describe, expect, test } from 'vitest';
import { home } from './browser.ts';
import { elsewhere } from './elsewhere.ts';

// Every route of the built platform × every role of the demonstration × an identifier of someone else's.
// A route without a line here fails.

/** How a route is guarded: `public` asks for no account; the others send to the sign-in page, or refuse. */
type Guard = 'public' | 'account' | 'workplace' | 'file' | 'organisation';

const guards: Record<string, Guard> = {
  '/': 'public', '/preferences': 'public', '/accessibilite': 'public', '/*': 'public',
  '/connexion': 'public', '/connexion/second-facteur': 'public', '/connexion/oubli': 'public', '/connexion/nouveau-mot-de-passe': 'public',
  '/connexion/cle-d-acces': 'public', '/invitation': 'public', '/deconnexion': 'public',
  '/compte/securite': 'account', '/compte/securite/sessions': 'account', '/compte/securite/application': 'account', '/compte/securite/cle-d-acces': 'account', '/compte/securite/cle-d-acces/demande': 'account',
  '/signaler': 'public', '/signaler/structures': 'public', '/signaler/brouillon': 'public', '/signaler/:kind/:step': 'public',
  '/signaler/recu': 'public', '/signaler/recu.pdf': 'public', '/signaler/recu.json': 'public', '/signaler/plainte': 'public', '/suivi': 'public', '/suivi/dossier': 'public', '/suivi/pieces/:id': 'public', '/editeur': 'public',
  '/fiches': 'public', '/fiches/plainte': 'public', '/fiches/:id': 'public',
  '/journee': 'workplace', '/recherche': 'workplace', '/courriels': 'workplace', '/journal': 'workplace', '/journal.csv': 'workplace', '/vues': 'workplace', '/mesures': 'workplace',
  '/incidents': 'workplace', '/incidents.csv': 'workplace',
  '/incidents/:number': 'file', '/incidents/:number/qualification': 'file', '/incidents/:number/obligations': 'file', '/incidents/:number/echanges': 'file',
  '/incidents/:number/indicateurs': 'file', '/incidents/:number/cloture': 'file', '/incidents/:number/bulletin': 'file', '/incidents/:number/rattachement': 'file', '/incidents/:number/editeur': 'file',
  '/incidents/:number/pieces/:id': 'file', '/incidents/:number/export/:format': 'file', '/incidents/:number/obligations/:duty/dossier/:format': 'file',
  '/organisations': 'workplace', '/organisations/:id': 'workplace', '/organisations/:id/personnes': 'organisation', '/organisations/:id/mandats': 'organisation', '/organisations/choisir': 'workplace',
  '/organisations/:id/personnes/roles/:roleId/fin': 'organisation', '/organisations/:id/personnes/:personId/depart': 'organisation',
  '/organisations/:id/mandats/:mandateId/fin': 'organisation', '/organisations/:id/membres/:memberId/fin': 'organisation',
};

const strangers = [
  'sophie.girard@clinique-du-parc.example', 'bruno.tessier@chu-valbrune.example', 'fatou.diallo@chu-valbrune.example',
  'antoine.mercier@chu-valbrune.example', 'olivier.blanc@polyclinique-luze.example', 'camille.aubry@ehpad-magnolias.example',
];

/** Declared for CH de Saint-Aubin: no stranger may read these words. */
const canary = 'CANARI-DE-SAINT-AUBIN';
let foreign: { number: string; organisation: string };
let paths: string[];

async function pathsOfTheBuild(): Promise<string[]> {
  const build = (await import(join(import.meta.dirname, '..', 'build', 'server', 'index.js'))) as ServerBuild;
  const full = (id: string): string => {
    const route = build.routes[id];
    if (!route) return '';
    return `${route.parentId ? full(route.parentId) : ''}${route.path ? `/${route.path}` : ''}`;
  };
  return [...new Set(Object.keys(build.routes).filter((id) => id !== 'root' && (build.routes[id]?.path || build.routes[id]?.index)).map((id) => full(id) || '/'))].toSorted();
}

/** Signs in by the button of the demonstration, as a browser without scripts would; returns the cookie. */
async function enter(email: string): Promise<string> {
  const answer = await fetch(`${home()}/connexion`, {
    method: 'POST', redirect: 'manual',
    headers: { ...elsewhere(), 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ intent: 'demonstration', person: email, suite: '/journee' }),
  });
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

const filled = (path: string) =>
  path.replace(':number', foreign.number).replace(':kind', 'incident').replace(':step', 'declarant').replace(':format', 'json')
    .replace(':duty', 'cnil.notification').replace('/organisations/:id', `/organisations/${foreign.organisation}`)
    .replace('/fiches/:id', '/fiches/ransomware').replace(/:(?:roleId|personId|mandateId|memberId)/, '019a0000-0000-7000-8000-000000000000').replace(':id', '019a0000-0000-7000-8000-000000000000').replace('/*', '/nothing-here');

beforeAll(async () => {
  paths = await pathsOfTheBuild();
  const { found } = (await (await fetch(`${home()}/signaler/structures?q=CH+de+Saint-Aubin`)).json()) as { found: { id: string; name: string }[] };
  const organisation = found.find((one) => one.name === 'CH de Saint-Aubin')?.id ?? '';
  const answer = await fetch(`${home()}/api/v1/declarations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      declaration: { kind: 'incident', declarant: { name: canary }, structure: { organisationId: organisation }, facts: { description: canary }, effects: {}, help: {} },
    }),
  });
  const { number } = (await answer.json()) as { number: string };
  foreign = { number, organisation };
});

describe('every route', () => {
  test('is known to this test, and each line here is a route', () => {
    expect(paths.filter((path) => !(path in guards))).toEqual([]);
    expect(Object.keys(guards).filter((path) => !paths.includes(path))).toEqual([]);
  });

  test('sends whoever is not signed in to the sign-in page, unless it is public', async () => {
    for (const path of paths) {
      if (guards[path] === 'public') continue;
      const answer = await fetch(home() + filled(path), { redirect: 'manual' });
      expect([302, 303, 401, 404, 405], path).toContain(answer.status);
      expect(await answer.text(), path).not.toContain(canary);
    }
  });

  test('refuses a form sent by nobody, or from another site', async () => {
    const cookie = await enter('claire.martin@ch-saint-aubin.example');
    for (const path of paths) {
      const send = (headers: Record<string, string>) =>
        fetch(home() + filled(path), { method: 'POST', redirect: 'manual', headers: { ...elsewhere(), 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: 'intent=x' });
      if (guards[path] !== 'public') {
        const nobody = await send({ 'sec-fetch-site': 'same-origin' });
        expect([302, 303, 401, 403, 404, 405], `${path} by nobody`).toContain(nobody.status);
      }
      expect((await send({ 'sec-fetch-site': 'cross-site', cookie })).status, `${path} from another site`).toBe(403);
      expect((await send({ origin: 'https://elsewhere.example', cookie })).status, `${path} from another origin`).toBe(403);
    }
  });

  test.each(strangers)('shows nothing of another hospital to %s', async (email) => {
    const cookie = await enter(email);
    for (const path of paths) {
      for (const address of [filled(path), `${filled(path)}.data`]) {
        const answer = await fetch(home() + address, { redirect: 'manual', headers: { cookie } });
        const text = await answer.text();
        expect(text, address).not.toContain(canary);
        if (guards[path] === 'file' && !address.endsWith('.data')) expect([403, 404], address).toContain(answer.status);
        if (guards[path] === 'organisation' && !address.endsWith('.data')) expect([403, 404], address).toContain(answer.status);
      }
    }
  });

  test('carries the security headers, whatever it answers', async () => {
    for (const path of paths) {
      const { headers } = await fetch(home() + filled(path), { redirect: 'manual' });
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('x-frame-options'), path).toBe('DENY');
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      if (headers.get('content-type')?.startsWith('text/html')) {
        expect(headers.get('content-security-policy'), path).toMatch(/default-src 'none'.*script-src 'self' 'nonce-/);
        expect(headers.get('cache-control'), path).toBe('no-store');
      }
    }
  });

  test('says in the reader’s language, with scripts that may run, what a form could not do', async () => {
    const post = async (path: string, type: string) => {
      const answer = await fetch(home() + path, { method: 'POST', body: 'x', redirect: 'manual', headers: { ...elsewhere(), 'accept-language': 'en', 'content-type': type, 'sec-fetch-site': 'same-origin' } });
      return { answer, page: await answer.text() };
    };
    const { answer, page } = await post('/connexion', 'text/plain');
    expect(answer.status).toBe(400);
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
    expect(page).toContain('lang="en"');
    expect(page).toContain('The request could not be read');
    expect(page).toContain(`nonce="${nonce}"`);
  });

  test('gives the hospital’s own RSSI the file that strangers do not see', async () => {
    const cookie = await enter('claire.martin@ch-saint-aubin.example');
    const answer = await fetch(`${home()}/incidents/${foreign.number}`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(canary);
  });
});
