import { createTransport } from 'nodemailer';
import { systemActor, permission } from '../app/ground/actor.ts';
import { claimMails, type ClaimedMail, markRefused, markSent } from '../app/ground/mail.server.ts';
import type { Platform } from '../app/ground/platform.ts';
import { inScope } from '../app/ground/scope.server.ts';
import { forgetDrafts } from '../app/incidents/draft.server.ts';
import { sweepDeadlines } from '../app/incidents/sweeper.server.ts';
import { forgetExpired } from '../app/sign-in/one-time.server.ts';
import type { Config } from './config.ts';

const deliver = permission('mail.deliver', []);
const batch = 20;
// Polled, not notified: NOTIFY takes one lock for the whole cluster at COMMIT, and the day of a national attack waits on it.
const mailEveryMs = 2_000;
const sweepEveryMs = 60_000;

/** Sends one mail; in evaluation nothing leaves: the outbox page shows it. */
export type Send = (mail: ClaimedMail) => Promise<void>;

/** How mails leave, for this configuration. */
export function sendWith(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>): Send {
  if (!config.smtpUrl) return async () => {};
  const transport = createTransport({ url: config.smtpUrl, connectionTimeout: 15_000, socketTimeout: 30_000 });
  return async (mail) => {
    await transport.sendMail({
      from: config.mailFrom,
      to: { name: '', address: mail.recipient },
      subject: mail.subject,
      text: mail.body,
      // The same identifier at each attempt: a mailbox that got it twice can tell.
      messageId: `<${mail.id}@${config.publicUrl.hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
}

/** Delivers the mails that are due, until none is left. Returns how many left and how many were refused. */
export async function deliverMails(platform: Platform, send: Send): Promise<{ sent: number; refused: number }> {
  const outcome = { sent: 0, refused: 0 };
  const actor = systemActor('mail delivery');
  for (;;) {
    const claimed = await inScope(platform.pool, actor, deliver, (tx) => claimMails(tx, batch));
    if (claimed.length === 0) return outcome;
    for (const mail of claimed) {
      try {
        await send(mail);
        await inScope(platform.pool, actor, deliver, (tx) => markSent(tx, mail, platform.settings.mode === 'production'));
        outcome.sent += 1;
      } catch (error) {
        await inScope(platform.pool, actor, deliver, (tx) => markRefused(tx, mail, (error as Error).message));
        platform.log.warn({ mail: mail.id, attempt: mail.attempts, reason: (error as Error).message }, 'mail refused');
        outcome.refused += 1;
      }
    }
  }
}

/** Runs a task again and again, one run at a time; a failure is logged and the next run tries again. */
function repeat(platform: Platform, name: string, everyMs: number, task: () => Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    clearTimeout(timer);
    running = running.then(async () => {
      if (stopped) return;
      try {
        await task();
      } catch (error) {
        platform.log.error({ err: error, task: name }, 'task failed, will run again');
      }
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(turn, everyMs);
    });
  };
  turn();
  const stop = async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
  return { stop };
}

/** Starts what happens without anyone asking: mails, deadlines, forgetting. */
export function startWorker(platform: Platform, config: Config): { stop: () => Promise<void> } {
  const send = sendWith(config);
  const tasks = [
    repeat(platform, 'mails', mailEveryMs, () => deliverMails(platform, send)),
    repeat(platform, 'deadlines', sweepEveryMs, () => sweepDeadlines(platform)),
    repeat(platform, 'drafts', 3_600_000, () => forgetDrafts(platform)),
    repeat(platform, 'one-time tokens', 86_400_000, () => forgetExpired(platform)),
  ];
  return {
    stop: async () => {
      await Promise.all(tasks.map((task) => task.stop()));
    },
  };
}
