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
  // The embedded PostgreSQL ends the process by itself, and forgets what a command had to say.
  if (process.exitCode) process.exit(process.exitCode);
} catch (error) {
  const problem: Error & { code?: unknown; data?: { fields?: { field: string; problem: string }[] } } =
    error instanceof Error ? error : new Error(String(error));
  const fields = problem.data?.fields ?? [];
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ error: { code: problem.code, message: problem.message, fields } })}\n`);
  }
  const details = fields.map(({ field, problem: why }) => ` (${field}: ${why})`).join('');
  process.stderr.write(problem instanceof ConfigError ? `${problem.message}\n` : `hygie: ${problem.message}${details}\n`);
  process.exit(problem instanceof ConfigError ? 78 : 1);
}
