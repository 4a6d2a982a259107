import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FinessRecord, type GroupRecord, type LegalEntityRecord, readStructures, type SiteRecord } from '@hygie/finess';
import { generateRegion, writeHistoricalCsv, writeStructuresJson } from '../../../../../tools/region/index.ts';
import { type TestDatabase, testDatabase } from '../../ground/testing/database.ts';
import { importRegister, type ImportOptions } from './import.server.ts';

const [entityCount, siteCount] = [200, 400];
const region = generateRegion({ establishments: entityCount, sites: siteCount });
const territories = [{ code: '99', name: 'Région de démonstration', departments: ['99'], timeZone: 'Europe/Paris' }];

class Collected extends Writable {
  parts: Buffer[] = [];
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.parts.push(chunk);
    done();
  }
}

/** The bytes that a writer of the region makes. */
async function written(write: (stream: Writable) => Promise<void>): Promise<Buffer> {
  const collected = new Collected();
  await write(collected);
  return Buffer.concat(collected.parts);
}

const file = (bytes: Buffer) => readStructures(Readable.from([bytes]));

let database: TestDatabase;
let json: Buffer;
let csv: Buffer;

beforeAll(async () => {
  json = await written((stream) => writeStructuresJson(region, stream));
  csv = await written((stream) => writeHistoricalCsv(region, stream));
  database = await testDatabase();
});
afterAll(() => database.stop());

const load = (records: AsyncIterable<FinessRecord>, options: ImportOptions = {}) =>
  importRegister(database.platform.pool, records, { today: '2026-11-22', territories, ...options });
const rows = async (text: string, values: unknown[] = []) => (await database.admin.query(text, values)).rows;

async function* stream(...records: FinessRecord[]): AsyncGenerator<FinessRecord> {
  yield* records;
}

const common = { address: { department: '29', postcode: '29200', town: 'Brest' }, active: true, warnings: [], place: { line: 1 } };
const entity = (more: Partial<LegalEntityRecord> = {}): LegalEntityRecord => ({ kind: 'legal_entity', finessEj: '290000017', name: 'CH du Ponant', ...common, ...more });
const site = (more: Partial<SiteRecord> = {}): SiteRecord => ({ kind: 'site', finessEt: '290000025', finessEj: '290000017', name: 'Site du Ponant', ...common, ...more });
const ght = (members: GroupRecord['members'], more: Partial<GroupRecord> = {}): GroupRecord => ({
  kind: 'group', form: 'gcc', groupKind: 'ght', id: '1', name: 'GHT du Ponant', active: true, members, place: { path: 'gcc[0]' }, ...more,
});

beforeEach(async () => {
  await database.admin.query('truncate organisation cascade');
});

describe('a national file', () => {
  test('in FINESS+ JSON brings entities, sites and groups under their region, closed ones with their date', async () => {
    const report = await load(file(json));
    const closed = [...region.entities, ...region.entities.flatMap((one) => one.sites)].filter((one) => one.closedOn).length;
    expect(closed).toBeGreaterThan(0);
    expect(report).toMatchObject({ read: entityCount + siteCount + region.groups.length, unchanged: 0, closed, problems: 0 });
    expect(await rows('select kind, count(*)::int from organisation group by 1 order by 1')).toEqual([
      { kind: 'establishment', count: entityCount - 1 }, { kind: 'group', count: region.groups.length }, { kind: 'nation', count: 1 }, { kind: 'region', count: 19 }, { kind: 'site', count: siteCount },
    ]);
    const shut = region.entities.find((one) => one.closedOn)!;
    expect(await rows('select closed_on::text from organisation where finess_ej = $1', [shut.finess])).toEqual([{ closed_on: shut.closedOn }]);
    const [hospital] = await rows("select o.*, p.name as region from organisation o join organisation p on p.id = o.parent_id where o.name = 'CH de Saint-Aubin'");
    expect(hospital).toMatchObject({ region: 'Région de démonstration', sector: 'public', department: '99', region_code: '99', time_zone: 'Europe/Paris' });
  });

  test('a second time changes nothing, not even a date', async () => {
    await load(file(json));
    const before = await rows('select id, updated_at, path::text from organisation order by id');
    const memberships = await rows('select * from membership order by group_id, member_id');
    const report = await load(file(json), { today: '2027-01-15' });
    expect(report).toMatchObject({ created: 0, changed: 0, unchanged: report.read });
    expect(await rows('select id, updated_at, path::text from organisation order by id')).toEqual(before);
    expect(await rows('select * from membership order by group_id, member_id')).toEqual(memberships);
  });

  test('in the historical CSV brings the same sites, under entities named after their first one, and is stable too', async () => {
    const report = await load(file(csv));
    const open = region.entities.flatMap((one) => one.sites).filter((one) => !one.closedOn).length;
    expect(report).toMatchObject({ read: open, created: open, problems: 0 });
    expect(await load(file(csv))).toMatchObject({ created: 0, changed: 0, unchanged: open });
    const [unnamed] = await rows('select name from organisation where finess_ej = $1', [region.entities[0]!.finess]);
    expect(unnamed.name).toBe(region.entities[0]!.sites[0]!.name);
  });

  test('a CSV after the JSON never takes an entity its name', async () => {
    await load(file(json));
    await load(file(csv));
    const [named] = await rows('select name from organisation where finess_ej = $1', [region.entities[0]!.finess]);
    expect(named.name).toBe('CH de Saint-Aubin');
  });

  test('leaves one line in the journal of the nation, with its counts', async () => {
    await load(file(json));
    const [entry] = await rows("select j.payload, o.kind from journal j join organisation o on o.id = j.organisation_id where command = 'register.import' order by j.at desc limit 1");
    expect(entry).toMatchObject({ kind: 'nation', payload: { read: entityCount + siteCount + region.groups.length, problems: 0 } });
  });

  test('tells how far it is', async () => {
    const told: number[] = [];
    await load(file(json), { onProgress: (report) => told.push(report.created + report.unchanged) });
    expect(told.at(-1)).toBe(entityCount + siteCount + region.groups.length - 1);
  });
});

describe('a broken record', () => {
  test('is reported with its place and skipped; the rest is taken', async () => {
    const lines = csv.toString('utf8').split('\n');
    lines[3] = 'structureet;tronquée';
    lines[5] = lines[5]!.replace(/^structureet;\w+/, 'structureet;ABC');
    const report = await load(file(Buffer.from(lines.join('\n'))));
    expect(report.problems).toBe(2);
    expect(report.firstProblems.map((problem) => [problem.place, problem.code])).toEqual([[{ line: 4 }, 'wrong_field_count'], [{ line: 6 }, 'invalid_field']]);
    expect(report.created).toBe(report.read);
  });

  test('a number met twice counts once, the first time', async () => {
    const report = await load(stream(entity(), entity({ name: 'Un autre' }), site(), site({ name: 'Encore' })));
    expect(report).toMatchObject({ read: 2, created: 2, problems: 2 });
    expect(report.firstProblems.map((problem) => problem.code)).toEqual(['duplicate', 'duplicate']);
    expect(await rows('select name from organisation where finess_ej is not null or finess_et is not null order by name')).toEqual([{ name: 'CH du Ponant' }, { name: 'Site du Ponant' }]);
  });

  test('a member that the register does not hold is reported, the group is kept', async () => {
    const report = await load(stream(entity(), ght([{ finess: '290000017', level: 'legal_entity', role: 'member' }, { finess: '290000099', level: 'legal_entity', role: 'member' }])));
    expect(report.firstProblems).toEqual([{ kind: 'problem', place: { path: 'gcc[0]' }, code: 'member_not_in_register', finess: '290000099' }]);
    expect(await rows('select count(*)::int from membership')).toEqual([{ count: 1 }]);
  });

  test('a file that breaks off keeps the batches before it, and can be run again', async () => {
    async function* breaking(): AsyncGenerator<FinessRecord> {
      for (let index = 0; index < 2_600; index += 1) yield entity({ finessEj: String(300_000_000 + index) });
      throw new Error('the cable was pulled');
    }
    await expect(load(breaking())).rejects.toThrow('the cable was pulled');
    expect((await rows("select count(*)::int from organisation where kind = 'establishment'"))[0].count).toBe(2_500);
  });
});

describe('a structure that changes from file to file', () => {
  test('closed without a date is closed on the day it was first read so, and stays so', async () => {
    await load(stream(entity(), site()));
    await load(stream(entity(), site({ active: false })), { today: '2026-12-01' });
    await load(stream(entity(), site({ active: false })), { today: '2027-06-01' });
    expect(await rows("select closed_on::text from organisation where kind = 'site'")).toEqual([{ closed_on: '2026-12-01' }]);
    expect(await load(stream(entity(), site({ active: false })), { today: '2028-01-01' })).toMatchObject({ changed: 0, closed: 1 });
  });

  test('opened again is open again, under the same identifier', async () => {
    await load(stream(entity({ active: false, closedOn: '2026-01-01' })));
    const [before] = await rows("select id from organisation where kind = 'establishment'");
    await load(stream(entity()));
    expect(await rows("select id, closed_on from organisation where kind = 'establishment'")).toEqual([{ id: before.id, closed_on: null }]);
  });

  test('moved to another region takes its sites along; a site moved to another entity follows it', async () => {
    await load(stream(entity(), site()));
    const away = { ...common, address: { department: '974' } };
    await load(stream(entity(away), entity({ finessEj: '290000033', name: 'Autre' }), site()));
    const above = async () => (await rows("select string_agg(p.name, ' > ' order by nlevel(p.path)) as above from organisation s join organisation p on s.path <@ p.path and p.id <> s.id where s.kind = 'site'"))[0].above;
    expect(await above()).toBe('France > La Réunion > CH du Ponant');
    expect(await rows("select time_zone from organisation where finess_ej = '290000017'")).toEqual([{ time_zone: 'Indian/Reunion' }]);
    await load(stream(site({ finessEj: '290000033' })));
    expect(await above()).toBe('France > Bretagne > Autre');
  });

  test('entered by hand before the register knew it is recognised by its number', async () => {
    await load(stream(entity()));
    await database.admin.query("update organisation set source = 'manual', name = 'Nom saisi' where finess_ej = '290000017'");
    expect(await load(stream(entity()))).toMatchObject({ created: 0, changed: 1 });
    expect(await rows("select name, source from organisation where finess_ej = '290000017'")).toEqual([{ name: 'CH du Ponant', source: 'finess' }]);
  });
});

describe('the groups', () => {
  test('of the region: a GHT with its support and parties, a GCS that is its own legal entity with adherents', async () => {
    await load(file(json));
    const roles = await rows(`select g.name, m.role, count(*)::int from membership m join organisation g on g.id = m.group_id
      where g.name in ('GHT des Trois Vallées', 'GCS e-santé Démonstration') group by 1, 2 order by 1, 2`);
    expect(roles).toEqual([
      { name: 'GCS e-santé Démonstration', role: 'member', count: 42 },
      { name: 'GHT des Trois Vallées', role: 'party', count: 4 },
      { name: 'GHT des Trois Vallées', role: 'support', count: 1 },
    ]);
    const [gcs] = await rows("select kind, finess_ej, group_code from organisation where name = 'GCS e-santé Démonstration' and kind <> 'site'");
    expect(gcs).toMatchObject({ kind: 'group', finess_ej: region.lentSecurityOfficer.provider });
    expect(gcs.group_code).toMatch(/^gco:/);
  });

  test('a member that leaves has its membership ended that day; coming back opens another', async () => {
    const both = [{ finess: '290000017', level: 'legal_entity', role: 'support' }, { finess: '290000033', level: 'legal_entity', role: 'member' }] as GroupRecord['members'];
    const entities = [entity(), entity({ finessEj: '290000033', name: 'Autre' })];
    await load(stream(...entities, ght(both, { openedOn: '2016-07-01' })));
    await load(stream(...entities, ght(both.slice(0, 1), { openedOn: '2016-07-01' })), { today: '2027-01-01' });
    await load(stream(...entities, ght(both, { openedOn: '2016-07-01' })), { today: '2028-01-01' });
    const dates = await rows("select m.role, m.valid_from::text, m.valid_to::text from membership m join organisation o on o.id = m.member_id where o.name = 'Autre' order by m.valid_from");
    expect(dates).toEqual([
      { role: 'party', valid_from: '2016-07-01', valid_to: '2027-01-01' },
      { role: 'party', valid_from: '2028-01-01', valid_to: null },
    ]);
  });
});
