import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import { inScope } from '../ground/scope.server.ts';
import { actorHolding } from '../ground/testing/tree.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { readOverview } from './overview.server.ts';
import { incidentPolicy } from './policy.ts';
import { letter, piece, tokenIn, vendorDesk, weakness } from './vendor.fixture.ts';
import { sweepVendors } from './vendor-sweep.server.ts';
import { readVendor, revokeVendorLink, setDisclosure } from './vendor.server.ts';
import { openVendorLink, readVendorPage, vendorActor } from './vendor-link.server.ts';
import { writeMessage } from './work.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
let tree: TestFiles['tree'];
let analyst: PersonActor;
let desk: ReturnType<typeof vendorDesk>;
let number: string;
beforeAll(async () => {
  files = await openTestFiles();
  ({ db, tree } = files);
  desk = vendorDesk(files);
  analyst = await files.analyst();
  await db.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'veille@cert.example')", [tree.nation]);
});
beforeEach(async () => {
  number = await files.declared(weakness);
});
afterEach(() => db.setNow(null));
afterAll(() => db?.stop());

const inDays = (days: number) => db.setNow(new Date(Date.now() + days * 86_400_000));
const refuses = (act: Promise<unknown>, code: string) => expect(act).rejects.toMatchObject({ code });
const read = () => readVendor(db.platform, analyst, number);
const told = async (purpose: string) => (await desk.mails(number, purpose)).map(({ recipient }) => recipient);
const followedBy = (personId: string | null) => db.admin.query('update incident set assigned_to = $2 where number = $1', [number, personId]);
const setState = (state: string) => db.admin.query('update incident set state = $2 where number = $1', [number, state]);

describe('a letter to another address', () => {
  test('opens another link: the former one opens nothing, and the new one shows nothing of what was written before', async () => {
    await desk.write(analyst, number);
    const former = await desk.link(number);
    await desk.answer(former, { text: 'REPONSE-UN', files: [piece] });
    await desk.write(analyst, number, { name: 'Autrelogic', email: 'cert@autrelogic.example', body: 'LETTRE-DEUX' });
    const [first, second] = (await desk.mails(number, 'incident.vendor_letter')).map(({ body }) => tokenIn(body));
    expect(second).not.toBe(first);
    expect(await openVendorLink(db.platform, '192.0.2.1', first ?? '')).toBeNull();
    const page = await readVendorPage(db.platform, await desk.link(number), '');
    expect(page.messages.map(({ mine, body }) => [mine, body.includes('LETTRE-DEUX')])).toEqual([[false, true]]);
    expect(page.attachments).toEqual([]);
    expect((await read()).messages).toHaveLength(3);
  });

  test('lets whoever had opened the former link neither read nor answer', async () => {
    await desk.write(analyst, number);
    const former = await desk.link(number);
    await desk.write(analyst, number, { email: 'cert@autrelogic.example' });
    await refuses(readVendorPage(db.platform, former, ''), 'not_found');
    await refuses(desk.answer(former), 'not_found');
    expect((await read()).messages).toHaveLength(2);
  });

  test('hides through the database what was written before, with the checks of the application bypassed', async () => {
    await desk.write(analyst, number);
    await desk.answer(await desk.link(number), { text: 'REPONSE-UN', files: [piece] });
    await desk.write(analyst, number, { email: 'cert@autrelogic.example' });
    const seen = await inScope(db.platform.pool, vendorActor(await desk.link(number), ''), { ...incidentPolicy.read, public: true }, async (tx) =>
      Promise.all(['incident_message', 'incident_attachment'].map(async (table) => (await sql`select from ${sql.table(table)}`.execute(tx)).rows.length)));
    expect(seen).toEqual([1, 0]);
  });

  test('is a letter to the same one when only its case differs, and a link taken back shows nothing more to the next', async () => {
    await desk.write(analyst, number);
    const before = await desk.link(number);
    await desk.write(analyst, number, { email: letter.email.toUpperCase() });
    expect((await readVendorPage(db.platform, before, '')).messages).toHaveLength(2);
    await run(db.platform, analyst, revokeVendorLink, { number });
    await refuses(readVendorPage(db.platform, before, ''), 'not_found');
    await refuses(desk.answer(before), 'not_found');
    await desk.write(analyst, number);
    expect((await readVendorPage(db.platform, await desk.link(number), '')).messages).toHaveLength(1);
  });
});

describe('what CERT Santé and a vendor write to each other', () => {
  test('is not told to the structure by its journal nor by its outbox: neither an address nor the name of a document', async () => {
    await desk.write(analyst, number);
    await desk.answer(await desk.link(number), { text: 'Mardi.', files: [piece] });
    await desk.write(analyst, number);
    inDays(16);
    await sweepVendors(db.platform);
    const lines = async (organisation: string) =>
      (await db.admin.query("select command, payload from journal where organisation_id = $1 and payload ->> 'number' = $2 and command like '%vendor%' order by seq", [organisation, number])).rows;
    const own = await lines(tree.a);
    expect(own.map(({ command }) => command)).toEqual(['incident.write_vendor', 'incident.vendor_answer', 'incident.write_vendor', 'incident.remind_vendor']);
    for (const hidden of [letter.email, letter.name, piece.name, 'named']) expect(JSON.stringify(own)).not.toContain(hidden);
    expect(own[1]?.payload).toMatchObject({ message: expect.any(String), files: 1 });
    expect((await lines(tree.nation))[0]?.payload).toMatchObject({ vendor: letter.name, email: letter.email, named: false });
    const { rows } = await db.admin.query("select distinct organisation_id from mail where purpose like 'incident.vendor%' and subject_id = (select id::text from incident where number = $1)", [number]);
    expect(rows).toEqual([{ organisation_id: tree.nation }]);
  });

  test('does not count among the documents of the file that its pages list', async () => {
    await desk.write(analyst, number);
    await desk.answer(await desk.link(number), { files: [piece] });
    expect((await readOverview(db.platform, analyst, number, { events: 1, attachments: 1 })).totals.attachments).toBe(0);
  });

  test('no longer waits for an answer that an analyst wrote down', async () => {
    await desk.write(analyst, number);
    await run(db.platform, analyst, writeMessage, { number, audience: 'vendor', body: 'Au téléphone : reconnu.', fromVendor: true });
    expect((await read()).vendor).toMatchObject({ state: 'acknowledged', answerDueAt: null });
    inDays(16);
    await sweepVendors(db.platform);
    expect(await told('incident.vendor_silent')).toEqual([]);
    expect((await read()).vendor?.state).toBe('acknowledged');
  });

  test('no longer waits for an answer that the analyst says was received; a vendor without answer is still waited for', async () => {
    await desk.write(analyst, number);
    const say = async (disclosure: string) => run(db.platform, analyst, setDisclosure, { number, version: (await read()).vendor?.version, disclosure });
    await say('no_answer');
    expect((await read()).messages[0]?.answeredAt).toBeNull();
    await say('acknowledged');
    expect((await read()).messages[0]?.answeredAt).not.toBeNull();
  });
});

describe('a reminder about a vendor', () => {
  test('leaves a closed file as it is, and comes once the file is open again', async () => {
    await desk.write(analyst, number);
    await setState('closed');
    inDays(16);
    await sweepVendors(db.platform);
    expect((await read()).vendor).toMatchObject({ state: 'contacted', version: 1, answerDueAt: expect.any(Date) });
    await setState('qualified');
    await sweepVendors(db.platform);
    expect((await read()).vendor?.state).toBe('no_answer');
    expect(await told('incident.vendor_silent')).toEqual(['veille@cert.example']);
  });
});

describe('an answer is told', () => {
  const granted = async (validTo: string | null) => {
    const follower = await files.known(actorHolding('cert_analyst', tree.nation));
    await db.admin.query("insert into role_assignment (organisation_id, id, person_id, role, valid_from, valid_to) values ($1, $2, $3, 'cert_analyst', now() - interval '2 days', $4)", [tree.nation, newId(), follower.personId, validTo]);
    await followedBy(follower.personId);
    return `${follower.personId}@hygie.example`;
  };
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();

  test('to the analyst who follows the file, and to the desk once that role is over', async () => {
    const follower = await granted(null);
    await desk.write(analyst, number);
    await desk.answer(await desk.link(number));
    expect(await told('incident.vendor_answered')).toEqual([follower]);
    number = await files.declared(weakness);
    await granted(yesterday);
    await desk.write(analyst, number);
    const by = await desk.link(number);
    inDays(16);
    await sweepVendors(db.platform);
    await desk.answer(by);
    expect(await told('incident.vendor_silent')).toEqual(['veille@cert.example']);
    expect(await told('incident.vendor_answered')).toEqual(['veille@cert.example']);
  });

  test('to nobody but the log when CERT Santé has no address', async () => {
    const error = vi.spyOn(db.platform.log, 'error');
    await db.admin.query('update organisation_profile set ssi_mailbox = null where organisation_id = $1', [tree.nation]);
    await desk.write(analyst, number);
    await desk.answer(await desk.link(number));
    expect(error).toHaveBeenCalledWith({ number }, expect.any(String));
    error.mockRestore();
    await db.admin.query("update organisation_profile set ssi_mailbox = 'veille@cert.example' where organisation_id = $1", [tree.nation]);
  });

  test('once an hour, and the last one is never kept quiet', async () => {
    await desk.write(analyst, number);
    const by = await desk.link(number);
    for (const text of ['Un.', 'Deux.', 'Trois.']) await desk.answer(by, { text });
    expect(await told('incident.vendor_answered')).toHaveLength(1);
    await sweepVendors(db.platform);
    expect(await told('incident.vendor_answered')).toHaveLength(1);
    db.setNow(new Date(Date.now() + 61 * 60_000));
    await sweepVendors(db.platform);
    await sweepVendors(db.platform);
    expect(await told('incident.vendor_answered')).toHaveLength(2);
    await desk.answer(by, { text: 'Quatre.' });
    expect(await told('incident.vendor_answered')).toHaveLength(2);
  });
});
