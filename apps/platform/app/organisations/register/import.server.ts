import { sql } from 'kysely';
import type pg from 'pg';
import type { FinessRecord, GroupRecord, Place, Problem } from '@hygie/finess';
import { systemActor } from '../../ground/actor.ts';
import { conclude } from '../../ground/conclude.server.ts';
import type { Tx } from '../../ground/database.server.ts';
import { inScope } from '../../ground/scope.server.ts';
import { organisationPolicy } from '../policy.ts';
import { ownerRow, structureRow, type StructureRow, type Territory } from './structure-row.ts';
import { ensureTreeHead } from './tree.server.ts';
import { writeGroup } from './write-groups.server.ts';
import { addMissingEntities, writeEntities, writeSites, type WriteOptions, type Written } from './write-structures.server.ts';

/** What could not be taken from the file, with its place in it. */
export type ImportProblem = Problem | { kind: 'problem'; place: Place; code: 'duplicate'; finess: string } | { kind: 'problem'; place: Place; code: 'member_not_in_register'; finess: string };

/** What an import did. Same file, same report, but for the second time: everything unchanged. */
export interface ImportReport {
  /** Structures and groups read. */
  read: number;
  created: number;
  changed: number;
  unchanged: number;
  /** Of those read, how many the register holds for closed; they are kept. */
  closed: number;
  problems: number;
  /** The first problems, at most 1,000. */
  firstProblems: ImportProblem[];
}

/** How an import is to be done. */
export interface ImportOptions {
  /** Called after each batch with what was done so far. */
  onProgress?: (report: Readonly<ImportReport>) => void;
  /** ISO day of the import; a structure closed without a date is held for closed on that day. Default: today. */
  today?: string;
  source?: 'finess' | 'demonstration';
  /** Regions that the national table does not hold. */
  territories?: readonly Territory[];
}

const batchSize = 500;
/** The register is measured again each time it holds that many times more. */
const growth = 3;
const mostProblemsKept = 1_000;
const actor = systemActor('finess import');

interface Batch {
  entities: StructureRow[];
  sites: StructureRow[];
  groups: GroupRecord[];
}

/**
 * Brings the register to what a FINESS file says. Structures are written by batches, each one transaction, parents
 * before children; a broken record is reported and skipped; nothing is ever deleted. The same file a second time
 * changes nothing. An import cut short is resumed by running it again.
 * Throws what the reader throws when the file as a whole cannot be read; the batches before that stay.
 */
export async function importRegister(
  pool: pg.Pool,
  structures: AsyncIterable<FinessRecord>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const inBatch = <T>(work: (tx: Tx) => Promise<T>) =>
    inScope(pool, actor, organisationPolicy.readRegister, async (tx) => {
      // The checks of foreign keys keep one plan for a session: made while the register was empty, it would scan the
      // whole table for each row written.
      await sql`discard plans`.execute(tx);
      await sql`set local enable_seqscan = off`.execute(tx);
      // Two imports at once take turns, batch by batch.
      await sql`select pg_advisory_xact_lock(hashtextextended('register:import', 0))`.execute(tx);
      return work(tx);
    });
  const head = await inBatch((tx) => ensureTreeHead(tx, options.territories));
  const write: WriteOptions = { source: options.source ?? 'finess', ...head, today };
  const report: ImportReport = { read: 0, created: 0, changed: 0, unchanged: 0, closed: 0, problems: 0, firstProblems: [] };
  const note = (problem: ImportProblem) => {
    report.problems += 1;
    if (report.firstProblems.length < mostProblemsKept) report.firstProblems.push(problem);
  };
  const batches = batchesOf(structures, { today, territories: options.territories ?? [], report, note });
  let measured = batchSize / growth;
  for await (const batch of oneAhead(batches)) {
    await inBatch((tx) => writeBatch(tx, batch, write, report, note));
    if (report.read >= measured * growth) {
      measured = report.read;
      // Believing the register as small as it was, the planner would read the whole of it for each batch.
      await pool.query('analyze public.organisation, public.organisation_word');
    }
    options.onProgress?.(report);
  }
  await inBatch((tx) => conclude(tx, actor, 'register.import', { journal: [entryOf(head.nationId, report, today)] }));
  return report;
}

/** Reads the next batch while the database writes this one. */
async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    let coming = source.next();
    for (let found = await coming; !found.done; found = await coming) {
      coming = source.next();
      // Its failure is told when its turn comes.
      coming.catch(() => {});
      yield found.value;
    }
  } finally {
    await source.return(undefined);
  }
}

function entryOf(nationId: string, { firstProblems: _listed, ...counts }: ImportReport, today: string) {
  return { organisationId: nationId, subjectKind: 'organisation', subjectId: nationId, payload: { ...counts, today } };
}

interface Reading {
  today: string;
  territories: readonly Territory[];
  report: ImportReport;
  note: (problem: ImportProblem) => void;
}

/** Gathers records into batches. A number met twice counts once: two rows of a file must not fight over one structure. */
async function* batchesOf(structures: AsyncIterable<FinessRecord>, { today, territories, report, note }: Reading): AsyncGenerator<Batch> {
  const seen = new Set<string>();
  let batch: Batch = { entities: [], sites: [], groups: [] };
  let size = 0;
  for await (const record of structures) {
    if (record.kind === 'problem') {
      note(record);
      continue;
    }
    const key = keyOf(record);
    if (seen.has(key)) {
      note({ kind: 'problem', place: record.place, code: 'duplicate', finess: key });
      continue;
    }
    seen.add(key);
    report.read += 1;
    if (!record.active || (record.closedOn !== undefined && record.closedOn <= today)) report.closed += 1;
    if (record.kind === 'group') batch.groups.push(record);
    else (record.kind === 'site' ? batch.sites : batch.entities).push(structureRow(record, territories));
    size += record.kind === 'group' ? 1 + record.members.length : 1;
    if (size < batchSize) continue;
    yield batch;
    batch = { entities: [], sites: [], groups: [] };
    size = 0;
  }
  if (size > 0) yield batch;
}

function keyOf(record: Exclude<FinessRecord, Problem>): string {
  if (record.kind === 'group') return `${record.form}:${record.id}`;
  return record.kind === 'site' ? `ET ${record.finessEt}` : `EJ ${record.finessEj}`;
}

async function writeBatch(tx: Tx, batch: Batch, write: WriteOptions, report: ImportReport, note: Reading['note']): Promise<void> {
  add(report, await writeEntities(tx, batch.entities, write));
  await addMissingEntities(tx, ownersOf(batch), write);
  add(report, await writeSites(tx, batch.sites, write));
  for (const group of batch.groups) {
    const { outcome, unknownMembers } = await writeGroup(tx, group, write);
    report[outcome] += 1;
    for (const finess of unknownMembers) note({ kind: 'problem', place: group.place, code: 'member_not_in_register', finess });
  }
}

/** Legal entities that the sites of a batch name and that it does not hold, one row each. */
function ownersOf({ entities, sites }: Batch): StructureRow[] {
  const given = new Set(entities.map((entity) => entity.finess));
  const owners = new Map<string, StructureRow>();
  for (const site of sites) {
    if (site.owner && !given.has(site.owner) && !owners.has(site.owner)) owners.set(site.owner, ownerRow(site));
  }
  return [...owners.values()];
}

function add(report: ImportReport, written: Written): void {
  report.created += written.created;
  report.changed += written.changed;
  report.unchanged += written.unchanged;
}
