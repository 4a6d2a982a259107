import type { Bilingual } from './bilingual.ts';
import type { Condition } from './condition.ts';
import type { DutyId } from './duty-id.ts';
import type { InstantFact } from './facts.ts';
import type { Day, Delay } from './time.ts';

/** What may start a clock: an instant among the facts, or the first sending of another duty. */
export type ClockStart = InstantFact | DutyId;

/** Where the duty is fulfilled. */
export interface Channel {
  readonly url: string | null;
  readonly how: Bilingual;
}

/**
 * One dated rule of law, as data: a table of these can be edited or replaced without touching the engine.
 * Several rules may share a `duty` when their periods do not overlap: the one in force at first knowledge holds.
 */
export interface Rule {
  readonly duty: DutyId;
  /** First day in force (local). Null: not in force, no date known. */
  readonly inForceFrom: Day | null;
  /** First day no longer in force. Null: no end known. */
  readonly inForceUntil: Day | null;
  /** Why the rule has no date yet, for the reader. */
  readonly pendingNote: Bilingual | null;
  readonly condition: Condition;
  /** When doing it is advised although the law does not compel. */
  readonly recommendedWhen: Condition | null;
  /** In order of preference; the first one known starts the clock. */
  readonly clockFrom: readonly ClockStart[];
  /** The figure of the law. Null: « sans délai », « dans les meilleurs délais », or the contract's own. */
  readonly deadline: Delay | null;
  /** Internal target, never a rule of law; the operator may change it (`DutyOptions.targets`). */
  readonly target: Delay | null;
  /** If the incident is still handled at the deadline, the clock restarts from `endedAt` with the same delay. */
  readonly restartsAtEnd: boolean;
  /** The authority accepts an incomplete first sending. */
  readonly phased: boolean;
  /** False: not checked against an authoritative text; shown as such. */
  readonly verified: boolean;
  readonly title: Bilingual;
  readonly addressee: Bilingual;
  readonly legalBasis: Bilingual;
  readonly channel: Channel;
}
