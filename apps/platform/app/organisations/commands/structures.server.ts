import { sql } from 'kysely';
import { z } from 'zod';
import { departmentOfPostcode, normaliseIdentifier, timeZoneOfDepartment } from '@hygie/finess';
import { defineCommand } from '../../ground/command.server.ts';
import { isSqlState } from '../../ground/database.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { newId } from '../../ground/id.ts';
import { doubtsAbout } from '../identifiers.ts';
import { holdsOn, requireOn } from '../lineage.ts';
import { organisationPolicy } from '../policy.ts';
import { findOrganisation, lineageOf } from '../queries.server.ts';
import { childKinds } from '../role.ts';
import { refusedState, requireDaysToCome } from './day.server.ts';
import { dayInput, emptyAsAbsent, idInput, lineInput } from './input.ts';

const identifierInput = lineInput(30).transform((written) => (written === undefined ? undefined : normaliseIdentifier(written)));

const hasClosed = ({ closed_on: closed }: { closed_on: string | null }, now: Date) => closed !== null && closed <= now.toISOString().slice(0, 10);

/**
 * Creates a group, an establishment or a site that the national register does not hold (yet). Identifiers that look
 * wrong come back as `doubts`, never as a refusal. Throws `not_found`, `invalid_input` (a kind that cannot stand
 * there, a number that another structure has), `wrong_state` under one that has closed.
 */
export const createOrganisation = defineCommand({
  name: 'organisation.create',
  permission: organisationPolicy.manageStructures,
  input: z.strictObject({
    parentId: idInput,
    kind: z.enum(['group', 'establishment', 'site'], { error: 'unknown_choice' }),
    name: z.string().trim().min(1).max(200),
    town: lineInput(100),
    postcode: emptyAsAbsent(z.string().trim().regex(/^\d{5}$/, { error: 'invalid' })),
    finessEj: identifierInput,
    finessEt: identifierInput,
    siren: identifierInput,
    siret: identifierInput,
  }),
  handle: async ({ tx, actor, platform }, input) => {
    const lineage = await lineageOf(tx, input.parentId);
    requireOn(actor, organisationPolicy.manageStructures, lineage);
    const parent = await findOrganisation(tx, input.parentId);
    if (!childKinds[lineage.organisation.kind].includes(input.kind)) {
      throw new HygieError('invalid_input', { fields: [{ field: 'kind', problem: 'kind_not_here' }] });
    }
    if (hasClosed(parent, platform.now())) throw refusedState('kind', 'parent_closed');
    const id = newId();
    const department = input.postcode ? departmentOfPostcode(input.postcode) : parent.department;
    const after = {
      kind: input.kind, name: input.name, town: input.town ?? null, postcode: input.postcode ?? null,
      finess_ej: input.finessEj ?? null, finess_et: input.finessEt ?? null, siren: input.siren ?? null, siret: input.siret ?? null,
    };
    try {
      await tx.insertInto('organisation').values({
        id, parent_id: parent.id, ...after, department, region_code: parent.region_code,
        time_zone: timeZoneOfDepartment(department ?? '') ?? parent.time_zone,
        // Computed by the trigger; the column asks for one.
        path: '',
      }).execute();
    } catch (error) {
      // The register is public, so saying that a number is taken tells nothing that FINESS does not.
      if (isSqlState(error, '23505')) throw new HygieError('invalid_input', { fields: [{ field: 'finessEj', problem: 'already_known' }] });
      throw error;
    }
    return {
      result: { id, doubts: doubtsAbout(input) },
      journal: [{ organisationId: parent.id, subjectKind: 'organisation', subjectId: id, payload: { before: null, after } }],
    };
  },
});

/**
 * Has an organisation join a group from a day on. Whoever does must answer for both: a group does not adopt a foreign
 * establishment, whose data its own roles would then reach. Throws `not_found`, `invalid_input`, `wrong_state` when
 * it has closed or already belongs to the group.
 */
export const addMember = defineCommand({
  name: 'membership.add',
  permission: organisationPolicy.manageStructures,
  input: z.strictObject({
    groupId: idInput,
    memberId: idInput,
    role: z.enum(['support', 'party', 'member'], { error: 'unknown_choice' }),
    from: emptyAsAbsent(dayInput),
  }),
  handle: async ({ tx, actor, platform }, { groupId, memberId, role, from }) => {
    const group = await lineageOf(tx, groupId);
    const member = await lineageOf(tx, memberId);
    requireOn(actor, organisationPolicy.manageStructures, group);
    requireOn(actor, organisationPolicy.manageStructures, member);
    if (group.organisation.kind !== 'group') throw new HygieError('invalid_input', { fields: [{ field: 'groupId', problem: 'not_a_group' }] });
    if (!['establishment', 'site'].includes(member.organisation.kind)) throw new HygieError('invalid_input', { fields: [{ field: 'memberId', problem: 'kind_not_here' }] });
    if (hasClosed(await findOrganisation(tx, memberId), platform.now())) throw refusedState('memberId', 'structure_closed');
    await requireDaysToCome(tx, groupId, { from }, { past: true });
    await sql`select pg_advisory_xact_lock(hashtextextended(${`membership:${groupId}`}, 0))`.execute(tx);
    const { rows } = await sql<{ from: string }>`
      insert into membership (group_id, member_id, role, valid_from)
      select ${groupId}, ${memberId}, ${role}, coalesce(${from ?? null}::date, current_date)
       where not exists (select from membership where group_id = ${groupId} and member_id = ${memberId}
                         and (valid_to is null or valid_to > current_date))
      on conflict do nothing
      returning valid_from as from`.execute(tx);
    const [joined] = rows;
    if (!joined) throw refusedState('memberId', 'already_member');
    return {
      result: { from: joined.from },
      journal: [{ organisationId: groupId, subjectKind: 'organisation', subjectId: memberId, payload: { before: null, after: { groupId, role, from: joined.from } } }],
    };
  },
});

/** Ends the membership of an organisation in a group today, on behalf of either. Throws `not_found`. */
export const endMembership = defineCommand({
  name: 'membership.end',
  permission: organisationPolicy.manageStructures,
  input: z.strictObject({ groupId: idInput, memberId: idInput }),
  handle: async ({ tx, actor }, { groupId, memberId }) => {
    const group = await lineageOf(tx, groupId);
    const member = await lineageOf(tx, memberId);
    // The group or its member: one of them is enough to part.
    const side = [group, member].find((lineage) => holdsOn(actor, organisationPolicy.manageStructures, lineage));
    if (!side) throw new HygieError('not_found');
    const { rows } = await sql<{ role: string; from: string }>`
      update membership set valid_to = greatest(valid_from, current_date)
       where group_id = ${groupId} and member_id = ${memberId} and (valid_to is null or valid_to > current_date)
      returning role, valid_from as from`.execute(tx);
    const [ended] = rows;
    if (!ended) throw new HygieError('not_found');
    return {
      result: { memberId },
      journal: [{ organisationId: side.organisation.id, subjectKind: 'organisation', subjectId: memberId, payload: { before: { groupId, role: ended.role, from: ended.from }, after: null } }],
    };
  },
});
