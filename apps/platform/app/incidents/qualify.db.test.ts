import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { answerFacts, classify } from './qualify.server.ts';
import { readIncident } from './file-view.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
const declared = (given?: Record<string, unknown>) => files.declared(given);
let rssi: PersonActor;
beforeAll(async () => {
  files = await openTestFiles();
  ({ db } = files);
  rssi = await files.rssi();
});
afterAll(() => db?.stop());

const leak = () => declared({ kind: 'incident', facts: { description: 'Fuite.' }, effects: { care: 'degraded', data: ['patient'] }, help: {} });
const answer = async (number: string, answers: { fact: string; answer: string; reason?: string }[]) =>
  run(db.platform, rssi, answerFacts, { number, version: (await readIncident(db.platform, rssi, number)).version, answers });
const history = async (number: string) => (await readIncident(db.platform, rssi, number)).history.map((one) => [one.fact, one.answer]);

describe('an answer bears the name of a person', () => {
  test('for the question that they answered, and for no other that the declaration lets suppose', async () => {
    const number = await leak();
    await answer(number, [{ fact: 'careSafety', answer: 'yes' }]);
    expect(await history(number)).toEqual([['careSafety', 'yes']]);
  });

  test('when they say what the declaration said, a question that is not of the law included; once, however often they save', async () => {
    const number = await leak();
    for (let times = 0; times < 2; times += 1) await answer(number, [{ fact: 'personalData', answer: 'yes' }, { fact: 'normalFunctioning', answer: 'yes' }]);
    expect((await history(number)).toSorted()).toEqual([['normalFunctioning', 'yes'], ['personalData', 'yes']]);
  });
});

describe('« no risk for persons », which spares the CNIL', () => {
  test('asks for its reason, and is kept with it', async () => {
    const number = await leak();
    for (const reason of ['', '  ']) {
      await expect(answer(number, [{ fact: 'riskToPersons', answer: 'none', reason }])).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'reason', problem: 'reason_required' }] } });
    }
    expect(await history(number)).toEqual([]);
    await answer(number, [{ fact: 'riskToPersons', answer: 'none', reason: 'Clés perdues chiffrées.' }]);
    expect((await readIncident(db.platform, rssi, number)).history).toMatchObject([{ fact: 'riskToPersons', answer: 'none', reason: 'Clés perdues chiffrées.' }]);
  });

  test('is the only level of risk that does', async () => {
    const number = await leak();
    for (const level of ['risk', 'high', 'unknown']) await answer(number, [{ fact: 'riskToPersons', answer: level }]);
    expect((await history(number)).map(([, level]) => level)).toEqual(['risk', 'high', 'unknown']);
  });
});

test('a weakness is classified by its title and its marks: it takes no nature, no type, no effect on care, and stays as urgent as it was reported', async () => {
  const number = await declared({ kind: 'weakness', weakness: { vendor: 'Éditeur', description: 'Ouvert.', exploited: 'yes' } });
  await run(db.platform, rssi, classify, { number, version: 1, title: 'Portail', nature: 'malicious_confirmed', typeCode: 'ransomware', careImpact: 'stopped', tlp: 'green', pap: 'green', reason: 'Connue du public.' });
  const { rows } = await db.admin.query('select title, nature, type_code, care_impact, tlp, urgency from incident where number = $1', [number]);
  expect(rows).toEqual([{ title: 'Portail', nature: 'unknown', type_code: 'undetermined', care_impact: 'unknown', tlp: 'green', urgency: 3 }]);
});

describe('the marks of a file', () => {
  const mark = async (number: string, tlp: string, pap: string, reason?: string) => {
    const { version } = await readIncident(db.platform, rssi, number);
    return run(db.platform, rssi, classify, { number, version, title: 'Fuite', nature: 'unknown', typeCode: 'undetermined', careImpact: 'unknown', tlp, pap, ...(reason === undefined ? {} : { reason }) });
  };
  const marked = async (number: string) => (await readIncident(db.platform, rssi, number)).events.filter((event) => event.kind.startsWith('marks_')).map(({ kind, text }) => [kind, text]);

  test.each([['amber+strict', 'amber', 'amber'], ['amber', 'green', 'amber'], ['amber', 'amber', 'green'], ['red', 'clear', 'red']])(
    'are not opened from %s to %s, PAP %s, without a reason', async (from, tlp, pap) => {
      const number = await leak();
      await mark(number, from, 'amber', 'Pour commencer.');
      await expect(mark(number, tlp, pap === 'red' ? 'red' : pap, '  ')).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'reason', problem: 'reason_required' }] } });
      expect((await readIncident(db.platform, rssi, number)).tlp).toBe(from);
    },
  );

  test('are restricted without one; each change stands in the chronology, its reason in the journal too', async () => {
    const number = await leak();
    await mark(number, 'red', 'red');
    await mark(number, 'red', 'red');
    await mark(number, 'green', 'red', 'Le CERT Santé publie une alerte.');
    expect(await marked(number)).toEqual([
      ['marks_raised', 'TLP:AMBER → TLP:RED · PAP:AMBER → PAP:RED'],
      ['marks_lowered', 'TLP:RED → TLP:GREEN · Le CERT Santé publie une alerte.'],
    ]);
    const { rows } = await db.admin.query("select payload from journal where command = 'incident.classify' and payload->>'number' = $1 order by at desc, seq desc limit 1", [number]);
    expect(rows[0].payload).toMatchObject({ before: { tlp: 'red' }, after: { tlp: 'green' }, reason: 'Le CERT Santé publie une alerte.' });
  });
});
