import { type Actor, type Permission } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { requireOn, rolesOn } from '../organisations/lineage.ts';
import { lineageOf } from '../organisations/queries.server.ts';
import type { Role } from '../organisations/role.ts';
import { storedFacts } from './facts.ts';
import { type IncidentAct, type IncidentState, mayAct } from './incident.ts';
import { type Side, sideOf } from './sight.ts';

/** A file held by the running transaction: nobody else changes it until COMMIT. */
export type HeldFile = Awaited<ReturnType<typeof holdFile>>;

/**
 * Locks a file by its number and checks that its state allows the act, inside the transaction. With a `version`,
 * refuses with `conflict` when someone changed the file since it was read.
 * Throws `not_found` (also when out of scope), `forbidden`, `wrong_state`.
 */
export async function holdFile(
  tx: Tx,
  actor: Actor,
  permission: Permission,
  number: string,
  act: IncidentAct,
  version?: number,
) {
  // Who writes a declaration has no file yet, a vendor has one command of its own; the second wall says the same.
  if (actor.kind === 'draft' || actor.kind === 'vendor') throw new HygieError('not_found');
  const row = await tx.selectFrom('incident').selectAll().where('number', '=', number).forUpdate().executeTakeFirst();
  if (!row) throw new HygieError('not_found');
  const { side, roles } = await requireStanding(tx, actor, permission, row.organisation_id);
  if (version !== undefined && version !== row.version) throw new HygieError('conflict');
  if (!mayAct(row.state as IncidentState, act)) throw new HygieError('wrong_state');
  return { ...row, state: row.state as IncidentState, facts: storedFacts.parse(row.facts), side, roles };
}

/** The side of an actor on an organisation, once it is sure that the permission holds there. */
export async function requireSide(tx: Tx, actor: Actor, permission: Permission, organisationId: string): Promise<Side> {
  return (await requireStanding(tx, actor, permission, organisationId)).side;
}

/** The side and the roles of an actor on an organisation, once it is sure that the permission holds there. */
export async function requireStanding(
  tx: Tx,
  actor: Actor,
  permission: Permission,
  organisationId: string,
): Promise<{ side: Side; roles: readonly Role[] }> {
  if (actor.kind !== 'person') return { side: sideOf(actor, []), roles: [] };
  const lineage = await lineageOf(tx, organisationId);
  requireOn(actor, permission, lineage);
  const roles = rolesOn(actor, lineage);
  return { side: sideOf(actor, roles), roles };
}

/** What every change of a file leaves: a higher version, so that two people never overwrite each other. */
export async function changeFile(tx: Tx, file: { organisation_id: string; id: string; version: number }, values: Record<string, unknown>): Promise<void> {
  const changed = await tx
    .updateTable('incident')
    .set({ ...values, version: file.version + 1 })
    .where('organisation_id', '=', file.organisation_id)
    .where('id', '=', file.id)
    .where('version', '=', file.version)
    .executeTakeFirst();
  if (Number(changed.numUpdatedRows) !== 1) throw new HygieError('conflict');
}

/** Adds a line to the chronology of a file. */
export async function addEvent(
  tx: Tx,
  file: { organisation_id: string; id: string },
  actor: Actor,
  event: { kind: string; at: Date | string; text?: string },
): Promise<void> {
  await tx
    .insertInto('incident_event')
    .values({
      organisation_id: file.organisation_id, incident_id: file.id, id: newId(), kind: event.kind,
      occurred_at: event.at, text: event.text ?? '', author_label: actor.label,
    })
    .execute();
}

/** A journal line about a file. */
export function journalOf(file: { organisation_id: string; id: string; number: string }, payload: Record<string, unknown>) {
  return { organisationId: file.organisation_id, subjectKind: 'incident', subjectId: file.id, payload: { number: file.number, ...payload } };
}

/** Identifier of the person who acts, when there is one. */
export function personOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.personId : null;
}
