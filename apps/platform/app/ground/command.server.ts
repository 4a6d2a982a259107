import { createHash } from 'node:crypto';
import pg from 'pg';
import type { z } from 'zod';
import type { Actor, Permission } from './actor.ts';
import { type Accompaniment, type Change, conclusion } from './conclude.server.ts';
import { isSqlState, type Tx } from './database.server.ts';
import { errorCatalogue, HygieError } from './errors.ts';
import { insertions, type NewRows } from './insertion.server.ts';
import type { Platform } from './platform.ts';
import { inScope } from './scope.server.ts';
import { storable } from './storable.ts';

/** What a handler works with: one transaction in the actor's scope, and who acts. */
export interface CommandContext {
  tx: Tx;
  actor: Actor;
  platform: Platform;
}

/** What a handler answers: the result, and what must be written with the change. */
export interface Outcome<Result> extends Accompaniment {
  result: Result;
  /** Rows that need no answer, left to travel with the journal and COMMIT: for the commands of a surge. */
  rows?: NewRows[];
}

/** A change of the platform: the only way in which anything changes. */
export interface Command<Schema extends z.ZodType, Result> {
  name: string;
  input: Schema;
  permission: Permission;
  handle: (context: CommandContext, input: z.output<Schema>) => Promise<Outcome<Result>>;
}

/** A command that a surge may call: several callers are decided in one transaction, each for what they asked. */
export interface SurgeCommand<Schema extends z.ZodType, Result> extends Command<Schema, Result> {
  /** An outcome or an error for each call, in order; what it throws refuses them all. */
  handleAll: (context: Omit<CommandContext, 'actor'>, calls: readonly { actor: Actor; input: z.output<Schema> }[]) => Promise<(Outcome<Result> | HygieError)[]>;
}

/** Every command of the platform by name, for the matrix of refusals. */
export const commands = new Map<string, Command<z.ZodType, unknown>>();

/** Declares a command. Its name is unique: `incident.qualify`. */
export function defineCommand<Schema extends z.ZodType, Result>(command: Command<Schema, Result>): Command<Schema, Result> {
  commands.set(command.name, command as unknown as Command<z.ZodType, unknown>);
  return command;
}

/** Declares a command that a surge may call; alone, it is a surge of one. */
export function defineSurgeCommand<Schema extends z.ZodType, Result>(command: Omit<SurgeCommand<Schema, Result>, 'handle'>): SurgeCommand<Schema, Result> {
  const handle: Command<Schema, Result>['handle'] = async ({ actor, ...context }, input) => {
    const [done] = await command.handleAll(context, [{ actor, input }]);
    if (!done || done instanceof HygieError) throw done ?? new HygieError('internal');
    return done;
  };
  const defined = { ...command, handle };
  defineCommand(defined);
  return defined;
}

/** Reads the input of a command or a page, without the characters that no text keeps; throws `invalid_input` naming each field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(storable(raw));
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
  return runParsed(platform, actor, command, parseInput(command.input, raw), key);
}

/** `run` for an input already read by the command's own schema. */
export async function runParsed<Schema extends z.ZodType, Result>(
  platform: Platform,
  actor: Actor,
  command: Command<Schema, Result>,
  input: z.output<Schema>,
  key?: string,
): Promise<Result> {
  const inputHash = hashInput(input);
  const act = () =>
    inScope<Done<Result>>(
      platform.pool,
      actor,
      command.permission,
      async (tx, [receipt]) =>
        key && receipt ? { earlier: earlierResult(receipt as StoredReceipt, inputHash) as Result | HygieError } : { outcome: await command.handle({ tx, actor, platform }, input) },
      {
        first: key ? receiptQuery(actor, command.name, key) : undefined,
        last: ({ outcome }) =>
          outcome
            ? writesOf(command.name, [{ outcome, actor, receipt: key ? { key, inputHash, result: outcome.result } : undefined }])
            : [],
      },
    );
  const done = await act().catch(async (error: unknown): Promise<Done<Result>> => {
    // The same key at the same instant: the other one won, its receipt answers.
    if (key && isSqlState(error, '23505')) return act();
    const won = key && error instanceof HygieError ? await wonMeanwhile<Result>(platform, command, { actor, key, inputHash }, error) : undefined;
    if (won !== undefined) return { earlier: won };
    // The second wall refused what the command let through: to the actor, such an organisation does not exist.
    if (isSqlState(error, '42501')) throw new HygieError('not_found', {}, { cause: error });
    throw error;
  });
  if (done.outcome) return done.outcome.result;
  if (done.earlier instanceof HygieError) throw done.earlier;
  return done.earlier;
}

/**
 * What the same key got at the same instant, once this call was refused: the other one may have won, and taken what
 * this one needed (its draft). Undefined when none won, or when the fault is ours: nobody then knows what was written.
 */
export async function wonMeanwhile<Result>(
  platform: Platform,
  command: { name: string; permission: Permission },
  call: { actor: Actor; key: string; inputHash: Buffer },
  refusal: HygieError,
): Promise<Result | HygieError | undefined> {
  if (errorCatalogue[refusal.code].ours) return undefined;
  const first = receiptQuery(call.actor, command.name, call.key);
  const receipt = await inScope(platform.pool, call.actor, command.permission, async (_, [row]) => row, { first });
  return receipt ? (earlierResult(receipt as StoredReceipt, call.inputHash) as Result | HygieError) : undefined;
}

type Done<Result> = { outcome: Outcome<Result> } | { outcome?: undefined; earlier: Result | HygieError };

/** What tells an input from another, when a key comes back. */
export function hashInput(input: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(input)).digest();
}

/** What a transaction still has to write when its commands were decided: their rows, table by table, then their conclusion. */
export function writesOf(command: string, done: readonly (Omit<Change, 'what'> & { outcome: Outcome<unknown> })[]) {
  const rows = done.flatMap(({ outcome }) => outcome.rows ?? []);
  return [...insertions(rows), conclusion(command, done.map(({ outcome, ...change }) => ({ ...change, what: outcome })))];
}

function receiptQuery(actor: Actor, command: string, key: string): string {
  const quote = pg.escapeLiteral;
  return `SELECT result, input_hash FROM command_receipt
    WHERE actor_key = ${quote(actor.key)} AND command = ${quote(command)} AND key = ${quote(key)}`;
}

/** A receipt as stored. */
export interface StoredReceipt {
  result: unknown;
  input_hash: Buffer;
}

/** The first result of a key that comes back; the error `key_reused` when it came with another input. */
export function earlierResult(receipt: StoredReceipt, inputHash: Buffer): unknown {
  return receipt.input_hash.equals(inputHash) ? receipt.result : new HygieError('key_reused');
}
