import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../ground/command.server.ts';
import type { Tx } from '../../ground/database.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { newId } from '../../ground/id.ts';
import { requireOn } from '../lineage.ts';
import { organisationPolicy } from '../policy.ts';
import { lineageOf } from '../queries.server.ts';
import { roles, type Role } from '../role.ts';
import { endOfDay, refusedState, requireDaysToCome, startOfDay } from './day.server.ts';
import { requireGrant } from './grant.ts';
import { dayInput, emptyAsAbsent, idInput } from './input.ts';

/**
 * Gives a further role to someone already known in the actor's scope (others are invited). Without dates it holds
 * from now on. Throws what `requireGrant` and `requireDaysToCome` throw; `not_found` for a person out of sight,
 * `wrong_state` when the same role is already held or to come.
 */
export const grantRole = defineCommand({
  name: 'role.grant',
  permission: organisationPolicy.managePeople,
  input: z.strictObject({
    organisationId: idInput,
    personId: idInput,
    role: z.enum(roles, { error: 'unknown_choice' }),
    subtree: z.boolean().default(true),
    from: emptyAsAbsent(dayInput),
    until: emptyAsAbsent(dayInput),
  }).refine(({ from, until }) => !from || !until || until >= from, { path: ['until'], message: 'ends_before_it_starts' }),
  handle: async ({ tx, actor }, { organisationId, personId, role, subtree, from, until }) => {
    const lineage = await lineageOf(tx, organisationId);
    requireGrant(actor, lineage, role, subtree);
    // Row-level security answers: only colleagues are seen.
    const person = await tx.selectFrom('person').select(['id', 'left_at']).where('id', '=', personId).executeTakeFirst();
    if (!person) throw new HygieError('not_found');
    if (person.left_at) throw refusedState('personId', 'person_left');
    await requireDaysToCome(tx, organisationId, { from, until });
    await lockRoles(tx, organisationId, role);
    const held = await heldRole(tx, organisationId, { personId }, role);
    if (held) throw refusedState('role', 'role_already_held', held.validTo);
    const id = newId();
    await tx.insertInto('role_assignment').values({
      organisation_id: organisationId, id, person_id: personId, role, subtree,
      valid_from: from ? startOfDay(organisationId, from) : sql<Date>`now()`,
      valid_to: until ? endOfDay(organisationId, until) : null,
      granted_by: actor.kind === 'person' ? actor.personId : null,
    }).execute();
    return {
      result: { id },
      journal: [{ organisationId, subjectKind: 'person', subjectId: personId, payload: { before: null, after: { role, subtree, from: from ?? null, until: until ?? null } } }],
    };
  },
});

/** The same role of a person on this very organisation, in force or to come: the one that ends last. */
export async function heldRole(tx: Tx, organisationId: string, person: { personId: string } | { email: string }, role: Role): Promise<{ validTo: Date | null } | undefined> {
  return tx.selectFrom('role_assignment as held').innerJoin('person', 'person.id', 'held.person_id').select('held.valid_to as validTo')
    .where('held.organisation_id', '=', organisationId).where('held.role', '=', role)
    .where('personId' in person ? sql<boolean>`person.id = ${person.personId}` : sql<boolean>`person.email = ${person.email} and person.left_at is null`)
    .where((where) => where.or([where('held.valid_to', 'is', null), where('held.valid_to', '>', sql<Date>`clock_timestamp()`)]))
    .orderBy('held.valid_to', (order) => order.desc().nullsFirst()).orderBy('held.id').executeTakeFirst();
}

interface Assignment {
  id: string;
  organisation_id: string;
  person_id: string;
  role: Role;
  subtree: boolean;
}

/**
 * Serialises changes to one role of one organisation until the transaction ends: two administrators who leave at
 * the same instant must not each count on the other.
 */
async function lockRoles(tx: Tx, organisationId: string, role: Role): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`role:${organisationId}:${role}`}, 0))`.execute(tx);
}

/**
 * Ends a role now (one to come never begins). By the clock, not by the start of the transaction: this one may have
 * waited for another, begun later, to end the role of the other administrator.
 * Throws `wrong_state` for the last administrator of the organisation.
 */
async function endAssignment(tx: Tx, assignment: Assignment): Promise<void> {
  await lockRoles(tx, assignment.organisation_id, assignment.role);
  const ended = await sql<{ id: string; wasInForce: boolean }>`
    update role_assignment set valid_to = greatest(valid_from, clock_timestamp())
     where organisation_id = ${assignment.organisation_id} and id = ${assignment.id} and (valid_to is null or valid_to > clock_timestamp())
    returning id, valid_from <= clock_timestamp() as "wasInForce"`.execute(tx);
  if (!ended.rows[0]) throw new HygieError('wrong_state', { detail: 'the role has already ended' });
  if (assignment.role !== 'administrator' || !ended.rows[0].wasInForce) return;
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from role_assignment r join person p on p.id = r.person_id and p.left_at is null
     where r.organisation_id = ${assignment.organisation_id} and r.role = 'administrator'
       and r.valid_from <= clock_timestamp() and (r.valid_to is null or r.valid_to > clock_timestamp())`.execute(tx);
  if ((rows[0]?.left ?? 0) === 0) {
    throw new HygieError('wrong_state', { detail: 'the last administrator', fields: [{ field: 'assignmentId', problem: 'last_administrator' }] });
  }
}

/**
 * Ends a role. Whoever may not grant it may not end it either. The person's next request no longer has it, since
 * rights are read per request. Throws `not_found`, `forbidden`, `wrong_state` (already ended, or the last
 * administrator: name another one first).
 */
export const endRole = defineCommand({
  name: 'role.end',
  permission: organisationPolicy.managePeople,
  input: z.strictObject({ organisationId: idInput, assignmentId: idInput }),
  handle: async ({ tx, actor }, { organisationId, assignmentId }) => {
    const lineage = await lineageOf(tx, organisationId);
    requireOn(actor, organisationPolicy.managePeople, lineage);
    const found = await tx.selectFrom('role_assignment').select(['id', 'organisation_id', 'person_id', 'role', 'subtree'])
      .where('organisation_id', '=', organisationId).where('id', '=', assignmentId).executeTakeFirst();
    if (!found) throw new HygieError('not_found');
    const assignment = found as Assignment;
    requireGrant(actor, lineage, assignment.role, assignment.subtree);
    await endAssignment(tx, assignment);
    return {
      result: { id: assignmentId },
      journal: [{ organisationId, subjectKind: 'person', subjectId: assignment.person_id, payload: { before: { role: assignment.role, subtree: assignment.subtree }, after: null } }],
    };
  },
});

/** All roles, present or to come, of a person on an organisation and under it, as far as the scope shows. */
async function rolesUnder(tx: Tx, organisationId: string, personId: string): Promise<Assignment[]> {
  const { rows } = await sql<Assignment>`
    select r.id, r.organisation_id, r.person_id, r.role, r.subtree
      from role_assignment r join organisation o on o.id = r.organisation_id
     where r.person_id = ${personId} and (r.valid_to is null or r.valid_to > clock_timestamp())
       and o.path <@ (select path from organisation where id = ${organisationId})
     order by r.organisation_id, r.role, r.id limit 200`.execute(tx);
  return rows;
}

/**
 * Someone leaves an organisation: every role on it and under it ends, all or none. Once no role remains anywhere the
 * account is marked as left and its sessions end; the answer does not say whether that happened.
 * Throws what `endRole` throws, for any of the roles.
 */
export const recordDeparture = defineCommand({
  name: 'person.depart',
  permission: organisationPolicy.managePeople,
  input: z.strictObject({ organisationId: idInput, personId: idInput }),
  handle: async ({ tx, actor }, { organisationId, personId }) => {
    requireOn(actor, organisationPolicy.managePeople, await lineageOf(tx, organisationId));
    const assignments = await rolesUnder(tx, organisationId, personId);
    const [first, ...rest] = assignments;
    if (!first) throw new HygieError('not_found');
    for (const assignment of assignments) {
      requireGrant(actor, await lineageOf(tx, assignment.organisation_id), assignment.role, assignment.subtree);
      await endAssignment(tx, assignment);
    }
    await sql`select ground.close_departed(${personId})`.execute(tx);
    const entry = ({ organisation_id, role, subtree }: Assignment) => ({
      organisationId: organisation_id, subjectKind: 'person', subjectId: personId,
      payload: { before: { role, subtree }, after: null, reason: 'departure' },
    });
    return { result: { ended: assignments.length }, journal: [entry(first), ...rest.map(entry)] };
  },
});
