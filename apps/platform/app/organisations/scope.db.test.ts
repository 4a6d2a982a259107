import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { inScope } from '../ground/scope.server.ts';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { holdsOn } from './lineage.ts';
import { addPerson, assign, asSystem, type Country, join, mandate, plantCountry, signedIn } from './organisations.fixture.ts';
import { organisationPolicy } from './policy.ts';
import { lineageOf } from './queries.server.ts';

let database: TestDatabase;
let country: Country;

beforeAll(async () => {
  database = await testDatabase();
  country = await plantCountry(database.admin);
});
afterAll(() => database.stop());

/** The organisations of the country that row-level security shows for a permission. */
async function visibleTo(actor: PersonActor): Promise<string[]> {
  return inScope(database.platform.pool, actor, organisationPolicy.readProfile, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from organisation where (select ground.everywhere()) or id = any ((select ground.visible())::uuid[])`.execute(tx);
    return rows.map((row) => nameOf(row.id)).sort();
  });
}

const nameOf = (id: string) => Object.entries(country).find(([, known]) => known === id)?.[0] ?? id;

/** The same question asked of the pure rule, one organisation after the other. */
async function reachedBy(actor: PersonActor): Promise<string[]> {
  const reached = [];
  for (const [name, id] of Object.entries(country)) {
    const lineage = await asSystem(database.platform, (tx) => lineageOf(tx, id));
    if (holdsOn(actor, organisationPolicy.readProfile, lineage)) reached.push(name);
  }
  return reached.sort();
}

describe('what a role reaches, said by the database and by the pages alike', () => {
  const cases: [title: string, on: keyof Country, subtree: boolean, reached: (keyof Country)[]][] = [
    ['the nation sees everything', 'nation', true, ['nation', 'north', 'south', 'ght', 'gcs', 'hospital', 'hospitalSite', 'clinic', 'awaySite']],
    ['the nation without its subtree sees itself', 'nation', false, ['nation']],
    ['a region sees what stands in it, even of a legal entity seated elsewhere', 'south', true, ['south', 'awaySite']],
    ['the region of the seat sees its distant sites too', 'north', true, ['north', 'ght', 'gcs', 'hospital', 'hospitalSite', 'clinic', 'awaySite']],
    ['a GHT sees its parties and their sites', 'ght', true, ['ght', 'hospital', 'hospitalSite']],
    ['a GHT without its subtree sees itself', 'ght', false, ['ght']],
    ['a GCS sees nothing of those who adhere to it', 'gcs', true, ['gcs']],
    ['an establishment sees its sites', 'hospital', true, ['hospital', 'hospitalSite']],
    ['a site sees itself', 'hospitalSite', true, ['hospitalSite']],
  ];
  test.each(cases)('%s', async (_title, on, subtree, reached) => {
    const { id } = await addPerson(database.admin, ['reader', country[on], subtree]);
    const actor = await signedIn(database.platform, id);
    expect(await visibleTo(actor)).toEqual([...reached].sort());
    expect(await reachedBy(actor)).toEqual([...reached].sort());
  });

  test('a mandate reaches the beneficiary and its sites', async () => {
    const { id } = await addPerson(database.admin, ['rssi', country.gcs, false]);
    await mandate(database.admin, country.clinic, country.gcs, 'rssi');
    const actor = await signedIn(database.platform, id);
    expect(await visibleTo(actor)).toEqual(['awaySite', 'clinic', 'gcs']);
    expect(await reachedBy(actor)).toEqual(['awaySite', 'clinic', 'gcs']);
  });
});

describe('a role reaches one organisation', () => {
  test('exactly when the list of all that it reaches holds it', async () => {
    const { rows } = await database.admin.query(`
      select held.name as holder, s.subtree, o.name, ground.reaches(g, o.id) as reached, o.id = any (ground.organisations_of(g)) as listed
      from organisation o, organisation held, (values (true), (false)) s (subtree),
        lateral (select jsonb_build_array(jsonb_build_object('organisation', held.id, 'subtree', s.subtree)) as g) grants`);
    expect(rows.filter((row) => row.reached !== row.listed)).toEqual([]);
    const reached = (holder: string, name: string) => rows.find((row) => row.holder === holder && row.name === name && row.subtree)?.reached;
    expect(reached('GCS des Dunes', 'CH des Dunes')).toBe(false);
    expect(reached('Sud', 'Dialyse du Midi')).toBe(true);
  });
});

describe('what has ended reaches nothing', () => {
  test('an expired mandate, one to come, and one for another role', async () => {
    const { id } = await addPerson(database.admin, ['dpo', country.gcs, false]);
    await mandate(database.admin, country.hospital, country.gcs, 'dpo', { from: "now() - interval '2 days'", to: "now() - interval '1 day'" });
    await mandate(database.admin, country.clinic, country.gcs, 'dpo', { from: "now() + interval '1 day'" });
    await mandate(database.admin, country.clinic, country.gcs, 'dsi');
    expect(await visibleTo(await signedIn(database.platform, id))).toEqual(['gcs']);
  });

  test('an expired role, and one to come', async () => {
    const { id } = await addPerson(database.admin, ['reader', country.hospitalSite]);
    await assign(database.admin, id, 'reader', country.clinic, { from: "now() - interval '2 days'", to: "now() - interval '1 day'" });
    await assign(database.admin, id, 'reader', country.gcs, { from: "now() + interval '1 day'" });
    expect(await visibleTo(await signedIn(database.platform, id))).toEqual(['hospitalSite']);
  });

  test('a membership that ended', async () => {
    await join(database.admin, country.ght, country.clinic, 'party', '2020-12-31');
    const { id } = await addPerson(database.admin, ['reader', country.ght]);
    const actor = await signedIn(database.platform, id);
    expect(await visibleTo(actor)).toEqual(['ght', 'hospital', 'hospitalSite']);
    expect(await reachedBy(actor)).toEqual(['ght', 'hospital', 'hospitalSite']);
  });
});

describe('an organisation that moves', () => {
  test('takes along what stands under it, and no scope but the platform’s moves it', async () => {
    const { id } = await addPerson(database.admin, ['administrator', country.clinic]);
    const actor = await signedIn(database.platform, id);
    const move = (to: string) => sql`update organisation set parent_id = ${to} where id = ${country.clinic}`;
    await expect(inScope(database.platform.pool, actor, organisationPolicy.manageStructures, (tx) => move(country.hospital).execute(tx)))
      .rejects.toMatchObject({ code: '42501' });
    await asSystem(database.platform, (tx) => move(country.south).execute(tx));
    const { ancestors } = await asSystem(database.platform, (tx) => lineageOf(tx, country.awaySite));
    expect(ancestors.map((step) => nameOf(step.id))).toEqual(['nation', 'south', 'clinic']);
    await asSystem(database.platform, (tx) => move(country.north).execute(tx));
  });

  test('never under itself', async () => {
    await expect(asSystem(database.platform, (tx) => sql`update organisation set parent_id = ${country.hospitalSite} where id = ${country.hospital}`.execute(tx)))
      .rejects.toMatchObject({ code: 'HY003' });
  });
});

describe('whom an alert may reach', () => {
  test('the RSSI of its GHT as one of its own, and the region where it stands', async () => {
    const rssi = await addPerson(database.admin, ['rssi', country.ght]);
    await database.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'ssi@nord.example'), ($2, 'ssi@sud.example')", [country.north, country.south]);
    const levels = async (organisation: string) => asSystem(database.platform, async (tx) => {
      const { rows } = await sql<{ level: string; email: string }>`select level, email from ground.alert_recipients(array[${organisation}]::uuid[])`.execute(tx);
      return rows.map((row) => `${row.level} ${row.email}`);
    });
    expect(await levels(country.hospitalSite)).toEqual(expect.arrayContaining([`structure ${rssi.email}`, 'region ssi@nord.example']));
    const away = await levels(country.awaySite);
    expect(away).toContain('region ssi@sud.example');
    expect(away).not.toContain('region ssi@nord.example');
  });

  test('someone of the legal entity only when their role covers its sites', async () => {
    const alone = await addPerson(database.admin, ['dsi', country.hospital, false]);
    const whole = await addPerson(database.admin, ['direction', country.hospital, true]);
    const emails = async (organisation: string) => asSystem(database.platform, async (tx) => {
      const { rows } = await sql<{ email: string }>`select email from ground.alert_recipients(array[${organisation}]::uuid[])`.execute(tx);
      return rows.map((row) => row.email).filter((email) => [alone.email, whole.email].includes(email));
    });
    expect((await emails(country.hospital)).toSorted()).toEqual([alone.email, whole.email].toSorted());
    expect(await emails(country.hospitalSite)).toEqual([whole.email]);
  });
});
