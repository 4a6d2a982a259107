import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home, visit } from './browser.ts';
import { declareByProgram, hidden, openVisitor, signedInAs, structureNamed, type Visitor } from './http.ts';

const people = {
  rssi: 'claire.martin@ch-saint-aubin.example', analyst: 'ines.caron@cert-sante.example', officer: 'helene.marchand@ars-demonstration.example',
};
const strangers = ['sophie.girard@clinique-du-parc.example', 'bruno.tessier@chu-valbrune.example', 'olivier.blanc@polyclinique-luze.example'];

/** Closes whatever it was written in, then tries to run; `hit` tells whether it did. */
const code = '</script></textarea></title>"\'><img src=x onerror="window.hit=1"><script>window.hit=1</script><svg/onload=window.hit=1>{{7*7}}${7*7}';
const raw = ['<img src=x', '<svg/onload', '<script>window.hit'];
const canary = 'CANARI-DES-PORTES-DE-SERVICE';

let number: string;
let followUpCode: string;
let attachment: string;
const signed = {} as Record<keyof typeof people, Visitor>;

const pages = ['', '/qualification', '/obligations', '/echanges', '/echanges?fil=rssi', '/echanges?fil=cert', '/echanges?fil=internal', '/indicateurs', '/cloture', '/bulletin'];

beforeAll(async () => {
  const organisationId = await structureNamed(home(), 'CH de Saint-Aubin');
  const declaration = {
    kind: 'incident', structure: { organisationId },
    declarant: { name: `${canary}${code}`.slice(0, 120), role: code.slice(0, 120), phone: '02 61 91 00 10', technicalContact: code },
    facts: { description: `${canary} ${code}`, providerName: code, nature: 'malicious_suspected', typeCode: 'ransomware' },
    effects: { careDetail: code, care: 'degraded', data: ['patient'] }, help: { measuresDetail: code, helpDetail: code },
  };
  ({ number, followUpCode } = await declareByProgram(home(), declaration));
  for (const [name, email] of Object.entries(people)) signed[name as keyof typeof people] = await signedInAs(home(), email);
  await fill();
});

/** Writes the code wherever a file takes words. */
async function fill(): Promise<void> {
  const { rssi, analyst } = signed;
  const file = `/incidents/${number}`;
  for (const audience of ['declarant', 'rssi', 'cert', 'internal']) await rssi.post(`${file}/echanges`, { intent: 'write', audience, body: code });
  await rssi.post(`${file}?index`, { intent: 'event', 'at.date': '2026-01-05', 'at.time': '06:30', text: code });
  await rssi.upload(`${file}?index`, {}, { field: 'files', name: `${code}.html`, content: `<html><script>window.hit=1</script>${canary}</html>` });
  await rssi.post(`${file}/indicateurs`, { intent: 'add', block: 'malveillant.example.com', comment: code });
  const version = async (page: string) => hidden(await rssi.read(`${file}/${page}`), 'version');
  await rssi.post(`${file}/qualification`, {
    intent: 'classify', version: await version('qualification'), title: code.slice(0, 140), nature: 'malicious_confirmed', typeCode: 'ransomware', careImpact: 'degraded', tlp: 'amber', pap: 'amber',
  });
  await rssi.post(`${file}/obligations`, { intent: 'decide', duty: 'cnil.notification', kind: 'not_applicable', 'at.date': '2026-01-05', 'at.time': '06:30', reason: code }, [200, 302, 303]);
  await analyst.post(`${file}/bulletin`, { intent: 'draft', tlp: 'amber' });
  attachment = /\/pieces\/([0-9a-f-]{36})/.exec(await rssi.read(file))?.[1] ?? '';
}

async function htmlOf(visitor: Visitor, path: string): Promise<string> {
  const html = await visitor.read(path);
  for (const mark of raw) expect(html, `${path} writes ${mark} as it came`).not.toContain(mark);
  return html;
}

describe('code typed in every field of a file', () => {
  test.each(Object.keys(people) as (keyof typeof people)[])('is shown as text to the %s, on every page', async (name) => {
    const seen: string[] = [];
    for (const page of pages) {
      const answer = await signed[name].get(`/incidents/${number}${page}`);
      if (answer.status === 200) seen.push(await htmlOf(signed[name], `/incidents/${number}${page}`));
    }
    for (const path of ['/journee', '/incidents', `/incidents?texte=${number}`, '/mesures', `/recherche?q=${number}`, '/courriels', '/journal', `/recherche?q=${encodeURIComponent(code)}`, `/incidents?texte=${encodeURIComponent(code)}`]) {
      if ((await signed[name].get(path)).status === 200) seen.push(await htmlOf(signed[name], path));
    }
    // It is there, written so that a browser shows it.
    expect(seen.join('')).toContain('&lt;img src=x');
  });

  test('is shown as text to the declarant who comes back, and on the public pages that repeat what was typed', async () => {
    const declarant = openVisitor(home());
    await declarant.post('/suivi', { number, code: followUpCode });
    expect(await htmlOf(declarant, '/suivi/dossier')).toContain('&lt;img src=x');
    const nobody = openVisitor(home());
    for (const path of [`/suivi?numero=${encodeURIComponent(code)}`, `/connexion?suite=${encodeURIComponent(code)}`, `/connexion?suite=/${encodeURIComponent(code)}`]) await htmlOf(nobody, path);
  });

  test('runs in no browser', async () => {
    const context = await visit();
    const cookies = [...signed.rssi.cookies].map(([name, value]) => ({ name, value, url: home() }));
    await context.addCookies(cookies);
    const page = await context.newPage();
    for (const part of pages) {
      await page.goto(`/incidents/${number}${part}`, { waitUntil: 'load' });
      expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit), part).toBeUndefined();
    }
    await context.close();
  });

  test('comes back from an attachment as inert data under a harmless name', async () => {
    const answer = await signed.rssi.get(`/incidents/${number}/pieces/${attachment}`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/octet-stream/);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(answer.headers.get('content-disposition')).not.toMatch(/[<>\r\n]/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  });
});

describe('the back doors of a file: exports, dossiers, documents, lists and searches', () => {
  const doors = () => [
    ...['json', 'pdf', 'iodef', 'misp', 'stix'].map((format) => `/incidents/${number}/export/${format}`),
    ...['json', 'pdf'].map((format) => `/incidents/${number}/obligations/cnil.notification/dossier/${format}`),
    `/incidents/${number}/pieces/${attachment}`,
  ];

  test('open to the RSSI of the hospital', async () => {
    for (const door of doors()) expect((await signed.rssi.get(door)).status, door).toBe(200);
    expect(await (await signed.rssi.get('/incidents.csv')).text()).toContain(number);
  });

  test.each(strangers)('stay shut to %s, even under a number of their own', async (email) => {
    const stranger = await signedInAs(home(), email);
    const own = /\/incidents\/((?:INC|SIG)-\d{4}-\d+)/.exec(await stranger.read('/incidents?etat=declared&etat=qualified&etat=closed'))?.[1];
    const mixed = own ? [`/incidents/${own}/pieces/${attachment}`] : [];
    for (const door of [...doors(), ...mixed]) expect([403, 404], door).toContain((await stranger.get(door)).status);
    for (const list of ['/incidents.csv', `/incidents?texte=${canary}`, `/recherche?q=${canary}`, `/recherche?q=${number}`, '/journee', '/mesures', '/incidents.data']) {
      const text = await (await stranger.get(list)).text();
      expect(text.replaceAll(`q=${number}`, '').replaceAll(`"${number}"`, ''), list).not.toContain(`/incidents/${number}`);
      expect(text.includes(canary) && !list.includes(canary), list).toBe(false);
    }
  });

  test('stay shut to the declarant of another file, with their cookie of the follow-up and of the receipt', async () => {
    const organisationId = await structureNamed(home(), 'EHPAD Les Tilleuls');
    const other = await declareByProgram(home(), { kind: 'incident', structure: { organisationId }, declarant: { name: 'x', phone: '02 61 91 00 10' }, facts: { description: 'x' }, effects: {}, help: {} });
    const declarant = openVisitor(home());
    await declarant.post('/suivi', { number: other.number, code: other.followUpCode });
    expect((await declarant.get(`/suivi/pieces/${attachment}`)).status).toBe(404);
    for (const path of ['/suivi/dossier', '/signaler/recu', '/signaler/recu.pdf', '/signaler/recu.json', '/signaler/plainte']) {
      expect(await (await declarant.get(path)).text(), path).not.toContain(canary);
    }
    expect((await declarant.get(`/incidents/${number}/pieces/${attachment}`)).status).not.toBe(200);
  });
});

afterAll(async () => {
  for (const visitor of Object.values(signed)) await visitor.post('/deconnexion', {}, [200, 302, 303, 404, 405]);
});
