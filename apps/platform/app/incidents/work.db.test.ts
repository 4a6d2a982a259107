import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { inScope } from '../ground/scope.server.ts';
import { holder } from '../organisations/organisations.fixture.ts';
import { actorHolding } from '../ground/testing/tree.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { fiveAnswers } from './answers.fixture.ts';
import { close } from './close.server.ts';
import { readDay } from './day.server.ts';
import { declarantActor } from './follow-up.server.ts';
import { levelKey } from './incident.ts';
import { incidentPolicy } from './policy.ts';
import { acknowledge, answerFacts, assign, classify } from './qualify.server.ts';
import { readOverview } from './overview.server.ts';
import { readIncident } from './file-view.server.ts';
import { addChronology, addIndicators, attach, complete, recordAct, writeMessage } from './work.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
let tree: TestFiles['tree'];
const declared = (given?: Record<string, unknown>) => files.declared(given);
const fileOf = (number: string) => files.fileOf(number);
let rssi: PersonActor;
let analyst: PersonActor;
let officer: PersonActor;
let declarant: PersonActor;
beforeAll(async () => {
  files = await openTestFiles();
  ({ db, tree } = files);
  rssi = await files.rssi();
  declarant = await files.known(actorHolding('declarant', tree.a));
  analyst = await files.analyst();
  officer = await files.officer();
});
afterAll(() => db?.stop());

describe('a request', () => {
  test('still waits after a third side commented, and is answered by the side that was asked', async () => {
    const number = await declared();
    const write = (actor: Actor, body: string, answerDueAt: string | null = null) => run(db.platform, actor, writeMessage, { number, audience: 'declarant', body, answerDueAt });
    const answered = async () => (await readIncident(db.platform, analyst, number)).messages.find((one) => one.answerDueAt)?.answeredAt ?? null;
    await write(analyst, 'Combien de postes ?', '2030-01-01T10:00:00Z');
    await write(officer, 'La région suit.');
    expect(await answered()).toBeNull();
    await write(rssi, 'Douze.');
    expect(await answered()).not.toBeNull();
  });
});

describe('a block of indicators is refused', () => {
  test.each([
    ['when it holds comments only', '# rien\n# encore rien\n', 'required'],
    ['when it is too long to be read to its end', Array.from({ length: 1_001 }, (_, index) => `10.0.${index >> 8}.${index & 255}`).join('\n'), 'too_long'],
  ])('%s, and nothing of it is kept', async (_title, block, problem) => {
    const number = await declared();
    await expect(run(db.platform, rssi, addIndicators, { number, block })).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'block', problem }] } });
    expect((await readIncident(db.platform, rssi, number)).indicators).toEqual([]);
  });
});

describe('a report of a weakness', () => {
  test('is followed with the vendor by CERT Santé alone: its thread keeps what was asked and what was answered, and nothing is mailed', async () => {
    const number = await declared({ kind: 'weakness', weakness: { weakness: 'vulnerability', vendor: 'Éditeur', description: 'Le portail répond sans mot de passe.', vendorContact: 'psirt@editeur.example' } });
    const write = (actor: Actor, body: string, more: object = {}) => run(db.platform, actor, writeMessage, { number, audience: 'vendor', body, ...more });
    await expect(write(rssi, 'Bonjour')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(write(officer, 'Bonjour')).rejects.toMatchObject({ code: 'forbidden' });
    await write(analyst, 'Quand sort le correctif ?', { answerDueAt: '2030-01-01T10:00:00Z' });
    await write(analyst, 'Mardi.', { fromVendor: true });
    const thread = (await readIncident(db.platform, analyst, number)).messages.filter((one) => one.audience === 'vendor');
    expect(thread.map(({ side, body, answeredAt }) => [side, body, answeredAt !== null])).toEqual([['nation', 'Quand sort le correctif ?', true], ['vendor', 'Mardi.', false]]);
    for (const reader of [rssi, officer]) expect((await readIncident(db.platform, reader, number)).messages).toEqual([]);
    const { rows } = await db.admin.query("select recipient from mail where recipient = 'psirt@editeur.example' or body like '%correctif%'");
    expect(rows).toEqual([]);
  });

  test('never becomes an incident to declare, whatever is answered, before or after it is classified', async () => {
    const number = await declared({ kind: 'weakness', weakness: { weakness: 'vulnerability', vendor: 'Éditeur', product: 'Portail', description: 'Le portail répond sans mot de passe.' } });
    const owed = async () => {
      const { must_declare: mustDeclare, level, version } = await fileOf(number);
      return { mustDeclare, level, version };
    };
    await run(db.platform, rssi, acknowledge, { number });
    await run(db.platform, rssi, answerFacts, { number, version: (await owed()).version, answers: [{ fact: 'careSafety', answer: 'yes' }] });
    expect(await owed()).toMatchObject({ mustDeclare: 'no', level: null });
    await run(db.platform, rssi, classify, { number, version: (await owed()).version, title: 'Portail', nature: 'unknown', typeCode: 'undetermined', careImpact: 'unknown', tlp: 'amber', pap: 'amber' });
    expect(await owed()).toMatchObject({ mustDeclare: 'no', level: null });
  });
});

describe('a file is qualified', () => {
  const stateOf = async (number: string) => (await fileOf(number)).state;
  const answer = async (number: string, answers: { fact: string; answer: string }[]) =>
    run(db.platform, rssi, answerFacts, { number, version: (await fileOf(number)).version, answers });

  test('once each of the five questions of the law has an answer, « not known » included, and not before', async () => {
    const number = await declared();
    await run(db.platform, rssi, acknowledge, { number });
    for (const { fact } of fiveAnswers().slice(0, 4)) {
      await answer(number, [{ fact, answer: 'yes' }]);
      expect([fact, await stateOf(number)]).toEqual([fact, 'acknowledged']);
    }
    await answer(number, [{ fact: 'exceptional', answer: 'yes' }]);
    expect(await stateOf(number)).toBe('acknowledged');
    await answer(number, [{ fact: 'otherStructures', answer: 'unknown' }]);
    expect(await stateOf(number)).toBe('qualified');
    const given = (await readIncident(db.platform, rssi, number)).history.find((one) => one.fact === 'otherStructures');
    expect(given).toMatchObject({ answer: 'unknown', author: rssi.label });
  });

  test('by people, not by what the declaration let suppose; until then its level is presumed', async () => {
    const number = await declared({ kind: 'incident', facts: { description: 'Panne.' }, effects: { care: 'endangerment_proven', data: ['none'] }, help: {} });
    const { state, level } = await fileOf(number);
    expect([state, level, levelKey({ state, level })]).toEqual(['declared', 'grave', 'presumedLevels.grave']);
    const { facts } = await fileOf(number);
    await answer(number, fiveAnswers().map(({ fact }) => ({ fact, answer: facts[fact] })));
    const after = await fileOf(number);
    expect([after.state, levelKey(after)]).toEqual(['qualified', 'levels.grave']);
  });

  test('of a weakness, once it is classified: the law asks nothing of it', async () => {
    const number = await declared({ kind: 'weakness', weakness: { weakness: 'vulnerability', vendor: 'Éditeur', product: 'Portail', description: 'Ouvert.' } });
    await run(db.platform, rssi, classify, { number, version: 1, title: 'Portail', nature: 'unknown', typeCode: 'undetermined', careImpact: 'unknown', tlp: 'amber', pap: 'amber' });
    expect(await stateOf(number)).toBe('qualified');
  });
});

describe('handing a file over', () => {
  const colleaguesOf = async (actor: Actor, number: string) => (await readOverview(db.platform, actor, number, { events: 1, attachments: 1 })).colleagues.map((one) => one.id);
  const mailsOf = async (id: string) => (await db.admin.query("select recipient, subject, body from mail where purpose = 'incident.assigned' and subject_id = $1", [id])).rows;

  test('gives it to a colleague, journals it, and tells them by a mail that says nothing of it', async () => {
    const number = await declared({ kind: 'incident', facts: { description: 'CANARI chez les urgences.' }, effects: {}, help: {} });
    await run(db.platform, rssi, acknowledge, { number });
    const colleague = await holder(db.platform, db.admin, 'referent_ssi', tree.a);
    expect((await colleaguesOf(rssi, number))).toContain(colleague.personId);
    const { version, id } = await fileOf(number);
    await run(db.platform, rssi, assign, { number, version, personId: colleague.personId });
    expect((await fileOf(number)).assigned_to).toBe(colleague.personId);
    const { rows } = await db.admin.query("select payload from journal where command = 'incident.assign' and payload->>'number' = $1", [number]);
    expect(rows.map((row) => row.payload)).toEqual([{ number, before: rssi.personId, after: colleague.personId }]);
    const [mail, ...others] = await mailsOf(id);
    expect(others).toEqual([]);
    expect(mail.recipient).toBe((await db.admin.query('select email from person where id = $1', [colleague.personId])).rows[0].email);
    expect(mail.body).toContain(`/incidents/${number}`);
    expect(JSON.stringify(mail)).not.toMatch(/CANARI|Valbrune/);
  });

  test('is refused towards someone of another structure, another side, without the right role, or who left it', async () => {
    const number = await declared();
    await run(db.platform, rssi, acknowledge, { number });
    const ended = await holder(db.platform, db.admin, 'rssi', tree.a);
    await db.admin.query("update role_assignment set valid_from = now() - interval '2 days', valid_to = now() - interval '1 day' where person_id = $1", [ended.personId]);
    const wrong = [
      await holder(db.platform, db.admin, 'rssi', tree.b), await holder(db.platform, db.admin, 'dpo', tree.a),
      await holder(db.platform, db.admin, 'ars_officer', tree.region), await holder(db.platform, db.admin, 'cert_analyst', tree.nation), ended,
    ];
    const offered = (await colleaguesOf(rssi, number));
    const { version, id } = await fileOf(number);
    for (const { personId } of wrong) {
      expect(offered).not.toContain(personId);
      await expect(run(db.platform, rssi, assign, { number, version, personId })).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await mailsOf(id)).toEqual([]);
  });

  test('stays between analysts for an analyst, and taking a file over tells nobody', async () => {
    const number = await declared();
    const other = await holder(db.platform, db.admin, 'cert_analyst', tree.nation);
    const offered = (await colleaguesOf(analyst, number));
    expect(offered).toContain(other.personId);
    expect(offered).not.toContain((await holder(db.platform, db.admin, 'rssi', tree.a)).personId);
    await run(db.platform, analyst, acknowledge, { number });
    const { version, id } = await fileOf(number);
    await run(db.platform, rssi, assign, { number, version, personId: rssi.personId });
    expect([(await fileOf(number)).assigned_to, await mailsOf(id)]).toEqual([rssi.personId, []]);
  });
});

describe('the proof of a duty', () => {
  test('still joins a closed file, by who records duties and nobody else, and other documents do not', async () => {
    const number = await declared({ kind: 'incident', facts: { description: 'Panne.' }, effects: { data: ['patient'] }, help: {} });
    await run(db.platform, rssi, answerFacts, { number, version: (await fileOf(number)).version, answers: fiveAnswers() });
    await run(db.platform, rssi, close, { number, version: (await fileOf(number)).version, cause: 'Erreur.', leavesDuties: true });
    const document = { number, sha256: Buffer.alloc(32, 7).toString('base64'), size: 3, mediaType: 'application/pdf', name: 'accuse.pdf' };
    await expect(run(db.platform, rssi, attach, document)).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(run(db.platform, officer, attach, { ...document, proof: true })).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await run(db.platform, rssi, attach, { ...document, proof: true });
    const act = { number, duty: 'cnil.notification', kind: 'sent', at: new Date().toISOString(), proofId: id };
    expect(await run(db.platform, rssi, recordAct, act)).toEqual({ state: 'done' });
    expect((await fileOf(number)).state).toBe('closed');
  });
});

describe('an address that someone writes in a thread', () => {
  test('leaves defanged in the mails that tell of it', async () => {
    const number = await declared();
    await db.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'ssi@valbrune.example') on conflict do nothing", [tree.a]);
    await run(db.platform, analyst, writeMessage, { number, audience: 'rssi', body: 'Bloquez https://c2.evil.example/a et 203.0.113.9.' });
    const { rows } = await db.admin.query("select body from mail where purpose = 'incident.message' and subject_id = $1", [(await fileOf(number)).id]);
    expect(rows.length).toBeGreaterThan(0);
    for (const { body } of rows) {
      expect(body).toContain('hxxps://c2[.]evil[.]example/a et 203[.]0[.]113[.]9.');
      expect(body).not.toContain('https://c2');
    }
  });
});

describe('a mail about a message', () => {
  const mailed = async (number: string) => (await db.admin.query("select recipient, subject, body from mail where purpose = 'incident.message' and subject_id = $1", [(await fileOf(number)).id])).rows;
  const given = { kind: 'incident', facts: { description: 'Panne.' }, effects: {}, help: {}, declarant: { name: 'Dominique Roy', email: 'dominique.roy@valbrune.example' } };

  test('says of which structure, and the function and structure of who wrote, never their name', async () => {
    const number = await declared(given);
    await run(db.platform, rssi, writeMessage, { number, audience: 'declarant', body: 'Combien de postes ?' });
    await run(db.platform, analyst, writeMessage, { number, audience: 'declarant', body: 'Et les sauvegardes ?' });
    const told = (await mailed(number)).filter((mail) => mail.recipient === 'dominique.roy@valbrune.example');
    expect(told.map(({ subject, body }) => [subject, /^De.*$/m.exec(body)?.[0]])).toEqual([
      [expect.stringContaining(`CH de Valbrune, ${number}`), 'De\u00a0: RSSI, CH de Valbrune'], [expect.stringContaining(`CH de Valbrune, ${number}`), 'De\u00a0: Analyste du CERT Santé'],
    ]);
    for (const { body } of told) {
      expect(body).toContain('Structure\u00a0: CH de Valbrune');
      expect(body).not.toContain('Aubrac');
    }
  });

  test('says « declarant » of whoever declared, without their name nor their function', async () => {
    const number = await declared(given);
    await run(db.platform, declarantActor({ incidentId: (await fileOf(number)).id, organisationId: tree.a }, '192.0.2.1'), complete, { number, text: 'Trente postes.' });
    const told = await mailed(number);
    expect(told.length).toBeGreaterThan(0);
    for (const { body } of told) {
      expect(body).toContain('De\u00a0: Déclarant\n');
      expect(body).not.toContain('Dominique');
    }
  });

  test('of a file under TLP:RED names neither, and says to come', async () => {
    const number = await declared(given);
    await db.admin.query("update incident set tlp = 'red' where number = $1", [number]);
    await run(db.platform, rssi, writeMessage, { number, audience: 'declarant', body: 'Combien de postes ?' });
    const [mail] = await mailed(number);
    expect(mail.subject).toBe(`[RED] ${number}\u00a0: nouveau message`);
    expect(`${mail.subject} ${mail.body}`).not.toMatch(/Valbrune|RSSI|postes/);
  });
});

describe('an indicator that must not be watched for', () => {
  test('is kept with what is wrong with it: the structure’s own domain, a private address, the digest of nothing', async () => {
    const number = await declared();
    await db.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'ssi@valbrune.example') on conflict (organisation_id) do update set ssi_mailbox = excluded.ssi_mailbox", [tree.a]);
    await run(db.platform, rssi, addIndicators, { number, block: 'vpn.valbrune.example\n10.0.0.7\nd41d8cd98f00b204e9800998ecf8427e\nevil.example.net' });
    const kept = (await readIncident(db.platform, rssi, number)).indicators.map(({ value, warning }) => [value, warning]);
    expect(Object.fromEntries(kept)).toEqual({
      'vpn.valbrune.example': 'own_domain', '10.0.0.7': 'private_address', d41d8cd98f00b204e9800998ecf8427e: 'empty_file_hash', 'evil.example.net': null,
    });
  });
});

describe('a declarant who signs in', () => {
  test('reads neither on the file nor in the day what an analyst wrote in the chronology', async () => {
    const number = await declared();
    await run(db.platform, analyst, addChronology, { number, at: new Date().toISOString(), text: 'Le déclarant est suspect.' });
    const read = async (actor: Actor) => ({
      file: (await readIncident(db.platform, actor, number)).events.map((event) => event.kind),
      day: (await inScope(db.platform.pool, actor, incidentPolicy.read, (tx) => readDay(tx, actor, db.platform.now()))).changes
        .filter((one) => one.number === number).map((one) => one.kind),
    });
    expect(await read(declarant)).toEqual({ file: ['declared'], day: ['declared'] });
    const team = await read(rssi);
    expect([team.file, team.day].every((kinds) => kinds.includes('note'))).toBe(true);
  });
});
