import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from './actor.ts';

/** One line of the journal, as a command hands it over; the database adds sequence, time and hash. */
export interface JournalEntry {
  organisationId: string;
  subjectKind: string;
  subjectId: string;
  /** Who did it, when that is not the actor of the command: it found out who proved to be whom. */
  author?: Pick<Actor, 'key' | 'label'>;
  /** What changed: `before`, `after`, `reason`… Never a secret: those who read the journal read this. */
  payload: Record<string, unknown>;
}

// The separator of the hashed text; a label holding it could shift a field into its neighbour.
const separator = '\u001f';
const clean = (text: string) => text.replaceAll(separator, ' ');

/** Entries in the shape that `ground.conclude` takes. */
export function journalLines(actor: Actor, command: string, entries: readonly JournalEntry[]) {
  return entries.map((entry) => ({
    organisation: entry.organisationId, actor: clean((entry.author ?? actor).key), label: clean((entry.author ?? actor).label), origin: clean(actor.origin),
    command: clean(command), kind: clean(entry.subjectKind), subject: clean(entry.subjectId), payload: entry.payload,
  }));
}

/** Lines by organisation: taken in one order everywhere, the heads of the chains never make two transactions wait for each other. */
export function inLockingOrder<Line extends { organisation: string }>(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) => (a.organisation < b.organisation ? -1 : a.organisation > b.organisation ? 1 : 0));
}

/** A place where the journal was tampered with. */
export interface JournalFault {
  organisationId: string;
  seq: number;
  fault: 'altered' | 'missing' | 'cut' | 'head_mismatch' | 'anchor_mismatch';
}

/** What a verification found: how many chains and entries were read, and each fault. */
export interface JournalReport {
  chains: number;
  entries: number;
  faults: JournalFault[];
}

/** The last entry of each chain, to be kept outside the database; a later verification compares. */
export type JournalAnchor = Record<string, { seq: number; hash: string }>;

interface JournalRow {
  organisation_id: string;
  seq: number;
  text: string;
  previous_hash: string;
  hash: string;
}

/**
 * Walks every chain and recomputes each hash outside the database. A chain shorter than its head, or than the
 * anchor kept elsewhere, was cut; a head that does not name the last entry was tampered with, or the entry slipped in.
 * `client` must see every organisation, and one state of the database (`repeatable read`) when others write.
 */
export async function verifyJournal(client: pg.ClientBase, anchor: JournalAnchor = {}): Promise<JournalReport> {
  const report: JournalReport = { chains: 0, entries: 0, faults: [] };
  const heads = await readHeads(client);
  const seen = new Map<string, { seq: number; hash: string }>();
  for await (const row of journalRows(client)) {
    report.entries += 1;
    const last = seen.get(row.organisation_id) ?? { seq: 0, hash: '' };
    const expected = createHash('sha256').update(Buffer.from(last.hash, 'hex')).update(row.text).digest('hex');
    if (row.seq !== last.seq + 1) report.faults.push({ organisationId: row.organisation_id, seq: last.seq + 1, fault: 'missing' });
    else if (row.hash !== expected || row.previous_hash !== last.hash) report.faults.push({ organisationId: row.organisation_id, seq: row.seq, fault: 'altered' });
    const anchored = anchor[row.organisation_id];
    if (anchored?.seq === row.seq && anchored.hash !== row.hash) {
      report.faults.push({ organisationId: row.organisation_id, seq: row.seq, fault: 'anchor_mismatch' });
    }
    seen.set(row.organisation_id, { seq: row.seq, hash: row.hash });
  }
  report.chains = seen.size;
  report.faults.push(...faultsAtTheEnd(seen, heads, anchor));
  return report;
}

function faultsAtTheEnd(seen: Map<string, { seq: number; hash: string }>, heads: JournalAnchor, anchor: JournalAnchor): JournalFault[] {
  const none = { seq: 0, hash: '' };
  return [...new Set([...Object.keys(heads), ...seen.keys(), ...Object.keys(anchor)])].sort().flatMap((organisationId): JournalFault[] => {
    const last = seen.get(organisationId) ?? none;
    const head = heads[organisationId] ?? none;
    const known = Math.max(head.seq, anchor[organisationId]?.seq ?? 0);
    if (last.seq < known) return [{ organisationId, seq: last.seq + 1, fault: 'cut' }];
    const agree = last.seq === head.seq && last.hash === head.hash;
    return agree ? [] : [{ organisationId, seq: last.seq, fault: 'head_mismatch' }];
  });
}

/** Reads the head of each chain: what an anchor keeps. */
export async function readHeads(client: pg.ClientBase): Promise<JournalAnchor> {
  const { rows } = await client.query(
    "select organisation_id, seq, encode(hash, 'hex') as hash from public.journal_head order by organisation_id",
  );
  return Object.fromEntries(rows.map((row) => [row.organisation_id, { seq: Number(row.seq), hash: row.hash }]));
}

async function* journalRows(client: pg.ClientBase): AsyncGenerator<JournalRow> {
  await client.query(`declare journal_walk no scroll cursor with hold for
    select organisation_id, seq, encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash,
      ground.journal_text(organisation_id, seq, at, actor, actor_label, origin, command, subject_kind, subject_id, payload) as text
    from public.journal order by organisation_id, seq`);
  try {
    for (;;) {
      const { rows } = await client.query('fetch 2000 from journal_walk');
      if (rows.length === 0) return;
      for (const row of rows) yield { ...row, seq: Number(row.seq) };
    }
  } finally {
    await client.query('close journal_walk');
  }
}
