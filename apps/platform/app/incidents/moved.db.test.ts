import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken } from '../ground/secrets.ts';
import { actorHolding, addOrganisation } from '../ground/testing/tree.ts';
import { asking } from '../organisations/routes/routes.fixture.ts';
import { requireSignedIn } from '../request-context.ts';
import { declaration } from './declaration.ts';
import { declare } from './declare.server.ts';
import { exportIncident } from './documents/export.server.ts';
import { draftActor } from './draft.server.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { followUpCookieHeader } from './follow-up.server.ts';
import { previewMove } from './moving-preview.server.ts';
import { moveFile } from './moving.server.ts';
import { incidentPolicy } from './policy.ts';
import { readIncident } from './file-view.server.ts';
import { readReceipt } from './receipt.server.ts';
import { loader as openedPage } from './routes/declare/follow-up.tsx';
import { takeFollowUp } from './routes/declare/follow-up-page.server.ts';
import { readStructureWords } from './structure-words.server.ts';
import { sweepDeadlines } from './sweeper.server.ts';
import { addIndicators } from './work.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
let tree: TestFiles['tree'];
let clinicElsewhere: string;
let rssiOfA: PersonActor;
let rssiOfB: PersonActor;
let officer: PersonActor;
let analyst: PersonActor;
beforeAll(async () => {
  files = await openTestFiles();
  ({ db, tree } = files);
  clinicElsewhere = await addOrganisation(db.admin, 'establishment', 'Clinique du Phare', await addOrganisation(db.admin, 'region', 'Estran', tree.nation));
  rssiOfA = await files.rssi();
  rssiOfB = await files.rssi(tree.b);
  officer = await files.officer();
  analyst = await files.analyst();
  await db.admin.query("update organisation set town = 'Brisemer', finess_ej = '990000010' where id = $1", [tree.a]);
  for (const [id, mailbox] of [[tree.a, 'ssi@a.example'], [tree.b, 'ssi@b.example'], [tree.region, 'ssi@ars.example'], [clinicElsewhere, 'ssi@phare.example']]) {
    await db.admin.query('insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, $2)', [id, mailbox]);
  }
});
afterAll(() => db?.stop());
beforeEach(() => db.setNow(new Date()));

const move = async (actor: Actor, number: string, organisationId: string) =>
  run(db.platform, actor, moveFile, { number, version: (await files.fileOf(number))?.version ?? 1, organisationId, reason: 'Mauvaise structure.' });
const mailsOf = async (number: string, purpose: string): Promise<{ recipient: string; subject: string; body: string; state: string; organisation_id: string }[]> =>
  (await db.admin.query('select * from mail where purpose = $1 and body like $2 order by recipient', [purpose, `%${number}%`])).rows;
const weak = { kind: 'weakness', weakness: { vendor: 'Éditeur', description: 'Mot de passe par défaut.' } };
/** Queues a mail about a file, as a command would. */
const queued = (organisationId: string, incidentId: string, recipient: string, purpose = 'incident.reminder') =>
  db.admin.query("insert into mail (organisation_id, id, purpose, recipient, locale, subject, body, subject_kind, subject_id) values ($1, $2, $3, $4, 'fr', 'x', 'x', 'incident', $5)", [organisationId, newId(), purpose, recipient, incidentId]);
const stateOf = async (incidentId: string, recipient: string) =>
  (await db.admin.query("select distinct state from mail where subject_id = $1 and recipient = $2 and subject = 'x'", [incidentId, recipient])).rows.map((row) => row.state);

describe('the mails about a file that moved', () => {
  test('stay in the outbox that they were written for: the right structure reads no address of the wrong one, nor a letter of CERT Santé', async () => {
    const number = await files.declared();
    const { id } = await files.fileOf(number);
    await queued(tree.nation, id, 'psirt@vendor.example', 'incident.vendor_letter');
    await move(analyst, number, tree.b);
    const seen = (actor: Actor) => inScope(db.platform.pool, actor, incidentPolicy.read, async (tx) =>
      (await tx.selectFrom('mail').select('recipient').where('subject_id', '=', id).orderBy('recipient').execute()).map(({ recipient }) => recipient));
    expect(await seen(rssiOfB)).toEqual(['ssi@ars.example', 'ssi@b.example']);
    expect(await seen(rssiOfA)).toEqual([]);
    expect(await seen(analyst)).toEqual(expect.arrayContaining(['psirt@vendor.example', 'ssi@a.example', 'ssi@b.example']));
    await move(analyst, number, tree.a);
    expect(await seen(rssiOfA)).toContain('ssi@a.example');
  });

  test('waiting for somebody who loses sight of it do not leave, a director’s included; those for the region that keeps sight do', async () => {
    const director = await files.known(actorHolding('direction', tree.a));
    const { rows: [{ email }] } = await db.admin.query('select email from person where id = $1', [director.personId]);
    await db.admin.query("insert into role_assignment (organisation_id, id, person_id, role) values ($1, $2, $3, 'direction')", [tree.a, newId(), director.personId]);
    const number = await files.declared();
    const { id } = await files.fileOf(number);
    for (const recipient of [email, 'ssi@a.example', 'ssi@ars.example']) await queued(tree.a, id, recipient);
    await move(officer, number, tree.b);
    expect([await stateOf(id, email), await stateOf(id, 'ssi@a.example'), await stateOf(id, 'ssi@ars.example')]).toEqual([['abandoned'], ['abandoned'], ['queued']]);
    // Once out of the region, its own wait no longer either, wherever they were queued.
    await move(analyst, number, clinicElsewhere);
    expect(await stateOf(id, 'ssi@ars.example')).toEqual(['abandoned']);
  });

  test('tell a region that it lost sight of the file only when it did, in words for a region', async () => {
    const number = await files.declared();
    await move(officer, number, tree.b);
    expect((await mailsOf(number, 'incident.departure')).map(({ recipient }) => recipient)).toEqual(['ssi@a.example']);
    expect((await previewMove(db.platform, analyst, number, clinicElsewhere)).leaving).toBe(2);
    await move(analyst, number, clinicElsewhere);
    const told = (await mailsOf(number, 'incident.departure')).find(({ recipient }) => recipient === 'ssi@ars.example');
    expect(told?.subject).toContain('votre région');
    expect(told?.body).not.toMatch(/votre structure|Tilleuls|Phare/);
  });

  test('say by which function it was moved, never by whom; nor, under TLP:RED, for which structure', async () => {
    const [amber, red] = [await files.declared(), await files.declared()];
    await db.admin.query("update incident set tlp = 'red' where number = $1", [red]);
    await move(officer, amber, tree.b);
    await move(officer, red, tree.b);
    const [open] = await mailsOf(amber, 'incident.arrival');
    const [marked] = await mailsOf(red, 'incident.arrival');
    expect(`${open?.subject} ${open?.body}`).toMatch(/Clinique des Tilleuls.*ARS/s);
    expect(open?.body).not.toContain('Aubrac');
    expect(`${marked?.subject} ${marked?.body}`).not.toMatch(/Tilleuls|ARS|Aubrac/);
    expect(JSON.stringify(await mailsOf(red, 'incident.departure'))).not.toContain('Valbrune');
  });

  test('speak of duties for an incident, of none for a weakness', async () => {
    const [incident, weakness] = [await files.declared(), await files.declared(weak)];
    await move(officer, incident, tree.b);
    await move(officer, weakness, tree.b);
    expect((await mailsOf(incident, 'incident.arrival'))[0]?.body).toContain('obligations');
    expect((await mailsOf(weakness, 'incident.arrival'))[0]?.body).not.toContain('obligations');
  });
});

describe('the reminders of a file that moved', () => {
  test('leave again for the right structure, that heard none of them: the last of each duty', async () => {
    const number = await files.declared({ kind: 'incident', facts: { description: 'Panne.' }, effects: { data: ['patient'] }, help: {} });
    const heard = async () => (await mailsOf(number, 'incident.reminder')).map(({ recipient }) => recipient);
    const { known_at: knownAt } = await files.fileOf(number);
    db.setNow(new Date(knownAt.getTime() + 60 * 3_600_000));
    await sweepDeadlines(db.platform);
    expect(await heard()).toContain('ssi@a.example');
    expect(await heard()).not.toContain('ssi@b.example');
    await move(officer, number, tree.b);
    await sweepDeadlines(db.platform);
    expect((await heard()).filter((one) => one === 'ssi@b.example')).toHaveLength((await heard()).filter((one) => one === 'ssi@a.example').length);
    const before = await heard();
    await sweepDeadlines(db.platform);
    expect(await heard()).toEqual(before);
  });
});

describe('the declarant of a file that moved a moment ago', () => {
  test('still reads the receipt and its code, with the structure where the file stands', async () => {
    const token = newId();
    const given = { kind: 'incident', declarant: { name: 'Dominique Roy' }, structure: { organisationId: tree.a }, facts: { description: 'Panne.' }, effects: {}, help: {} };
    const actor = draftActor(token, '192.0.2.1', [tree.a]);
    const { number } = await run(db.platform, actor, declare, { declaration: given, followUpHash: hashToken(token).toString('base64'), locale: 'fr' }, newId());
    expect((await readReceipt(db.platform, token))?.organisation.name).toBe('CH de Valbrune');
    await move(officer, number, tree.b);
    expect(await readReceipt(db.platform, token)).toMatchObject({ number, organisation: { name: 'Clinique des Tilleuls' }, alerted: ['mailbox', 'region'] });
  });

  test('goes on with the file that the browser keeps open: what was typed meanwhile is taken', async () => {
    const number = await files.declared();
    const cookie = followUpCookieHeader(db.platform.settings, { number }, db.platform.now()).split(';')[0] ?? '';
    await move(officer, number, tree.b);
    const context = requireSignedIn(asking(db.platform, rssiOfA, '/').context);
    const body = new FormData();
    for (const [name, value] of [['go', 'send'], ['text', 'Le virus gagne la radiologie.'], ['key', newId()]] as const) body.append(name, value);
    const sent = takeFollowUp(context, new Request('https://hygie.example/suivi/dossier', { method: 'POST', headers: { Cookie: cookie }, body }));
    await expect(sent).rejects.toMatchObject({ status: 303 });
    expect(JSON.stringify((await readIncident(db.platform, rssiOfB, number)).messages)).toContain('radiologie');
    const reopened = new Request('https://hygie.example/suivi', { headers: { Cookie: cookie } });
    const page = { context: asking(db.platform, rssiOfA, '/').context, request: reopened } as unknown as Parameters<typeof openedPage>[0];
    await expect(Promise.resolve().then(() => openedPage(page))).rejects.toMatchObject({ status: 302 });
  });
});

describe('the structure that a file left', () => {
  test('is named neither by the chronology nor, for a wide audience, by any export', async () => {
    const number = await files.declared({ kind: 'incident', facts: { description: 'Au CH de Valbrune, à Brisemer (990000010), puis à la Clinique des Tilleuls.' }, effects: {}, help: {} });
    await move(officer, number, tree.b);
    expect((await readIncident(db.platform, rssiOfB, number)).events.filter(({ kind }) => kind === 'moved').map(({ text }) => text)).toEqual(['']);
    await db.admin.query("update incident set tlp = 'clear' where number = $1", [number]);
    for (const format of ['json', 'iodef'] as const) {
      const { bytes } = await exportIncident(db.platform, analyst, { number, format, audience: 'public', locale: 'fr', timeZone: 'Europe/Paris' });
      const text = bytes.toString('utf8');
      for (const name of ['Valbrune', 'Brisemer', '990000010', 'Tilleuls']) expect([format, name, text.includes(name)]).toEqual([format, name, false]);
    }
  });

  test('is among what names the structures of the file, beside the present one; the nation names nobody', async () => {
    const given = declaration.parse({ ...weak, declarant: { name: 'A' }, structure: { organisationId: tree.a } });
    const words = (organisationId: string, about = given) => inScope(db.platform.pool, analyst, incidentPolicy.read, (tx) => readStructureWords(tx, organisationId, about));
    expect(await words(tree.b)).toEqual({ names: expect.arrayContaining(['CH de Valbrune', 'Clinique des Tilleuls']), towns: ['Brisemer'], numbers: ['990000010'] });
    const unlisted = { name: 'Clinique du Lac', town: 'Brévaux', identifier: '99 000 123 4' };
    expect(await words(tree.nation, { ...given, structure: { ...given.structure, organisationId: tree.nation, unlisted } })).toEqual({ names: ['Clinique du Lac'], towns: ['Brévaux'], numbers: ['99 000 123 4'] });
  });
});

describe('an indicator at a domain of the victim', () => {
  const barredOf = async (number: string) => (await readIncident(db.platform, analyst, number)).indicators.filter(({ bar }) => bar === 'own_domain').map(({ value }) => value);

  test('is barred by the mailboxes of today, on the page as in the exports, whatever was known when it came', async () => {
    const number = await files.declared();
    await run(db.platform, analyst, addIndicators, { number, block: 'vpn.b.example\nvpn.a.example' });
    expect(await barredOf(number)).toEqual(['vpn.a.example']);
    await move(officer, number, tree.b);
    expect(await barredOf(number)).toEqual(['vpn.b.example']);
  });

  test('is known by the address of who declared, for a structure that the register does not know; not a provider’s', async () => {
    const declared = (email: string) => files.declared({ kind: 'incident', declarant: { name: 'A', email }, facts: { description: 'Panne.' }, effects: {}, help: {} });
    const [lake, shared] = [await declared('a@lac.example'), await declared('a@gmail.com')];
    for (const number of [lake, shared]) await run(db.platform, analyst, addIndicators, { number, block: 'vpn.lac.example\npirate@gmail.com' });
    expect([await barredOf(lake), await barredOf(shared)]).toEqual([['vpn.lac.example'], []]);
    const { rows } = await db.admin.query("select warning from incident_indicator k join incident i on i.id = k.incident_id where i.number = $1 and k.value = 'vpn.lac.example'", [lake]);
    expect(rows).toEqual([{ warning: 'own_domain' }]);
  });
});
