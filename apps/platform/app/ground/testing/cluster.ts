import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../embedded.server.ts';
import { migrate } from '../migrate.server.ts';

/** Where the PostgreSQL of this test run answers: as the owner of the databases, and as the superuser. */
export interface TestCluster {
  ownerUrl: string;
  adminUrl: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** The database, migrated once, of which each test file gets a copy. */
export const template = 'hygie_template';

/** Starts one PostgreSQL for the whole run, without the durability that tests do not need. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'hygie-test-'));
  const server = await startEmbedded(folder, template, ['-c', 'fsync=off', '-c', 'max_connections=400']);
  await migrate(server.url);
  project.provide('cluster', { ownerUrl: server.url, adminUrl: server.adminUrl });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
