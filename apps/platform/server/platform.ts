import { join } from 'node:path';
import { pino } from 'pino';
import { openPool } from '../app/ground/database.server.ts';
import { startEmbedded } from '../app/ground/embedded.server.ts';
import { openFileStore } from '../app/ground/files.server.ts';
import type { Platform } from '../app/ground/platform.ts';
import type { Config } from './config.ts';

/** A platform ready to work, the address of its database, and how to put it down. */
export interface OpenedPlatform {
  platform: Platform;
  databaseUrl: string;
  close: () => Promise<void>;
}

/** The database of a configuration: the one named, or the embedded one, started. */
export async function openDatabase(config: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} };
  return startEmbedded(join(config.dataFolder, 'postgresql'), 'hygie', config.postgresFlags);
}

/** Opens everything that a process of the platform needs. */
export async function openPlatform(config: Config): Promise<OpenedPlatform> {
  const log = pino({
    level: config.logLevel,
    // Never in a log, whoever logs them by mistake.
    redact: { paths: ['password', 'token', 'followUpCode', 'secret', '*.password', '*.token', '*.followUpCode', '*.secret'], censor: '[removed]' },
  });
  const database = await openDatabase(config);
  const pool = openPool(database.url, { onError: (error) => log.warn({ err: error }, 'database connection lost') });
  const files = await openFileStore(join(config.dataFolder, 'files'));
  const { mode, publicUrl, mailFrom, instanceName, secretKey, version } = config;
  const platform: Platform = { pool, files, log, now: () => new Date(), settings: { mode, publicUrl, mailFrom, instanceName, secretKey, version } };
  return {
    platform,
    databaseUrl: database.url,
    close: async () => {
      await pool.end();
      await database.stop();
    },
  };
}
