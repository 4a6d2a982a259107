import { readFile, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { BackupError } from '../backup/backup-error.ts';
import { recordInJournal } from '../backup/record.ts';
import { restoreBackup } from '../backup/restore.ts';
import { writeBackup } from '../backup/write.ts';
import type { Config } from '../config.ts';
import { requireMigrated, withPlatform } from './open.ts';
import { answer, formatBytes, progressOn } from './terminal.ts';

interface Options {
  passphraseFile?: string;
  json: boolean;
}

async function passphraseOf(options: Options, config: Config): Promise<string> {
  const given = options.passphraseFile === undefined ? config.backupPassphrase : (await readFile(options.passphraseFile, 'utf8')).replace(/\r?\n$/, '');
  if (given) return given;
  throw new BackupError('passphrase_missing', 'give the passphrase in HYGIE_BACKUP_PASSPHRASE or with --passphrase-file');
}

const withOptions = (command: Command) =>
  command
    .option('--passphrase-file <path>', 'file that holds the passphrase, instead of HYGIE_BACKUP_PASSPHRASE')
    .option('--json', 'print the result as JSON', false);

const total = (tables: Record<string, { rows: number }>) => Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);

const damagedLines = (sha256s: readonly string[]) =>
  sha256s.length === 0 ? [] : [`${sha256s.length} attachments are missing or altered in the store:`, ...sha256s.map((one) => `  ${one}`)];

/** `hygie backup`: one encrypted file with every row and attachment. Exit code 1 when an attachment is damaged. */
export function backupCommand(): Command {
  const command = new Command('backup')
    .description('write one encrypted file with the whole database and every attachment, while the platform works')
    .argument('<file>', 'the file to write; it must not exist');
  return withOptions(command).action((file: string, options: Options) =>
    withPlatform(async (opened, config) => {
      await requireMigrated(opened);
      const passphrase = await passphraseOf(options, config);
      const progress = progressOn();
      const report = await writeBackup(file, {
        platform: opened.platform,
        databaseUrl: opened.databaseUrl,
        passphrase,
        onProgress: ({ stage, done }) => progress.show(`${done} ${stage}`),
      }).finally(progress.end);
      const rows = total(report.tables);
      await recordInJournal(opened.platform, 'instance.backup', { rows, files: report.files, bytes: report.bytes });
      answer(options.json, report, [
        `${file}: ${rows} rows, ${report.files} attachments, ${formatBytes(report.bytes)}`,
        ...damagedLines(report.damagedFiles),
      ]);
      if (report.damagedFiles.length > 0) process.exitCode = 1;
    }),
  );
}

/** `hygie restore`: brings a backup back into an empty instance, and proves that every table is the same. */
export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('bring a backup back into an empty instance')
    .argument('<file>', 'a file written by « hygie backup »');
  return withOptions(command).action((file: string, options: Options) =>
    withPlatform(async (opened, config) => {
      const passphrase = await passphraseOf(options, config);
      const { size } = await stat(file);
      const progress = progressOn();
      const report = await restoreBackup(file, {
        platform: opened.platform,
        databaseUrl: opened.databaseUrl,
        passphrase,
        onProgress: ({ stage, bytes }) => progress.show(stage, bytes / size),
      }).finally(progress.end);
      const rows = total(report.tables);
      await recordInJournal(opened.platform, 'instance.restore', { rows, files: report.files, backupOf: report.createdAt });
      answer(options.json, report, [
        `restored the backup of ${report.createdAt} (version ${report.version}): ${rows} rows, ${report.files} attachments, each table proved the same`,
        ...damagedLines(report.damagedFiles),
        ...(report.sameKey ? [] : ['HYGIE_SECRET_KEY is not that of the backup: authenticator applications must be set up again']),
      ]);
    }),
  );
}
