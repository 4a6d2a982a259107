import pg from 'pg';
import { newId } from '../apps/platform/app/ground/id.ts';
import { percentile, post, rate } from './load.ts';
import { openStage, ready, report, startProcess } from './stage.ts';

// The surge of a national attack: 3,000 declarations at once on one process, against the single-row commits of the same
// PostgreSQL: one after the other on one connection, and by as many connections as the platform holds.
const declarations = 3_000;
const connections = 16;

const stage = await openStage(3_000);
const server = startProcess(stage, 'serve', '--no-worker');
const pool = new pg.Pool({ connectionString: stage.database.url, max: connections });
// Connections that the stage closes under the pool at the end are no failure of the measure.
pool.on('error', () => {});
try {
  await ready(stage);
  await pool.query('create table public.bench_row (id uuid primary key, text text)');
  const commit = () => pool.query('insert into public.bench_row values ($1, $2)', [newId(), 'one row']);
  const url = `http://127.0.0.1:${stage.port}`;
  const structure = (index: number) => stage.organisationIds[index % stage.organisationIds.length] ?? '';
  await rate(1_000, connections, commit);
  await rate(300, 64, (index) => post(url, structure(index), index));
  const inTurn: number[] = [];
  const together: number[] = [];
  const times: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const commitsInTurn = await rate(declarations, 1, commit);
    const commits = await rate(declarations, connections, commit);
    const acknowledged = await rate(declarations, declarations, async (index) => {
      const answer = await post(url, structure(index), index);
      if (answer.status !== 201) throw new Error(`declaration refused: ${answer.status} ${JSON.stringify(answer.body)}`);
      times.push(answer.ms);
    });
    rates.push(acknowledged);
    inTurn.push(acknowledged / commitsInTurn);
    together.push(acknowledged / commits);
  }
  await report('declare', {
    'declarations at once': declarations,
    'acknowledged per second (median)': Math.round(percentile(rates, 0.5)),
    'ratio to single-row commits in turn': percentile(inTurn, 0.5).toFixed(3),
    [`ratio to those of ${connections} connections`]: percentile(together, 0.5).toFixed(3),
    'p50 of the answer, ms': Math.round(percentile(times, 0.5)),
    'p99 of the answer, ms': Math.round(percentile(times, 0.99)),
  });
} finally {
  server.kill('SIGTERM');
  await pool.end();
  await stage.close();
}
