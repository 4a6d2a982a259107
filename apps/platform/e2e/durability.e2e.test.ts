import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

test('of 5,000 declarations acknowledged while platform, worker and database are killed five times, none is lost nor doubled', { timeout: 600_000 }, async ({ signal }) => {
  const begun = Date.now();
  await promisify(execFile)(process.execPath, ['bench/durability.ts', '--acknowledged', '5000', '--kills', '5'], { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, signal });
  const proof = JSON.parse(await readFile(join(root, 'proofs', 'durability.json'), 'utf8'));
  expect(Date.parse(proof.at)).toBeGreaterThan(begun);
  expect(proof.acknowledged).toBeGreaterThanOrEqual(5_000);
  expect(proof).toMatchObject({ 'kills (-9)': 5, lost: 0, doubled: 0, 'orphan outbox rows': 0, 'files without alert': 0, 'files without journal': 0 });
});
