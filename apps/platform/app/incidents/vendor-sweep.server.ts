import { permission, systemActor } from '../ground/actor.ts';
import { conclude } from '../ground/conclude.server.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { silentMails } from './documents/vendor-mails.server.ts';
import { addEvent, journalOf } from './file.server.ts';

const sweep = permission('incident.sweep', []);
const actor = systemActor('vendors');
const filesPerSweep = 200;

/**
 * Says of each vendor that was waited for in vain that it did not answer, and reminds the analyst, once a letter. Level-
 * triggered: a sweep lost is caught up by the next. Answers how many. Index: incident_vendor_awaited.
 */
export async function sweepVendors(platform: Platform): Promise<number> {
  const now = platform.now();
  const due = await inScope(platform.pool, actor, sweep, (tx) =>
    tx.selectFrom('incident_vendor').select(['organisation_id', 'incident_id']).where('answer_due_at', '<=', now).orderBy('answer_due_at').orderBy('incident_id').limit(filesPerSweep).execute());
  let reminded = 0;
  for (const one of due) if (await remindOf(platform, one, now)) reminded += 1;
  return reminded;
}

/** One vendor, in one transaction; false when its file is held, or someone did the work meanwhile. */
async function remindOf(platform: Platform, due: { organisation_id: string; incident_id: string }, now: Date): Promise<boolean> {
  return inScope(platform.pool, actor, sweep, async (tx) => {
    // The file first, as every command does: no two of them wait for each other.
    const file = await tx
      .selectFrom('incident')
      .select(['organisation_id', 'id', 'number', 'state', 'tlp', 'assigned_to'])
      .where('organisation_id', '=', due.organisation_id)
      .where('id', '=', due.incident_id)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!file) return false;
    const vendor = await tx
      .updateTable('incident_vendor')
      .set((eb) => ({ answer_due_at: null, state: eb.case().when('state', '=', 'contacted').then('no_answer').else(eb.ref('state')).end(), version: eb('version', '+', 1) }))
      .where('organisation_id', '=', due.organisation_id)
      .where('incident_id', '=', due.incident_id)
      .where('answer_due_at', '<=', now)
      .returning(['name', 'state'])
      .executeTakeFirst();
    if (!vendor || file.state === 'closed') return false;
    if (vendor.state === 'no_answer') await addEvent(tx, file, actor, { kind: 'vendor_no_answer', at: now });
    const mails = await silentMails(tx, file, vendor.name, platform.settings);
    if (mails.length === 0) platform.log.error({ number: file.number }, 'a vendor did not answer, and nobody can be reminded');
    await conclude(tx, actor, 'incident.remind_vendor', { journal: [journalOf(file, { vendor: vendor.name, told: mails.length })], mails });
    return true;
  });
}
