import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Actor, Permission } from './actor.ts';
import { isSqlState, type Tx } from './database.server.ts';
import { HygieError } from './errors.ts';
import { appendToJournal, type JournalEntry } from './journal.server.ts';
import { queueMails, type OutgoingMail } from './mail.server.ts';
import type { Platform } from './platform.ts';
import { inScope } from './scope.server.ts';

/** What a handler works with: one transaction in the actor's scope, and who acts. */
export interface CommandContext {
  tx: Tx;
  actor: Actor;
  platform: Platform;
}

/** What a handler answers: the result, and what must be written with the change (never beside it). */
export interface Outcome<Result> {
  result: Result;
  journal: [JournalEntry, ...JournalEntry[]];
  mails?: OutgoingMail[];
}

/** A change of the platform: the only way in which anything changes. */
export interface Command<Schema extends z.ZodType, Result> {
  name: string;
  input: Schema;
  permission: Permission;
  handle: (context: CommandContext, input: z.output<Schema>) => Promise<Outcome<Result>>;
}

/** Every command of the platform by name, for the matrix of refusals. */
export const commands = new Map<string, Command<z.ZodType, unknown>>();

/** Declares a command. Its name is unique: `incident.qualify`. */
export function defineCommand<Schema extends z.ZodType, Result>(command: Command<Schema, Result>): Command<Schema, Result> {
  commands.set(command.name, command as unknown as Command<z.ZodType, unknown>);
  return command;
}

/** Reads the input of a command or a page; throws `invalid_input` naming each field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), problem: 'unknown_field' }))
      : [{ field: issue.path.join('.'), problem: problemOf(issue) }],
  );
  throw new HygieError('invalid_input', { fields });
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || /^[a-z_]+$/.test(issue.message)) return issue.message;
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'required' : 'too_short';
  if (issue.code === 'too_big') return 'too_long';
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required';
  return issue.code === 'invalid_format' && issue.format === 'email' ? 'not_an_email' : 'invalid';
}

/**
 * Runs a command: parse, open the scope, act, journal, queue the mails, keep the receipt, all in one transaction.
 * With the same `key`, the same actor gets the first result again and nothing acts twice (`key_reused` when the
 * input differs). Throws the errors of the catalogue.
 */
export async function run<Schema extends z.ZodType, Result>(
  platform: Platform,
  actor: Actor,
  command: Command<Schema, Result>,
  raw: unknown,
  key?: string,
): Promise<Result> {
  const input = parseInput(command.input, raw);
  const inputHash = createHash('sha256').update(JSON.stringify(input)).digest();
  const act = () =>
    inScope(platform.pool, actor, command.permission, async (tx) => {
      const earlier = key ? await findReceipt(tx, actor, command.name, key, inputHash) : undefined;
      if (earlier) return earlier.result as Result;
      const outcome = await command.handle({ tx, actor, platform }, input);
      await appendToJournal(tx, actor, command.name, outcome.journal);
      if (outcome.mails?.length) await queueMails(tx, outcome.mails);
      if (key) await keepReceipt(tx, actor, command.name, key, inputHash, outcome.result);
      return outcome.result;
    });
  try {
    return await act();
  } catch (error) {
    // The same key at the same instant: the other one won, its receipt answers.
    if (key && isSqlState(error, '23505')) return act();
    // The second wall refused what the command let through: to the actor, such an organisation does not exist.
    if (isSqlState(error, '42501')) throw new HygieError('not_found', {}, { cause: error });
    throw error;
  }
}

async function findReceipt(tx: Tx, actor: Actor, command: string, key: string, inputHash: Buffer) {
  const receipt = await tx
    .selectFrom('command_receipt')
    .select(['result', 'input_hash'])
    .where('actor_key', '=', actor.key)
    .where('command', '=', command)
    .where('key', '=', key)
    .executeTakeFirst();
  if (receipt && !receipt.input_hash.equals(inputHash)) throw new HygieError('key_reused');
  return receipt;
}

async function keepReceipt(tx: Tx, actor: Actor, command: string, key: string, inputHash: Buffer, result: unknown) {
  await tx
    .insertInto('command_receipt')
    .values({ actor_key: actor.key, command, key, input_hash: inputHash, result: JSON.stringify(result ?? null) })
    .execute();
}
