import type { Permission } from '../../ground/actor.ts';
import type { Tx } from '../../ground/database.server.ts';
import { inScope } from '../../ground/scope.server.ts';
import type { RequestContext, SignedIn } from '../../request-context.ts';
import { requireOn } from '../lineage.ts';
import { readFrame } from './organisation.server.ts';

/**
 * What a page that asks before an end shows: the head of the organisation, and what will end. Only to whoever may
 * end it. Throws `forbidden`, `second_factor_required`, `not_found`.
 */
export async function readEnding<Ending extends object>(
  { platform, signedIn: { actor } }: RequestContext & { signedIn: SignedIn },
  organisationId: string,
  permission: Permission,
  read: (tx: Tx) => Promise<Ending>,
) {
  return inScope(platform.pool, actor, permission, async (tx) => {
    const { frame } = await readFrame(tx, actor, organisationId);
    requireOn(actor, permission, frame.lineage);
    return { ...frame, ...(await read(tx)) };
  });
}
