import { migrate } from '../app/ground/migrate.server.ts';
import { seedIncidents } from '../app/incidents/demonstration.server.ts';
import { seedDemonstration } from '../app/organisations/register/demonstration.server.ts';
import type { Config } from './config.ts';
import type { OpenedPlatform } from './platform.ts';

/**
 * Brings the database to what this version needs. Evaluation also loads the demonstration region; production never
 * does, and refuses a database role that could bypass the second wall.
 */
export async function prepare(opened: OpenedPlatform, config: Config): Promise<void> {
  const applied = await migrate(opened.databaseUrl);
  if (applied.length > 0) opened.platform.log.info({ applied }, 'schema migrated');
  if (config.mode === 'production') await refuseBypass(opened);
  if (config.demonstration) {
    await seedDemonstration(opened.platform);
    await seedIncidents(opened.platform);
  }
}

async function refuseBypass(opened: OpenedPlatform): Promise<void> {
  const { rows } = await opened.platform.pool.query<{ bypass: boolean }>(
    'select rolsuper or rolbypassrls as bypass from pg_roles where rolname = current_user',
  );
  if (rows[0]?.bypass) throw new Error('DATABASE_URL names a role that bypasses row-level security: use an ordinary owner');
}
