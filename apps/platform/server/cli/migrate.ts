import { Command } from 'commander';
import { migrate } from '../../app/ground/migrate.server.ts';
import { withPlatform } from './open.ts';
import { answer } from './terminal.ts';

/** `hygie migrate`: brings the database to this version; a second run does nothing. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to what this version needs')
    .option('--json', 'print the result as JSON', false)
    .action((options: { json: boolean }) =>
      withPlatform(async (opened) => {
        const applied = await migrate(opened.databaseUrl);
        answer(options.json, { applied }, applied.length > 0 ? applied.map((name) => `applied ${name}`) : ['the database is up to date']);
      }),
    );
}
