import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { fiveAnswers } from './answers.fixture.ts';
import { close, reopen } from './close.server.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { openDuties } from './open-duties.ts';
import { answerFacts } from './qualify.server.ts';
import { readIncident } from './file-view.server.ts';
import { recordAct } from './work.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
let rssi: PersonActor;
beforeAll(async () => {
  files = await openTestFiles();
  db = files.db;
  rssi = await files.rssi();
});
afterAll(() => db?.stop());

const versionOf = async (number: string) => (await files.fileOf(number)).version as number;
const shut = async (number: string, more: object = {}) => run(db.platform, rssi, close, { number, version: await versionOf(number), cause: 'Erreur.', ...more });
const clocks = async (number: string) => openDuties((await readIncident(db.platform, rssi, number)).duties).map((duty) => [duty.id, duty.clock?.dueAt ?? null]);

async function ripe(data: string[] = ['patient']) {
  const number = await files.declared({ kind: 'incident', facts: { description: 'Panne.' }, effects: { data }, help: {} });
  await run(db.platform, rssi, answerFacts, { number, version: await versionOf(number), answers: fiveAnswers() });
  return number;
}

describe('closing a file with duties still open', () => {
  test('is refused until whoever closes says that they know it, and nothing of it is kept', async () => {
    const number = await ripe();
    expect((await clocks(number)).map(([id]) => id)).toContain('cnil.notification');
    await expect(shut(number)).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'leavesDuties', problem: 'open_duties' }] } });
    expect((await files.fileOf(number)).state).toBe('qualified');
  });

  test('names them in the journal and in the chronology, stops none of their clocks, and reopening finds them as they were', async () => {
    const number = await ripe();
    const before = await clocks(number);
    await shut(number, { leavesDuties: true });
    expect(await clocks(number)).toEqual(before);
    const { rows } = await db.admin.query("select payload from journal where command = 'incident.close' and payload->>'number' = $1", [number]);
    const left = before.map(([id]) => id);
    expect(rows.map((row) => row.payload.dutiesLeft)).toEqual([left]);
    const closing = (await readIncident(db.platform, rssi, number)).events.find((event) => event.kind === 'closed');
    expect(closing?.text.split(' ')).toEqual(left);
    expect((await files.fileOf(number)).next_due_at).not.toBeNull();
    await run(db.platform, rssi, reopen, { number, reason: 'Rechute.' });
    expect(await clocks(number)).toEqual(before);
  });

  test('says so of one that was only put off, and asks nothing once each is done or set aside', async () => {
    const number = await ripe();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await run(db.platform, rssi, recordAct, { number, duty: 'cnil.notification', kind: 'postponed', at: new Date().toISOString(), until, reason: 'On attend le DPO.' });
    expect((await clocks(number)).map(([id]) => id)).toContain('cnil.notification');
    for (let round = 0; round < 3; round += 1) {
      for (const [duty] of await clocks(number)) {
        await run(db.platform, rssi, recordAct, { number, duty, kind: duty === 'cnil.notification' ? 'sent' : 'not_applicable', at: new Date().toISOString(), reason: 'Vu avec le DPO.' });
      }
    }
    expect(await clocks(number)).toEqual([]);
    await shut(number);
    expect((await files.fileOf(number)).state).toBe('closed');
  });
});

describe('measures wished for', () => {
  test('are kept once, however often they are written, and not again when a reopened file is closed', async () => {
    const number = await ripe();
    const titles = async () => (await readIncident(db.platform, rssi, number)).measures.map(({ title }) => title);
    await shut(number, { leavesDuties: true, measures: ['Sauvegarde hors ligne', ' sauvegarde  hors LIGNE', 'Second facteur'] });
    expect(await titles()).toEqual(['Sauvegarde hors ligne', 'Second facteur']);
    await run(db.platform, rssi, reopen, { number, reason: 'Rechute.' });
    await shut(number, { leavesDuties: true, measures: ['SECOND FACTEUR', 'Segmenter le réseau'] });
    expect((await titles()).toSorted()).toEqual(['Sauvegarde hors ligne', 'Second facteur', 'Segmenter le réseau']);
  });
});
