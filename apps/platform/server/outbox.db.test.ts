import { createServer } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { permission, systemActor } from '../app/ground/actor.ts';
import { conclude } from '../app/ground/conclude.server.ts';
import { newId } from '../app/ground/id.ts';
import { claimMails, maxAttempts, type OutgoingMail } from '../app/ground/mail.server.ts';
import { inScope } from '../app/ground/scope.server.ts';
import { testDatabase } from '../app/ground/testing/database.ts';
import { plantTree, type TestTree } from '../app/ground/testing/tree.ts';
import { deliverMails, sendWith } from './worker.ts';

const database = await testDatabase();
afterAll(() => database.stop());
const { admin, platform } = database;
const system = permission('test.mail', []);
let tree: TestTree;
beforeAll(async () => {
  tree = await plantTree(admin);
});
beforeEach(() => admin.query("update mail set state = 'abandoned' where state = 'queued'"));

/** Queues one mail as a command does. */
async function queue(mail: Partial<OutgoingMail> = {}): Promise<void> {
  const full: OutgoingMail = {
    organisationId: tree.a, purpose: 'incident.alert', recipient: 'ssi@ch-valbrune.example', locale: 'fr',
    subject: 'Incident déclaré : messagerie coupée', body: 'Bonjour,\n\nLa messagerie est coupée depuis 8 h 40.\n', ...mail,
  };
  const actor = systemActor('test');
  const entry = { organisationId: tree.a, subjectKind: 'test', subjectId: '1', payload: {} };
  await inScope(platform.pool, actor, system, (tx) => conclude(tx, actor, 'test.queue', { journal: [entry], mails: [full] }));
}

const outbox = async () => (await admin.query("select * from mail order by created_at desc, id desc limit 1")).rows[0];
/** Lets the time of the next attempt come. */
const wait = () => admin.query("update mail set next_attempt_at = now() where state = 'queued'");

interface Mailbox {
  url: string;
  received: { email: Email; raw: string; from: string; to: string[] }[];
  /** What to do with the next messages once their content came. */
  onData: (times: number) => 'accept' | 'refuse' | 'cut';
  close: () => Promise<void>;
}

async function openMailbox(port = 0): Promise<Mailbox> {
  const mailbox: Omit<Mailbox, 'url' | 'close'> = { received: [], onData: () => 'accept' };
  let times = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: async (stream, session, done) => {
      const raw = Buffer.concat(await stream.toArray()).toString('utf8');
      times += 1;
      const choice = mailbox.onData(times);
      if (choice === 'refuse') return done(Object.assign(new Error('Mailbox full'), { responseCode: 452 }));
      const { mailFrom, rcptTo } = session.envelope;
      mailbox.received.push({ email: await PostalMime.parse(raw), raw, from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) });
      if (choice === 'accept') return done();
      // The server kept the message; the one who sent it never learns.
      for (const connection of server.connections) (connection as unknown as { _socket: { destroy: () => void } })._socket.destroy();
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as { port: number };
  const close = async () => {
    // A server waits for those who hold a connection, and a sender keeps its own to use them again.
    for (const sender of senders) sender.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return Object.assign(mailbox, { url: `smtp://127.0.0.1:${address.port}`, close });
}

const senders: ReturnType<typeof sendWith>[] = [];
function senderTo(smtpUrl: string): ReturnType<typeof sendWith> {
  const sender = sendWith({ smtpUrl, mailFrom: 'Hygie <alerte@hygie.example>', publicUrl: new URL('https://hygie.example') });
  senders.push(sender);
  return sender;
}
afterEach(() => {
  for (const sender of senders.splice(0)) sender.close();
});

describe('a mail of the outbox', () => {
  test('reaches a real SMTP server with its words and headers, once', async () => {
    const mailbox = await openMailbox();
    await queue();
    const { id } = await outbox();
    expect(await deliverMails(platform, senderTo(mailbox.url))).toEqual({ sent: 1, refused: 0 });
    expect(await deliverMails(platform, senderTo(mailbox.url))).toEqual({ sent: 0, refused: 0 });
    await mailbox.close();
    const [message, ...others] = mailbox.received;
    expect(others).toEqual([]);
    expect(message).toMatchObject({ from: 'alerte@hygie.example', to: ['ssi@ch-valbrune.example'] });
    expect(message?.email).toMatchObject({
      from: { name: 'Hygie', address: 'alerte@hygie.example' },
      to: [{ address: 'ssi@ch-valbrune.example' }],
      subject: 'Incident déclaré : messagerie coupée',
      text: 'Bonjour,\n\nLa messagerie est coupée depuis 8 h 40.\n',
      messageId: `<${id}@hygie.example>`,
    });
    expect(message?.email.html).toBeUndefined();
    const headers = new Map(message?.email.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('content-language')).toBe('fr');
    expect(await outbox()).toMatchObject({ state: 'sent', attempts: 1, last_error: null, sent_at: expect.any(Date) });
  });

  test('waits when nobody answers, and leaves once the server is back, recorded once', async () => {
    const port = await closedPort();
    await queue();
    const send = senderTo(`smtp://127.0.0.1:${port}`);
    expect(await deliverMails(platform, send)).toEqual({ sent: 0, refused: 1 });
    expect(await outbox()).toMatchObject({ state: 'queued', attempts: 1, last_error: expect.stringContaining('ECONNREFUSED') });
    expect(await deliverMails(platform, send)).toEqual({ sent: 0, refused: 0 });
    const mailbox = await openMailbox(port);
    await wait();
    expect(await deliverMails(platform, send)).toEqual({ sent: 1, refused: 0 });
    await mailbox.close();
    expect(mailbox.received).toHaveLength(1);
    expect(await outbox()).toMatchObject({ state: 'sent', attempts: 2, last_error: null });
  });

  test('comes twice under the same Message-ID when the answer of the server was lost', async () => {
    const mailbox = await openMailbox();
    mailbox.onData = (times) => (times === 1 ? 'cut' : 'accept');
    await queue();
    expect(await deliverMails(platform, senderTo(mailbox.url))).toEqual({ sent: 0, refused: 1 });
    await wait();
    expect(await deliverMails(platform, senderTo(mailbox.url))).toEqual({ sent: 1, refused: 0 });
    await mailbox.close();
    expect(mailbox.received.map(({ email }) => email.messageId)).toEqual(Array(2).fill(`<${(await outbox()).id}@hygie.example>`));
  });

  test('is kept with the words of the server that refused it', async () => {
    const mailbox = await openMailbox();
    mailbox.onData = () => 'refuse';
    await queue();
    await deliverMails(platform, senderTo(mailbox.url));
    await mailbox.close();
    expect(await outbox()).toMatchObject({ state: 'queued', last_error: expect.stringContaining('Mailbox full') });
  });

  test('comes back after five minutes, under the same identifier, when the worker that claimed it died', async () => {
    await queue();
    const claim = () => inScope(platform.pool, systemActor('test'), system, (tx) => claimMails(tx, 20));
    const [first] = await claim();
    expect(await claim()).toEqual([]);
    const { next_attempt_at } = await outbox();
    const lease = (next_attempt_at.getTime() - Date.now()) / 1000;
    expect(lease).toBeGreaterThan(280);
    expect(lease).toBeLessThanOrEqual(301);
    await wait();
    const [again] = await claim();
    expect(again).toEqual({ ...first, attempts: 2 });
  });

  test('is claimed by one worker only when many ask at once', async () => {
    for (let turn = 0; turn < 30; turn += 1) await queue();
    const claims = await Promise.all(Array.from({ length: 8 }, () => inScope(platform.pool, systemActor('test'), system, (tx) => claimMails(tx, 7))));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(30);
  });

  test('is tried later and later, and abandoned after twelve refusals, never silently dropped', async () => {
    await queue();
    const waits: number[] = [];
    const refuse = async () => {
      throw new Error('452 Mailbox full');
    };
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      await wait();
      expect(await deliverMails(platform, refuse)).toEqual({ sent: 0, refused: 1 });
      const { next_attempt_at, attempts } = await outbox();
      expect(attempts).toBe(attempt);
      waits.push(Math.round((next_attempt_at.getTime() - Date.now()) / 1000));
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeLessThanOrEqual(30);
    expect(waits.at(-1)).toBeLessThanOrEqual(4 * 3600);
    expect(maxAttempts).toBe(12);
    expect(await outbox()).toMatchObject({ state: 'abandoned', last_error: '452 Mailbox full' });
    await admin.query('update mail set next_attempt_at = now()');
    expect(await deliverMails(platform, refuse)).toEqual({ sent: 0, refused: 0 });
  });

  test('does not keep the others back: one that is refused, those after it leave', async () => {
    const poor = `${newId()}@plein.example`;
    await queue({ recipient: poor });
    await queue();
    const outcome = await deliverMails(platform, async (mail) => {
      if (mail.recipient === poor) throw new Error('550 no such user');
    });
    expect(outcome).toEqual({ sent: 1, refused: 1 });
  });
});

describe('a queue of mails', () => {
  test('leaves five at a time, never more, so that a slow server holds none past its lease', async () => {
    for (let turn = 0; turn < 12; turn += 1) await queue();
    let together = 0;
    let most = 0;
    const outcome = await deliverMails(platform, async () => {
      together += 1;
      most = Math.max(most, together);
      await new Promise((resolve) => setTimeout(resolve, 20));
      together -= 1;
    });
    expect(outcome).toEqual({ sent: 12, refused: 0 });
    expect(most).toBe(5);
  });

  test('lets the platform stop after the mails under way, and keeps the others for the next start', async () => {
    for (let turn = 0; turn < 12; turn += 1) await queue();
    let stopped = false;
    const send = async () => {
      stopped = true;
    };
    expect(await deliverMails(platform, send, () => stopped)).toEqual({ sent: 5, refused: 0 });
    expect((await admin.query("select from mail where state = 'queued' and attempts = 0")).rowCount).toBe(7);
  });
});

describe('no header can be slipped in', () => {
  const hostile = ['\r\nBcc: pirate@example.net', '\nBcc: pirate@example.net', '\rBcc: pirate@example.net', '\u2028Bcc: pirate@example.net', '\u0000\r\n\r\nbody'];

  test.each(hostile)('by a subject that holds %j', async (slipped) => {
    const mailbox = await openMailbox();
    await queue({ subject: `Objet${slipped}` });
    await deliverMails(platform, senderTo(mailbox.url));
    await mailbox.close();
    const [message] = mailbox.received;
    expect(message?.to).toEqual(['ssi@ch-valbrune.example']);
    expect(message?.email.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(message?.email.subject).not.toMatch(/[\r\n\u2028\u0000]/);
    expect(message?.email.text).toContain('La messagerie est coupée');
  });

  test.each([...hostile.map((slipped) => `ssi@ch-valbrune.example${slipped}`), 'a@b.example, pirate@example.net', 'X <pirate@example.net>, ssi@ch-valbrune.example'])(
    'nor a recipient, by an address that holds %j', async (recipient) => {
      const mailbox = await openMailbox();
      await queue({ recipient });
      await deliverMails(platform, senderTo(mailbox.url));
      await mailbox.close();
      expect(mailbox.received.flatMap(({ to }) => to)).not.toContain('pirate@example.net');
      for (const { email } of mailbox.received) expect(email.headers.map(({ key }) => key)).not.toContain('bcc');
    });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
