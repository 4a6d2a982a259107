import { Command } from 'commander';
import { examine } from './examine.ts';
import { withPlatform } from './open.ts';
import { answer } from './terminal.ts';

const marks = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' };

/** `hygie doctor`: looks at everything that a healthy instance needs. Exit code 1 when a check fails. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check database, wall between organisations, mail, files, reminders and journal; exit code 1 when a check fails')
    .option('--json', 'print the result as JSON', false)
    .action((options: { json: boolean }) =>
      withPlatform(async (opened, config) => {
        const findings = await examine(opened, config);
        const healthy = findings.every((finding) => finding.state !== 'failed');
        const lines = findings.map(({ check, state, detail }) => `${marks[state]}  ${check.padEnd(12)}  ${detail}`);
        answer(options.json, { healthy, findings }, lines);
        if (!healthy) process.exitCode = 1;
      }),
    );
}
