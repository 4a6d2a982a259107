import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../ground/id.ts';
import { type TestDatabase, testDatabase } from '../../ground/testing/database.ts';
import { addPerson, assign, codeOf, type Country, holder, mandate, plantCountry, signedIn } from '../organisations.fixture.ts';
import * as departure from './departure.tsx';
import * as endMandate from './end-mandate.tsx';
import * as endMembership from './end-membership.tsx';
import * as endRole from './end-role.tsx';
import * as people from './people.tsx';
import { asking } from './routes.fixture.ts';

let database: TestDatabase;
let country: Country;

beforeAll(async () => {
  database = await testDatabase();
  country = await plantCountry(database.admin);
});
afterAll(() => database.stop());

const administrator = (on: string) => holder(database.platform, database.admin, 'administrator', on);

// The router's own types name the whole tree of routes, of which a page reads its context and its parameters only.
type Page = { loader: (asked: never) => Promise<unknown>; action: (asked: never) => Promise<unknown> };
const ask = (page: Page, actor: Parameters<typeof asking>[1], params: Record<string, string>, posted?: Record<string, string>) => {
  const asked = { ...asking(database.platform, actor, '/x', posted), params } as never;
  return (posted ? page.action(asked) : page.loader(asked)) as Promise<Record<string, unknown>>;
};
const location = (answer: unknown) => (answer instanceof Response ? answer.headers.get('location') : null);

async function someone(role: 'reader' | 'rssi' = 'reader') {
  const { id } = await addPerson(database.admin);
  return { personId: id, roleId: await assign(database.admin, id, role, country.hospital) };
}

describe('before a role ends, a page', () => {
  test('is shown to nobody who may not end it', async () => {
    const { roleId } = await someone();
    const params = { id: country.hospital, roleId };
    expect(await codeOf(ask(endRole, await administrator(country.clinic), params))).toBe('not_found');
    expect(await codeOf(ask(endRole, await administrator(country.clinic), { id: country.clinic, roleId }))).toBe('not_found');
    expect(await codeOf(ask(endRole, await holder(database.platform, database.admin, 'dpo', country.hospital), params))).toBe('forbidden');
    expect(await codeOf(ask(endRole, { ...(await administrator(country.hospital)), assurance: 1 }, params))).toBe('second_factor_required');
    for (const roleId of ['', 'x', newId()]) expect(await codeOf(ask(endRole, await administrator(country.hospital), { ...params, roleId }))).toBe('not_found');
  });

  test('says that it also holds by mandate elsewhere, and changes nothing by being read', async () => {
    const { id } = await addPerson(database.admin);
    const roleId = await assign(database.admin, id, 'rssi', country.gcs);
    await mandate(database.admin, country.clinic, country.gcs, 'rssi');
    const shown = await ask(endRole, await administrator(country.gcs), { id: country.gcs, roleId });
    expect(shown).toMatchObject({ held: { role: 'rssi', mandates: 1 } });
    expect((await signedIn(database.platform, id)).rights).toHaveLength(2);
  });

  test('ends it once confirmed, and leads to where it can be given back to that person', async () => {
    const { personId, roleId } = await someone();
    const actor = await administrator(country.hospital);
    const done = location(await ask(endRole, actor, { id: country.hospital, roleId }, { intent: 'end' }));
    expect(done).toBe(`/organisations/${country.hospital}/personnes?fait=end&personne=${personId}&role=reader`);
    expect((await signedIn(database.platform, personId)).rights).toEqual([]);
    const shown = await people.loader({ ...asking(database.platform, actor, done!), params: { id: country.hospital } } as never);
    expect(shown.giveBack).toEqual({ person: { id: personId, name: 'Camille Aubrac', email: expect.any(String) }, role: 'reader' });
    expect(await codeOf(ask(endRole, actor, { id: country.hospital, roleId }, { intent: 'end' }))).toBe('not_found');
  });

  test('keeps the last administrator, and says why', async () => {
    const nation = await administrator(country.nation);
    const { id } = await addPerson(database.admin);
    const roleId = await assign(database.admin, id, 'administrator', country.hospitalSite);
    const refused = await ask(endRole, nation, { id: country.hospitalSite, roleId }, { intent: 'end' });
    expect(refused).toMatchObject({ init: { status: 409 }, data: { problem: { fields: [{ problem: 'last_administrator' }] } } });
  });
});

describe('before a departure, a page', () => {
  test('names each role that ends here and below, none held elsewhere', async () => {
    const { id } = await addPerson(database.admin, ['reader', country.hospital], ['declarant', country.hospitalSite], ['reader', country.clinic]);
    const shown = await ask(departure, await administrator(country.hospital), { id: country.hospital, personId: id });
    expect(shown.departure).toMatchObject({ roles: [{ role: 'reader', organisationName: 'CH des Dunes' }, { role: 'declarant', organisationName: 'EHPAD des Dunes' }] });
  });

  test('of a stranger finds nobody', async () => {
    const { id } = await addPerson(database.admin, ['reader', country.clinic]);
    for (const personId of [id, newId(), 'x']) {
      expect(await codeOf(ask(departure, await administrator(country.hospital), { id: country.hospital, personId }))).toBe('not_found');
    }
  });

  test('records it once confirmed, and proposes to invite the person again', async () => {
    const { id } = await addPerson(database.admin, ['reader', country.hospital]);
    const done = location(await ask(departure, await administrator(country.hospital), { id: country.hospital, personId: id }, { intent: 'end' }));
    expect(done).toBe(`/organisations/${country.hospital}/personnes?fait=depart&personne=${id}`);
    expect((await signedIn(database.platform, id)).rights).toEqual([]);
  });
});

describe('before a mandate ends, a page', () => {
  test('is for the beneficiary alone; once confirmed, it leads to the form that gives it back', async () => {
    const mandateId = await mandate(database.admin, country.hospital, country.gcs, 'dpo');
    const params = { id: country.hospital, mandateId };
    expect(await codeOf(ask(endMandate, await administrator(country.gcs), params))).toBe('not_found');
    const actor = await administrator(country.hospital);
    expect(await ask(endMandate, actor, params)).toMatchObject({ mandate: { providerName: 'GCS des Dunes', role: 'dpo' } });
    expect(location(await ask(endMandate, actor, params, { intent: 'end' }))).toBe(`/organisations/${country.hospital}/mandats?fait=end&prestataire=GCS+des+Dunes&role=dpo`);
    expect(await codeOf(ask(endMandate, actor, params))).toBe('not_found');
  });
});

describe('before a member leaves a group, a page', () => {
  test('is for the group; once confirmed, the member is gone', async () => {
    const params = { id: country.ght, memberId: country.hospital };
    expect(await codeOf(ask(endMembership, await administrator(country.clinic), params))).toBe('not_found');
    const actor = await administrator(country.ght);
    expect(await ask(endMembership, actor, params)).toMatchObject({ member: { name: 'CH des Dunes', role: 'party' } });
    expect(location(await ask(endMembership, actor, params, { intent: 'end' }))).toBe(`/organisations/${country.ght}?fait=leave`);
    expect(await codeOf(ask(endMembership, actor, params))).toBe('not_found');
  });
});
