import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { readStructures } from '@hygie/finess';
import { generateRegion, writeStructuresJson } from '../../../../../tools/region/index.ts';
import { systemActor } from '../../ground/actor.ts';
import { conclude } from '../../ground/conclude.server.ts';
import type { Tx } from '../../ground/database.server.ts';
import { newId } from '../../ground/id.ts';
import type { Platform } from '../../ground/platform.ts';
import { inScope } from '../../ground/scope.server.ts';
import { organisationPolicy } from '../policy.ts';
import { demonstrationPeople, type DemonstrationPlace } from './demonstration-people.ts';
import { importRegister } from './import.server.ts';

export { demonstrationPeople } from './demonstration-people.ts';

const actor = systemActor('demonstration');
// Roles and mandates are older than the oldest incident of the demonstration.
const since = sql<Date>`now() - interval '2 years'`;

type DrawnRegion = ReturnType<typeof generateRegion>;

/**
 * Loads the demonstration region: structures, groups, profiles, people, roles and mandates, all invented. A second
 * call changes nothing. Throws outside evaluation: a production never holds these accounts.
 */
export async function seedDemonstration(platform: Platform): Promise<void> {
  if (platform.settings.mode !== 'evaluation') throw new Error('the demonstration is for evaluation only');
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inScope(platform.pool, actor, organisationPolicy.readRegister, work);
  if (await inside(isSeeded)) return;
  const region = generateRegion();
  await importRegister(platform.pool, readStructures(fileOf(region)), {
    source: 'demonstration',
    today: platform.now().toISOString().slice(0, 10),
    territories: [{ code: region.code, name: region.name, departments: [region.department], timeZone: region.timeZone }],
  });
  await inside(async (tx) => {
    // Two processes that start together: the second finds the people of the first.
    await sql`select pg_advisory_xact_lock(hashtextextended('demonstration', 0))`.execute(tx);
    if (await isSeeded(tx)) return;
    await nameRadiotherapy(tx, region);
    await addProfiles(tx, region);
    await addPeople(tx, region);
    await addMandates(tx, region);
    const nationId = await placeId(tx, region, { kind: 'nation' });
    await conclude(tx, actor, 'demonstration.seed', {
      journal: [{ organisationId: nationId, subjectKind: 'organisation', subjectId: nationId, payload: { people: demonstrationPeople.length } }],
    });
  });
}

async function isSeeded(tx: Tx): Promise<boolean> {
  const found = await tx.selectFrom('person').select('id').where('email', '=', demonstrationPeople[0]!.email).executeTakeFirst();
  return found !== undefined;
}

/** The region as the national file would hold it, so that the demonstration goes through the same door. */
function fileOf(region: DrawnRegion): PassThrough {
  const file = new PassThrough();
  writeStructuresJson(region, file).then(() => file.end(), (error: Error) => file.destroy(error));
  return file;
}

/** No FINESS category tells a radiotherapy centre from another authorised entity. */
async function nameRadiotherapy(tx: Tx, region: DrawnRegion): Promise<void> {
  await sql`update organisation set sector = 'radiotherapy' where kind = 'site' and finess_et = any (${region.radiotherapySites})`.execute(tx);
}

async function placeId(tx: Tx, region: DrawnRegion, place: DemonstrationPlace): Promise<string> {
  const query = tx.selectFrom('organisation').select('id').where('kind', '=', place.kind);
  const found = 'name' in place
    ? await query.where('name', '=', place.name).where('region_code', '=', region.code).executeTakeFirst()
    : await query.where('region_code', place.kind === 'region' ? '=' : 'is', place.kind === 'region' ? region.code : null).executeTakeFirst();
  if (!found) throw new Error(`the demonstration region holds no ${JSON.stringify(place)}`);
  return found.id;
}

const domainOf = (name: string) =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

// Designated under NIS 1, and so essential under NIS 2.
const operators = new Set(['CHU de Valbrune', 'CH de Castelverne']);

async function addProfiles(tx: Tx, region: DrawnRegion): Promise<void> {
  const places = await tx.selectFrom('organisation').select(['id', 'name', 'kind', 'sector'])
    .where('region_code', '=', region.code).where('kind', 'in', ['region', 'group', 'establishment']).where('closed_on', 'is', null)
    .orderBy('finess_ej').orderBy('name').execute();
  const hospital = (sector: string) => ['public', 'non_profit', 'private'].includes(sector);
  await tx.insertInto('organisation_profile').values(
    places.map(({ id, name, kind, sector }, index) => ({
      organisation_id: id,
      // Some small structures have none yet, as in life.
      ssi_mailbox: kind === 'establishment' && index % 4 === 3 ? null : `ssi@${domainOf(name)}.example`,
      is_ose: operators.has(name) ? 'yes' : kind === 'establishment' && index % 5 > 0 ? 'no' : 'unknown',
      nis2_status: operators.has(name) ? 'essential' : hospital(sector) ? 'important' : 'unknown',
      is_health_data_host: name.startsWith('GCS') ? 'yes' : 'no',
      cyber_insured: index % 3 === 0 ? 'yes' : index % 3 === 1 ? 'no' : 'unknown',
      emergency_phone: kind === 'establishment' ? `02 61 91 ${String(index % 100).padStart(2, '0')} 15` : null,
    })),
  ).onConflict((conflict) => conflict.doNothing()).execute();
}

async function addPeople(tx: Tx, region: DrawnRegion): Promise<void> {
  for (const [index, person] of demonstrationPeople.entries()) {
    const personId = newId();
    await tx.insertInto('person').values({
      id: personId, email: person.email, given_name: person.givenName, family_name: person.familyName,
      // Their order is kept: the sign-in page offers the first of each role.
      created_at: sql<Date>`now() - interval '2 years' + ${index} * interval '1 second'`,
    }).execute();
    for (const { role, on, subtree } of person.roles) {
      await tx.insertInto('role_assignment').values({
        organisation_id: await placeId(tx, region, on), id: newId(), person_id: personId, role, subtree, valid_from: since,
      }).execute();
    }
  }
}

async function addMandates(tx: Tx, region: DrawnRegion): Promise<void> {
  const { provider, beneficiaries } = region.lentSecurityOfficer;
  const places = await tx.selectFrom('organisation').select(['id', 'finess_ej'])
    .where('finess_ej', 'in', [provider, ...beneficiaries]).where('kind', 'in', ['establishment', 'group']).orderBy('finess_ej').execute();
  const providerId = places.find((place) => place.finess_ej === provider)?.id;
  if (!providerId) throw new Error(`the demonstration region holds no provider ${provider}`);
  await tx.insertInto('mandate').values(
    places.filter((place) => place.id !== providerId)
      .map((place) => ({ organisation_id: place.id, id: newId(), provider_id: providerId, role: 'rssi', valid_from: since })),
  ).execute();
}
