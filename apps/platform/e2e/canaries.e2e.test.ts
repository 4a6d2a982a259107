import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '../app/ground/embedded.server.ts';
import { addOrganisation } from '../app/ground/testing/tree.ts';
import { canaries, databaseAsText, email, overheard, password, personal, phone, plant, sightings } from './canary-book.ts';
import { declareByProgram, hidden, openVisitor, type Visitor } from './http.ts';
import { type RunningPlatform, startPlatform } from './platform.ts';

// A process in production, as verbose as it can be, with a real PostgreSQL and a real SMTP server. A distinct text is
// typed in every field; then everything that the platform wrote is searched for it.

const mails: { to: string; text: string }[] = [];
const smtpPassword = 'kanari-smtp-password';
const smtp = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS'],
  onAuth: ({ username }, _, done) => done(null, { user: username ?? '' }),
  onData: async (stream, session, done) => {
    const { text } = await PostalMime.parse(Buffer.concat(await stream.toArray()));
    mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text: text ?? '' });
    done();
  },
});

let folder: string;
let server: EmbeddedServer;
let platform: RunningPlatform;
let admin: pg.Pool;
let env: Record<string, string>;
let hospitals: { a: string; b: string };

/** The token of a link mailed to an address, that was not used yet. */
async function mailedToken(to: string, where: string): Promise<string> {
  for (let turn = 0; turn < 400; turn += 1) {
    const tokens = mails.filter((mail) => mail.to === to).flatMap(({ text }) => [...text.matchAll(/jeton=([\w-]{43})/g)].map((found) => found[1]));
    const token = tokens.find((one) => !canaries.some(({ text }) => text === one));
    if (token) return overheard(where, token);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail to ${to}`);
}

const keep = (visitor: Visitor, name: string, where: string) => overheard(where, visitor.cookies.get(name));
const [sessionCookie, halfwayCookie] = ['__Host-hygie', '__Host-hygie-second'];

/** Signs in with a password, then with a code of the application when there is one. */
async function signIn(address: string, secret: string, second?: { code: string; method: string }): Promise<Visitor> {
  const visitor = openVisitor(platform.url);
  await visitor.post('/connexion', { email: address, password: secret, suite: '/journee' });
  if (second) keep(visitor, halfwayCookie, 'cookie between two factors');
  if (second) await visitor.post('/connexion/second-facteur', { ...second, suite: '/journee' });
  keep(visitor, sessionCookie, 'cookie of a session');
  return visitor;
}

/** Sets an application up; answers with its secret and the recovery codes. */
async function enrol(visitor: Visitor, current: string): Promise<{ secret: string; codes: string[] }> {
  await visitor.post('/compte/securite/application', { intent: 'start', current });
  const page = await visitor.read('/compte/securite/application');
  const shown = overheard('secret of the application, as shown', /<code>([A-Z2-7 ]{30,})<\/code>/.exec(page)?.[1]);
  const secret = overheard('secret of the application', shown.replaceAll(' ', ''));
  const answer = await visitor.post('/compte/securite/application', { intent: 'confirm', code: codeFrom(secret) }, [200]);
  const codes = [...new Set((await answer.text()).match(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,3}\b/g) ?? [])];
  expect(codes).toHaveLength(10);
  for (const code of codes) overheard('recovery code', code);
  keep(visitor, sessionCookie, 'cookie of a session raised by a second factor');
  return { secret, codes };
}

const codeFrom = (secret: string, stepsAhead = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

/** Invites someone to a hospital, who accepts and chooses a password. */
async function welcome(inviter: Visitor, organisation: string, role: string): Promise<{ address: string; chosen: string }> {
  const [address, chosen] = [email('address of someone invited'), password('password chosen on an invitation')];
  await inviter.post(`/organisations/${organisation}/personnes`, { intent: 'invite', email: address, role, subtree: 'on' });
  const token = await mailedToken(address, 'link of an invitation');
  await openVisitor(platform.url).post('/invitation', { token, givenName: personal('given name'), familyName: personal('family name'), password: chosen });
  return { address, chosen };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hygie-canaries-'));
  server = await startEmbedded(folder, 'hygie', ['-c', 'fsync=off']);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as { port: number };
  env = {
    HYGIE_MODE: 'production', DATABASE_URL: server.url, HYGIE_PUBLIC_URL: 'https://hygie.example', HYGIE_LOG_LEVEL: 'trace', HYGIE_TRUSTED_PROXIES: '1',
    HYGIE_SMTP_URL: `smtp://hygie:${smtpPassword}@127.0.0.1:${port}`, HYGIE_MAIL_FROM: 'Hygie <hygie@hygie.example>', HYGIE_SECRET_KEY: 'ab'.repeat(32),
  };
  platform = await startPlatform(env);
  admin = new pg.Pool({ connectionString: server.adminUrl, max: 2 });
  admin.on('error', () => {});
});
afterAll(async () => {
  await platform?.stop();
  await admin?.end();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const declarationOf = (organisationId: string) => ({
  kind: 'incident', structure: { organisationId },
  declarant: { name: personal('declarant: name'), role: personal('declarant: role'), phone: phone('declarant: phone'), email: email('declarant: address'), technicalContact: personal('declarant: technical contact') },
  facts: { description: personal('facts: description'), providerName: personal('facts: provider'), nature: 'malicious_suspected', typeCode: 'ransomware' },
  effects: { careDetail: personal('effects: care'), care: 'degraded', data: ['patient'] },
  help: { measuresDetail: personal('help: measures'), helpDetail: personal('help: wanted') },
});

/** Declares page by page, as a browser does; answers with the number and the follow-up code. */
async function declareByForm(organisationId: string): Promise<{ number: string; code: string }> {
  const visitor = openVisitor(platform.url);
  await visitor.post('/signaler', { go: 'incident' });
  keep(visitor, 'hygie_draft', 'cookie of a draft');
  const { declarant, facts, effects, help } = declarationOf(organisationId);
  await visitor.upload('/signaler/incident/facts', { ...facts }, { field: 'files', name: `${personal('name of a joined file')}.txt`, content: personal('content of a joined file') });
  const pages: Record<string, Record<string, string>> = { declarant, structure: { organisationId }, facts, effects: { ...effects, data: 'patient' }, help };
  for (const [step, fields] of Object.entries(pages)) {
    await visitor.post(`/signaler/incident/${step}`, fields);
  }
  await visitor.post('/signaler/incident/verification', { go: 'submit' });
  const page = await visitor.read('/signaler/recu');
  const number = /INC-\d{4}-\d+/.exec(page)?.[0] ?? '';
  const groups = /((?:>[0-9A-Z]{4}<[^]{0,80}?){4})/.exec(page.replace(/<script[^]*?<\/script>/g, ''))?.[1]?.match(/[0-9A-Z]{4}(?=<)/g) ?? [];
  return { number, code: overheard('follow-up code', groups.length === 4 ? groups.join('-') : undefined) };
}

/** The declarant comes back, completes, and others try codes. */
async function followUp(number: string, code: string): Promise<void> {
  await openVisitor(platform.url).post('/suivi', { number, code: plant('secret', 'a wrong follow-up code') }, [200, 400, 403, 404, 422]);
  const visitor = openVisitor(platform.url);
  await visitor.post('/suivi', { number, code });
  keep(visitor, 'hygie_follow_up', 'cookie of the follow-up');
  await visitor.post('/suivi/dossier', { text: personal('follow-up: words') });
  await visitor.upload('/suivi/dossier', { go: 'attach' }, { field: 'files', name: `${personal('follow-up: name of a file')}.txt`, content: personal('follow-up: content') });
}

/** The RSSI does everything that a file lets them do. */
async function work(rssi: Visitor, number: string): Promise<void> {
  const at = { 'at.date': '2026-01-05', 'at.time': '06:30' };
  const file = `/incidents/${number}`;
  await rssi.get(`/incidents?texte=${personal('search: queue')}`);
  await rssi.get(`/recherche?q=${personal('search: everything')}`);
  for (const audience of ['declarant', 'rssi', 'cert', 'internal']) {
    await rssi.post(`${file}/echanges`, { intent: 'write', audience, body: personal(`message: ${audience}`) });
  }
  await rssi.post(`${file}?index`, { intent: 'event', ...at, text: personal('chronology: line') });
  await rssi.upload(`${file}?index`, {}, { field: 'files', name: `${personal('file: name of a document')}.txt`, content: personal('file: content') });
  await rssi.post(`${file}/indicateurs`, { intent: 'add', block: personal('indicator: domain', (word) => `${word}.example.com`), comment: personal('indicator: comment') });
  const version = async (page: string) => hidden(await rssi.read(`${file}/${page}`), 'version');
  await rssi.post(`${file}/qualification`, {
    intent: 'classify', version: await version('qualification'), title: personal('qualification: title'), nature: 'malicious_confirmed', typeCode: 'ransomware',
    careImpact: 'degraded', tlp: 'amber', pap: 'amber',
  });
  await rssi.post(`${file}/obligations`, { intent: 'decide', duty: 'cnil.notification', kind: 'not_applicable', reason: personal('obligation: reason'), ...at }, [200, 302, 303]);
  for (const format of ['json', 'pdf']) await rssi.get(`${file}/export/${format}?audience=named_recipients`);
  await admin.query("update incident set state = 'qualified' where number = $1", [number]);
  await rssi.post(`${file}/cloture`, {
    intent: 'close', leavesDuties: 'on', version: await version('cloture'), cause: personal('closing: cause'), lessons: personal('closing: lessons'), measures: personal('closing: measure'),
  });
  await rssi.post(`${file}/cloture`, { intent: 'reopen', reason: personal('closing: reason to reopen') });
}

/** What a person types where it is not expected: a password as an address, a wrong code, a lost link. */
async function mistakes(address: string, code: string): Promise<void> {
  const nobody = () => openVisitor(platform.url);
  const any = [200, 302, 303, 400, 401, 403, 404, 409, 410, 422, 429];
  await nobody().post('/connexion', { email: password('password typed as an address'), password: 'x' }, any);
  await nobody().post('/connexion', { email: address, password: password('a wrong password') }, any);
  await nobody().post('/connexion', { email: email('an unknown address'), password: password('password of an unknown address') }, any);
  await nobody().post('/connexion/oubli', { email: email('a forgotten password of nobody') }, any);
  await nobody().post('/connexion/nouveau-mot-de-passe', { token: plant('secret', 'a made-up link'), password: password('a password for a made-up link') }, any);
  await nobody().post('/invitation', { token: plant('secret', 'a made-up invitation'), givenName: personal('mistake: given name'), familyName: personal('mistake: family name'), password: password('mistake: password') }, any);
  await nobody().get(`/invitation?jeton=${plant('secret', 'a made-up link that is opened')}`);
  await nobody().post('/suivi', { number: code, code: plant('secret', 'a wrong code for a code as a number') }, any);
  const api = (body: string) => fetch(`${platform.url}/api/v1/declarations`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body });
  await api(`{"declaration": "${personal('program: malformed')}`);
  await api(JSON.stringify({ declaration: { [personal('program: unknown field')]: 1 }, [personal('program: another')]: personal('program: its value') }));
  const key = plant('secret', 'program: a key that is none');
  await fetch(`${platform.url}/api/v1/declarations`, { method: 'POST', headers: { authorization: `Bearer ${plant('secret', 'program: bearer')}`, 'idempotency-key': key }, body: '{}' });
}

/** Asks for a new password as someone would who names another site in every header that could be believed. */
async function askWithForgedHost(address: string): Promise<void> {
  const { hostname, port } = new URL(platform.url);
  const body = new URLSearchParams({ email: address }).toString();
  const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example' };
  const headers = { ...forged, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) };
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ hostname, port, path: '/connexion/oubli', method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode)).once('error', reject).end(body);
  });
  expect([200, 302, 303]).toContain(status);
}

describe('a day of use, with a distinct text in every field', () => {
  test('is lived: people are welcomed, sign in, declare, follow, work, forget and mistake', async () => {
    // The first administrator, by the link of the command line.
    const made = spawnSync(process.execPath, ['bin/hygie.js', 'admin', 'create', '--email', email('address of the administrator'), '--json'], {
      cwd: join(import.meta.dirname, '..'), env: { ...process.env, ...env, HYGIE_DATA: folder, HYGIE_LOG_LEVEL: 'error' }, encoding: 'utf8',
    });
    const token = overheard('link of the first administrator', /jeton=([\w-]{43})/.exec(made.stdout)?.[1]);
    const nation = (await admin.query<{ id: string }>("select id from organisation where kind = 'nation'")).rows[0]?.id ?? '';
    const region = await addOrganisation(admin, 'region', 'Valmont', nation);
    hospitals = { a: await addOrganisation(admin, 'establishment', 'CH de Valbrune', region), b: await addOrganisation(admin, 'establishment', 'Clinique des Tilleuls', region) };
    const first = password('password of the administrator');
    await openVisitor(platform.url).post('/invitation', { token, givenName: personal('administrator: given name'), familyName: personal('administrator: family name'), password: first });
    const chief = await signIn(canaries[0]?.text ?? '', first);
    await enrol(chief, first);

    // The RSSI of each hospital; that of A with a second factor, and a password that is changed, then forgotten.
    const rssi = await welcome(chief, hospitals.a, 'rssi');
    const other = await welcome(chief, hospitals.b, 'rssi');
    const second = password('password after a change');
    const changing = await signIn(rssi.address, rssi.chosen);
    await changing.post('/compte/securite', { intent: 'password', current: rssi.chosen, password: second });
    const { secret, codes } = await enrol(changing, second);
    await signIn(rssi.address, second, { code: codes[0] ?? '', method: 'recovery' });
    const third = password('password after a loss');
    await askWithForgedHost(rssi.address);
    await openVisitor(platform.url).post('/connexion/nouveau-mot-de-passe', { token: await mailedToken(rssi.address, 'link of a forgotten password'), password: third });
    const visitor = await signIn(rssi.address, third, { code: codeFrom(secret, 1), method: 'application' });

    const { number, code } = await declareByForm(hospitals.a);
    await followUp(number, code);
    const sent = await declareByProgram(platform.url, declarationOf(hospitals.a));
    overheard('follow-up code of a program', sent.followUpCode);
    await declareByProgram(platform.url, {
      kind: 'weakness', structure: { organisationId: hospitals.a }, declarant: { name: personal('weakness: declarant'), phone: phone('weakness: phone') },
      weakness: { vendor: personal('weakness: vendor'), product: personal('weakness: product'), version: personal('weakness: version'), description: personal('weakness: description'), vendorContact: email('weakness: contact') },
    });
    await visitor.post(`/organisations/${hospitals.a}`, { intent: 'profile', version: '0', ssiMailbox: email('profile: mailbox'), isOse: 'no', nis2Status: 'none', isHealthDataHost: 'no', cyberInsured: 'no' }, [200, 302, 303]);
    await work(visitor, number);
    await mistakes(rssi.address, code);
    // Someone else, elsewhere, looks at everything they may.
    const stranger = await signIn(other.address, other.chosen);
    const pages = ['/journee', '/incidents', '/incidents.csv', '/mesures', '/organisations', `/organisations/${hospitals.a}`, `/recherche?q=kanari`, `/incidents?texte=kanari`, `/incidents/${number}`, '/incidents.data'];
    const strangers = new Set(canaries.filter(({ where }) => where.startsWith('profile') || !/someone invited|given name|family name|search/.test(where)).map(({ text }) => text));
    for (const page of pages) {
      const html = await (await stranger.get(page)).text();
      expect([...strangers].filter((text) => html.includes(text)), page).toEqual([]);
    }
    expect(canaries.length).toBeGreaterThanOrEqual(100);
  }, 300_000);

  test('and the database refuses what nobody foresaw', async () => {
    const { number } = (await admin.query<{ number: string }>("select number from incident where state = 'qualified' limit 1")).rows[0] ?? { number: '' };
    expect(number).not.toBe('');
    await admin.query('alter table incident add constraint unforeseen check (version < 0) not valid');
    const answer = await fetch(`${platform.url}/api/v1/declarations`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ declaration: declarationOf(hospitals.a) }),
    });
    expect(answer.status).toBe(500);
    await admin.query('alter table incident drop constraint unforeseen');
    await admin.query('alter table invitation rename to mislaid');
    const page = await openVisitor(platform.url).get(`/invitation?jeton=${plant('secret', 'a link opened while the database fails', (word) => word.padEnd(43, 'x'))}`);
    expect(page.status).toBe(500);
    await admin.query('alter table mislaid rename to invitation');
  });

  test('every link of every mail leads to the configured address, whatever host the request named', () => {
    const links = mails.flatMap(({ text }) => text.match(/https?:\/\/[^\s/]+/g) ?? []);
    expect(links.length).toBeGreaterThan(5);
    expect([...new Set(links)]).toEqual(['https://hygie.example']);
  });

  test('no secret and no personal datum is found in the log, at any level', async () => {
    // What the process wrote last may still be in the pipe.
    await expect.poll(() => platform.said(), { timeout: 10_000 }).toContain('"level":50');
    const log = platform.said().split('\n');
    expect(log.length).toBeGreaterThan(50);
    expect(sightings('secret', log)).toEqual([]);
    expect(sightings('personal', log)).toEqual([]);
    for (const setting of [smtpPassword, env.HYGIE_SECRET_KEY ?? '', new URL(server.url).password]) expect(platform.said()).not.toContain(setting);
  });

  test('no secret is found in the journal, in the mails once sent, nor in any other table', async () => {
    await expect.poll(async () => (await admin.query("select from mail where state = 'queued'")).rowCount, { timeout: 20_000 }).toBe(0);
    expect(mails.length).toBeGreaterThan(5);
    const cells = await databaseAsText(admin);
    expect(cells.filter((cell) => cell.startsWith('public.journal.payload')).length).toBeGreaterThan(20);
    expect(sightings('secret', cells)).toEqual([]);
    // The search bites: what is not a secret is there.
    expect(sightings('personal', cells).length).toBeGreaterThan(20);
  });
});
