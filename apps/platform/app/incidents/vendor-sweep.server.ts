import { permission, systemActor } from '../ground/actor.ts';
import { conclude } from '../ground/conclude.server.ts';
import type { Tx } from '../ground/database.server.ts';
import type { OutgoingMail } from '../ground/mail.server.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { answeredMails, silentMails } from './documents/vendor-mails.server.ts';
import { addEvent, journalOf } from './file.server.ts';
import { toldEveryMs } from './vendor-link.server.ts';

const sweep = permission('incident.sweep', []);
const actor = systemActor('vendors');
const filesPerSweep = 200;

interface Due {
  organisation_id: string;
  incident_id: string;
}

/**
 * Says of each vendor that was waited for in vain that it did not answer, and reminds the analyst, once a letter; tells of
 * the answers that came within the hour of another. A closed file waits until it is open again. Level-triggered: a sweep
 * lost is caught up by the next. Answers how many mails it queued for. Indexes: incident_vendor_awaited, incident_vendor_untold.
 */
export async function sweepVendors(platform: Platform): Promise<number> {
  const now = platform.now();
  const { silent, untold } = await inScope(platform.pool, actor, sweep, async (tx) => ({
    silent: await dueOf(tx).where('v.answer_due_at', '<=', now).where('i.state', '!=', 'closed').orderBy('v.answer_due_at').orderBy('v.incident_id').execute(),
    untold: await dueOf(tx).where('v.untold', '=', true).where('v.told_at', '<=', tellableAt(now)).orderBy('v.told_at').orderBy('v.incident_id').execute(),
  }));
  let told = 0;
  for (const one of silent) if (await conclusionOf(platform, one, (tx, file) => remind(tx, file, platform, now))) told += 1;
  for (const one of untold) if (await conclusionOf(platform, one, (tx, file) => tell(tx, file, platform, now))) told += 1;
  return told;
}

const tellableAt = (now: Date) => new Date(now.getTime() - toldEveryMs);

function dueOf(tx: Tx) {
  return tx
    .selectFrom('incident_vendor as v')
    .innerJoin('incident as i', (join) => join.onRef('i.organisation_id', '=', 'v.organisation_id').onRef('i.id', '=', 'v.incident_id'))
    .select(['v.organisation_id', 'v.incident_id'])
    .limit(filesPerSweep);
}

type SweptFile = NonNullable<Awaited<ReturnType<typeof holdSwept>>>;

/** The file first, as every command does: no two of them wait for each other. Nothing when someone else holds it. */
async function holdSwept(tx: Tx, due: Due) {
  return tx
    .selectFrom('incident')
    .select(['organisation_id', 'id', 'number', 'state', 'tlp'])
    .where('organisation_id', '=', due.organisation_id)
    .where('id', '=', due.incident_id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** One vendor, in one transaction; false when its file is held, or someone did the work meanwhile. */
async function conclusionOf(platform: Platform, due: Due, work: (tx: Tx, file: SweptFile) => Promise<{ command: string; mails: OutgoingMail[] } | null>): Promise<boolean> {
  return inScope(platform.pool, actor, sweep, async (tx) => {
    const file = await holdSwept(tx, due);
    const done = file && (await work(tx, file));
    if (!file || !done) return false;
    await conclude(tx, actor, done.command, { journal: [journalOf(file, { told: done.mails.length })], mails: done.mails });
    return true;
  });
}

async function remind(tx: Tx, file: SweptFile, platform: Platform, now: Date) {
  // Closed meanwhile.
  if (file.state === 'closed') return null;
  const vendor = await tx
    .updateTable('incident_vendor')
    .set((eb) => ({ answer_due_at: null, state: eb.case().when('state', '=', 'contacted').then('no_answer').else(eb.ref('state')).end(), version: eb('version', '+', 1) }))
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .where('answer_due_at', '<=', now)
    .returning(['name', 'state'])
    .executeTakeFirst();
  if (!vendor) return null;
  if (vendor.state === 'no_answer') await addEvent(tx, file, actor, { kind: 'vendor_no_answer', at: now });
  return { command: 'incident.remind_vendor', mails: await silentMails(tx, file, vendor.name, platform) };
}

async function tell(tx: Tx, file: SweptFile, platform: Platform, now: Date) {
  const vendor = await tx
    .updateTable('incident_vendor')
    .set({ untold: false, told_at: now })
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .where('untold', '=', true)
    .where('told_at', '<=', tellableAt(now))
    .returning('name')
    .executeTakeFirst();
  return vendor ? { command: 'incident.tell_answers', mails: await answeredMails(tx, file, vendor.name, platform) } : null;
}
