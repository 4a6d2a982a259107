import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbedded } from '../apps/platform/app/ground/embedded.server.ts';
import { post } from './load.ts';
import { openStage, ready, report, type Stage, startProcess } from './stage.ts';

// Declarations under load while platform, worker and database are killed with -9, again and again. Every client
// retries with its key until it is acknowledged. Then the database is read: nothing lost, nothing doubled, no
// mail without its file, no file without its alert.
const { values } = parseArgs({ options: { acknowledged: { type: 'string', default: '5000' }, kills: { type: 'string', default: '5' } } });
const wanted = Number(values.acknowledged);
const kills = Number(values.kills);
const clients = 24;
const victims = ['platform', 'database', 'worker'] as const;

const stage = await openStage(500);
const processes: Record<'platform' | 'worker', ChildProcess> = {
  platform: startProcess(stage, 'serve', '--no-worker'),
  worker: startProcess(stage, 'work'),
};
await ready(stage);

const acknowledged = new Map<string, string>();
let killed = 0;
let retries = 0;
const started = Date.now();

async function client(index: number): Promise<void> {
  while (acknowledged.size < wanted || killed < kills) {
    const key = randomUUID();
    for (;;) {
      const answer = await post(`http://127.0.0.1:${stage.port}`, stage.organisationIds[index % 500] ?? '', index, key).catch(() => null);
      if (answer?.status === 201 && answer.body.number) {
        acknowledged.set(key, answer.body.number);
        break;
      }
      retries += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function killDatabase(on: Stage): Promise<void> {
  const pid = Number((await readFile(join(on.folder, 'postgresql', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  // The children notice on their own that their postmaster is gone.
  await new Promise((resolve) => setTimeout(resolve, 500));
  on.database = await startEmbedded(join(on.folder, 'postgresql'), 'hygie', [], on.database.port);
}

async function executioner(): Promise<void> {
  while (killed < kills) {
    const share = (killed + 1) / (kills + 1);
    while (acknowledged.size < wanted * share) await new Promise((resolve) => setTimeout(resolve, 50));
    const victim = victims[killed % victims.length] ?? 'platform';
    if (victim === 'database') await killDatabase(stage);
    else {
      processes[victim].kill('SIGKILL');
      processes[victim] = victim === 'platform' ? startProcess(stage, 'serve', '--no-worker') : startProcess(stage, 'work');
    }
    await ready(stage);
    killed += 1;
  }
}

await Promise.all([executioner(), ...Array.from({ length: clients }, (_, index) => client(index))]);
const seconds = (Date.now() - started) / 1000;

const reader = new pg.Client({ connectionString: stage.database.url });
await reader.connect();
await reader.query("set search_path = public; select set_config('hygie.scope', '*', false)");
const count = async (sql: string, parameters: unknown[] = []) => Number((await reader.query(sql, parameters)).rows[0].count);
const numbers = [...acknowledged.values()];
const lost = wantedMissing(numbers, new Set((await reader.query('select number from incident')).rows.map((row) => row.number)));
const doubled = (await count('select count(*) from incident')) - new Set(numbers).size;
const orphanMails = await count("select count(*) from mail m where m.purpose = 'incident.alert' and not exists (select from incident i where i.id::text = m.subject_id)");
const silentFiles = await count("select count(*) from incident i where not exists (select from mail m where m.subject_id = i.id::text and m.purpose = 'incident.alert')");
const unjournaled = await count("select count(*) from incident i where not exists (select from journal j where j.organisation_id = i.organisation_id and j.subject_id = i.id::text)");
await reader.end();

function wantedMissing(expected: readonly string[], found: ReadonlySet<string>): number {
  return expected.filter((number) => !found.has(number)).length;
}

await report('durability', {
  'acknowledged': acknowledged.size, 'kills (-9)': killed, 'client retries': retries, 'seconds': seconds.toFixed(1),
  lost, doubled, 'orphan outbox rows': orphanMails, 'files without alert': silentFiles, 'files without journal': unjournaled,
});
processes.platform.kill('SIGTERM');
processes.worker.kill('SIGTERM');
await stage.close();
process.exitCode = lost + doubled + orphanMails + silentFiles + unjournaled === 0 ? 0 : 1;
