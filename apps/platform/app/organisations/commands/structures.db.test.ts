import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../ground/command.server.ts';
import { newId } from '../../ground/id.ts';
import { inScope } from '../../ground/scope.server.ts';
import { type TestDatabase, testDatabase } from '../../ground/testing/database.ts';
import { asSystem, codeOf, type Country, holder, plantCountry, problemsOf, withoutAccount } from '../organisations.fixture.ts';
import { profileOf } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import { findOrganisation, groupsOf, membersOf } from '../queries.server.ts';
import { testMailbox, updateProfile } from './profile.server.ts';
import { addMember, createOrganisation, endMembership } from './structures.server.ts';

let database: TestDatabase;
let country: Country;

beforeAll(async () => {
  database = await testDatabase();
  country = await plantCountry(database.admin);
});
afterAll(() => database.stop());

const platform = () => database.platform;
const site = (more: object = {}) => ({ parentId: country.hospital, kind: 'site', name: 'Centre de santé des Dunes', ...more });

describe('creating an organisation', () => {
  test.each(withoutAccount)('is refused to whoever has no account ($kind)', async (visitor) => {
    expect(await codeOf(run(platform(), visitor, createOrganisation, site()))).toBe('sign_in_required');
  });

  test('is refused to a RSSI, and under another’s organisation there is nothing to create', async () => {
    expect(await codeOf(run(platform(), await holder(platform(), database.admin, 'rssi', country.hospital), createOrganisation, site()))).toBe('forbidden');
    const stranger = await holder(platform(), database.admin, 'administrator', country.clinic);
    expect(await codeOf(run(platform(), stranger, createOrganisation, site()))).toBe('not_found');
    const around = inScope(platform().pool, stranger, organisationPolicy.manageStructures, (tx) =>
      tx.insertInto('organisation').values({ id: newId(), kind: 'site', name: 'X', path: '', parent_id: country.hospital }).execute());
    expect(await codeOf(around)).toBe('42501');
  });

  test('under one’s own takes its zone and region, and doubtful identifiers only warn', async () => {
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    const { id, doubts } = await run(platform(), owner, createOrganisation, site({ finessEt: '75 071 218 5', siret: '267500452000', postcode: '97410' }));
    expect(doubts).toEqual([
      { field: 'finessEt', value: '750712185', warning: 'check_digit' },
      { field: 'siret', value: '267500452000', warning: 'length' },
    ]);
    const made = await asSystem(platform(), (tx) => findOrganisation(tx, id));
    expect(made).toMatchObject({ parent_id: country.hospital, finess_et: '750712185', time_zone: 'Indian/Reunion', source: 'manual', region_code: '32' });
  });

  test('where such a kind cannot stand, or with the number of another, is a mistake', async () => {
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    expect(await codeOf(run(platform(), owner, createOrganisation, site({ kind: 'group' })))).toBe('invalid_input');
    expect(await codeOf(run(platform(), owner, createOrganisation, site({ kind: 'nation' })))).toBe('invalid_input');
    await run(platform(), owner, createOrganisation, site({ finessEt: '330781196' }));
    expect(await codeOf(run(platform(), owner, createOrganisation, site({ finessEt: '330781196' })))).toBe('invalid_input');
  });
});

describe('a structure that has closed', () => {
  test('gets nothing under it, and joins no group', async () => {
    const region = await holder(platform(), database.admin, 'administrator', country.north);
    const { id: closed } = await run(platform(), region, createOrganisation, site({ parentId: country.north, kind: 'establishment', name: 'Clinique fermée' }));
    await database.admin.query("update organisation set closed_on = current_date - 1 where id = $1", [closed]);
    expect(await problemsOf(run(platform(), region, createOrganisation, site({ parentId: closed })))).toEqual(['kind parent_closed']);
    expect(await problemsOf(run(platform(), region, addMember, { groupId: country.ght, memberId: closed, role: 'party' }))).toEqual(['memberId structure_closed']);
  });
});

describe('joining a group', () => {
  test('before anybody was born, or in a century, is a mistake', async () => {
    const region = await holder(platform(), database.admin, 'administrator', country.north);
    const join = (from: string) => problemsOf(run(platform(), region, addMember, { groupId: country.ght, memberId: country.clinic, role: 'party', from }));
    expect(await join('0206-01-01')).toEqual(['from not_a_date']);
    expect(await join('2199-01-01')).toEqual(['from too_far']);
  });

  test('is not for the group alone: it would reach the data of whoever it adopts', async () => {
    const group = await holder(platform(), database.admin, 'administrator', country.ght);
    expect(await codeOf(run(platform(), group, addMember, { groupId: country.ght, memberId: country.clinic, role: 'party' }))).toBe('not_found');
    const around = inScope(platform().pool, group, organisationPolicy.manageStructures, (tx) =>
      tx.insertInto('membership').values({ group_id: country.ght, member_id: country.clinic, role: 'party' }).execute());
    expect(await codeOf(around)).toBe('42501');
  });

  test('nor for the member alone', async () => {
    const member = await holder(platform(), database.admin, 'administrator', country.clinic);
    expect(await codeOf(run(platform(), member, addMember, { groupId: country.ght, memberId: country.clinic, role: 'party' }))).toBe('not_found');
  });

  test('is done by who answers for both; either of the two may part', async () => {
    const region = await holder(platform(), database.admin, 'administrator', country.north);
    const member = { groupId: country.ght, memberId: country.clinic };
    await run(platform(), region, addMember, { ...member, role: 'party', from: '2026-01-01' });
    expect(await codeOf(run(platform(), region, addMember, { ...member, role: 'support' }))).toBe('wrong_state');
    expect(await problemsOf(run(platform(), region, addMember, { ...member, role: 'support' }))).toEqual(['memberId already_member']);
    expect((await asSystem(platform(), (tx) => groupsOf(tx, country.clinic))).map((group) => [group.name, group.role])).toEqual([['GCS des Dunes', 'member'], ['GHT des Dunes', 'party']]);
    const other = await holder(platform(), database.admin, 'administrator', country.hospital);
    expect(await codeOf(run(platform(), other, endMembership, member))).toBe('not_found');
    await run(platform(), await holder(platform(), database.admin, 'administrator', country.clinic), endMembership, member);
    expect((await asSystem(platform(), (tx) => membersOf(tx, country.ght))).map((one) => one.name)).toEqual(['CH des Dunes']);
    expect(await codeOf(run(platform(), region, endMembership, member))).toBe('not_found');
  });

  test('an ended adhesion is not reopened by the group, nor turned into another', async () => {
    await database.admin.query("insert into membership (group_id, member_id, role, valid_to) values ($1, $2, 'party', '2020-01-01')", [country.gcs, country.hospitalSite]);
    const group = await holder(platform(), database.admin, 'administrator', country.gcs);
    const set = (change: object) => inScope(platform().pool, group, organisationPolicy.manageStructures, (tx) =>
      tx.updateTable('membership').set(change).where('group_id', '=', country.gcs).where('member_id', '=', country.hospitalSite).execute());
    expect(await codeOf(set({ valid_to: null }))).toBe('HY004');
    expect(await codeOf(set({ member_id: country.awaySite }))).toBe('HY004');
  });
});

const profile = (more: object = {}) => ({
  organisationId: country.hospital, version: 0, ssiMailbox: 'SSI@dunes.example', emergencyPhone: '', isOse: 'no', nis2Status: 'important', isHealthDataHost: 'no', cyberInsured: 'unknown', ...more,
});

describe('the private profile', () => {
  test.each(withoutAccount)('is refused to whoever has no account ($kind)', async (visitor) => {
    expect(await codeOf(run(platform(), visitor, updateProfile, profile()))).toBe('sign_in_required');
  });

  test('is not changed by a reader, nor from another organisation, nor read there', async () => {
    expect(await codeOf(run(platform(), await holder(platform(), database.admin, 'reader', country.hospital), updateProfile, profile()))).toBe('forbidden');
    const stranger = await holder(platform(), database.admin, 'rssi', country.clinic);
    expect(await codeOf(run(platform(), stranger, updateProfile, profile()))).toBe('not_found');
    expect(await codeOf(run(platform(), stranger, testMailbox, { organisationId: country.hospital }))).toBe('not_found');
    await database.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'secret@dunes.example')", [country.hospitalSite]);
    const read = await inScope(platform().pool, stranger, organisationPolicy.readProfile, (tx) => profileOf(tx, country.hospitalSite));
    expect(read.ssi_mailbox).toBeNull();
  });

  test('says that nobody knows, until somebody answers; a mailbox with a space or a phone without a number is refused', async () => {
    const rssi = await holder(platform(), database.admin, 'rssi', country.awaySite);
    const unknown = { is_ose: 'unknown', nis2_status: 'unknown', is_health_data_host: 'unknown', cyber_insured: 'unknown' };
    const read = () => inScope(platform().pool, rssi, organisationPolicy.readProfile, (tx) => profileOf(tx, country.awaySite));
    expect(await read()).toMatchObject(unknown);
    await database.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'ssi@midi.example')", [country.awaySite]);
    expect(await read()).toMatchObject(unknown);
    // What files compute duties from: null is « to be checked », where « no » would mean that nothing is owed to customers.
    const { rows } = await database.admin.query('select * from ground.structure_status(array[$1]::uuid[])', [country.awaySite]);
    expect(rows).toMatchObject([{ is_ose: null, nis2_status: null, is_health_data_host: null, cyber_insured: null }]);
    const change = (more: object) => problemsOf(run(platform(), rssi, updateProfile, profile({ organisationId: country.awaySite, version: 1, ...more })));
    expect(await change({ ssiMailbox: 'ssi @midi.example' })).toEqual(['ssiMailbox not_an_email']);
    expect(await change({ emergencyPhone: 'le standard' })).toEqual(['emergencyPhone not_a_phone']);
    expect(await change({ emergencyPhone: '01 23 45 67 89 (nuit : 06 12 34 56 78)' })).toEqual([]);
  });

  test('two authors who read the same version never overwrite each other', async () => {
    const rssi = await holder(platform(), database.admin, 'rssi', country.hospital);
    const first = await Promise.all([1, 2, 3, 4].map(() => codeOf(run(platform(), rssi, updateProfile, profile()))));
    expect(first.sort()).toEqual(['conflict', 'conflict', 'conflict', 'done']);
    const then = await Promise.all([1, 2, 3, 4].map(() => codeOf(run(platform(), rssi, updateProfile, profile({ version: 1, isOse: 'yes' })))));
    expect(then.sort()).toEqual(['conflict', 'conflict', 'conflict', 'done']);
    const read = await inScope(platform().pool, rssi, organisationPolicy.readProfile, (tx) => profileOf(tx, country.hospital));
    expect(read).toMatchObject({ ssi_mailbox: 'ssi@dunes.example', emergency_phone: null, is_ose: 'yes', version: 2 });
    const { rows } = await database.admin.query("select payload from journal where command = 'organisation.update_profile' order by seq desc limit 1");
    expect(rows[0].payload).toMatchObject({ before: { is_ose: 'no' }, after: { is_ose: 'yes' } });
  });

  test('the mailbox is tested by a mail, and a new mailbox is to be tested again', async () => {
    const rssi = await holder(platform(), database.admin, 'rssi', country.clinic);
    expect(await codeOf(run(platform(), rssi, testMailbox, { organisationId: country.clinic }))).toBe('wrong_state');
    await run(platform(), rssi, updateProfile, profile({ organisationId: country.clinic, ssiMailbox: 'ssi@phare.example' }));
    await run(platform(), rssi, testMailbox, { organisationId: country.clinic });
    const { rows } = await database.admin.query("select purpose, body from mail where recipient = 'ssi@phare.example'");
    expect(rows).toEqual([{ purpose: 'organisation.mailbox_test', body: expect.stringContaining(`https://hygie.example/organisations/${country.clinic}`) }]);
    const read = () => inScope(platform().pool, rssi, organisationPolicy.readProfile, (tx) => profileOf(tx, country.clinic));
    expect((await read()).mailbox_tested_at).toBeInstanceOf(Date);
    await run(platform(), rssi, updateProfile, profile({ organisationId: country.clinic, version: 1, ssiMailbox: 'autre@phare.example' }));
    expect((await read()).mailbox_tested_at).toBeNull();
  });
});
