import { dueReminders, type Duty, type Reminder } from '@hygie/obligations';
import { sql } from 'kysely';
import { permission, systemActor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { formatInstant } from '../ground/dates.ts';
import { conclude } from '../ground/conclude.server.ts';
import type { OutgoingMail } from '../ground/mail.server.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { translator } from '../messages.ts';
import { chooseDirectors, chooseRecipients, readRecipients, type Recipient } from './alert.server.ts';
import { storedFacts } from './facts.ts';
import { journalOf } from './file.server.ts';
import { isReminded, readReminders, refreshObligations, reminderKey } from './obligations.server.ts';

const sweep = permission('incident.sweep', []);
const actor = systemActor('deadlines');

// A sweep treats each file once at most, so it ends; what is left is for the next one.
const filesPerSweep = 1_000;
// When a file failed, or nobody could be told: long enough not to shout, short enough for a clock of 24 hours.
const againAfterMs = 3_600_000;

/** A file as the sweep finds it. */
interface DueFile {
  organisation_id: string;
  id: string;
  number: string;
}

/** What a sweep did. */
export interface Sweep {
  /** Reminders that left. */
  sent: number;
  /** Reminders that nobody could be told: tried again an hour later. */
  unheard: number;
  /** Files that could not be treated: logged, and tried again an hour later. */
  failed: number;
}

/**
 * Looks at every file whose moment came: recomputes its duties and sends the reminders that are due, half time and last
 * tenth to those in charge, overdue to the director too. Level-triggered: everything is recomputed from the tables, so
 * a sweep lost is caught up by the next. A file that fails keeps no other from its reminders.
 */
export async function sweepDeadlines(platform: Platform): Promise<Sweep> {
  const now = platform.now();
  const done: Sweep = { sent: 0, unheard: 0, failed: 0 };
  for (const file of await inScope(platform.pool, actor, sweep, (tx) => readDueFiles(tx, now))) {
    try {
      const one = await inScope(platform.pool, actor, sweep, (tx) => remindOne(tx, platform, file, now));
      done.sent += one.sent;
      done.unheard += one.unheard;
    } catch (error) {
      // When the database itself fails, so does this: the sweep stops, and runs again.
      await inScope(platform.pool, actor, sweep, (tx) => lookAgainLater(tx, file, now));
      platform.log.error({ err: error, number: file.number }, 'reminders of a file failed, tried again in an hour');
      done.failed += 1;
    }
  }
  return done;
}

/** Files whose moment came, the oldest first. Index: incident_next_reminder. */
async function readDueFiles(tx: Tx, now: Date): Promise<DueFile[]> {
  return tx
    .selectFrom('incident')
    .select(['organisation_id', 'id', 'number'])
    .where('next_reminder_at', '<=', now)
    .orderBy('next_reminder_at')
    .orderBy('id')
    .limit(filesPerSweep)
    .execute();
}

async function lookAgainLater(tx: Tx, file: DueFile, now: Date): Promise<void> {
  await tx
    .updateTable('incident')
    .set({ next_reminder_at: new Date(now.getTime() + againAfterMs) })
    .where('organisation_id', '=', file.organisation_id)
    .where('id', '=', file.id)
    .execute();
}

/** Treats one file, in one transaction; nothing when another sweep or a person holds it, or did the work meanwhile. */
async function remindOne(tx: Tx, platform: Platform, due: DueFile, now: Date): Promise<Pick<Sweep, 'sent' | 'unheard'>> {
  const row = await tx
    .selectFrom('incident')
    .selectAll()
    .where('organisation_id', '=', due.organisation_id)
    .where('id', '=', due.id)
    .where('next_reminder_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return { sent: 0, unheard: 0 };
  const file = { ...row, facts: storedFacts.parse(row.facts) };
  const found = await refreshObligations(tx, file, now);
  const calls = callsOf(found, await readReminders(tx, row.organisation_id, row.id), now);
  if (calls.length === 0) return { sent: 0, unheard: 0 };
  const recipients = await readRecipients(tx, row.organisation_id);
  const place = await tx.selectFrom('organisation').select(['name', 'time_zone']).where('id', '=', row.organisation_id).executeTakeFirstOrThrow();
  const mails = calls.flatMap(({ duty, reminder }) => reminderMails(row, place, duty, reminder, recipients, platform));
  const reminded = calls.map(({ reminder }) => ({ duty: reminder.duty, reminder: reminder.kind, moment: reminder.at }));
  if (mails.length === 0) {
    if (!(await alreadyUnheard(tx, row, reminded))) {
      await conclude(tx, actor, 'incident.remind', { journal: [journalOf(row, { reminded, unheard: true })] });
    }
    await lookAgainLater(tx, row, now);
    platform.log.error({ number: row.number }, 'nobody to remind, tried again in an hour');
    return { sent: 0, unheard: calls.length };
  }
  await tx
    .insertInto('incident_reminder')
    .values(calls.flatMap(({ reached }) => reached.map((one) => ({
      organisation_id: row.organisation_id, incident_id: row.id, duty: one.duty, kind: one.kind, moment: one.at,
    }))))
    .execute();
  await conclude(tx, actor, 'incident.remind', { journal: [journalOf(row, { reminded })], mails });
  await refreshObligations(tx, file, now);
  return { sent: calls.length, unheard: 0 };
}

/** A reminder to send, with those of the same duty that it overtakes: a worker was down for a night. */
interface Call {
  duty: Duty;
  reminder: Reminder;
  /** `reminder` and what it overtakes. */
  reached: readonly Reminder[];
}

/** What calls for attention now: for each duty people are reminded of, the last reminder that was not recorded. */
function callsOf(found: readonly Duty[], recorded: ReadonlySet<string>, now: Date): Call[] {
  return found.filter(isReminded).flatMap((duty) => {
    const reached = dueReminders(duty, now.toISOString()).filter((one) => !recorded.has(reminderKey(one)));
    const reminder = reached.at(-1);
    return reminder ? [{ duty, reminder, reached }] : [];
  });
}

/** Whether the journal already says that nobody heard these very reminders: said once, not every hour. Index: journal_subject. */
async function alreadyUnheard(tx: Tx, file: DueFile, reminded: readonly unknown[]): Promise<boolean> {
  const line = await tx
    .selectFrom('journal')
    .select('seq')
    .where('organisation_id', '=', file.organisation_id)
    .where('subject_kind', '=', 'incident')
    .where('subject_id', '=', file.id)
    .where('command', '=', 'incident.remind')
    .where(sql<boolean>`payload @> ${JSON.stringify({ unheard: true, reminded })}::jsonb`)
    .limit(1)
    .executeTakeFirst();
  return line !== undefined;
}

function reminderMails(
  file: { organisation_id: string; id: string; number: string },
  place: { name: string; time_zone: string },
  duty: Duty,
  reminder: Reminder,
  recipients: readonly Recipient[],
  platform: Platform,
): OutgoingMail[] {
  const heard = chooseRecipients(recipients);
  const above = reminder.kind === 'half' ? [] : chooseDirectors(recipients);
  const everyone = new Map([...heard, ...above].map((one) => [one.email.toLowerCase(), one]));
  return [...everyone.values()].map((recipient) => {
    const t = translator(recipient.locale, place.time_zone);
    const words = {
      when: reminder.kind, addressee: duty.addressee[recipient.locale], number: file.number, title: duty.title[recipient.locale],
      basis: duty.legalBasis[recipient.locale], organisation: place.name, undetermined: duty.verdict === 'undetermined' ? 'yes' : 'no',
      due: formatInstant(duty.clock?.endsAt ?? reminder.at, recipient.locale, place.time_zone),
      link: new URL(`/incidents/${file.number}/obligations`, platform.settings.publicUrl).href,
    };
    return {
      organisationId: file.organisation_id, purpose: 'incident.reminder', recipient: recipient.email, locale: recipient.locale,
      subject: t('incidents.mail.reminderSubject', words), body: t('incidents.mail.reminderBody', words),
      about: { kind: 'incident', id: file.id },
    };
  });
}

/** How many open files have a reminder that should have left: zero when the sweeper lives. */
export async function lateReminders(platform: Platform): Promise<number> {
  return inScope(platform.pool, actor, sweep, async (tx) => {
    const row = await tx
      .selectFrom('incident')
      .select(sql<number>`count(*)`.as('count'))
      .where('next_reminder_at', '<', sql<Date>`now() - interval '5 minutes'`)
      .executeTakeFirstOrThrow();
    return row.count;
  });
}
