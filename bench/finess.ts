import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { generateRegion, writeStructuresJson } from '../tools/region/index.ts';
import { openStage, report } from './stage.ts';

// The national register: 100,000 structures loaded by the command line into an empty register, then once more.
const entities = 40_000;
const sites = 60_000;

const stage = await openStage(1);
try {
  const path = join(stage.folder, 'structures.json');
  const file = createWriteStream(path);
  await writeStructuresJson(generateRegion({ seed: 1, establishments: entities, sites }), file, 'schema');
  await finished(file.end());
  const first = await load(path);
  const again = await load(path);
  await report('finess', {
    structures: first.read, problems: first.problems,
    'seconds into an empty register': first.seconds.toFixed(1), 'peak of memory, MB': Math.round(first.peakMb),
    'seconds the second time': again.seconds.toFixed(1), 'created or changed the second time': again.created + again.changed,
  });
} finally {
  await stage.close();
}

interface Load {
  read: number;
  created: number;
  changed: number;
  problems: number;
  seconds: number;
  peakMb: number;
}

/** Runs `hygie finess import` as an administrator does, and watches its memory. */
async function load(path: string): Promise<Load> {
  const started = performance.now();
  const child = spawn(process.execPath, [join('bin', 'hygie.js'), 'finess', 'import', path, '--json'], {
    cwd: join(import.meta.dirname, '..', 'apps', 'platform'), env: { ...process.env, ...stage.env }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then((status) => (peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)), () => {});
  }, 200);
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the import ended with ${String(code)}`);
  return { ...(JSON.parse(Buffer.concat(said).toString()) as Omit<Load, 'seconds' | 'peakMb'>), seconds: (performance.now() - started) / 1000, peakMb };
}
