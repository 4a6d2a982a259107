import { CompiledQuery } from 'kysely';
import type { Actor } from './actor.ts';
import type { Tx } from './database.server.ts';
import { type JournalEntry, journalLines } from './journal.server.ts';
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

/** The statement that writes journal, mails and receipt of a change, in one round trip. */
export function conclusion(actor: Actor, command: string, what: Accompaniment, receipt?: CommandReceipt): CompiledQuery {
  const kept = receipt
    ? { actor: actor.key, command, key: receipt.key, hash: receipt.inputHash.toString('base64'), result: receipt.result ?? null }
    : null;
  return CompiledQuery.raw('select ground.conclude($1::jsonb, $2::jsonb, $3::jsonb)', [
    JSON.stringify(journalLines(actor, command, what.journal)),
    JSON.stringify(mailRows(what.mails ?? [])),
    kept ? JSON.stringify(kept) : null,
  ]);
}

/** Writes journal and mails at once, for work that is no command (sweeps, imports, reads of sensitive files). */
export async function conclude(tx: Tx, actor: Actor, command: string, what: Accompaniment): Promise<void> {
  await tx.executeQuery(conclusion(actor, command, what));
}
