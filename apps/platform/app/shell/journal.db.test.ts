import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { plantTree, type TestTree } from '../ground/testing/tree.ts';
import { addPerson, codeOf, holder, signedIn } from '../organisations/organisations.fixture.ts';
import { asking } from '../organisations/routes/routes.fixture.ts';
import * as journal from './routes/journal.tsx';
import * as journalCsv from './routes/journal-csv.tsx';

let database: TestDatabase;
let tree: TestTree;
let rssi: PersonActor;
let administrator: PersonActor;

beforeAll(async () => {
  database = await testDatabase();
  tree = await plantTree(database.admin);
  rssi = await holder(database.platform, database.admin, 'rssi', tree.a);
  administrator = await holder(database.platform, database.admin, 'administrator', tree.a);
  const line = (organisation: string, label: string, command: string, kind: string, payload: object) =>
    database.admin.query("select set_config('hygie.scope', '*', true), ground.journal_append($1, $2, $2, $3, $4, $5, $6, $7)", [organisation, label, '192.0.2.1', command, kind, 'x', payload]);
  await line(tree.a, 'Hélène Marchand', 'role.end', 'person', { before: { role: 'dpo' } });
  await line(tree.a, 'Claire Martin', 'incident.close', 'incident', { cause: 'SECRET-DU-DOSSIER' });
  await line(tree.a, '=HYPERLINK("https://mal.example")', 'role.grant', 'person', {});
  await line(tree.a, 'Claire Martin', 'incident.open_attachment', 'incident_attachment', { name: 'PIECE-SECRETE.txt' });
  await line(tree.b, 'Ailleurs', 'role.end', 'person', { before: 'CANARI-DE-B' });
});
afterAll(() => database.stop());

const read = (query: string, actor = rssi) => journal.loader(asking(database.platform, actor, `/journal${query}`) as never);
const commandsOf = async (query: string) => (await read(query)).lines.map((line) => line.command);
const csv = async (query: string, actor = rssi) => {
  const answer = await journalCsv.loader(asking(database.platform, actor, `/journal.csv${query}`) as never);
  return { headers: answer.headers, rows: parse(await answer.text(), { delimiter: ';', bom: true }) as string[][] };
};

describe('the journal', () => {
  test('is read by whoever may, and holds nothing of another organisation', async () => {
    const dpo = await holder(database.platform, database.admin, 'dpo', tree.a);
    expect(await codeOf(read('', dpo))).toBe('forbidden');
    expect(await commandsOf('')).toEqual(['incident.open_attachment', 'role.grant', 'incident.close', 'role.end']);
    expect(JSON.stringify(await read(''))).not.toContain('CANARI-DE-B');
  });

  test('is filtered by who, without accents nor case, and by what', async () => {
    expect(await commandsOf('?personne=helene')).toEqual(['role.end']);
    expect(await commandsOf('?acte=incident.close')).toEqual(['incident.close']);
    expect(await commandsOf('?personne=helene&acte=incident.close')).toEqual([]);
    // Signs of a pattern are not read as one.
    expect(await commandsOf('?personne=%25martin_')).toEqual(['incident.open_attachment', 'incident.close']);
  });

  test('is filtered by days, the last one included', async () => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());
    expect(await commandsOf(`?du=${today}&au=${today}`)).toHaveLength(4);
    expect(await commandsOf('?au=2020-01-01')).toEqual([]);
    expect(await commandsOf('?du=2099-01-01')).toEqual([]);
  });
});

describe('its export', () => {
  test('holds the filtered lines, with words that a person understands and the name that the journal keeps', async () => {
    const { headers, rows } = await csv('?acte=role.end');
    expect(headers.get('content-disposition')).toMatch(/journal-\d{4}-\d{2}-\d{2}\.csv/);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toEqual(expect.arrayContaining(['1', 'Hélène Marchand', 'Rôle terminé', 'role.end', '{"before":{"role":"dpo"}}']));
    expect(rows[1]?.at(-1)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('runs no formula in a spreadsheet, whatever name an author chose', async () => {
    const { rows } = await csv('?acte=role.grant');
    expect(rows[1]?.[2]).toBe('\'=HYPERLINK("https://mal.example")');
  });

  test('keeps from an administrator what only those who open the files may read', async () => {
    expect(JSON.stringify((await csv('')).rows)).toContain('SECRET-DU-DOSSIER');
    expect(JSON.stringify((await csv('')).rows)).toContain('PIECE-SECRETE');
    const { id } = await addPerson(database.admin, ['administrator', tree.a], ['declarant', tree.a]);
    for (const actor of [administrator, await signedIn(database.platform, id)]) {
      const { rows } = await csv('', actor);
      expect(JSON.stringify(rows)).not.toMatch(/SECRET-DU-DOSSIER|PIECE-SECRETE/);
      expect(JSON.stringify(rows)).toContain('dpo');
    }
  });
});
