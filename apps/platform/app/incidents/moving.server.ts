import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { lineageOf } from '../organisations/queries.server.ts';
import { chooseRecipients, readRecipients, type Recipient } from './alert.server.ts';
import { declaration, titleOnceListed } from './declaration.ts';
import { arrivalMails, departureMails, movedMails } from './documents/moving-mails.server.ts';
import { fileNumber } from './file-number.ts';
import { addEvent, changeFile, type HeldFile, holdFile, journalOf } from './file.server.ts';
import { refreshObligations } from './obligations.server.ts';
import { incidentPolicy } from './policy.ts';

/** A structure of the register to which a file may be moved. */
export interface MoveTarget {
  id: string;
  name: string;
  town: string | null;
  kind: string;
  time_zone: string;
}

/**
 * The open structure of the register that a file is to be moved to. Throws `not_found`, and `forbidden` when it stands
 * outside the scope of the transaction: another region's is for CERT Santé alone.
 */
export async function requireTarget(tx: Tx, organisationId: string): Promise<MoveTarget> {
  const found = await tx
    .selectFrom('organisation')
    .select(['id', 'name', 'town', 'kind', 'time_zone'])
    .select(sql<boolean>`ground.everywhere() or id = any (ground.visible())`.as('reached'))
    .where('id', '=', organisationId)
    .where('kind', 'in', ['establishment', 'site', 'group'])
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', sql<string>`current_date`)]))
    .executeTakeFirst();
  if (!found) throw new HygieError('not_found');
  const { reached, ...target } = found;
  if (!reached) throw new HygieError('forbidden');
  return target;
}

/** Whom a move concerns. */
export interface MoveAudience {
  /** Who is alerted now. */
  arriving: Recipient[];
  /** Who loses sight of the file, told or not. */
  blinded: Recipient[];
  /** Who of them is told. */
  leaving: Recipient[];
}

/** Reads whom a move tells. Whoever stands above both structures, or answers for both, loses nothing. */
export async function readMoveAudience(tx: Tx, from: string, to: string): Promise<MoveAudience> {
  const [answering, former] = [await readRecipients(tx, to), await readRecipients(tx, from)];
  const { organisation, ancestors, groups, territory } = await lineageOf(tx, to);
  const reaching = new Set([organisation, ...ancestors, ...groups.filter((group) => group.integrated), territory].map((one) => one?.id));
  const known = new Set(answering.map((one) => one.email.toLowerCase()));
  const losesSight = (one: Recipient) => !reaching.has(one.organisation_id) && !known.has(one.email.toLowerCase());
  return { arriving: chooseRecipients(answering), blinded: former.filter(losesSight), leaving: chooseRecipients(former).filter(losesSight) };
}

/**
 * Moves a file to its structure: one that the register did not know, or declared for another by mistake. Everything under
 * the file moves in this transaction, its duties are computed with the profile of the structure, what was recorded about
 * them stays; number and follow-up code do not change. The structure is alerted, the former one is told that the file
 * left. Throws `not_found`, `forbidden`, `wrong_state` (closed), `conflict` (someone changed or moved it meanwhile).
 */
export const moveFile = defineCommand({
  name: 'incident.move',
  input: z.strictObject({
    number: fileNumber,
    version: z.number().int().positive(),
    organisationId: z.uuid(),
    reason: z.string().trim().min(1, { error: 'reason_required' }).max(2_000),
  }),
  permission: incidentPolicy.move,
  async handle({ tx, actor, platform }, { number, version, organisationId, reason }) {
    const file = await holdFile(tx, actor, incidentPolicy.move, number, 'work', version);
    const target = await requireTarget(tx, organisationId);
    if (target.id === file.organisation_id) throw new HygieError('invalid_input', { fields: [{ field: 'organisationId', problem: 'already_there' }] });
    const from = await tx.selectFrom('organisation').select(['id', 'name', 'time_zone']).where('id', '=', file.organisation_id).executeTakeFirstOrThrow();
    const audience = await readMoveAudience(tx, from.id, target.id);
    await abandonMails(tx, file, audience.blinded);
    await sql`select ground.move_incident(${file.id}, ${from.id}, ${target.id})`.execute(tx);
    const said = declaration.parse(file.declaration);
    const moved = { ...file, organisation_id: target.id, title: titleOnceListed(said, file.title) };
    const now = platform.now();
    const follower = await followerThere(tx, moved);
    // Nobody of the new structure took charge of it: it waits for someone again. What was qualified stays so.
    const waits = file.state === 'acknowledged' && follower === null ? { state: 'declared', acknowledged_at: null } : {};
    await changeFile(tx, moved, { title: moved.title, assigned_to: follower, ...waits });
    // Between which structures is in the journal: the chronology leaves in exports, and the former one was named by mistake.
    await addEvent(tx, moved, actor, { kind: 'moved', at: now });
    const found = await refreshObligations(tx, moved, now);
    const step = { from: from.id, to: target.id, reason };
    return {
      result: { number, organisationId: target.id },
      journal: [
        journalOf(moved, { ...step, alerted: audience.arriving.map((one) => one.level), duties: found.filter((duty) => duty.verdict === 'applies').map((duty) => duty.id) }),
        // All that the former structure still reads of it: no number, or its other lines about the file would show.
        { organisationId: from.id, subjectKind: 'incident', subjectId: file.id, payload: { left: number } },
      ],
      mails: [
        ...arrivalMails(moved, target, audience.arriving, platform.settings),
        ...departureMails(moved, from, audience.leaving, platform.settings),
        ...movedMails(moved, said.declarant.email, target, platform.settings),
      ],
    };
  },
});

/** Mails that have not left yet no longer reach those who lose sight of the file, whichever outbox holds them. Index: mail_due. */
async function abandonMails(tx: Tx, file: HeldFile, blinded: readonly Recipient[]): Promise<void> {
  if (blinded.length === 0) return;
  await tx
    .updateTable('mail')
    .set({ state: 'abandoned', last_error: 'the file left this structure' })
    .where('subject_kind', '=', 'incident')
    .where('subject_id', '=', file.id)
    .where('state', '=', 'queued')
    .where(sql`lower(recipient)`, 'in', blinded.map((one) => one.email.toLowerCase()))
    .execute();
}

/** Whoever follows the file goes on if they may take charge of it there; else nobody does. */
async function followerThere(tx: Tx, file: { organisation_id: string; assigned_to: string | null }): Promise<string | null> {
  if (file.assigned_to === null) return null;
  const { rows } = await sql<{ stays: boolean }>`
    select ${file.organisation_id}::uuid = any (ground.organisations_of(coalesce(jsonb_agg(jsonb_build_object('organisation', r.organisation_id, 'subtree', r.subtree)), '[]'))) as stays
      from ground.rights_of(${file.assigned_to}) r where r.role = any (${[...incidentPolicy.acknowledge.roles]})`.execute(tx);
  return rows[0]?.stays ? file.assigned_to : null;
}
