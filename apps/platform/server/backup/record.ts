import { permission, systemActor } from '../../app/ground/actor.ts';
import { conclude } from '../../app/ground/conclude.server.ts';
import type { Platform } from '../../app/ground/platform.ts';
import { inScope } from '../../app/ground/scope.server.ts';

const operate = permission('instance.operate', []);

/** Writes on the chain of the nation that the whole instance left in a file, or came back. Nothing without a nation. */
export async function recordInJournal(platform: Platform, command: string, payload: Record<string, unknown>): Promise<void> {
  const actor = systemActor('operations');
  await inScope(platform.pool, actor, operate, async (tx) => {
    const nation = await tx.selectFrom('organisation').select('id').where('kind', '=', 'nation').orderBy('node').executeTakeFirst();
    if (!nation) return;
    const about = { organisationId: nation.id, subjectKind: 'organisation', subjectId: nation.id };
    await conclude(tx, actor, command, { journal: [{ ...about, payload }] });
  });
}
