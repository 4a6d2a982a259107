/**
 * Writes a demonstration region to a file:
 * node tools/region/generate.ts --establishments 60 --sites 140 --format json --out FILE
 */
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { generateRegion, writeHistoricalCsv, writeStructuresJson, type Region, type RegionOptions } from './index.ts';
import type { Writable } from 'node:stream';

const USAGE = `node tools/region/generate.ts --out FILE|FICHIER
  --format         json (schema v1, default / par défaut) | json-open-data | csv | csv-latin1
  --establishments 60
  --sites          140
  --seed           1
`;

const FORMATS: Readonly<Record<string, (region: Region, stream: Writable) => Promise<void>>> = {
  json: (region, stream) => writeStructuresJson(region, stream, 'schema'),
  'json-open-data': (region, stream) => writeStructuresJson(region, stream, 'open_data'),
  csv: (region, stream) => writeHistoricalCsv(region, stream, 'utf8'),
  'csv-latin1': (region, stream) => writeHistoricalCsv(region, stream, 'latin1'),
};

/** Thrown for wrong arguments; the usage follows it. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { values } = readArguments();
  const write = FORMATS[values.format];
  if (values.out === undefined || write === undefined) throw new UsageError(values.out === undefined ? '--out' : '--format');
  const options: RegionOptions = { seed: count(values.seed, '--seed'), establishments: count(values.establishments, '--establishments') };
  if (values.sites !== undefined) options.sites = count(values.sites, '--sites');
  const region = drawRegion(options);
  const file = createWriteStream(values.out);
  await write(region, file);
  await finished(file.end());
  const sites = region.entities.reduce((sum, entity) => sum + entity.sites.length, 0);
  process.stdout.write(`${JSON.stringify({ out: values.out, establishments: region.entities.length, sites, bytes: file.bytesWritten })}\n`);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        out: { type: 'string' },
        format: { type: 'string', default: 'json' },
        establishments: { type: 'string', default: '60' },
        sites: { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function drawRegion(options: RegionOptions): Region {
  try {
    return generateRegion(options);
  } catch (cause) {
    if (cause instanceof RangeError) throw new UsageError(cause.message, { cause });
    throw cause;
  }
}

function count(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(option);
  return Number(text);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
