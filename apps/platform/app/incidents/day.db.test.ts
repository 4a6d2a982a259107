import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { inScope } from '../ground/scope.server.ts';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { actorHolding, addOrganisation, plantTree, type TestTree } from '../ground/testing/tree.ts';
import { fiveAnswers } from './answers.fixture.ts';
import { readAttachment } from './attachment.server.ts';
import { close } from './close.server.ts';
import { type Day, readDay, readMeasures, readTerms } from './day.server.ts';
import { declare } from './declare.server.ts';
import { draftActor } from './draft.server.ts';
import { incidentPolicy, measuresPermission } from './policy.ts';
import { acknowledge, answerFacts } from './qualify.server.ts';
import { readIncident } from './file-view.server.ts';
import { readQueue } from './queue.server.ts';
import { searchesIndicators, searchFiles } from './search.server.ts';
import { addIndicators, addChronology, attach, recordAct, writeMessage } from './work.server.ts';

let db: TestDatabase;
let tree: TestTree;
let rssi: PersonActor;
let analyst: PersonActor;
let officer: PersonActor;
let stranger: PersonActor;

beforeAll(async () => {
  db = await testDatabase();
  tree = await plantTree(db.admin);
  rssi = await known(actorHolding('rssi', tree.a));
  analyst = await known(actorHolding('cert_analyst', tree.nation, { right: { organisationKind: 'nation' } }));
  officer = await known(actorHolding('ars_officer', tree.region, { right: { organisationKind: 'region' } }));
  stranger = await known(actorHolding('rssi', tree.b));
});
afterAll(() => db?.stop());

/** Commands name who acted: the person must exist. */
async function known(actor: PersonActor): Promise<PersonActor> {
  await db.admin.query("insert into person (id, email, given_name, family_name) values ($1, $2, 'Camille', 'Aubrac')", [actor.personId, `${actor.personId}@example.org`]);
  return actor;
}

let count = 0;
async function declared(organisationId: string, facts: Record<string, unknown> = {}, effects: Record<string, unknown> = {}): Promise<string> {
  count += 1;
  const given = {
    kind: 'incident', declarant: { name: 'Dominique Roy', phone: '02 00 00 00 00' }, structure: { organisationId },
    facts: { description: `Panne numéro ${count}.`, ...facts }, effects, help: {},
  };
  const key = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  const actor = draftActor(key, '192.0.2.1', [organisationId]);
  const { number } = await run(db.platform, actor, declare, { declaration: given, followUpHash: Buffer.alloc(32, count).toString('base64'), locale: 'fr' }, key);
  return number;
}

const day = (actor: Actor): Promise<Day> => inScope(db.platform.pool, actor, incidentPolicy.read, (tx) => readDay(tx, actor, db.platform.now()));
const versionOf = async (number: string) => (await db.admin.query('select version from incident where number = $1', [number])).rows[0].version;
const readings = async (subject: string) =>
  (await db.admin.query("select actor, command from journal where command like 'incident.open%' and payload->>'number' = $1 order by seq", [subject])).rows;

describe('the day of a person', () => {
  test('holds nothing of another structure', async () => {
    const number = await declared(tree.a, { nature: 'malicious_confirmed' }, { data: ['patient'] });
    await run(db.platform, analyst, writeMessage, { number, audience: 'rssi', body: 'Avez-vous les journaux ?', answerDueAt: new Date(Date.now() + 86_400_000).toISOString() });
    const foreign = await day(stranger);
    expect(foreign).toEqual({ terms: [], termCount: 0, decisions: [], decisionCount: 0, questions: [], questionCount: 0, changes: [] });
  });

  test('shows the deadlines of the law, not our own targets, the nearest first', async () => {
    await declared(tree.a, {}, { data: ['patient'] });
    const { terms, termCount } = await day(rssi);
    expect(terms.length).toBeGreaterThan(0);
    expect(new Set(terms.map((term) => term.duty))).toEqual(new Set(['cnil.notification']));
    expect(terms.map((term) => term.dueAt.getTime())).toEqual(terms.map((term) => term.dueAt.getTime()).toSorted((a, b) => a - b));
    expect(termCount).toBeGreaterThanOrEqual(terms.length);
  });

  test('no longer shows a deadline once the sending is recorded', async () => {
    const number = await declared(tree.a, {}, { data: ['patient'] });
    const before = (await day(rssi)).termCount;
    await run(db.platform, rssi, recordAct, { number, duty: 'cnil.notification', kind: 'sent', at: new Date().toISOString() });
    expect((await day(rssi)).termCount).toBe(before - 1);
  });

  test('asks to take charge, then to qualify, then nothing', async () => {
    const number = await declared(tree.a);
    const waiting = async () => (await day(rssi)).decisions.find((one) => one.number === number)?.state;
    expect(await waiting()).toBe('declared');
    await run(db.platform, rssi, acknowledge, { number });
    expect(await waiting()).toBe('acknowledged');
    await run(db.platform, rssi, answerFacts, { number, version: await versionOf(number), answers: fiveAnswers({ normalFunctioning: 'yes' }) });
    expect(await waiting()).toBeUndefined();
  });

  test('asks nothing of a role that may not decide', async () => {
    const dpo = await known(actorHolding('dpo', tree.a));
    const { decisions, decisionCount, changes } = await day(dpo);
    expect({ decisions, decisionCount }).toEqual({ decisions: [], decisionCount: 0 });
    expect(changes.length).toBeGreaterThan(0);
  });

  test('shows what is asked of one’s side, and not what one’s side asked', async () => {
    const number = await declared(tree.a);
    const answerDueAt = new Date(Date.now() + 3_600_000).toISOString();
    await run(db.platform, analyst, writeMessage, { number, audience: 'cert', body: 'Quand la panne a-t-elle cessé ?', answerDueAt });
    const mine = async (actor: Actor) => (await day(actor)).questions.filter((one) => one.number === number).map((one) => one.audience);
    expect(await mine(rssi)).toEqual(['cert']);
    expect(await mine(analyst)).toEqual([]);
    await run(db.platform, rssi, writeMessage, { number, audience: 'cert', body: 'À midi.' });
    expect(await mine(rssi)).toEqual([]);
  });

  test('keeps internal notes and the names of documents from those who do not read them', async () => {
    const number = await declared(tree.a);
    await run(db.platform, rssi, attach, { number, sha256: Buffer.alloc(32, 1).toString('base64'), size: 3, mediaType: 'text/plain', name: 'journal.txt' });
    const kinds = async (actor: Actor) => (await day(actor)).changes.filter((one) => one.number === number).map((one) => one.kind);
    expect(await kinds(rssi)).toContain('attachment');
    expect(await kinds(officer)).not.toContain('attachment');
  });
});

describe('whoever is RSSI of a structure and only declares in another', () => {
  const mixed = async (...more: [role: string, on: string][]) => {
    const own = actorHolding('rssi', tree.a);
    return known({ ...own, rights: [...own.rights, ...more.flatMap(([role, on]) => actorHolding(role, on).rights)] });
  };
  const secrets = async () => {
    const number = await declared(tree.b, { nature: 'malicious_confirmed' }, { data: ['patient'] });
    await run(db.platform, stranger, writeMessage, { number, audience: 'rssi', body: 'x' });
    await run(db.platform, analyst, writeMessage, { number, audience: 'rssi', body: 'Avez-vous les journaux ?', answerDueAt: new Date(Date.now() - 1_000).toISOString() });
    await run(db.platform, stranger, addChronology, { number, at: new Date().toISOString(), text: 'NOTE-INTERNE' });
    return number;
  };

  test('reads the day of the first whole, and of the other what a declarant is told', async () => {
    const [own, other] = [await declared(tree.a, {}, { data: ['patient'] }), await secrets()];
    const both = await day(await mixed(['declarant', tree.b]));
    const about = (number: string) => ({
      terms: both.terms.some((one) => one.number === number), decisions: both.decisions.some((one) => one.number === number),
      questions: both.questions.some((one) => one.number === number), changes: both.changes.filter((one) => one.number === number).map(({ kind, text }) => [kind, text]),
    });
    expect(about(other)).toEqual({ terms: false, decisions: false, questions: false, changes: [['declared', '']] });
    expect(about(own).decisions).toBe(true);
    expect(JSON.stringify(both)).not.toContain('NOTE-INTERNE');
    const alone = await day(await mixed());
    expect([both.termCount, both.decisionCount, both.questionCount]).toEqual([alone.termCount, alone.decisionCount, alone.questionCount]);
    expect(alone.termCount).toBeGreaterThan(0);
  });

  test('reads in the queue the terms of the first only, and finds by its term no file of the other', async () => {
    const [own, other] = [await declared(tree.a, {}, { data: ['patient'] }), await secrets()];
    const actor = await mixed(['declarant', tree.b]);
    const queue = (filter: object) => inScope(db.platform.pool, actor, incidentPolicy.read, (tx) => readQueue(tx, actor, { page: 1, ...filter }, 1_000));
    const due = new Map((await queue({})).lines.map((line) => [line.number, line.nextDueAt !== null && line.nextDueDuty !== null]));
    expect([due.get(own), due.get(other)]).toEqual([true, false]);
    const numbers = (await queue({ due: true })).lines.map((line) => line.number);
    expect([numbers.includes(own), numbers.includes(other)]).toEqual([true, false]);
  });

  test('reads everything again once they are RSSI of both, under two roles in one of them', async () => {
    const other = await secrets();
    const both = await day(await mixed(['declarant', tree.b], ['rssi', tree.b]));
    expect(both.changes.find((one) => one.number === other && one.kind === 'note')?.text).toBe('NOTE-INTERNE');
    expect(both.questions.some((one) => one.number === other)).toBe(true);
  });
});

describe('searching for a file', () => {
  const found = async (actor: Actor, text: string) => (await inScope(db.platform.pool, actor, incidentPolicy.read, (tx) => searchFiles(tx, actor, text, db.platform.now()))).map((one) => one.number);

  test('finds it by its number, written in full or not, and by its words', async () => {
    const number = await declared(tree.a, { description: 'Le laboratoire de Quimperlé est à l’arrêt.' });
    const [, year, sequence] = number.split('-');
    for (const typed of [number, number.toLowerCase(), `${year}-${Number(sequence)}`, `inc-${year}-${Number(sequence)}`, String(Number(sequence)).padStart(4, '0'), 'laboratoire de quimper']) {
      expect(await found(rssi, typed), typed).toContain(number);
    }
  });

  test('finds nothing of another structure, nothing for one letter, and takes wildcards as letters', async () => {
    const number = await declared(tree.a, { description: 'Fuite à Landerneau.' });
    expect(await found(stranger, number)).toEqual([]);
    expect(await found(stranger, 'landerneau')).toEqual([]);
    expect(await found(rssi, 'F')).toEqual([]);
    expect(await found(rssi, '%%')).toEqual([]);
    expect(await found(rssi, '__')).toEqual([]);
  });
});

describe('looking for an indicator', () => {
  const hash = '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f';
  const inQueue = async (actor: Actor, text: string) =>
    (await inScope(db.platform.pool, actor, incidentPolicy.read, (tx) => readQueue(tx, actor, { page: 1, text, indicators: searchesIndicators(actor) }, 100))).lines.map((one) => one.number);
  const inSearch = async (actor: Actor, text: string) => (await inScope(db.platform.pool, actor, incidentPolicy.read, (tx) => searchFiles(tx, actor, text, db.platform.now()))).map((one) => one.number);

  test('finds its file in the queue and in the search, pasted as it is or defanged, until it is withdrawn', async () => {
    const number = await declared(tree.a);
    await run(db.platform, rssi, addIndicators, { number, block: `${hash}\n203.0.113.77\nc2.evil.example` });
    for (const typed of [hash, hash.toUpperCase(), '203.0.113.77', '203[.]0[.]113[.]77', 'c2.evil.example', 'C2[.]evil[.]example']) {
      expect([typed, await inQueue(rssi, typed)]).toEqual([typed, [number]]);
      expect([typed, await inSearch(analyst, typed)]).toEqual([typed, [number]]);
    }
    await db.admin.query("update incident_indicator set withdrawn_at = now() where value = 'c2.evil.example'");
    expect(await inQueue(rssi, 'c2.evil.example')).toEqual([]);
  });

  test('tells nothing to who does not read indicators: another structure, the region, a declarant', async () => {
    const declarant = await known(actorHolding('declarant', tree.a));
    for (const actor of [stranger, officer, declarant]) {
      expect([await inQueue(actor, hash), await inSearch(actor, hash)]).toEqual([[], []]);
    }
  });
});

describe('a deadline of the law', () => {
  test('is still shown once the file is closed, until the sending is recorded', async () => {
    const number = await declared(tree.a, {}, { data: ['patient'] });
    await run(db.platform, rssi, answerFacts, { number, version: await versionOf(number), answers: fiveAnswers() });
    await run(db.platform, rssi, close, { number, version: await versionOf(number), cause: 'Erreur.', leavesDuties: true });
    const shown = async () => {
      const term = (await inScope(db.platform.pool, rssi, incidentPolicy.read, (tx) => readTerms(tx, rssi, 1_000))).terms.find((one) => one.number === number);
      return term && { duty: term.duty, state: term.state };
    };
    expect(await shown()).toEqual({ duty: 'cnil.notification', state: 'closed' });
    await run(db.platform, rssi, recordAct, { number, duty: 'cnil.notification', kind: 'sent', at: new Date().toISOString() });
    expect(await shown()).toBeUndefined();
  });
});

describe('a reader', () => {
  test('reads the queue and the files of its structure, and acts on none', async () => {
    const reader = await known(actorHolding('reader', tree.a));
    const number = await declared(tree.a);
    expect((await inScope(db.platform.pool, reader, incidentPolicy.read, (tx) => readQueue(tx, reader, { page: 1, text: number }))).lines.map((one) => one.number)).toEqual([number]);
    expect((await readIncident(db.platform, reader, number)).side).toBe('structure');
    const acts = Object.values(incidentPolicy).filter((one) => one.name !== 'incident.read' && one.roles.includes('reader'));
    expect(acts).toEqual([]);
    await expect(run(db.platform, reader, acknowledge, { number })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('reads nothing of another structure, and an administrator reads no file at all', async () => {
    const number = await declared(tree.a);
    await expect(readIncident(db.platform, await known(actorHolding('reader', tree.b)), number)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readIncident(db.platform, await known(actorHolding('administrator', tree.a)), number)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the queue', () => {
  test('finds a structure by its name whatever the accents, the case and the abbreviation', async () => {
    const site = await addOrganisation(db.admin, 'establishment', 'Clinique Saint-Éloi', tree.region);
    const number = await declared(site);
    for (const text of ['Saint-Éloi', 'saint eloi', 'SAINT ÉLOI', 'St-Éloi', 'éloi clinique']) {
      const { lines } = await inScope(db.platform.pool, analyst, incidentPolicy.read, (tx) => readQueue(tx, analyst, { page: 1, text }));
      expect([text, lines.map((line) => line.number)]).toEqual([text, [number]]);
    }
  });

  test('gives each file once, in the same order, however it is cut into pages', async () => {
    const whole = await inScope(db.platform.pool, analyst, incidentPolicy.read, (tx) => readQueue(tx, analyst, { page: 1 }, 1_000));
    const pages: string[] = [];
    for (let page = 1; ; page += 1) {
      const part = await inScope(db.platform.pool, analyst, incidentPolicy.read, (tx) => readQueue(tx, analyst, { page }, 3));
      pages.push(...part.lines.map((line) => line.number));
      if (!part.more) break;
    }
    expect(pages).toEqual(whole.lines.map((line) => line.number));
    expect(new Set(pages).size).toBe(pages.length);
  });
});

describe('reading a sensitive file', () => {
  test('is journaled once a person and hour, even when pages ask for it at the same instant', async () => {
    const number = await declared(tree.a);
    await Promise.all(Array.from({ length: 6 }, () => readIncident(db.platform, rssi, number)));
    await readIncident(db.platform, analyst, number);
    await readIncident(db.platform, rssi, number);
    expect(await readings(number)).toEqual([
      { actor: rssi.key, command: 'incident.open' },
      { actor: analyst.key, command: 'incident.open' },
    ]);
  });

  test('is journaled again after an hour', async () => {
    const number = await declared(tree.a);
    await readIncident(db.platform, rssi, number);
    // The journal refuses any change: the superuser lifts its guard, as no one else can.
    await db.admin.query('alter table journal disable trigger append_only');
    await db.admin.query("update journal set at = at - interval '61 minutes' where command = 'incident.open' and payload->>'number' = $1", [number]);
    await db.admin.query('alter table journal enable trigger append_only');
    await readIncident(db.platform, rssi, number);
    expect(await readings(number)).toHaveLength(2);
  });

  test('that is out of scope is not found, and leaves no line', async () => {
    const number = await declared(tree.a);
    await expect(readIncident(db.platform, stranger, number)).rejects.toMatchObject({ code: 'not_found' });
    expect(await readings(number)).toEqual([]);
  });

  test('covers its documents: refused to the region and to strangers, journaled for the others', async () => {
    const number = await declared(tree.a);
    const { id } = await run(db.platform, rssi, attach, { number, sha256: Buffer.alloc(32, 9).toString('base64'), size: 3, mediaType: 'text/plain', name: 'relevé.txt' });
    const other = await declared(tree.a);
    await expect(readAttachment(db.platform, stranger, number, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readAttachment(db.platform, officer, number, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readAttachment(db.platform, rssi, other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readAttachment(db.platform, rssi, number, 'abc')).rejects.toMatchObject({ code: 'not_found' });
    expect(await readAttachment(db.platform, rssi, number, id)).toMatchObject({ name: 'relevé.txt', size: 3 });
    expect(await readings(number)).toEqual([{ actor: rssi.key, command: 'incident.open_attachment' }]);
  });
});

describe('a sending after the legal deadline', () => {
  test('is refused without its reason, and recorded with it', async () => {
    db.setNow(new Date(Date.now() - 5 * 86_400_000));
    const number = await declared(tree.a, {}, { data: ['patient'] });
    db.setNow(null);
    const act = { number, duty: 'cnil.notification', kind: 'sent', at: new Date().toISOString() };
    await expect(run(db.platform, rssi, recordAct, act)).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'reason', problem: 'reason_required' }] } });
    expect(await run(db.platform, rssi, recordAct, { ...act, reason: 'Messagerie arrêtée.' })).toEqual({ state: 'done_late' });
  });
});

describe('measures wished for', () => {
  test('are read with the file that they come from, in one’s scope only, and not by a declarant', async () => {
    const number = await declared(tree.a);
    await run(db.platform, rssi, answerFacts, { number, version: await versionOf(number), answers: fiveAnswers({ normalFunctioning: 'yes' }) });
    await run(db.platform, rssi, close, { number, version: await versionOf(number), cause: 'Disque plein.', measures: ['Surveiller les disques', 'Doubler le serveur'], leavesDuties: true });
    const read = (actor: Actor) => inScope(db.platform.pool, actor, measuresPermission, (tx) => readMeasures(tx, 1));
    const lines = (await read(rssi)).lines.filter((line) => line.number === number);
    expect(lines.map((line) => line.title).toSorted()).toEqual(['Doubler le serveur', 'Surveiller les disques']);
    expect((await read(stranger)).lines).toEqual([]);
    await expect(read(await known(actorHolding('declarant', tree.a)))).rejects.toMatchObject({ code: 'forbidden' });
    expect((await readIncident(db.platform, rssi, number)).measures.map((one) => one.title).toSorted()).toEqual(['Doubler le serveur', 'Surveiller les disques']);
  });
});
