import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../ground/actor.ts';
import { defineSurgeCommand, type Outcome } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError, orError } from '../ground/errors.ts';
import type { NewRows } from '../ground/insertion.server.ts';
import { locales } from '../ground/platform.ts';
import type { Recipient } from './alert.server.ts';
import { declaration } from './declaration.ts';
import { loadDraft } from './draft.server.ts';
import { statusOf, type StatusRow } from './obligations.server.ts';
import { type DeclaredStructure, openFile, type Receipt } from './opening.server.ts';
import { incidentPolicy } from './policy.ts';

/**
 * Validates a declaration: opens the file, computes the duties, alerts the structure, all in one transaction.
 * The code itself never enters: only its digest. Throws `invalid_input`, `not_found` (organisation), `expired` (draft), `conflict` (draft saved since).
 */
export const declare = defineSurgeCommand({
  name: 'incident.declare',
  input: z.strictObject({
    declaration,
    followUpHash: z.base64(),
    locale: z.enum(locales),
    /** The draft that the declaration was written in; its files come along. */
    draftId: z.uuid().nullable().default(null),
    /** When the draft was saved last, as the declaration was read from it. */
    draftSavedAt: z.iso.datetime().nullable().default(null),
  }),
  permission: incidentPolicy.declare,
  async handleAll({ tx, platform }, calls) {
    const structures = await readStructures(tx, calls.map(({ input }) => input.declaration.structure.organisationId));
    const sequences = await takeSequences(tx, calls.length);
    const outcomes: (Outcome<Receipt> | HygieError)[] = [];
    for (const [index, { actor, input }] of calls.entries()) {
      outcomes.push(await orError(async () => {
        const given = input.declaration;
        const structure = requireDeclarable(structures, given.structure);
        const followUpHash = Buffer.from(input.followUpHash, 'base64');
        const outcome = openFile(platform, { actor, given, locale: input.locale, followUpHash, structure, sequence: sequences[index] ?? 0 });
        // Last: a declaration refused among others keeps its draft.
        const files = input.draftId ? await takeOverDraft(tx, actor, { id: input.draftId, savedAt: input.draftSavedAt }, outcome.result) : [];
        return { ...outcome, rows: [...(outcome.rows ?? []), ...files] };
      }));
    }
    return outcomes;
  },
});

/** The structure of a declaration: open; never a region or the nation, save for one that the register does not know. */
function requireDeclarable(structures: Map<string, DeclaredStructure>, named: { organisationId: string; unlisted?: unknown }): DeclaredStructure {
  const found = structures.get(named.organisationId);
  const kinds = named.unlisted ? ['region', 'nation'] : ['establishment', 'site', 'group'];
  if (!found || !kinds.includes(found.kind)) throw new HygieError('not_found');
  return found;
}

/** Everything that declarations need to know of their structures, in one round trip: status, and whom to alert. */
async function readStructures(tx: Tx, ids: readonly string[]): Promise<Map<string, DeclaredStructure>> {
  const asked = [...new Set(ids)];
  const { rows } = await sql<Omit<DeclaredStructure, 'status' | 'recipients'> & StatusRow & { recipients: Recipient[] | null }>`
    select o.id, o.name, o.time_zone, o.kind, a.recipients, s.is_ose, s.nis2_status, s.is_health_data_host, s.cyber_insured
    from organisation o
      left join ground.structure_status(${asked}) s on s.organisation_id = o.id
      left join (select r.alerted, jsonb_agg(r) as recipients from ground.alert_recipients(${asked}) r group by r.alerted) a on a.alerted = o.id
    where o.id = any (${asked}) and (o.closed_on is null or o.closed_on > current_date)`.execute(tx);
  return new Map(rows.map((row) => [row.id, { ...row, status: statusOf(row), recipients: row.recipients ?? [] }]));
}

/** The next ranks in the year's numbers. A declaration that is refused leaves a hole, never a double. */
async function takeSequences(tx: Tx, count: number): Promise<number[]> {
  const { rows } = await sql<{ sequence: number }>`select nextval('incident_number') as sequence from generate_series(1, ${count})`.execute(tx);
  return rows.map(({ sequence }) => sequence);
}

/** Files joined to the draft become the file's; the draft itself is forgotten with the same COMMIT. */
async function takeOverDraft(tx: Tx, actor: Actor, read: { id: string; savedAt: string | null }, { organisationId, incidentId }: Receipt): Promise<NewRows[]> {
  const draft = await loadDraft(tx, actor.key, { lock: true });
  if (draft?.id !== read.id) throw new HygieError('expired');
  // Saved since: what would be sent is not all that was said.
  if (read.savedAt !== null && draft.updatedAt.toISOString() !== read.savedAt) throw new HygieError('conflict');
  const rows = draft.attachments.map((file) => ({
    organisation_id: organisationId, incident_id: incidentId, id: file.id, sha256: `\\x${file.sha256.toString('hex')}`, size: file.size,
    media_type: file.mediaType, name: file.name, author_label: actor.label, side: 'declarant',
  }));
  await tx.deleteFrom('declaration_draft').where('id', '=', draft.id).execute();
  return [{ into: 'incident_attachment', rows }];
}
