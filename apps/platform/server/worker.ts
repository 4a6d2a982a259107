import { createTransport } from 'nodemailer';
import { systemActor, permission } from '../app/ground/actor.ts';
import { claimMails, type ClaimedMail, markRefused, markSent } from '../app/ground/mail.server.ts';
import type { Platform } from '../app/ground/platform.ts';
import { inScope } from '../app/ground/scope.server.ts';
import { forgetContents, forgetDrafts } from '../app/incidents/draft.server.ts';
import { sweepDeadlines } from '../app/incidents/sweeper.server.ts';
import { sweepVendors } from '../app/incidents/vendor-sweep.server.ts';
import { forgetExpired } from '../app/sign-in/one-time.server.ts';
import type { Config } from './config.ts';
import { keepServing } from './last-resort.ts';

const deliver = permission('mail.deliver', []);
const deliverer = systemActor('mail delivery');
// Claimed and sent together: a batch ends long before its lease does, even with servers that never answer.
const batch = 5;
// Polled, not notified: NOTIFY takes one lock for the whole cluster at COMMIT, and the day of a national attack waits on it.
const mailEveryMs = 2_000;
const sweepEveryMs = 60_000;

/** Sends one mail; in evaluation nothing leaves: the outbox page shows it. */
export type Send = (mail: ClaimedMail) => Promise<void>;

/** How mails leave, for this configuration. */
export function sendWith(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>): Send & { close: () => void } {
  if (!config.smtpUrl) return Object.assign(async () => {}, { close: () => {} });
  const transport = createTransport({
    url: config.smtpUrl, pool: true, maxConnections: batch, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000,
    // The outbox tries again, and counts it; a pool that did too would send twice unseen.
    maxRequeues: 0,
  });
  const send: Send = async (mail) => {
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
  return Object.assign(send, { close: () => transport.close() });
}

/** Delivers the mails that are due, until none is left or `stopped` says so. Returns how many left and were refused. */
export async function deliverMails(platform: Platform, send: Send, stopped = () => false): Promise<{ sent: number; refused: number }> {
  const outcome = { sent: 0, refused: 0 };
  while (!stopped()) {
    const claimed = await inScope(platform.pool, deliverer, deliver, (tx) => claimMails(tx, batch));
    if (claimed.length === 0) break;
    const delivered = await Promise.allSettled(claimed.map((mail) => deliverOne(platform, send, mail)));
    for (const one of delivered) {
      if (one.status === 'rejected') throw one.reason;
      outcome[one.value] += 1;
    }
  }
  return outcome;
}

async function deliverOne(platform: Platform, send: Send, mail: ClaimedMail): Promise<'sent' | 'refused'> {
  try {
    await send(mail);
    await inScope(platform.pool, deliverer, deliver, (tx) => markSent(tx, mail, platform.settings.mode === 'production'));
    return 'sent';
  } catch (error) {
    await inScope(platform.pool, deliverer, deliver, (tx) => markRefused(tx, mail, (error as Error).message));
    platform.log.warn({ mail: mail.id, attempt: mail.attempts, reason: (error as Error).message }, 'mail refused');
    return 'refused';
  }
}

/** Runs a task again and again, one run at a time; a failure is logged and the next run tries again. */
function repeat(platform: Platform, name: string, everyMs: number, task: (stopped: () => boolean) => Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    clearTimeout(timer);
    running = running.then(async () => {
      if (stopped) return;
      try {
        await task(() => stopped);
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
  keepServing(platform.log);
  const send = sendWith(config);
  const tasks = [
    repeat(platform, 'mails', mailEveryMs, (stopped) => deliverMails(platform, send, stopped)),
    repeat(platform, 'deadlines', sweepEveryMs, () => sweepDeadlines(platform)),
    repeat(platform, 'vendors', sweepEveryMs, () => sweepVendors(platform)),
    repeat(platform, 'drafts', 3_600_000, () => forgetDrafts(platform)),
    repeat(platform, 'contents', 86_400_000, () => forgetContents(platform)),
    repeat(platform, 'one-time tokens', 86_400_000, () => forgetExpired(platform)),
  ];
  return {
    stop: async () => {
      await Promise.all(tasks.map((task) => task.stop()));
      send.close();
    },
  };
}
