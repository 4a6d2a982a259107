/** The demonstration region: drawn, and written in the formats of the national open data. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { historicalCsv } from './write-csv.ts';
import { structuresJson, type JsonLayout } from './write-json.ts';
import type { Region } from './region.ts';

export { generateRegion } from './region.ts';
export type { Region, RegionAddress, RegionEntity, RegionGroup, RegionOptions, RegionSite } from './region.ts';
export type { JsonLayout };

/** Encodings that historical files are met in. */
export type CsvEncoding = 'utf8' | 'latin1';

/** Writes the FINESS+ JSON file; resolves once the stream has taken it all. The stream stays open. */
export async function writeStructuresJson(region: Region, stream: Writable, layout: JsonLayout = 'schema'): Promise<void> {
  await writeAll(structuresJson(region, layout), stream, 'utf8');
}

/** Writes the historical CSV file; resolves once the stream has taken it all. The stream stays open. */
export async function writeHistoricalCsv(region: Region, stream: Writable, encoding: CsvEncoding = 'utf8'): Promise<void> {
  await writeAll(historicalCsv(region), stream, encoding);
}

const BLOCK_CHARACTERS = 64 * 1024;

async function writeAll(pieces: Iterable<string>, stream: Writable, encoding: CsvEncoding): Promise<void> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK_CHARACTERS) continue;
    if (!stream.write(block, encoding)) await once(stream, 'drain');
    block = '';
  }
  if (block !== '' && !stream.write(block, encoding)) await once(stream, 'drain');
}
