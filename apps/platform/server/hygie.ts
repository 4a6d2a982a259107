import { Command } from 'commander';
import { ConfigError } from './config.ts';
import { backupCommand, restoreCommand } from './cli/backup.ts';
import { doctorCommand } from './cli/doctor.ts';
import { adminCommand } from './cli/admin.ts';
import { finessCommand } from './cli/finess.ts';
import { journalCommand } from './cli/journal.ts';
import { migrateCommand } from './cli/migrate.ts';
import { serveCommand, workCommand } from './cli/serve.ts';
import packageJson from '../package.json' with { type: 'json' };

const program = new Command('hygie')
  .description('Hygie: information security of French health organisations')
  .version(packageJson.version)
  .showHelpAfterError();

for (const command of [
  serveCommand(), workCommand(), migrateCommand(), adminCommand(), finessCommand(), journalCommand(),
  backupCommand(), restoreCommand(), doctorCommand(),
]) {
  program.addCommand(command);
}

try {
  await program.parseAsync();
} catch (error) {
  const problem: Error & { code?: unknown } = error instanceof Error ? error : new Error(String(error));
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ error: { code: problem.code, message: problem.message } })}\n`);
  }
  process.stderr.write(problem instanceof ConfigError ? `${problem.message}\n` : `hygie: ${problem.message}\n`);
  process.exit(problem instanceof ConfigError ? 78 : 1);
}
