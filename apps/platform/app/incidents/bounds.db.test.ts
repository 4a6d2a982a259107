import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { actorHolding } from '../ground/testing/tree.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { withdrawAct } from './act-withdrawal.server.ts';
import { fiveAnswers } from './answers.fixture.ts';
import { close } from './close.server.ts';
import { answerFacts } from './qualify.server.ts';
import { readOverview } from './overview.server.ts';
import { readIncident } from './file-view.server.ts';
import { addChronology, addIndicators, complete, recordAct, writeMessage } from './work.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
let tree: TestFiles['tree'];
const declared = (given?: Record<string, unknown>) => files.declared(given);
const fileOf = (number: string) => files.fileOf(number);
let rssi: PersonActor;
let analyst: PersonActor;
let declarant: PersonActor;
beforeAll(async () => {
  files = await openTestFiles();
  ({ db, tree } = files);
  rssi = await files.rssi();
  declarant = await files.known(actorHolding('declarant', tree.a));
  analyst = await files.analyst();
});
afterAll(() => db?.stop());

describe('what was recorded of a duty by mistake', () => {
  test('is taken back with a reason: the clock is where it would have been, and the line stays readable', async () => {
    const number = await declared({ kind: 'incident', facts: { description: 'Panne.' }, effects: { data: ['patient'] }, help: {} });
    const act = { number, duty: 'cnil.notification', kind: 'sent', at: new Date().toISOString(), reference: 'N-1' };
    expect(await run(db.platform, rssi, recordAct, act)).toEqual({ state: 'done' });
    const cnil = async () => (await readIncident(db.platform, rssi, number)).acts.filter((one) => one.duty === 'cnil.notification');
    const id = (await cnil())[0]?.id ?? '';
    await expect(run(db.platform, rssi, withdrawAct, { number, id, reason: ' ' })).rejects.toMatchObject({ data: { fields: [{ field: 'reason', problem: 'reason_required' }] } });
    expect(await run(db.platform, rssi, withdrawAct, { number, id, reason: 'Mauvais dossier.' })).toEqual({ state: 'running' });
    expect(await cnil()).toMatchObject([{ kind: 'withdrawn', was: 'sent', reference: 'N-1', withdrawable: false, withdrawal: { reason: 'Mauvais dossier.' } }]);
    expect(await fileOf(number)).toMatchObject({ next_due_duty: 'cnil.notification' });
    await expect(run(db.platform, rssi, withdrawAct, { number, id, reason: 'Encore.' })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('is never the declaration to CERT Santé, which this very file is', async () => {
    const number = await declared();
    const act = (await readIncident(db.platform, rssi, number)).acts.find((one) => one.duty === 'cert_sante.declaration');
    expect(act?.withdrawable).toBe(false);
    await expect(run(db.platform, rssi, withdrawAct, { number, id: act?.id, reason: 'Essai.' })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('is refused at once when it would come before the incident was known', async () => {
    const number = await declared({ kind: 'incident', facts: { description: 'Panne.' }, effects: { data: ['patient'] }, help: {} });
    const act = { number, duty: 'cnil.notification', kind: 'sent', at: '1999-01-01T10:00:00.000Z' };
    await expect(run(db.platform, rssi, recordAct, act)).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'at', problem: 'before_knowledge' }] } });
  });
});

describe('an instant from which the law counts', () => {
  const future = '2099-01-01T10:00:00.000Z';
  const answer = async (number: string, one: { fact: string; answer: string; reason?: string }) =>
    run(db.platform, rssi, answerFacts, { number, version: (await fileOf(number)).version, answers: [one] });
  const problem = (field: string, found: string) => ({ code: 'invalid_input', data: { fields: [{ field, problem: found }] } });

  test.each(['detectedAt', 'personalDataKnownAt', 'highRiskKnownAt', 'endedAt'])('is never still to come: %s', async (fact) => {
    await expect(answer(await declared(), { fact, answer: future, reason: 'x' })).rejects.toMatchObject(problem(fact, 'in_the_future'));
  });

  test.each(['personalDataKnownAt', 'highRiskKnownAt'])('never comes before the incident was known: %s', async (fact) => {
    await expect(answer(await declared(), { fact, answer: '1999-01-01T10:00:00.000Z', reason: 'x' })).rejects.toMatchObject(problem(fact, 'before_knowledge'));
  });

  test('is the end before anybody discovered the incident as well, but never before it began', async () => {
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const given = { kind: 'incident', facts: { description: 'Panne.', startedAt: ago(9), detectedAt: ago(2) }, effects: {}, help: {} };
    const answered = await declared(given);
    await expect(answer(answered, { fact: 'endedAt', answer: ago(10) })).rejects.toMatchObject(problem('endedAt', 'before_beginning'));
    const over = ago(5);
    await answer(answered, { fact: 'endedAt', answer: over });
    expect((await fileOf(answered)).facts.endedAt).toBe(over);
    const number = await declared(given);
    await run(db.platform, rssi, answerFacts, { number, version: (await fileOf(number)).version, answers: fiveAnswers() });
    const closing = async (endedAt: string) => run(db.platform, rssi, close, { number, version: (await fileOf(number)).version, cause: 'Erreur.', endedAt, leavesDuties: true });
    await expect(closing(ago(10))).rejects.toMatchObject(problem('endedAt', 'before_beginning'));
    await closing(over);
    expect((await fileOf(number)).facts.endedAt).toBe(over);
  });

  test('gives more time only with a reason', async () => {
    const detectedAt = new Date(Date.now() - 7_200_000).toISOString();
    const number = await declared({ kind: 'incident', facts: { description: 'Panne.', detectedAt }, effects: { data: ['patient'] }, help: {} });
    const later = { fact: 'personalDataKnownAt', answer: new Date(Date.now() - 3_600_000).toISOString() };
    await expect(answer(number, later)).rejects.toMatchObject(problem('reason', 'reason_required'));
    await answer(number, { ...later, reason: 'L’analyse l’a établi une heure plus tard.' });
    expect((await fileOf(number)).facts.personalDataKnownAt).toBe(later.answer);
  });

  test('is refused when a file is closed as well', async () => {
    const number = await declared();
    await run(db.platform, rssi, answerFacts, { number, version: (await fileOf(number)).version, answers: fiveAnswers() });
    const closing = { number, version: (await fileOf(number)).version, cause: 'Erreur.', endedAt: future };
    await expect(run(db.platform, rssi, close, closing)).rejects.toMatchObject(problem('endedAt', 'in_the_future'));
  });
});

describe('a file that grew long', () => {
  const fill = async (number: string, sql: string) => {
    const file = await fileOf(number);
    await db.admin.query(sql, [file.organisation_id, file.id]);
  };

  test('takes no more indicators than its pages and exports hold', async () => {
    const number = await declared();
    await fill(number, "insert into incident_indicator (organisation_id, id, incident_id, type, value, author_label) select $1, gen_random_uuid(), $2, 'domain', 'h' || n || '.evil.example', 'x' from generate_series(1, 1999) n");
    await run(db.platform, rssi, addIndicators, { number, block: '203.0.113.9' });
    await expect(run(db.platform, rssi, addIndicators, { number, block: '203.0.113.10' })).rejects.toMatchObject({ data: { fields: [{ field: 'block', problem: 'too_many' }] } });
    expect((await readIncident(db.platform, rssi, number)).indicators).toHaveLength(2_000);
  });

  test('shows its last messages and its last events, in order, whoever filled it', async () => {
    const number = await declared();
    await fill(number, "insert into incident_message (organisation_id, id, incident_id, audience, side, author_label, body, created_at) select $1, gen_random_uuid(), $2, 'declarant', 'region', 'x', 'n' || n, now() - interval '1 day' + n * interval '1 second' from generate_series(1, 1200) n");
    await fill(number, "insert into incident_message (organisation_id, id, incident_id, audience, side, author_label, body) select $1, gen_random_uuid(), $2, 'ars', 'region', 'x', 'autre fil' from generate_series(1, 1200) n");
    await fill(number, "insert into incident_event (organisation_id, id, incident_id, kind, occurred_at, text, author_label) select $1, gen_random_uuid(), $2, 'note', now() - interval '1 day', 'n', 'x' from generate_series(1, 1200) n");
    await run(db.platform, analyst, writeMessage, { number, audience: 'rssi', body: 'Isolez le serveur.' });
    await run(db.platform, analyst, addChronology, { number, at: new Date().toISOString(), text: 'Serveur isolé.' });
    const view = await readIncident(db.platform, rssi, number);
    expect(view.messages).toHaveLength(1_000);
    expect(view.messages.slice(-2).map(({ body }) => body)).toEqual(['n1200', 'Isolez le serveur.']);
    expect(view.events.at(-1)?.text).toBe('Serveur isolé.');
  });

  test('says how many lines and documents it has in all, and gives the older ones by page, in order, each once', async () => {
    const number = await declared();
    await fill(number, "insert into incident_event (organisation_id, id, incident_id, kind, occurred_at, text, author_label) select $1, gen_random_uuid(), $2, 'note', now() + n * interval '1 second', 'l' || n, 'x' from generate_series(1, 250) n");
    await fill(number, "insert into incident_attachment (organisation_id, id, incident_id, sha256, size, media_type, name, author_label, created_at) select $1, gen_random_uuid(), $2, '\\x00', 1, 'text/plain', 'p' || n, 'x', now() + n * interval '1 second' from generate_series(1, 60) n");
    const page = (events: number, attachments: number, actor: Actor = rssi) => readOverview(db.platform, actor, number, { events, attachments });
    const first = await page(1, 1);
    expect([first.totals, first.older]).toEqual([{ events: 251, attachments: 60 }, { events: null, attachments: null }]);
    const [second, third] = [await page(2, 2), await page(3, 3)];
    expect([second.older.events?.map((one) => one.text), second.older.attachments?.map((one) => one.name)])
      .toEqual([Array.from({ length: 100 }, (_, index) => `l${index + 51}`), Array.from({ length: 10 }, (_, index) => `p${index + 1}`)]);
    expect([third.older.events?.length, third.older.events?.at(-1)?.text, third.older.attachments]).toEqual([51, 'l50', []]);
    const told = await page(2, 2, declarant);
    expect([told.totals.events, told.older.events]).toEqual([1, []]);
    await expect(readOverview(db.platform, await files.rssi(tree.b), number, { events: 2, attachments: 2 })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('takes no more words from whoever declared than it can show', async () => {
    const number = await declared();
    await fill(number, "insert into incident_message (organisation_id, id, incident_id, audience, side, author_label, body) select $1, gen_random_uuid(), $2, 'declarant', 'declarant', 'x', 'encore' from generate_series(1, 500) n");
    await expect(run(db.platform, declarant, complete, { number, text: 'Encore.' })).rejects.toMatchObject({ data: { fields: [{ field: 'text', problem: 'too_many' }] } });
    await expect(run(db.platform, declarant, writeMessage, { number, audience: 'declarant', body: 'Encore.' })).rejects.toMatchObject({ data: { fields: [{ field: 'body', problem: 'too_many' }] } });
    await run(db.platform, rssi, writeMessage, { number, audience: 'declarant', body: 'Bien reçu.' });
  });
});
