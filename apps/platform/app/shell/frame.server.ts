import { grantsFor } from '../ground/actor.ts';
import { inScope } from '../ground/scope.server.ts';
import type { IncidentState } from '../incidents/incident.ts';
import { incidentPolicy } from '../incidents/policy.ts';
import { countQueue } from '../incidents/queue.server.ts';
import { focusedActor, type RequestContext, type SignedIn } from '../request-context.ts';
import { signInPolicy } from '../sign-in/policy.ts';
import { type SavedView, viewsOf } from './saved-views.server.ts';

/** What the frame of every page shows of whoever looks; `counts` of the files in sight, null when they read none. */
export interface FrameContents {
  counts: Record<IncidentState, number> | null;
  views: SavedView[];
}

const frames = new WeakMap<SignedIn, Promise<FrameContents>>();

/** The frame of a request, read once however many of its loaders ask: counting is dear, and the queue shows it too. */
export function frameOf(described: RequestContext & { signedIn: SignedIn }): Promise<FrameContents> {
  const known = frames.get(described.signedIn);
  if (known) return known;
  const read = readFrame(described);
  frames.set(described.signedIn, read);
  return read;
}

/** One transaction, since every page asks. */
async function readFrame({ platform, signedIn }: RequestContext & { signedIn: SignedIn }): Promise<FrameContents> {
  const { actor } = signedIn;
  if (grantsFor(actor, incidentPolicy.read).length > 0) {
    return inScope(platform.pool, focusedActor(signedIn), incidentPolicy.read, async (tx) => {
      const [counts, views] = await Promise.all([countQueue(tx, actor, {}), viewsOf(tx, actor.personId)]);
      return { counts, views };
    });
  }
  return { counts: null, views: await inScope(platform.pool, actor, signInPolicy.account, (tx) => viewsOf(tx, actor.personId)) };
}
