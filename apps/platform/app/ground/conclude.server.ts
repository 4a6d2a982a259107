import { CompiledQuery } from 'kysely';
import type { Actor } from './actor.ts';
import type { Tx } from './database.server.ts';
import { inLockingOrder, type JournalEntry, journalLines } from './journal.server.ts';
import { mailRows, type OutgoingMail } from './mail.server.ts';

/** What must be written with a change, never beside it. */
export interface Accompaniment {
  journal: [JournalEntry, ...JournalEntry[]];
  mails?: OutgoingMail[];
}

/** The receipt of a command: what a retry with the same key gets again. */
export interface CommandReceipt {
  key: string;
  inputHash: Buffer;
  result: unknown;
}

/** A change about to be written: who made it, what goes with it, and the receipt that a retry gets again. */
export interface Change {
  actor: Actor;
  what: Accompaniment;
  receipt?: CommandReceipt | undefined;
}

/** The statement that writes journal, mails and receipts of the changes of one transaction, in one round trip. */
export function conclusion(command: string, changes: readonly Change[]): CompiledQuery {
  const receipts = changes.flatMap(({ actor, receipt }) =>
    receipt ? [{ actor: actor.key, command, key: receipt.key, hash: receipt.inputHash.toString('base64'), result: receipt.result ?? null }] : [],
  );
  return CompiledQuery.raw('select ground.conclude($1::jsonb, $2::jsonb, $3::jsonb)', [
    JSON.stringify(inLockingOrder(changes.flatMap(({ actor, what }) => journalLines(actor, command, what.journal)))),
    JSON.stringify(mailRows(changes.flatMap(({ what }) => what.mails ?? []))),
    JSON.stringify(receipts),
  ]);
}

/** Writes journal and mails at once, for work that is no command (sweeps, imports, reads of sensitive files). */
export async function conclude(tx: Tx, actor: Actor, command: string, what: Accompaniment): Promise<void> {
  await tx.executeQuery(conclusion(command, [{ actor, what }]));
}
