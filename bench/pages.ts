import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { percentile, rate } from './load.ts';
import { openStage, ready, report, startProcess } from './stage.ts';

// The queue and a file with 100,000 incidents in 3,000 organisations, read by 20 analysts at once; the time to the
// first answer of a built platform, and its memory when idle.
const incidents = 100_000;
const readers = 20;
// How long a reader looks at a page before the next one, on average: short, for people at work.
const readingMs = 1_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const stage = await openStage(3_000);
stage.env['HYGIE_DEMONSTRATION'] = 'yes';
stage.env['HYGIE_LOG_LEVEL'] = 'info';
// The server's own time, as it logs it: from the request at the door of the pages to the page made.
let served: number[] = [];
stage.hear = (line) => {
  // The first lines say where the platform answers.
  if (!line.startsWith('{')) return;
  const { msg, ms } = JSON.parse(line) as { msg?: string; ms?: number };
  if (msg === 'request' && ms !== undefined) served.push(ms);
};
const started = performance.now();
const server = startProcess(stage, 'serve', '--no-worker');
const url = `http://127.0.0.1:${stage.port}`;
const admin = new pg.Pool({ connectionString: stage.database.adminUrl, max: 2 });
try {
  await ready(stage);
  const firstStart = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const memory = Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  await fillIncidents();
  const number = (await admin.query("select number from incident where state = 'qualified' order by declared_at desc limit 1")).rows[0].number as string;
  const cookie = await enter('ines.caron@cert-sante.example');
  const queue = await timesOf('/incidents', cookie);
  const file = await timesOf(`/incidents/${number}`, cookie);
  const officer = await timesOf('/incidents', await enter('helene.marchand@ars-demonstration.example'));
  await report('pages', {
    incidents, 'readers at once': readers, 'seconds on each page': readingMs / 1000,
    'first start with demonstration, s': (firstStart / 1000).toFixed(1), 'resident memory when idle, MB': Math.round(memory),
    ...figures('national queue', queue), ...figures('regional queue', officer), ...figures('file', file),
  });
} finally {
  server.kill('SIGTERM');
  await admin.end();
  await stage.close();
}

async function fillIncidents(): Promise<void> {
  await admin.query(
    `insert into incident (organisation_id, id, number, kind, state, title, declaration, facts, type_code, nature, care_impact, urgency, known_at, declared_at, follow_up_hash)
     select ($1::uuid[])[1 + n % 3000], gen_random_uuid(), 'INC-2025-' || n, i.kind, case when n % 20 = 0 then 'qualified' else 'closed' end, i.title, i.declaration,
       i.facts, i.type_code, i.nature, i.care_impact, 1 + n % 4, now() - n * interval '5 minutes', now() - n * interval '5 minutes', i.follow_up_hash
     from generate_series(1, $2) n, (select * from incident where kind = 'incident' order by number limit 1) i`,
    [stage.organisationIds, incidents],
  );
  await admin.query('vacuum analyze incident');
  await admin.query('vacuum analyze organisation');
}

async function enter(email: string): Promise<string> {
  const answer = await fetch(`${url}/connexion`, {
    method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ intent: 'demonstration', person: email, suite: '/journee' }),
  });
  return answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
}

interface Times {
  alone: number[];
  together: number[];
  /** The server's own time, with all the readers. */
  server: number[];
  perSecond: number;
}

/** Times of the whole answer in milliseconds: alone, with all the readers (each reads its page), then without a pause. */
async function timesOf(path: string, cookie: string): Promise<Times> {
  const read = async (times: number[]) => {
    const begun = performance.now();
    const answer = await fetch(url + path, { headers: { cookie } });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    times.push(performance.now() - begun);
  };
  const [alone, together]: [number[], number[]] = [[], []];
  await rate(30, 1, () => read([]));
  await rate(100, 1, () => read(alone));
  served = [];
  await rate(readers * 20, readers, async () => {
    await pause(readingMs * 2 * Math.random());
    await read(together);
  });
  await pause(200);
  const server = [...served];
  const perSecond = await rate(400, readers, () => read([]));
  return { alone, together, server, perSecond };
}

function figures(name: string, { alone, together, server, perSecond }: Times) {
  return {
    [`${name}: p95 alone, ms`]: percentile(alone, 0.95).toFixed(1),
    [`${name}: p95 with ${readers} readers, ms`]: percentile(together, 0.95).toFixed(1),
    [`${name}: p95 of the server's time with them, ms`]: percentile(server, 0.95).toFixed(0),
    [`${name}: pages per second, without a pause`]: perSecond.toFixed(0),
  };
}
