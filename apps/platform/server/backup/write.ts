import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { open as openFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import type { FileStore } from '../../app/ground/files.server.ts';
import type { Platform } from '../../app/ground/platform.ts';
import { type Entry, writeArchive } from './archive.ts';
import { BackupError } from './backup-error.ts';
import { seal } from './envelope.ts';
import { type Header, keyFingerprint, type Summary } from './manifest.ts';
import { digestRows, everything, listReferencedFiles, listTables, readRows, readSequences, type TableImage } from './tables.ts';

/** How far a backup is. */
export interface BackupProgress {
  stage: 'files' | 'rows';
  done: number;
}

/** What a backup holds. */
export interface BackupReport extends Omit<Summary, 'kind'> {
  bytes: number;
}

/** What a backup is made of. */
export interface BackupSource {
  platform: Platform;
  databaseUrl: string;
  passphrase: string;
  onProgress?: (progress: BackupProgress) => void;
}

/**
 * Writes one encrypted file with every row, as they stood at one instant, and every attachment that a row names.
 * An attachment that is missing or altered does not stop it: the others are worth keeping, and the report says so.
 * The file takes its name once whole and on disk. Throws `target_exists`, `passphrase_too_short`.
 */
export async function writeBackup(target: string, source: BackupSource): Promise<BackupReport> {
  if (existsSync(target)) throw new BackupError('target_exists', `${target} exists already: choose another name`);
  const client = new pg.Client({ connectionString: source.databaseUrl, application_name: 'hygie backup' });
  await client.connect();
  const summary: Summary = { kind: 'summary', tables: {}, sequences: {}, files: 0, fileBytes: 0, damagedFiles: [] };
  const partial = `${target}.partial`;
  try {
    await client.query(`begin isolation level repeatable read read only; ${everything}`);
    const archive = writeArchive(entriesOf(client, source, summary));
    await pipeline(archive, createGzip({ level: 1 }), (plain) => seal(plain, source.passphrase), createWriteStream(partial, { mode: 0o600 }));
    await keep(partial, target);
    return { ...report(summary), bytes: (await stat(target)).size };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

const report = ({ kind: _kind, ...rest }: Summary) => rest;

async function keep(partial: string, target: string): Promise<void> {
  for (const path of [partial, dirname(target)]) {
    const handle = await openFile(path, 'r');
    await handle.sync().finally(() => handle.close());
    if (path === partial) await rename(partial, target);
  }
}

async function* entriesOf(client: pg.Client, source: BackupSource, summary: Summary): AsyncGenerator<Entry<Header>> {
  const { settings, files } = source.platform;
  const tables = await listTables(client);
  const { rows: migrations } = await client.query<{ name: string; digest: string }>('select name, digest from migration order by name');
  yield {
    header: {
      kind: 'manifest', format: 1, version: settings.version, instanceName: settings.instanceName,
      createdAt: new Date().toISOString(), keyFingerprint: keyFingerprint(settings.secretKey), migrations, tables,
    },
    content: nothing(),
  };
  // Files first: a restoration stopped half-way never leaves a row that names a content not there.
  for (const sha256 of await listReferencedFiles(client)) {
    if (!(await isWhole(files, sha256))) summary.damagedFiles.push(sha256);
    else yield { header: { kind: 'file', sha256 }, content: contentOf(files, sha256, summary, source) };
  }
  for (const table of tables) yield { header: { kind: 'table', name: table.name }, content: rowsOf(client, table, summary, source) };
  // Read after the rows: a sequence that goes on meanwhile is never behind them.
  summary.sequences = await readSequences(client);
  yield { header: summary, content: nothing() };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function isWhole(files: FileStore, sha256: string): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of files.get(Buffer.from(sha256, 'hex'))) hash.update(bytes);
  } catch (error) {
    if (['ENOENT', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
  return hash.digest('hex') === sha256;
}

async function* contentOf(files: FileStore, sha256: string, summary: Summary, source: BackupSource): AsyncGenerator<Uint8Array> {
  for await (const bytes of files.get(Buffer.from(sha256, 'hex'))) {
    summary.fileBytes += bytes.length;
    yield bytes;
  }
  summary.files += 1;
  source.onProgress?.({ stage: 'files', done: summary.files });
}

async function* rowsOf(client: pg.Client, table: TableImage, summary: Summary, source: BackupSource): AsyncGenerator<Uint8Array> {
  const digest = digestRows();
  let done = Object.values(summary.tables).reduce((total, { rows }) => total + rows, 0);
  for await (const lines of readRows(client, table)) {
    lines.forEach(digest.add);
    done += lines.length;
    source.onProgress?.({ stage: 'rows', done });
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
  summary.tables[table.name] = digest.end();
}
