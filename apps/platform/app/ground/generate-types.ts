import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.server.ts';
import { migrate } from './migrate.server.ts';

// Writes database.types.ts from the migrations; with --verify, only checks that it is up to date.
const folder = await mkdtemp(join(tmpdir(), 'hygie-types-'));
const server = await startEmbedded(folder, 'hygie', ['-c', 'fsync=off']);
try {
  await migrate(server.url);
  const target = join(import.meta.dirname, 'database.types.ts');
  const flags = process.argv.includes('--verify') ? ['--verify'] : [];
  execFileSync(
    'kysely-codegen',
    [
      '--url', `${server.url}?options=-csearch_path%3Dpublic`, '--dialect', 'postgres', '--out-file', target, '--exclude-pattern', 'migration',
      '--date-parser', 'string', '--type-mapping', '{"int8":"number","jsonb":"unknown"}', '--log-level', 'warn', ...flags,
    ],
    { stdio: 'inherit' },
  );
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
