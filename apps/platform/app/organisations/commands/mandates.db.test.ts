import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../ground/command.server.ts';
import { newId } from '../../ground/id.ts';
import { inScope } from '../../ground/scope.server.ts';
import { type TestDatabase, testDatabase } from '../../ground/testing/database.ts';
import { addPerson, codeOf, type Country, dayIn, holder, mandate, plantCountry, problemsOf, signedIn, withoutAccount } from '../organisations.fixture.ts';
import { mandatesOf } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import { endMandate, entrustMandate } from './mandates.server.ts';

let database: TestDatabase;
let country: Country;

beforeAll(async () => {
  database = await testDatabase();
  country = await plantCountry(database.admin);
});
afterAll(() => database.stop());

const platform = () => database.platform;
const entrusted = (more: object = {}) => ({ organisationId: country.clinic, providerId: country.gcs, role: 'rssi', ...more });

describe('entrusting a role', () => {
  test.each(withoutAccount)('is refused to whoever has no account ($kind)', async (visitor) => {
    expect(await codeOf(run(platform(), visitor, entrustMandate, entrusted()))).toBe('sign_in_required');
  });

  test('is refused to a RSSI, whose own role it would hand over, and without a second factor', async () => {
    const rssi = await holder(platform(), database.admin, 'rssi', country.clinic);
    expect(await codeOf(run(platform(), rssi, entrustMandate, entrusted()))).toBe('forbidden');
    const director = await holder(platform(), database.admin, 'direction', country.clinic, { assurance: 1 });
    expect(await codeOf(run(platform(), director, entrustMandate, entrusted()))).toBe('second_factor_required');
  });

  test('is not for the provider to decide: it cannot help itself to an establishment', async () => {
    const provider = await holder(platform(), database.admin, 'administrator', country.gcs);
    expect(await codeOf(run(platform(), provider, entrustMandate, entrusted()))).toBe('not_found');
    const around = inScope(platform().pool, provider, organisationPolicy.manageMandates, (tx) =>
      tx.insertInto('mandate').values({ organisation_id: country.clinic, id: newId(), provider_id: country.gcs, role: 'rssi' }).execute());
    expect(await codeOf(around)).toBe('42501');
  });

  test('to itself, to a region, to nobody or for a role that cannot be lent is a mistake', async () => {
    const director = await holder(platform(), database.admin, 'direction', country.clinic);
    expect(await codeOf(run(platform(), director, entrustMandate, entrusted({ providerId: country.clinic })))).toBe('invalid_input');
    expect(await codeOf(run(platform(), director, entrustMandate, entrusted({ providerId: country.north })))).toBe('invalid_input');
    expect(await codeOf(run(platform(), director, entrustMandate, entrusted({ providerId: newId() })))).toBe('not_found');
    expect(await codeOf(run(platform(), director, entrustMandate, entrusted({ role: 'administrator' })))).toBe('invalid_input');
    expect(await codeOf(run(platform(), director, entrustMandate, entrusted({ from: '2031-02-01', until: '2031-01-01' })))).toBe('invalid_input');
  });

  test('from or until a day that is past, or in a century, is refused; one that already runs is said, with its end', async () => {
    const director = await holder(platform(), database.admin, 'direction', country.clinic);
    const entrust = (more: object) => run(platform(), director, entrustMandate, entrusted({ role: 'auditor', ...more }));
    expect(await problemsOf(entrust({ until: dayIn(-2) }))).toEqual(['until in_the_past']);
    expect(await problemsOf(entrust({ from: '2020-01-01' }))).toEqual(['from in_the_past']);
    expect(await problemsOf(entrust({ from: '2199-01-01', until: '2199-02-01' }))).toEqual(['from too_far', 'until too_far']);
    await entrust({ until: '2031-06-30' });
    await expect(entrust({})).rejects.toMatchObject({ code: 'wrong_state', data: { fields: [{ field: 'role', problem: 'mandate_already_runs', until: '2031-06-30T22:00:00.000Z' }] } });
  });

  test('lets the provider’s RSSI act here, once, until it ends', async () => {
    const director = await holder(platform(), database.admin, 'direction', country.clinic);
    const { id: rssi } = await addPerson(database.admin, ['rssi', country.gcs, false]);
    const { id: mandateId } = await run(platform(), director, entrustMandate, entrusted());
    expect(await codeOf(run(platform(), director, entrustMandate, entrusted()))).toBe('wrong_state');
    expect((await signedIn(platform(), rssi)).rights).toContainEqual(expect.objectContaining({ organisationId: country.clinic, role: 'rssi', viaMandate: true, providerName: 'GCS des Dunes' }));
    await run(platform(), director, endMandate, { organisationId: country.clinic, mandateId });
    expect((await signedIn(platform(), rssi)).rights.map((right) => right.organisationId)).toEqual([country.gcs]);
    expect(await codeOf(run(platform(), director, endMandate, { organisationId: country.clinic, mandateId }))).toBe('wrong_state');
    const { rows } = await database.admin.query("select command, payload from journal where subject_id = $1 order by seq", [mandateId]);
    expect(rows).toMatchObject([{ command: 'mandate.entrust', payload: { after: { provider: 'GCS des Dunes' } } }, { command: 'mandate.end', payload: { after: null } }]);
  });
});

describe('reading mandates', () => {
  test('both sides see theirs; a third one sees nothing', async () => {
    const id = await mandate(database.admin, country.hospital, country.gcs, 'dpo');
    const read = async (role: 'auditor', on: string, asked: string) => {
      const actor = await holder(platform(), database.admin, role, on);
      const { given, received } = await inScope(platform().pool, actor, organisationPolicy.readPeople, (tx) => mandatesOf(tx, asked));
      return [...given, ...received].map((line) => line.id);
    };
    expect(await read('auditor', country.hospital, country.hospital)).toContain(id);
    expect(await read('auditor', country.gcs, country.gcs)).toContain(id);
    expect(await read('auditor', country.clinic, country.hospital)).toEqual([]);
  });

  test('ending that of another organisation finds nothing, for its provider too', async () => {
    const id = await mandate(database.admin, country.hospital, country.gcs, 'dsi');
    for (const on of [country.clinic, country.gcs]) {
      const actor = await holder(platform(), database.admin, 'administrator', on);
      expect(await codeOf(run(platform(), actor, endMandate, { organisationId: country.hospital, mandateId: id }))).toBe('not_found');
      expect(await codeOf(run(platform(), actor, endMandate, { organisationId: on, mandateId: id }))).toBe('not_found');
    }
  });
});
