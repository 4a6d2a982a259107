import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { readStructures } from '@hygie/finess';
import { importRegister, type ImportProblem, type ImportReport } from '../../app/organisations/register/import.server.ts';
import { requireMigrated, withPlatform } from './open.ts';
import { answer, progressOn } from './terminal.ts';

const mostProblemsListed = 20;

/** « line 12: invalid_field (field: finess, value: X) », with whatever place and data the problem carries. */
export function describeProblem({ kind: _kind, place, code, ...data }: ImportProblem): string {
  const pairs = (values: object) => Object.entries(values).map(([name, value]) => `${name} ${String(value)}`).join(', ');
  const details = pairs(data);
  return `${pairs(place)}: ${code}${details === '' ? '' : ` (${details})`}`;
}

function linesOf(report: ImportReport): string[] {
  const { read, created, changed, unchanged, closed, problems } = report;
  const listed = report.firstProblems.slice(0, mostProblemsListed).map((problem) => `  ${describeProblem(problem)}`);
  return [
    `${read} structures and groups read: ${created} created, ${changed} changed, ${unchanged} unchanged (${closed} of them closed)`,
    ...(problems > 0 ? [`${problems} records skipped or incomplete:`, ...listed] : []),
    ...(problems > listed.length ? [`  … and ${problems - listed.length} more (--json lists the first ${report.firstProblems.length})`] : []),
  ];
}

/** `hygie finess import`: brings the register to what a national file says. */
export function finessCommand(): Command {
  const load = new Command('import')
    .description('load the national register of structures (FINESS+ JSON « structures » or historical CSV, plain or gzip)')
    .argument('<file>', 'the file, as downloaded')
    .option('--json', 'print the result as JSON', false)
    .action((file: string, options: { json: boolean }) =>
      withPlatform(async (opened) => {
        await requireMigrated(opened);
        const { size } = await stat(file);
        const progress = progressOn();
        let bytes = 0;
        const records = readStructures(createReadStream(file), { onProgress: (read) => (bytes = read) });
        const report = await importRegister(opened.platform.pool, records, {
          onProgress: (so) => progress.show(`${so.read} structures, ${so.problems} problems`, bytes / size),
        }).finally(progress.end);
        answer(options.json, report, linesOf(report));
      }),
    );
  return new Command('finess').description('the national register of health structures').addCommand(load);
}
