import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { actorHolding, addOrganisation, plantTree, type TestTree } from '../ground/testing/tree.ts';
import { updateProfile } from '../organisations/commands/profile.server.ts';
import { declare } from './declare.server.ts';
import { draftActor } from './draft.server.ts';
import { answerFacts } from './qualify.server.ts';
import { sweepDeadlines } from './sweeper.server.ts';
import { recordAct } from './work.server.ts';

const knownAt = '2026-11-20T08:00:00.000Z';
const afterHours = (hours: number) => new Date(Date.parse(knownAt) + hours * 3_600_000);

let db: TestDatabase;
let tree: TestTree;
beforeAll(async () => {
  db = await testDatabase();
  tree = await plantTree(db.admin);
});
afterAll(() => db?.stop());

let count = 0;
async function declared(organisationId: string): Promise<string> {
  count += 1;
  db.setNow(knownAt);
  const key = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  const given = {
    kind: 'incident', declarant: { name: 'Dominique Roy', phone: '02 00 00 00 00' }, structure: { organisationId },
    facts: { description: `Panne numéro ${count}.` }, effects: { data: ['patient'] }, help: {},
  };
  const sent = { declaration: given, followUpHash: Buffer.alloc(32, count).toString('base64'), locale: 'fr' };
  return (await run(db.platform, draftActor(key, '192.0.2.1', [organisationId]), declare, sent, key)).number;
}

async function structure(mailbox: string | null): Promise<string> {
  const id = await addOrganisation(db.admin, 'establishment', `CH ${count}`, tree.region);
  if (mailbox) await db.admin.query('insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, $2)', [id, mailbox]);
  return id;
}

async function rssiOf(organisationId: string): Promise<PersonActor> {
  const actor = actorHolding('rssi', organisationId);
  await db.admin.query("insert into person (id, email, given_name, family_name) values ($1, $2, 'Camille', 'Aubrac')", [actor.personId, `${actor.personId}@hygie.example`]);
  return actor;
}

const sweepAt = (hours: number) => {
  db.setNow(afterHours(hours));
  return sweepDeadlines(db.platform);
};
const fileOf = async (number: string) => (await db.admin.query('select * from incident where number = $1', [number])).rows[0];
const recorded = async (number: string): Promise<string[]> =>
  (await db.admin.query('select distinct duty from incident_reminder r join incident i on i.id = r.incident_id where number = $1 order by 1', [number])).rows.map((row) => row.duty);
const remindersTo = async (number: string): Promise<string[]> => (await db.admin.query(
  "select recipient from mail where purpose = 'incident.reminder' and subject_id = $1 order by created_at", [(await fileOf(number)).id])).rows.map((row) => row.recipient);
const journalOf = async (number: string): Promise<Record<string, unknown>[]> => (await db.admin.query(
  "select payload from journal where command = 'incident.remind' and payload->>'number' = $1 order by seq", [number])).rows.map((row) => row.payload);

describe('a sweep', () => {
  test('reminds every file but the one that cannot be read, which it tries again an hour later', async () => {
    const broken = await declared(await structure('rompu@ch.example'));
    const sound = await declared(await structure('sain@ch.example'));
    const { facts } = await fileOf(broken);
    await db.admin.query("update incident set facts = '{}', next_reminder_at = $2 where number = $1", [broken, knownAt]);
    const done = await sweepAt(40);
    expect(done.failed).toBe(1);
    expect(await remindersTo(sound)).toContain('sain@ch.example');
    expect((await fileOf(broken)).next_reminder_at).toEqual(afterHours(41));
    expect(await sweepAt(40.5)).toMatchObject({ failed: 0 });
    await db.admin.query('update incident set facts = $2 where number = $1', [broken, facts]);
    await sweepAt(41.5);
    expect(await remindersTo(broken)).toContain('rompu@ch.example');
  });

  test('sends a reminder once, however often it passes, and only the last of those that a night overtook', async () => {
    const number = await declared(await structure('once@ch.example'));
    await sweepAt(80);
    const first = await remindersTo(number);
    expect(first.length).toBeGreaterThan(0);
    expect(await sweepAt(80)).toEqual({ sent: 0, unheard: 0, failed: 0 });
    expect(await remindersTo(number)).toEqual(first);
    expect(await recorded(number)).toEqual(['cnil.notification', 'complaint.filing']);
  });

  test('still reminds of a duty that was undetermined when its time came, once it turns out to apply', async () => {
    const organisation = await structure('ose@ch.example');
    const number = await declared(organisation);
    await sweepAt(30);
    expect(await recorded(number)).not.toContain('anssi_ose.declaration');
    const rssi = await rssiOf(organisation);
    await run(db.platform, rssi, answerFacts, { number, version: (await fileOf(number)).version, answers: [{ fact: 'essentialSystemHit', answer: 'yes' }, { fact: 'normalFunctioning', answer: 'yes' }] });
    await run(db.platform, rssi, updateProfile, { organisationId: organisation, version: 1, ssiMailbox: 'ose@ch.example', isOse: 'yes', nis2Status: 'none', isHealthDataHost: 'no', cyberInsured: 'no' });
    await sweepAt(31);
    expect(await recorded(number)).toContain('anssi_ose.declaration');
    expect((await journalOf(number)).at(-1)).toMatchObject({ reminded: expect.arrayContaining([expect.objectContaining({ duty: 'anssi_ose.declaration' })]) });
  });

  test('computes the duties again when the profile of the structure changes, though no reminder is due', async () => {
    const organisation = await structure('profil@ch.example');
    const number = await declared(organisation);
    const rssi = await rssiOf(organisation);
    await run(db.platform, rssi, updateProfile, { organisationId: organisation, version: 1, ssiMailbox: 'profil@ch.example', isOse: 'no', nis2Status: 'none', isHealthDataHost: 'no', cyberInsured: 'no' });
    const verdict = async () => (await db.admin.query("select d ->> 'verdict' as verdict from incident_obligation o join incident i on i.id = o.incident_id, jsonb_array_elements(o.duties) d where number = $1 and d ->> 'duty' = 'anssi_ose.declaration'", [number])).rows[0]?.verdict;
    expect(await verdict()).toBe('undetermined');
    expect(await sweepAt(0.01)).toEqual({ sent: 0, unheard: 0, failed: 0 });
    expect(await verdict()).toBeUndefined();
    expect((await fileOf(number)).next_reminder_at.getTime()).toBeGreaterThan(afterHours(1).getTime());
  });
});

describe('a duty that someone postponed', () => {
  test('keeps its legal term in sight, and calls again when the postponement ends', async () => {
    const organisation = await structure('reporte@ch.example');
    const number = await declared(organisation);
    const rssi = await rssiOf(organisation);
    const cnil = { number, duty: 'cnil.notification', at: knownAt };
    await run(db.platform, rssi, recordAct, { ...cnil, duty: 'complaint.filing', kind: 'not_applicable', reason: 'Pas d’infraction.' });
    expect(await run(db.platform, rssi, recordAct, { ...cnil, kind: 'postponed', until: afterHours(24).toISOString(), reason: 'On attend le DPO.' })).toEqual({ state: 'justified' });
    expect(await fileOf(number)).toMatchObject({ next_due_duty: 'cnil.notification', next_due_at: afterHours(72), next_reminder_at: afterHours(24) });
    const state = async () => (await db.admin.query("select d ->> 'state' as state from incident_obligation o join incident i on i.id = o.incident_id, jsonb_array_elements(o.duties) d where number = $1 and d ->> 'duty' = 'cnil.notification'", [number])).rows[0]?.state;
    await sweepAt(25);
    expect([await state(), await recorded(number)]).toEqual(['running', []]);
    await sweepAt(70);
    expect([await state(), await recorded(number)]).toEqual(['last_tenth', ['cnil.notification']]);
    const before = (await remindersTo(number)).length;
    await sweepAt(73);
    expect(await state()).toBe('overdue');
    expect((await remindersTo(number)).length).toBeGreaterThan(before);
  });

  test.each([
    ['without an end', null, 'required'], ['until yesterday', afterHours(-24).toISOString(), 'in_the_past'],
    ['past the term of the law', afterHours(73).toISOString(), 'after_deadline'],
  ])('cannot be postponed %s', async (_title, until, problem) => {
    const organisation = await structure('borne@ch.example');
    const number = await declared(organisation);
    const act = { number, duty: 'cnil.notification', kind: 'postponed', at: knownAt, until, reason: 'On attend le DPO.' };
    await expect(run(db.platform, await rssiOf(organisation), recordAct, act)).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'until', problem }] } });
  });
});

describe('a site', () => {
  test('owes what its legal entity owes, from the declaration on, until it says otherwise itself', async () => {
    const entity = await structure('entite@ch.example');
    const site = await addOrganisation(db.admin, 'site', 'Site des Tilleuls', entity);
    const owed = async (number: string) => (await db.admin.query("select d ->> 'verdict' as verdict from incident_obligation o join incident i on i.id = o.incident_id, jsonb_array_elements(o.duties) d where number = $1 and d ->> 'duty' = 'anssi_ose.declaration'", [number])).rows[0]?.verdict ?? 'none';
    const rssi = await rssiOf(entity);
    const ose = { organisationId: entity, version: 1, ssiMailbox: 'entite@ch.example', isOse: 'no', nis2Status: 'none', isHealthDataHost: 'no', cyberInsured: 'no' };
    const first = await declared(site);
    expect(await owed(first)).toBe('undetermined');
    await run(db.platform, rssi, updateProfile, ose);
    await sweepAt(0.01);
    expect(await owed(first)).toBe('none');
    expect(await owed(await declared(site))).toBe('none');
    await db.admin.query("insert into organisation_profile (organisation_id, is_ose) values ($1, 'unknown')", [site]);
    expect(await owed(await declared(site))).toBe('none');
    await db.admin.query("update organisation_profile set is_ose = 'yes' where organisation_id = $1", [site]);
    expect(await owed(await declared(site))).toBe('undetermined');
  });
});

describe('a file whose structure has nobody', () => {
  test('says so in the journal, once, and reminds as soon as someone can be told', async () => {
    const organisation = await structure(null);
    const number = await declared(organisation);
    const { rows } = await db.admin.query("select payload from journal where command = 'incident.declare' and payload->>'number' = $1", [number]);
    expect(rows[0].payload.alerted).toEqual([]);
    expect((await sweepAt(80)).unheard).toBeGreaterThan(0);
    expect((await sweepAt(81)).unheard).toBeGreaterThan(0);
    expect(await recorded(number)).toEqual([]);
    expect((await journalOf(number)).map((line) => line.unheard)).toEqual([true]);
    await db.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'cert@sante.example')", [tree.nation]);
    await sweepAt(82);
    expect(new Set(await remindersTo(number))).toEqual(new Set(['cert@sante.example']));
  });
});

describe('a closed file', () => {
  test('reminds of what remains due until it is recorded as sent', async () => {
    const organisation = await structure('clos@ch.example');
    const number = await declared(organisation);
    await db.admin.query("update incident set state = 'closed', closed_at = $2 where number = $1", [number, knownAt]);
    await sweepAt(40);
    expect(await remindersTo(number)).toContain('clos@ch.example');
    const rssi = await rssiOf(organisation);
    const act = { number, duty: 'cnil.notification', kind: 'sent', at: afterHours(41).toISOString() };
    db.setNow(afterHours(41));
    expect(await run(db.platform, rssi, recordAct, act)).toEqual({ state: 'done' });
    await sweepAt(80);
    expect((await journalOf(number)).at(-1)).not.toMatchObject({ reminded: expect.arrayContaining([expect.objectContaining({ duty: 'cnil.notification' })]) });
  });
});
