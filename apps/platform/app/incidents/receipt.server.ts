import { sql } from 'kysely';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { chooseRecipients, readRecipients, type Recipient } from './alert.server.ts';
import { type Declaration, declaration, type NamedStructure } from './declaration.ts';
import { declare } from './declare.server.ts';
import type { Receipt } from './opening.server.ts';
import { draftActor } from './draft.server.ts';
import { declarantActor, findOpened } from './follow-up.server.ts';
import { incidentPolicy } from './policy.ts';
import { readStructureOf } from './structure.server.ts';

/** The receipt is shown to the browser that declared for that long, unless its code is said to be noted before. */
export const receiptSeconds = 900;

/** What the declarant takes away. */
export interface ReceiptView {
  number: string;
  incidentId: string;
  declaredAt: string;
  organisation: NamedStructure & { timeZone: string };
  declaration: Declaration;
  /** At which levels someone was written to. */
  alerted: Recipient['level'][];
}

/** The receipt of the declaration that the holder of a draft's token validated a moment ago. */
export async function findReceipt(platform: Platform, token: string): Promise<Receipt | undefined> {
  const actor = draftActor(token, '');
  const row = await inScope(platform.pool, actor, incidentPolicy.declare, (tx) =>
    tx
      .selectFrom('command_receipt')
      .select('result')
      .where('actor_key', '=', actor.key)
      .where('command', '=', declare.name)
      .where('created_at', '>', sql<Date>`now() - ${receiptSeconds} * interval '1 second'`)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
  return row?.result as Receipt | undefined;
}

/** The whole receipt of a token; undefined when there is none, or its time is over. */
export async function readReceipt(platform: Platform, token: string): Promise<ReceiptView | undefined> {
  const receipt = await findReceipt(platform, token);
  if (!receipt) return undefined;
  const opened = await findOpened(platform, receipt.number);
  if (!opened) return undefined;
  const { organisationId } = opened;
  const actor = declarantActor(opened, '');
  return inScope(platform.pool, actor, incidentPolicy.followUp, async (tx) => {
    const file = await tx.selectFrom('incident').select('declaration').where('id', '=', receipt.incidentId).executeTakeFirst();
    // Moved at this very instant: the next look finds it.
    if (!file) return undefined;
    const said = declaration.parse(file.declaration);
    const organisation = await readStructureOf(tx, said, organisationId);
    const alerted = chooseRecipients(await readRecipients(tx, organisationId)).map(({ level }) => level);
    return {
      number: receipt.number, incidentId: receipt.incidentId, declaredAt: receipt.declaredAt, organisation,
      declaration: said, alerted: [...new Set(alerted)].toSorted(),
    };
  });
}
