import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, anonymousActor, type PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { toFields } from '../ground/dates.ts';
import { newId } from '../ground/id.ts';
import { inScope } from '../ground/scope.server.ts';
import { addRow, readShape } from '../ground/testing/rows.ts';
import { actorHolding } from '../ground/testing/tree.ts';
import { listTenantTables } from '../ground/wall.server.ts';
import { readAttachment } from './attachment.server.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { declarantActor } from './follow-up.server.ts';
import { moveFile } from './moving.server.ts';
import { incidentPolicy } from './policy.ts';
import { readIncident } from './file-view.server.ts';
import { sweepVendors } from './vendor-sweep.server.ts';
import { letter, piece, tokenIn, vendorDesk, weakness } from './vendor.fixture.ts';
import { readVendor, revokeVendorLink, setDisclosure } from './vendor.server.ts';
import { answerAsVendor, openVendorLink, readVendorPage, type VendorLink, vendorActor } from './vendor-link.server.ts';
import { attach, complete, writeMessage } from './work.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
let tree: TestFiles['tree'];
let analyst: PersonActor;
let officer: PersonActor;
let rssi: PersonActor;
let number: string;
let desk: ReturnType<typeof vendorDesk>;
beforeAll(async () => {
  files = await openTestFiles();
  ({ db, tree } = files);
  desk = vendorDesk(files);
  analyst = await files.analyst();
  officer = await files.officer();
  rssi = await files.rssi();
  await db.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'veille@cert.example')", [tree.nation]);
});
beforeEach(async () => {
  number = await files.declared(weakness);
});
afterAll(() => db?.stop());

const write = (more: object = {}, actor: Actor = analyst) => desk.write(actor, number, more);
const mails = (purpose: string) => desk.mails(number, purpose);
const link = () => desk.link(number);
const answer = (by: VendorLink, input?: object) => desk.answer(by, input);
const refuses = (act: Promise<unknown>, code: string) => expect(act).rejects.toMatchObject({ code });
const stepsOf = async (actor: Actor) => (await readIncident(db.platform, actor, number)).events.map(({ kind }) => kind).filter((kind) => kind.startsWith('vendor'));

describe('a letter to a vendor does not leave', () => {
  test('by anybody but CERT Santé, who alone reads what is written with the vendor', async () => {
    await refuses(write({}, anonymousActor('192.0.2.9')), 'sign_in_required');
    for (const actor of [officer, rssi, actorHolding('direction', tree.a), actorHolding('administrator', tree.nation, { right: { organisationKind: 'nation' } })]) await refuses(write({}, actor), 'forbidden');
    await write();
    for (const actor of [officer, rssi]) await refuses(readVendor(db.platform, actor, number), 'not_found');
    await refuses(run(db.platform, officer, setDisclosure, { number, version: 1, disclosure: 'fixed' }), 'forbidden');
    await refuses(run(db.platform, rssi, revokeVendorLink, { number }), 'forbidden');
  });

  test.each(['red', 'amber+strict'])('under TLP:%s', async (tlp) => {
    await db.admin.query('update incident set tlp = $2 where number = $1', [number, tlp]);
    await refuses(write(), 'sharing_forbidden');
    expect(await mails('incident.vendor_letter')).toEqual([]);
  });

  test('when it names who reported, in its subject or its words, unless CERT Santé says so', async () => {
    await db.admin.query("update organisation set town = 'Saint-Aubin' where id = $1", [tree.a]);
    for (const [field, words] of [['subject', 'Signalé par DOMINIQUE ROY'], ['body', 'Un hôpital de Saint Aubin'], ['body', 'Au ch de valbrune, depuis mardi'], ['body', 'Rappelez le 02.00.00.00.00']] as const) {
      await expect(write({ [field]: words })).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field, problem: 'names_somebody' }] } });
    }
    await write({ body: 'Au CH de Valbrune.', named: true });
    expect((await mails('incident.vendor_letter'))[0]?.body).toContain('CH de Valbrune');
    const { rows } = await db.admin.query("select payload ->> 'named' as named from journal where command = 'incident.write_vendor' and payload ->> 'number' = $1 and organisation_id = $2", [number, tree.nation]);
    expect(rows).toEqual([{ named: 'true' }]);
  });

  test('when it names the structure without its kind, or by a number of its own or of its sites', async () => {
    await db.admin.query("update organisation set name = 'Association Le Clos Fleuri' where id = $1", [tree.b]);
    await db.admin.query("insert into organisation (id, kind, parent_id, name, finess_et) values (gen_random_uuid(), 'site', $1, 'Pavillon Joubert', '990004321')", [tree.b]);
    await run(db.platform, analyst, moveFile, { number, version: (await files.fileOf(number)).version, organisationId: tree.b, reason: 'Erreur.' });
    for (const [field, words] of [['subject', 'La structure Le Clos Fleuri'], ['body', 'FINESS 99 000 4321'], ['body', 'Pavillon Joubert']] as const) {
      await expect(write({ [field]: words })).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field, problem: 'names_somebody' }] } });
    }
  });

  test('on an incident, on a closed file, or with a delay made up', async () => {
    const incident = await files.declared();
    await refuses(write({ number: incident }), 'wrong_state');
    await refuses(write({ answerDays: 3 }), 'invalid_input');
    await db.admin.query("update incident set state = 'closed' where number = $1", [number]);
    await refuses(write(), 'wrong_state');
  });
});

describe('a letter to a vendor', () => {
  test('carries the mark, defanged addresses and a link; nothing of it is shown to the structure but that the vendor was contacted', async () => {
    await write();
    const [sent] = await mails('incident.vendor_letter');
    expect(sent).toMatchObject({ organisation_id: tree.nation, recipient: letter.email, secret: true });
    expect(sent.subject).toBe('[TLP:AMBER] Faiblesse de la passerelle');
    expect(sent.body).toContain('hxxps://piege[.]example/p');
    expect(sent.body).toContain('TLP:AMBER');
    for (const hidden of ['Roy', 'Valbrune', 'répond sans mot de passe']) expect(sent.body).not.toContain(hidden);
    expect(await stepsOf(rssi)).toEqual(['vendor_contacted']);
    expect((await readIncident(db.platform, rssi, number)).messages).toEqual([]);
    expect(await readVendor(db.platform, analyst, number)).toMatchObject({ vendor: { state: 'contacted', email: letter.email }, messages: [{ from: 'us', sent: true }] });
    const { rows } = await db.admin.query('select link_hash from incident_vendor where name = $1', [letter.name]);
    expect(rows.map((row) => row.link_hash.toString()).join()).not.toContain(tokenIn(sent.body));
  });

  test('has the subject that it was offered in its own language; a subject typed stays as it is', async () => {
    await write({ subject: `Faiblesse signalée dans Passerelle (${number})`, locale: 'en' });
    await write({ subject: 'Faiblesse grave', locale: 'en' });
    expect((await mails('incident.vendor_letter')).map(({ subject }) => subject)).toEqual([`[TLP:AMBER] Weakness reported in Passerelle (${number})`, '[TLP:AMBER] Faiblesse grave']);
  });

  test('gives the link of the letter before, and another once that one was taken back', async () => {
    await write();
    await write({ subject: 'Relance' });
    const [first, second] = (await mails('incident.vendor_letter')).map(({ body }) => tokenIn(body));
    expect(second).toBe(first);
    await run(db.platform, analyst, revokeVendorLink, { number });
    expect(await openVendorLink(db.platform, '192.0.2.1', first ?? '')).toBeNull();
    await refuses(run(db.platform, analyst, revokeVendorLink, { number }), 'not_found');
    await write({ subject: 'Encore' });
    expect(tokenIn((await mails('incident.vendor_letter')).at(-1)?.body ?? '')).not.toBe(first);
  });
});

describe('the link of a vendor', () => {
  test('opens nothing once expired, nor altered, and ten wrong ones from an address close the door to it', async () => {
    await db.admin.query('delete from rate_limit');
    await write();
    const token = tokenIn((await mails('incident.vendor_letter'))[0]?.body ?? '');
    const open = (given: string) => openVendorLink(db.platform, '198.51.100.4', given);
    expect(await open(token)).not.toBeNull();
    for (const wrong of ['', 'x', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, "' or 1=1"]) expect(await open(wrong)).toBeNull();
    db.setNow(new Date(Date.now() + 91 * 86_400_000));
    expect(await open(token)).toBeNull();
    db.setNow(null);
    for (let index = 0; index < 5; index += 1) await open('x');
    await refuses(open('x'), 'too_many_requests');
    expect(await open(token)).not.toBeNull();
  });

  test('shows what was sent and what it answered: no note of an analyst, no name, nothing of the report', async () => {
    await write();
    await run(db.platform, analyst, writeMessage, { number, audience: 'vendor', body: 'NOTE-INTERNE' });
    await run(db.platform, analyst, writeMessage, { number, audience: 'vendor', body: 'REPONSE-NOTEE', fromVendor: true });
    const by = await link();
    await answer(by, { text: 'Corrigé en 4.3.', files: [piece] });
    const page = await readVendorPage(db.platform, by, '192.0.2.7');
    expect(page.messages.map(({ mine, body }) => [mine, body.includes('Corrigé') || body.includes('compte par défaut')])).toEqual([[false, true], [true, true]]);
    expect(page.attachments.map(({ name }) => name)).toEqual(['avis.pdf']);
    for (const hidden of ['NOTE-INTERNE', 'REPONSE-NOTEE', 'Roy', 'Valbrune', 'sans mot de passe']) expect(JSON.stringify(page)).not.toContain(hidden);
  });

  test('reaches through the database one file, and in it no other row, with the checks of the application bypassed', async () => {
    await write();
    const by = await link();
    await run(db.platform, analyst, writeMessage, { number, audience: 'vendor', body: 'NOTE-INTERNE' });
    const tables = (await listTenantTables(db.admin)).filter((table) => table.startsWith('incident') || table === 'measure');
    for (const table of tables) {
      const shape = await readShape(db.admin, table);
      const row = await addRow(db.admin, shape, tree.a, tree.b);
      // A row of the very file as well.
      if (shape.columns.some((column) => column.name === 'incident_id') && table !== 'incident_vendor') {
        await db.admin.query(`update ${table} set incident_id = $1 where organisation_id = $2 and incident_id = $3`, [by.incidentId, tree.a, row['incident_id']]);
      }
    }
    const seen = await inScope(db.platform.pool, vendorActor(by, ''), { ...incidentPolicy.read, public: true }, async (tx) => {
      const rows: Record<string, number> = {};
      for (const table of tables) rows[table] = (await sql`select from ${sql.table(table)}`.execute(tx)).rows.length;
      return rows;
    });
    expect(Object.entries(seen).filter(([, count]) => count > 0).toSorted()).toEqual([['incident', 1], ['incident_message', 1], ['incident_vendor', 1]]);
  });

  test('does nothing else: neither a completion, nor a document, nor a message of other threads; nobody answers in its place', async () => {
    await write();
    const by = await link();
    const vendor = vendorActor(by, '');
    await refuses(run(db.platform, vendor, complete, { number, text: 'x' }), 'not_found');
    await refuses(run(db.platform, vendor, attach, { number, ...piece }), 'not_found');
    await refuses(run(db.platform, vendor, writeMessage, { number, audience: 'vendor', body: 'x' }), 'sign_in_required');
    await refuses(run(db.platform, declarantActor({ incidentId: by.incidentId, organisationId: tree.a }, ''), answerAsVendor, { text: 'x' }), 'sign_in_required');
    await refuses(run(db.platform, analyst, answerAsVendor, { text: 'x' }), 'forbidden');
    await refuses(answer({ ...by, incidentId: newId() }), 'not_found');
    await refuses(answer({ ...by, organisationId: tree.b }), 'not_found');
  });
});

describe('the answer of a vendor', () => {
  test('reaches CERT Santé alone, answers what was asked, and says in the timeline that it came', async () => {
    await write();
    const by = await link();
    const key = newId();
    await Promise.all([1, 2].map(() => run(db.platform, vendorActor(by, ''), answerAsVendor, { text: 'Reconnu.', files: [piece] }, key)));
    const read = await readVendor(db.platform, analyst, number);
    expect(read.vendor).toMatchObject({ state: 'acknowledged', answerDueAt: null });
    expect(read.messages.map(({ from, body }) => [from, body === 'Reconnu.'])).toEqual([['us', false], ['vendor', true]]);
    expect(read.messages[0]?.answeredAt).not.toBeNull();
    expect(await stepsOf(rssi)).toEqual(['vendor_contacted', 'vendor_answered']);
    const view = await readIncident(db.platform, rssi, number);
    expect([view.messages, view.attachments]).toEqual([[], []]);
    const id = read.attachments[0]?.id ?? '';
    await refuses(readAttachment(db.platform, rssi, number, id), 'not_found');
    expect((await readAttachment(db.platform, analyst, number, id)).name).toBe('avis.pdf');
    const told = await mails('incident.vendor_answered');
    expect(told.map(({ recipient }) => recipient)).toEqual(['veille@cert.example']);
    expect(told[0]?.body).not.toContain('Reconnu');
  });

  test('is refused empty, on a closed file, and past what a vendor may store', async () => {
    await write();
    const by = await link();
    await refuses(answer(by, { text: ' ' }), 'invalid_input');
    await db.admin.query(`insert into incident_attachment (organisation_id, id, incident_id, sha256, size, media_type, name, author_label, side)
      select organisation_id, gen_random_uuid(), id, '\\x00', 1, 'text/plain', 'x', 'x', 'vendor' from incident, generate_series(1, 50) where number = $1`, [number]);
    await expect(answer(by, { files: [piece] })).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'piece', problem: 'too_many' }] } });
    await db.admin.query("update incident set state = 'closed' where number = $1", [number]);
    await refuses(answer(by), 'wrong_state');
    expect((await readVendorPage(db.platform, by, '')).open).toBe(false);
  });
});

describe('the disclosure', () => {
  test('is said by the analyst, a fix with its day, and two analysts never overwrite each other', async () => {
    await refuses(run(db.platform, analyst, setDisclosure, { number, version: 1, disclosure: 'fixed' }), 'not_found');
    await write();
    const say = (version: number, disclosure: string, fixOn: string | null = null) => run(db.platform, analyst, setDisclosure, { number, version, disclosure, fixOn });
    await expect(say(1, 'fix_announced')).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'fixOn', problem: 'required' }] } });
    for (const past of ['2020-01-01', toFields(new Date(Date.now() - 86_400_000)).date]) {
      await expect(say(1, 'fix_announced', past)).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'fixOn', problem: 'in_the_past' }] } });
    }
    await say(1, 'fix_announced', '2027-02-01');
    await refuses(say(1, 'fixed'), 'conflict');
    expect((await readVendor(db.platform, analyst, number)).vendor).toMatchObject({ state: 'fix_announced', fixOn: '2027-02-01', answerDueAt: null });
    await say(2, 'fixed');
    expect(await stepsOf(rssi)).toEqual(['vendor_contacted', 'vendor_fix_announced', 'vendor_fixed']);
  });

  test('without an answer in the delay reminds CERT Santé once, and says so; an answer in time reminds nobody', async () => {
    await write();
    const silent = number;
    number = await files.declared({ kind: 'weakness', weakness: { vendor: 'Autre', description: 'Ouvert.' } });
    await write();
    await answer(await link());
    db.setNow(new Date(Date.now() + 16 * 86_400_000));
    await sweepVendors(db.platform);
    await sweepVendors(db.platform);
    db.setNow(null);
    expect(await mails('incident.vendor_silent')).toEqual([]);
    number = silent;
    expect((await mails('incident.vendor_silent')).map(({ recipient }) => recipient)).toEqual(['veille@cert.example']);
    expect((await readVendor(db.platform, analyst, number)).vendor?.state).toBe('no_answer');
    await write({ subject: 'Relance' });
    expect((await readVendor(db.platform, analyst, number)).vendor?.state).toBe('contacted');
  });

  test('follows a file that moves to its structure: the link goes on opening it', async () => {
    await write();
    const token = tokenIn((await mails('incident.vendor_letter'))[0]?.body ?? '');
    await run(db.platform, analyst, moveFile, { number, version: (await files.fileOf(number)).version, organisationId: tree.b, reason: 'Erreur.' });
    const by = await openVendorLink(db.platform, '192.0.2.7', token);
    expect(by?.organisationId).toBe(tree.b);
    expect((await readVendorPage(db.platform, by!, '')).messages).toHaveLength(1);
  });
});
