import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../ground/testing/database.ts';
import { fr } from '../messages.fr.ts';
import { asSystem, signedIn } from '../organisations.fixture.ts';
import { roles } from '../role.ts';
import { demonstrationPeople, seedDemonstration } from './demonstration.server.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ settings: { mode: 'evaluation' } });
  await seedDemonstration(database.platform);
});
afterAll(() => database.stop());

const rows = async (text: string, values: unknown[] = []) => (await database.admin.query(text, values)).rows;
const personNamed = async (family: string) => (await rows('select id from person where family_name = $1', [family]))[0].id as string;

describe('the demonstration', () => {
  test('is refused in production, before anything is written', async () => {
    const production = { ...database.platform, settings: { ...database.platform.settings, mode: 'production' as const } };
    await expect(seedDemonstration(production)).rejects.toThrow('evaluation');
  });

  test('loaded a second time changes nothing', async () => {
    const count = () => rows(`select (select count(*) from organisation)::int as organisations, (select count(*) from person)::int as people,
      (select count(*) from role_assignment)::int as roles, (select count(*) from mandate)::int as mandates, (select count(*) from journal)::int as journal`);
    const before = await count();
    await seedDemonstration(database.platform);
    expect(await count()).toEqual(before);
  });

  test('has someone for each role, each one at an address that receives no mail', () => {
    expect(roles.filter((role) => !demonstrationPeople.some((person) => person.role === role))).toEqual([]);
    expect(demonstrationPeople.filter(({ email }) => !email.endsWith('.example'))).toEqual([]);
    expect(demonstrationPeople.filter(({ role }) => !(role in fr.roles))).toEqual([]);
    expect(new Set(demonstrationPeople.map(({ email }) => email)).size).toBe(demonstrationPeople.length);
    expect(demonstrationPeople[0]).toMatchObject({ email: 'claire.martin@ch-saint-aubin.example', role: 'rssi', organisation: 'CH de Saint-Aubin' });
  });

  test('lends the RSSI of the GCS to forty structures, and nothing else of its adherents', async () => {
    const actor = await signedIn(database.platform, await personNamed('Benali'));
    expect(actor.rights.filter((right) => right.viaMandate && right.role === 'rssi')).toHaveLength(40);
    expect(actor.rights.filter((right) => !right.viaMandate).map((right) => right.organisationName)).toEqual(['GCS e-santé Démonstration']);
  });

  test('the RSSI of Saint-Aubin holds her hospital and the GHT; the director of the Clinique du Parc has no RSSI in house', async () => {
    const claire = await signedIn(database.platform, await personNamed('Martin'));
    expect(claire.rights.filter((right) => !right.viaMandate).map((right) => [right.role, right.organisationName])).toEqual([['rssi', 'CH de Saint-Aubin'], ['rssi', 'GHT des Trois Vallées']]);
    const found = await asSystem(database.platform, async (tx) => (await sql<{ level: string; role: string | null }>`
      select level, role from ground.alert_recipients(array(select id from organisation where name = 'Clinique du Parc' and kind = 'establishment'))`.execute(tx)).rows);
    expect(found.filter((one) => one.level === 'structure').map((one) => one.role)).toEqual(['direction']);
    expect(found.filter((one) => one.level === 'mandate')).toHaveLength(1);
  });

  test('knows the radiotherapy centre for one, and gives its structures a mailbox', async () => {
    expect(await rows("select count(*)::int from organisation where sector = 'radiotherapy'")).toEqual([{ count: 1 }]);
    const [{ with: mailboxes, outside }] = await rows(`select count(ssi_mailbox)::int as with, count(*) filter (where ssi_mailbox not like '%.example')::int as outside from organisation_profile`);
    expect(mailboxes).toBeGreaterThan(40);
    expect(outside).toBe(0);
  });
});
