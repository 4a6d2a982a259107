import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { inScope } from '../ground/scope.server.ts';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { actorHolding, plantTree, type TestTree } from '../ground/testing/tree.ts';
import { readDay } from './day.server.ts';
import { declare } from './declare.server.ts';
import { draftActor } from './draft.server.ts';
import { incidentPolicy } from './policy.ts';
import { acknowledge, answerFacts, classify } from './qualify.server.ts';
import { readIncident } from './queries.server.ts';
import { addChronology, addIndicators, writeMessage } from './work.server.ts';

let db: TestDatabase;
let tree: TestTree;
let rssi: PersonActor;
let analyst: PersonActor;
let officer: PersonActor;
let declarant: PersonActor;
beforeAll(async () => {
  db = await testDatabase();
  tree = await plantTree(db.admin);
  rssi = await known(actorHolding('rssi', tree.a));
  declarant = await known(actorHolding('declarant', tree.a));
  analyst = await known(actorHolding('cert_analyst', tree.nation, { right: { organisationKind: 'nation' } }));
  officer = await known(actorHolding('ars_officer', tree.region, { right: { organisationKind: 'region' } }));
});
afterAll(() => db?.stop());

async function known(actor: PersonActor): Promise<PersonActor> {
  await db.admin.query("insert into person (id, email, given_name, family_name) values ($1, $2, 'Camille', 'Aubrac')", [actor.personId, `${actor.personId}@hygie.example`]);
  return actor;
}

let count = 0;
async function declared(given: Record<string, unknown> = { kind: 'incident', facts: { description: 'Panne.' }, effects: {}, help: {} }): Promise<string> {
  count += 1;
  const key = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  const declaration = { declarant: { name: 'Dominique Roy', phone: '02 00 00 00 00' }, structure: { organisationId: tree.a }, ...given };
  const sent = { declaration, followUpHash: Buffer.alloc(32, count).toString('base64'), locale: 'fr' };
  return (await run(db.platform, draftActor(key, '192.0.2.1', [tree.a]), declare, sent, key)).number;
}

const fileOf = async (number: string) => (await db.admin.query('select * from incident where number = $1', [number])).rows[0];

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
