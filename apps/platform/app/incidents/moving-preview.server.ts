import { type Actor, grantsFor } from '../ground/actor.ts';
import { HygieError } from '../ground/errors.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import type { Recipient } from './alert.server.ts';
import { storedFacts } from './facts.ts';
import { requireStanding } from './file.server.ts';
import { mayAct, type IncidentState } from './incident.ts';
import { type MoveTarget, readMoveAudience, requireTarget } from './moving.server.ts';
import { dutiesOf, readActs, readStatus } from './obligations.server.ts';
import { incidentPolicy } from './policy.ts';

/** What a move would do, said before it is done. */
export interface MovePreview {
  target: Pick<MoveTarget, 'id' | 'name' | 'town'>;
  /** At which levels someone is alerted; empty: nobody can be. */
  alerted: Recipient['level'][];
  /** How many addresses are told that they lose sight of the file. */
  leaving: number;
  /** Duties that the structure would owe and the file does not show yet, and the other way round; in both languages. */
  gained: Record<'fr' | 'en', string>[];
  lost: Record<'fr' | 'en', string>[];
}

/**
 * Says what moving a file to a structure would do; changes nothing. Throws `not_found` to whoever may not move it, and
 * `forbidden` for a structure out of their region.
 */
export async function previewMove(platform: Platform, actor: Actor, number: string, organisationId: string): Promise<MovePreview> {
  if (grantsFor(actor, incidentPolicy.move).length === 0) throw new HygieError('not_found');
  return inScope(platform.pool, actor, incidentPolicy.move, async (tx) => {
    const file = await tx.selectFrom('incident').select(['id', 'organisation_id', 'kind', 'state', 'nature', 'facts']).where('number', '=', number).executeTakeFirst();
    if (!file || !mayAct(file.state as IncidentState, 'work')) throw new HygieError('not_found');
    await requireStanding(tx, actor, incidentPolicy.move, file.organisation_id);
    const target = await requireTarget(tx, organisationId);
    const { arriving, leaving } = await readMoveAudience(tx, file.organisation_id, target.id);
    const acts = await readActs(tx, file.organisation_id, file.id);
    const facts = storedFacts.parse(file.facts);
    const owedTo = async (organisation: string) => {
      const status = await readStatus(tx, organisation);
      const found = dutiesOf(file.kind, { facts, nature: file.nature, status, timeZone: target.time_zone, acts }, platform.now());
      return found.filter((duty) => duty.verdict === 'applies').map(({ id, title }) => ({ id, title }));
    };
    const [before, after] = [await owedTo(file.organisation_id), await owedTo(target.id)];
    const beyond = (these: typeof before, those: typeof before) => these.filter(({ id }) => !those.some((one) => one.id === id)).map(({ title }) => title);
    return {
      target: { id: target.id, name: target.name, town: target.town },
      alerted: [...new Set(arriving.map(({ level }) => level))].toSorted(), leaving: leaving.length,
      gained: beyond(after, before), lost: beyond(before, after),
    };
  });
}
