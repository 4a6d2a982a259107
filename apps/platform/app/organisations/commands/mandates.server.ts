import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../ground/command.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { newId } from '../../ground/id.ts';
import { requireOn } from '../lineage.ts';
import { organisationPolicy } from '../policy.ts';
import { findOrganisation, lineageOf } from '../queries.server.ts';
import { mandateRoles, roleKinds } from '../role.ts';
import { endOfDay, refusedState, requireDaysToCome, startOfDay } from './day.server.ts';
import { dayInput, emptyAsAbsent, idInput } from './input.ts';

const refused = (field: string, problem: string) => new HygieError('invalid_input', { fields: [{ field, problem }] });

/**
 * Entrusts a role of an organisation to a provider: whoever holds that role at the provider holds it here, for as
 * long as the mandate runs. Only the beneficiary decides. Throws `not_found`, `invalid_input` (a closed or wrong
 * provider, days that make no sense), `wrong_state` when the same mandate is already running or to come.
 */
export const entrustMandate = defineCommand({
  name: 'mandate.entrust',
  permission: organisationPolicy.manageMandates,
  input: z.strictObject({
    organisationId: idInput,
    providerId: idInput,
    role: z.enum(mandateRoles, { error: 'unknown_choice' }),
    from: emptyAsAbsent(dayInput),
    until: emptyAsAbsent(dayInput),
  }).refine(({ from, until }) => !from || !until || until >= from, { path: ['until'], message: 'ends_before_it_starts' }),
  handle: async ({ tx, actor }, { organisationId, providerId, role, from, until }) => {
    const lineage = await lineageOf(tx, organisationId);
    requireOn(actor, organisationPolicy.manageMandates, lineage);
    if (!roleKinds[role].includes(lineage.organisation.kind)) throw refused('role', 'role_not_here');
    if (providerId === organisationId) throw refused('providerId', 'provider_is_itself');
    const provider = await findOrganisation(tx, providerId);
    if (provider.closed_on || !['establishment', 'group'].includes(provider.kind)) throw refused('providerId', 'not_a_provider');
    await requireDaysToCome(tx, organisationId, { from, until });
    await sql`select pg_advisory_xact_lock(hashtextextended(${`mandate:${organisationId}`}, 0))`.execute(tx);
    const running = await tx.selectFrom('mandate').select('valid_to as validTo')
      .where('organisation_id', '=', organisationId).where('provider_id', '=', providerId).where('role', '=', role)
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', sql<Date>`clock_timestamp()`)]))
      .orderBy('valid_to', (order) => order.desc().nullsFirst()).orderBy('id').executeTakeFirst();
    if (running) throw refusedState('role', 'mandate_already_runs', running.validTo);
    const id = newId();
    await tx.insertInto('mandate').values({
      organisation_id: organisationId, id, provider_id: providerId, role,
      valid_from: from ? startOfDay(organisationId, from) : sql<Date>`now()`,
      valid_to: until ? endOfDay(organisationId, until) : null,
    }).execute();
    return {
      result: { id },
      journal: [{ organisationId, subjectKind: 'mandate', subjectId: id, payload: { before: null, after: { providerId, provider: provider.name, role, from: from ?? null, until: until ?? null } } }],
    };
  },
});

/** Ends a mandate now. Throws `not_found`, `wrong_state` when it has already ended. */
export const endMandate = defineCommand({
  name: 'mandate.end',
  permission: organisationPolicy.manageMandates,
  input: z.strictObject({ organisationId: idInput, mandateId: idInput }),
  handle: async ({ tx, actor }, { organisationId, mandateId }) => {
    requireOn(actor, organisationPolicy.manageMandates, await lineageOf(tx, organisationId));
    const found = await tx.selectFrom('mandate').select(['provider_id', 'role'])
      .where('organisation_id', '=', organisationId).where('id', '=', mandateId).forUpdate().executeTakeFirst();
    if (!found) throw new HygieError('not_found');
    const { rows } = await sql<{ id: string }>`
      update mandate set valid_to = greatest(valid_from, clock_timestamp())
       where organisation_id = ${organisationId} and id = ${mandateId} and (valid_to is null or valid_to > clock_timestamp())
      returning id`.execute(tx);
    if (rows.length === 0) throw new HygieError('wrong_state');
    return {
      result: { id: mandateId },
      journal: [{ organisationId, subjectKind: 'mandate', subjectId: mandateId, payload: { before: { providerId: found.provider_id, role: found.role }, after: null } }],
    };
  },
});
