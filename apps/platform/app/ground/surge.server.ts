import pg from 'pg';
import type { z } from 'zod';
import type { DraftActor } from './actor.ts';
import { earlierResult, hashInput, type Outcome, parseInput, runParsed, type StoredReceipt, type SurgeCommand, wonMeanwhile, writesOf } from './command.server.ts';
import type { Tx } from './database.server.ts';
import { HygieError, orError } from './errors.ts';
import type { Platform } from './platform.ts';
import { inScope } from './scope.server.ts';

/** A call of a surge command: who asks for what, under which key. */
export interface Call {
  actor: DraftActor;
  raw: unknown;
  key: string;
}

/** Groups at work at once: while one waits for its COMMIT, the next is decided. */
const width = 2;
/** Most calls of a group: past it, waiting for the others costs more than a shared COMMIT spares. */
const groupSize = 64;
/** Calls that may wait; those beyond are asked to come back, rather than kept until they time out. */
const mostWaiting = 10_000;

type Caller = Pick<Call, 'actor' | 'key'>;

interface Waiting<Input, Result> extends Caller {
  input: Input;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** The calls of one command that wait in this process, and how many groups are at work. */
class Surge<Schema extends z.ZodType, Result> {
  private readonly platform: Platform;
  private readonly command: SurgeCommand<Schema, Result>;
  private readonly waiting: Waiting<z.output<Schema>, Result>[] = [];
  private working = 0;

  constructor(platform: Platform, command: SurgeCommand<Schema, Result>) {
    this.platform = platform;
    this.command = command;
  }

  async call({ actor, raw, key }: Call): Promise<Result> {
    const input = parseInput(this.command.input, raw);
    if (this.waiting.length >= mostWaiting) throw new HygieError('unavailable');
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ actor, key, input, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.working >= width || this.waiting.length === 0) return;
    this.working += 1;
    void settle(this.platform, this.command, this.waiting.splice(0, groupSize)).finally(() => {
      this.working -= 1;
      this.next();
    });
  }
}

const surges = new WeakMap<Platform, Map<string, Surge<z.ZodType, unknown>>>();

/**
 * Runs a surge command among those who call it at the same moment: while earlier calls are being written, those that
 * come form the next group, and a group shares one transaction. A call that comes alone goes alone, at once. Each gets
 * its own result or error, as from `run`; `unavailable` when too many wait.
 */
export function runInSurge<Schema extends z.ZodType, Result>(platform: Platform, command: SurgeCommand<Schema, Result>, call: Call): Promise<Result> {
  const known = surges.get(platform) ?? new Map<string, Surge<z.ZodType, unknown>>();
  surges.set(platform, known);
  const surge = known.get(command.name) ?? (new Surge(platform, command) as unknown as Surge<z.ZodType, unknown>);
  known.set(command.name, surge);
  return surge.call(call) as Promise<Result>;
}

type Group<Schema extends z.ZodType, Result> = readonly Waiting<z.output<Schema>, Result>[];

/** Gives each call of a group its answer; never throws. */
async function settle<Schema extends z.ZodType, Result>(platform: Platform, command: SurgeCommand<Schema, Result>, group: Group<Schema, Result>): Promise<void> {
  const alone = (call: Group<Schema, Result>[number]) => runParsed(platform, call.actor, command, call.input, call.key).then(call.resolve, call.reject);
  if (group.length === 1) {
    await Promise.all(group.map(alone));
    return;
  }
  try {
    const answers = await runTogether(platform, command, group);
    await Promise.all(group.map((call, index) => {
      const answer = answers[index];
      return answer instanceof HygieError ? refuse(platform, command, call, answer) : call.resolve(answer as Result);
    }));
  } catch (error) {
    // After an `unavailable` nobody knows whether COMMIT passed: each retries with its key. What PostgreSQL refused
    // concerns one of them, and the others are served without it.
    if (error instanceof HygieError) for (const call of group) call.reject(error);
    else await Promise.all(group.map(alone));
  }
}

/** Refuses a call, unless its key acted meanwhile: in this group or beside it. */
async function refuse<Schema extends z.ZodType, Result>(
  platform: Platform,
  command: SurgeCommand<Schema, Result>,
  call: Waiting<z.output<Schema>, Result>,
  refusal: HygieError,
): Promise<void> {
  const won = await orError(async () => (await wonMeanwhile<Result>(platform, command, { ...call, inputHash: hashInput(call.input) }, refusal)) ?? refusal);
  if (won instanceof HygieError) call.reject(won);
  else call.resolve(won);
}

type Decided<Result> = { outcome: Outcome<Result> } | { outcome?: undefined; answer: Result | HygieError };

async function runTogether<Schema extends z.ZodType, Result>(
  platform: Platform,
  command: SurgeCommand<Schema, Result>,
  group: Group<Schema, Result>,
): Promise<(Result | HygieError)[]> {
  const decide = async (tx: Tx, rows: unknown[]): Promise<Decided<Result>[]> => {
    const receipts = new Map((rows as OwnReceipt[]).map((receipt) => [nameOf(receipt.actor_key, receipt.key), receipt]));
    const receiptOf = (call: Caller) => receipts.get(nameOf(call.actor.key, call.key));
    const fresh = group.filter((call) => !receiptOf(call));
    const outcomes = await command.handleAll({ tx, platform }, fresh);
    return group.map((call) => {
      const receipt = receiptOf(call);
      if (receipt) return { answer: earlierResult(receipt, hashInput(call.input)) as Result | HygieError };
      const outcome = outcomes[fresh.indexOf(call)] ?? new HygieError('internal');
      return outcome instanceof HygieError ? { answer: outcome } : { outcome };
    });
  };
  const decided = await inScope(platform.pool, everyone(group), command.permission, decide, {
    first: receiptsQuery(command.name, group),
    last: (all) =>
      writesOf(command.name, group.flatMap(({ actor, key, input }, index) => {
        const outcome = all[index]?.outcome;
        return outcome ? [{ actor, outcome, receipt: { key, inputHash: hashInput(input), result: outcome.result } }] : [];
      })),
  });
  return decided.map((one) => (one.outcome ? one.outcome.result : one.answer));
}

interface OwnReceipt extends StoredReceipt {
  actor_key: string;
  key: string;
}

const nameOf = (actorKey: string, key: string) => `${actorKey} ${key}`;

/** The authors of a group as one actor, who sees no more than they do together. */
function everyone(calls: readonly Caller[]): DraftActor {
  const actors = calls.map(({ actor }) => actor);
  const organisationIds = [...new Set(actors.flatMap((actor) => actor.organisationIds))];
  return { kind: 'draft', key: 'draft:together', keys: actors.map((actor) => actor.key), label: '', origin: '', organisationIds };
}

function receiptsQuery(command: string, calls: readonly Caller[]): string {
  const quote = pg.escapeLiteral;
  const named = calls.map(({ actor, key }) => `(${quote(actor.key)}, ${quote(key)})`).join(', ');
  return `SELECT actor_key, key, result, input_hash FROM command_receipt WHERE command = ${quote(command)} AND (actor_key, key) IN (${named})`;
}
