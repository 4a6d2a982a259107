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
import { refreshObligations } from './obligations.server.ts';

const sweep = permission('incident.sweep', []);
const actor = systemActor('deadlines');

// An undetermined duty is only worth a reminder where nearly everyone is concerned; the others wait for a fact.
const remindedUndetermined = new Set(['cert_sante', 'cnil', 'complaint']);

/**
 * Looks at every file whose reminder is due and sends it: half time and last tenth to those in charge, overdue to the
 * director too. Level-triggered: everything is recomputed from the tables, so a sweep lost is caught up by the next.
 * Returns how many reminders left.
 */
export async function sweepDeadlines(platform: Platform): Promise<number> {
  let sent = 0;
  for (;;) {
    const one = await inScope(platform.pool, actor, sweep, (tx) => remindOne(tx, platform));
    if (one === null) return sent;
    sent += one;
  }
}

/** Treats one file, in one transaction; null when none is due. */
async function remindOne(tx: Tx, platform: Platform): Promise<number | null> {
  const now = platform.now();
  const row = await tx
    .selectFrom('incident')
    .selectAll()
    .where('next_reminder_at', '<=', now)
    .orderBy('next_reminder_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return null;
  const file = { ...row, facts: storedFacts.parse(row.facts) };
  const found = await refreshObligations(tx, file, now);
  const due = await newReminders(tx, file, found, now);
  const recipients = await readRecipients(tx, row.organisation_id);
  const place = await tx.selectFrom('organisation').select(['name', 'time_zone']).where('id', '=', row.organisation_id).executeTakeFirstOrThrow();
  const mails = due.flatMap(({ duty, reminder }) => reminderMails(row, place, duty, reminder, recipients, platform));
  if (mails.length > 0) {
    const reminded = due.map(({ duty, reminder }) => ({ duty: duty.id, reminder: reminder.kind, moment: reminder.at }));
    await conclude(tx, actor, 'incident.remind', { journal: [journalOf(row, { reminded })], mails });
  }
  await refreshObligations(tx, file, now);
  return due.length;
}

/**
 * Records every reminder whose time came and returns, for each duty, only the last one: what was overtaken while
 * nobody swept (a worker down for a night) is marked, not sent.
 */
async function newReminders(tx: Tx, file: { organisation_id: string; id: string }, found: readonly Duty[], now: Date) {
  const due: { duty: Duty; reminder: Reminder }[] = [];
  for (const duty of found) {
    const worth = duty.verdict === 'applies' || (duty.verdict === 'undetermined' && remindedUndetermined.has(duty.regime));
    const reached = dueReminders(duty, now.toISOString());
    if (reached.length === 0) continue;
    const inserted = await tx
      .insertInto('incident_reminder')
      .values(reached.map((one) => ({ organisation_id: file.organisation_id, incident_id: file.id, duty: one.duty, kind: one.kind, moment: one.at })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('kind')
      .execute();
    const last = reached.findLast((one) => inserted.some((row) => row.kind === one.kind));
    if (last && worth) due.push({ duty, reminder: last });
  }
  return due;
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
