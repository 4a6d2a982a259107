import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { type JournalAnchor, readHeads, verifyJournal } from '../../app/ground/journal.server.ts';
import { readingEverything, withPlatform } from './open.ts';
import { answer } from './terminal.ts';

const anchorSchema = z.record(z.uuid(), z.strictObject({ seq: z.number().int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }));

async function readAnchor(path: string): Promise<JournalAnchor> {
  const parsed = anchorSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is not an anchor made by « hygie journal anchor »`);
  return parsed.data;
}

function verifyCommand(): Command {
  return new Command('verify')
    .description('recompute every hash of the journal; exit code 1 when an entry was altered, removed, inserted or cut')
    .option('--anchor <file>', 'also compare with an anchor kept elsewhere: finds a journal rewritten as a whole')
    .option('--json', 'print the result as JSON', false)
    .action((options: { anchor?: string; json: boolean }) =>
      withPlatform(async (opened) => {
        const anchor = options.anchor === undefined ? {} : await readAnchor(options.anchor);
        const report = await readingEverything(opened.databaseUrl, (client) => verifyJournal(client, anchor));
        const faults = report.faults.map(({ organisationId, seq, fault }) => `  ${organisationId}, entry ${seq}: ${fault}`);
        const verdict = faults.length === 0 ? 'no fault' : `${faults.length} faults:`;
        answer(options.json, report, [`${report.entries} entries in ${report.chains} chains: ${verdict}`, ...faults]);
        if (faults.length > 0) process.exitCode = 1;
      }),
    );
}

function anchorCommand(): Command {
  return new Command('anchor')
    .description('print the last entry of each chain as JSON, to be kept out of reach of whoever administers the database')
    .option('--json', 'accepted for the sake of scripts: the anchor is JSON in any case', false)
    .action(() =>
      withPlatform(async (opened) => {
        const heads = await readingEverything(opened.databaseUrl, readHeads);
        answer(true, heads, []);
      }),
    );
}

/** `hygie journal`: proves that nobody rewrote what was done. */
export function journalCommand(): Command {
  return new Command('journal').description('the journal of what was done').addCommand(verifyCommand()).addCommand(anchorCommand());
}
