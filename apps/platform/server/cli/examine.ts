import { randomBytes } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { readHeads } from '../../app/ground/journal.server.ts';
import { wallFaults } from '../../app/ground/wall.server.ts';
import { lateReminders } from '../../app/incidents/sweeper.server.ts';
import { listReferencedFiles } from '../backup/tables.ts';
import { pendingMigrations, readingEverything } from './open.ts';
import type { Config } from '../config.ts';
import type { OpenedPlatform } from '../platform.ts';
import { formatBytes } from './terminal.ts';

/** What the examination of one thing found. A warning asks for attention; a failure breaks a promise. */
export interface Finding {
  check: 'database' | 'role' | 'migrations' | 'wall' | 'mail' | 'outbox' | 'files' | 'attachments' | 'disk' | 'reminders' | 'journal';
  state: 'ok' | 'warning' | 'failed';
  detail: string;
}

type Verdict = Omit<Finding, 'check'>;
type Examination = (opened: OpenedPlatform, config: Config) => Promise<Verdict>;

const ok = (detail: string): Verdict => ({ state: 'ok', detail });
const warning = (detail: string): Verdict => ({ state: 'warning', detail });
const failed = (detail: string): Verdict => ({ state: 'failed', detail });

const leastFreeBytes = 1024 ** 3;
const comfortableShare = 0.1;

const database: Examination = async ({ platform }) => {
  const { rows } = await platform.pool.query<{ version: string }>("select current_setting('server_version') as version");
  return ok(`PostgreSQL ${rows[0]?.version ?? ''} answers`);
};

const role: Examination = async ({ platform }) => {
  const { rows } = await platform.pool.query<{ name: string; bypass: boolean }>(
    'select rolname as name, rolsuper or rolbypassrls as bypass from pg_roles where rolname = current_user');
  return rows[0]?.bypass ? failed(`the role ${rows[0].name} bypasses row-level security`) : ok('the role cannot bypass row-level security');
};

const migrations: Examination = async ({ platform }) => {
  const pending = await pendingMigrations(platform.pool);
  return pending.length > 0 ? failed(`not applied: ${pending.join(', ')}`) : ok('all applied');
};

const wall: Examination = async ({ platform }) => {
  const faults = await wallFaults(platform.pool);
  return faults.length > 0 ? failed(faults.map((fault) => `${fault.code}: ${fault.object}`).join('; ')) : ok('every table of an organisation is behind its policy');
};

const mail: Examination = async (_, config) => {
  if (!config.smtpUrl) return ok('evaluation: mails are kept, none leaves');
  const transport = createTransport({ url: config.smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000 });
  try {
    await transport.verify();
    return ok('the mail server accepts the connection');
  } finally {
    transport.close();
  }
};

const outbox: Examination = async ({ databaseUrl }) => {
  const { rows } = await readingEverything(databaseUrl, (client) =>
    client.query<{ abandoned: number; late: number }>(`select count(*) filter (where state = 'abandoned') as abandoned,
      count(*) filter (where state = 'queued' and created_at < now() - interval '1 hour') as late from mail`));
  const { abandoned, late } = rows[0] ?? { abandoned: 0, late: 0 };
  if (Number(abandoned) + Number(late) === 0) return ok('no mail waits');
  return warning(`${abandoned} mails abandoned, ${late} waiting for more than an hour`);
};

const files: Examination = async ({ platform }) => {
  const probe = join(platform.files.folder, 'incoming', `doctor-${randomBytes(8).toString('hex')}`);
  await writeFile(probe, 'x', { flag: 'wx' });
  await rm(probe);
  return ok('the folder of attachments can be written');
};

const attachments: Examination = async ({ platform, databaseUrl }) => {
  const named = await readingEverything(databaseUrl, listReferencedFiles);
  const missing: string[] = [];
  for (const sha256 of named) if (!(await platform.files.has(Buffer.from(sha256, 'hex')))) missing.push(sha256);
  return missing.length > 0 ? failed(`${missing.length} of ${named.length} missing: ${missing.slice(0, 5).join(', ')}`) : ok(`all ${named.length} present`);
};

const disk: Examination = async ({ platform }) => {
  const { bavail, blocks, bsize } = await statfs(platform.files.folder);
  const [free, size] = [bavail * bsize, blocks * bsize];
  const detail = `${formatBytes(free)} free of ${formatBytes(size)}`;
  if (free < leastFreeBytes) return failed(detail);
  return free < size * comfortableShare ? warning(detail) : ok(detail);
};

const reminders: Examination = async ({ platform }) => {
  const late = await lateReminders(platform);
  return late > 0 ? failed(`${late} files have a reminder that should have left: is a worker running?`) : ok('none late');
};

const journal: Examination = async ({ databaseUrl }) =>
  readingEverything(databaseUrl, async (client) => {
    const { rows } = await client.query<{ organisation_id: string }>(`select h.organisation_id from journal_head h
      left join journal j on (j.organisation_id, j.seq) = (h.organisation_id, h.seq)
      where j.hash is distinct from h.hash order by 1 limit 5`);
    const heads = Object.keys(await readHeads(client)).length;
    if (rows.length > 0) return failed(`cut or altered at the end: ${rows.map((row) => row.organisation_id).join(', ')}`);
    return ok(`${heads} chains end where they should (« hygie journal verify » reads them whole)`);
  });

const examinations: Record<Finding['check'], Examination> = {
  database, role, migrations, wall, mail, outbox, files, attachments, disk, reminders, journal,
};

// Without them the others would only repeat the same failure.
const required: Finding['check'][] = ['database', 'migrations'];

/** Examines an instance, in a fixed order. Never throws: what cannot be looked at has failed. */
export async function examine(opened: OpenedPlatform, config: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, examination] of Object.entries(examinations) as [Finding['check'], Examination][]) {
    const verdict = await examination(opened, config).catch((error: Error) => failed(error.message));
    findings.push({ check, ...verdict });
    if (verdict.state === 'failed' && required.includes(check)) break;
  }
  return findings;
}
