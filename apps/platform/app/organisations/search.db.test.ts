import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '../ground/scope.server.ts';
import { addOrganisation } from '../ground/testing/tree.ts';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { type Country, holder, plantCountry } from './organisations.fixture.ts';
import { organisationPolicy } from './policy.ts';
import { browseRegister, choosableOrganisations, findByFiness, searchProviders, searchRegister } from './queries.server.ts';

let database: TestDatabase;
let country: Country;

beforeAll(async () => {
  database = await testDatabase();
  country = await plantCountry(database.admin);
  const { admin } = database;
  const add = async (name: string, more: Record<string, string>, parent = country.north, kind = 'establishment') => {
    const id = await addOrganisation(admin, kind, name, parent);
    for (const [column, value] of Object.entries(more)) await admin.query(`update organisation set ${column} = $2 where id = $1`, [id, value]);
    return id;
  };
  const eu = await add('CH D’EU', { town: 'EU', postcode: '76260', finess_ej: '760780072' });
  await add('Hôpital d’Eu', { town: 'EU', finess_et: '760000042' }, eu, 'site');
  await add('CH DE ST-AUBIN', { town: 'SAINT-AUBIN', postcode: '99100', finess_ej: '990000010' });
  await add('Clinique de l’Œuf', { town: 'Évian' });
  await add('Clinique fermée', { closed_on: '2020-01-01' });
  await add('Clinique qui fermera', { closed_on: '2999-01-01' });
  await add('Clinique 100% privée', {});
  await add('Laboratoire de Bastia', { finess_ej: '2A0000014' });
});
afterAll(() => database.stop());

const names = async (text: string, limit?: number) => (await searchRegister(database.platform, text, limit)).map((entry) => entry.name);

describe('finding one’s structure without an account', () => {
  const cases: [typed: string, found: string[]][] = [
    ['saint aubin', ['CH DE ST-AUBIN']],
    ['St Aubin', ['CH DE ST-AUBIN']],
    ['SAINT-AUB', ['CH DE ST-AUBIN']],
    ['99100', ['CH DE ST-AUBIN']],
    ['99 000 001 0', ['CH DE ST-AUBIN']],
    ['990000010', ['CH DE ST-AUBIN']],
    ['2a 000 001 4', ['Laboratoire de Bastia']],
    ['oeuf', ['Clinique de l’Œuf']],
    ['evian clinique', ['Clinique de l’Œuf']],
    ['ch eu', ['CH D’EU']],
    ["hopital d'eu", ['Hôpital d’Eu']],
    ['eu', ['CH D’EU', 'Hôpital d’Eu']],
    ['clinique introuvable', []],
  ];
  test.each(cases)('« %s »', async (typed, found) => {
    expect(await names(typed)).toEqual(found);
  });

  const mistyped: [typed: string, found: string][] = [
    ['cliniqe de l’oeuf', 'Clinique de l’Œuf'],
    ['clinqiue oeuf', 'Clinique de l’Œuf'],
    ['oeuf eviant', 'Clinique de l’Œuf'],
    ['laboratoire basita', 'Laboratoire de Bastia'],
    ['labo bastai', 'Laboratoire de Bastia'],
    ['centre hospitalier saint-aubain', 'CH DE ST-AUBIN'],
    ['hopital privé saint aubin', 'CH DE ST-AUBIN'],
    ['SAINT AUBUN (CH)', 'CH DE ST-AUBIN'],
    ['clinique du pahre', 'Clinique du Phare'],
  ];
  test.each(mistyped)('a letter wrong, two letters swapped or a word too many: « %s »', async (typed, found) => {
    expect(await names(typed)).toContain(found);
  });

  test('a structure that bears every word is never mixed with those that resemble it', async () => {
    expect(await names('clinique oeuf')).toEqual(['Clinique de l’Œuf']);
  });

  test('a digit wrong in a number is another structure, not a mistyped one', async () => {
    expect(await names('990000011')).toEqual([]);
  });

  test('the words of a structure are known as soon as it is added or renamed', async () => {
    const id = await addOrganisation(database.admin, 'establishment', 'Foyer Quintefeuille', country.north);
    expect(await names('quintefeuile')).toEqual(['Foyer Quintefeuille']);
    await database.admin.query("update organisation set name = 'Foyer Sarrasine' where id = $1", [id]);
    expect(await names('sarasine')).toEqual(['Foyer Sarrasine']);
  });

  test('closed structures are not offered; those that will close still are', async () => {
    expect(await names('clinique ferm')).toEqual(['Clinique qui fermera']);
  });

  test('groups and regions are not structures that declare', async () => {
    expect(await names('GHT des Dunes')).not.toContain('GHT des Dunes');
    expect(await names('Nord')).toEqual([]);
  });

  test('a site says of which legal entity it is', async () => {
    const [found] = await searchRegister(database.platform, 'hôpital Eu');
    expect(found).toMatchObject({ kind: 'site', parentName: 'CH D’EU', finessEt: '760000042' });
  });

  test('nothing, a letter or punctuation finds nothing; a joker is a letter like others', async () => {
    for (const typed of ['', ' ', 'a', '%', '%%%', '_', '\\', "'"]) expect(await names(typed)).toEqual([]);
    expect(await names('100% privée')).toEqual(['Clinique 100% privée']);
    expect(await names('ph_re')).toEqual([]);
    expect(await names('phar%')).toEqual(['Clinique du Phare']);
  });

  test('never more than twenty, whatever is asked', async () => {
    for (let index = 0; index < 25; index += 1) await addOrganisation(database.admin, 'establishment', `Foyer numéro ${index}`, country.north);
    expect(await names('foyer', 10_000)).toHaveLength(20);
    expect(await names('foyer', -5)).toHaveLength(1);
  });

  test('any text is answered', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (typed) => {
      expect(Array.isArray(await names(typed))).toBe(true);
    }), { numRuns: 150 });
  });

  test('likes of a mistyped word are looked up in the index, not among all the words', async () => {
    const client = await database.admin.connect();
    try {
      await client.query("begin; set local enable_seqscan = off; insert into organisation_word select translate(md5(i::text), '0123456789', 'ghijklmnop') from generate_series(1, 40000) i; analyze organisation_word");
      const { rows } = await client.query("explain select word from organisation_word where word % 'aubun'");
      expect(JSON.stringify(rows)).toContain('organisation_word_likeness');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('a long word is looked up in the index, not in the whole register', async () => {
    const client = await database.admin.connect();
    try {
      await client.query('begin; set local enable_seqscan = off');
      const { rows } = await client.query("explain select 1 from organisation o where o.search like '%' || trim(ground.fold('Aubin')) || '%' and o.search like '% ' || trim(ground.fold('ch')) || '%'");
      expect(JSON.stringify(rows)).toContain('organisation_search');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('browsing the register', () => {
  const browse = async (filter: Parameters<typeof browseRegister>[1]) => {
    const actor = await holder(database.platform, database.admin, 'reader', country.hospital);
    return inScope(database.platform.pool, actor, organisationPolicy.readProfile, (tx) => browseRegister(tx, filter));
  };

  test('begins with the nation and its regions, then goes level by level', async () => {
    expect((await browse({})).entries.map((entry) => entry.name)).toEqual(['France', 'Nord', 'Sud']);
    expect((await browse({ parentId: country.hospital })).entries.map((entry) => entry.name)).toEqual(['EHPAD des Dunes']);
  });

  test('filters add up, and closed structures are shown on demand', async () => {
    expect((await browse({ text: 'clinique', kind: 'establishment', parentId: country.south })).entries).toEqual([]);
    expect((await browse({ text: 'fermée', closed: true })).entries.map((entry) => entry.name)).toEqual(['Clinique fermée']);
    expect((await browse({ kind: 'group' })).entries.map((entry) => entry.name)).toEqual(['GCS des Dunes', 'GHT des Dunes']);
  });

  test('comes page by page', async () => {
    for (let index = 0; index < 60; index += 1) await addOrganisation(database.admin, 'site', `Antenne ${String(index).padStart(2, '0')}`, country.clinic);
    const first = await browse({ parentId: country.clinic });
    const second = await browse({ parentId: country.clinic, page: 2 });
    expect([first.entries.length, first.more, second.entries.length, second.more]).toEqual([50, true, 11, false]);
    expect(new Set([...first.entries, ...second.entries].map((entry) => entry.id)).size).toBe(61);
  });
});

describe('choosing an organisation', () => {
  test('to work in is choosing among one’s own', async () => {
    const actor = await holder(database.platform, database.admin, 'reader', country.hospital);
    const choose = (text?: string) => inScope(database.platform.pool, actor, organisationPolicy.readProfile, (tx) => choosableOrganisations(tx, text));
    expect((await choose()).map((one) => one.name)).toEqual(['CH des Dunes']);
    expect((await choose('dunes')).map((one) => one.name)).toEqual(['CH des Dunes', 'EHPAD des Dunes']);
    expect(await choose('phare')).toEqual([]);
  });

  test('to entrust a role to is choosing among open establishments and groups', async () => {
    const actor = await holder(database.platform, database.admin, 'direction', country.clinic);
    const found = await inScope(database.platform.pool, actor, organisationPolicy.readPeople, (tx) => searchProviders(tx, 'dunes'));
    expect(found.map((one) => one.name)).toEqual(['GCS des Dunes', 'GHT des Dunes', 'CH des Dunes']);
  });

  test('by FINESS, typed as printed', async () => {
    const actor = await holder(database.platform, database.admin, 'reader', country.hospital);
    const find = (finess: string) => inScope(database.platform.pool, actor, organisationPolicy.readProfile, (tx) => findByFiness(tx, finess));
    expect((await find('76 000 004 2'))?.name).toBe('Hôpital d’Eu');
    expect(await find('123456789')).toBeUndefined();
  });
});
