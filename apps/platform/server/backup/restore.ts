import { createReadStream } from 'node:fs';
import { type Readable, PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { type Migration, migrate, readMigrations } from '../../app/ground/migrate.server.ts';
import type { Platform } from '../../app/ground/platform.ts';
import { readArchive } from './archive.ts';
import { BackupError } from './backup-error.ts';
import { open } from './envelope.ts';
import { type Header, headerSchema, keyFingerprint, type Manifest, type Summary } from './manifest.ts';
import { digestTable, everything, filledTables, insertRows, listTables, type TableImage } from './tables.ts';

/** What a restoration brought back. */
export interface RestoreReport extends Omit<Summary, 'kind'> {
  version: string;
  createdAt: string;
  /** False: second factors by application were sealed with another key and must be set up again. */
  sameKey: boolean;
}

/** Where a backup is restored to. */
export interface RestoreTarget {
  platform: Platform;
  databaseUrl: string;
  passphrase: string;
  /** Bytes of the backup read so far; the file is read twice, once to prove it whole. */
  onProgress?: (progress: { stage: 'checking' | 'restoring'; bytes: number }) => void;
}

/**
 * Restores a backup into an empty instance. The whole file is proved first; then the same migrations are applied, the
 * attachments stored, and every row inserted in one transaction, which ends only once each table read again has the
 * digest that the backup announced. Migrations made since then follow.
 * Throws `wrong_passphrase`, `altered`, `not_a_backup`, `newer_version`, `not_empty`, `not_the_same`: nothing changed.
 */
export async function restoreBackup(path: string, target: RestoreTarget): Promise<RestoreReport> {
  const { manifest, summary } = await check(path, target);
  const product = await readMigrations();
  const known = requireKnown(manifest, product);
  const client = new pg.Client({ connectionString: target.databaseUrl, application_name: 'hygie restore' });
  await client.connect();
  try {
    await requireEmpty(client);
    await migrate(target.databaseUrl, known);
    await requireSameSchema(client, manifest);
    await load(client, path, target, manifest, summary);
    await migrate(target.databaseUrl, product);
  } finally {
    await client.end();
  }
  const { kind: _kind, ...rest } = summary;
  const sameKey = manifest.keyFingerprint === keyFingerprint(target.platform.settings.secretKey);
  return { ...rest, version: manifest.version, createdAt: manifest.createdAt, sameKey };
}

type RestoreEntry = { header: Header; content: AsyncIterable<Uint8Array> };

async function* entriesOf(path: string, target: RestoreTarget, stage: 'checking' | 'restoring'): AsyncGenerator<RestoreEntry> {
  const source = createReadStream(path);
  const inflated: Readable = new PassThrough();
  let bytes = 0;
  const counted = async function* (parts: AsyncIterable<Buffer>) {
    for await (const part of parts) {
      bytes += part.length;
      target.onProgress?.({ stage, bytes });
      yield part;
    }
  };
  const flow = pipeline(source, counted, (sealed) => open(sealed, target.passphrase), createGunzip(), inflated as PassThrough);
  // The error reaches the reader through `inflated`; this only keeps it from being reported twice.
  flow.catch(() => {});
  for await (const { header, content } of readArchive<unknown>(inflated)) {
    yield { header: headerSchema.parse(header), content };
  }
  await flow;
}

/** Reads the whole file without keeping anything: every byte is authenticated, first and last entries are there. */
async function check(path: string, target: RestoreTarget): Promise<{ manifest: Manifest; summary: Summary }> {
  let manifest: Manifest | undefined;
  let summary: Summary | undefined;
  for await (const { header, content } of entriesOf(path, target, 'checking')) {
    for await (const _ of content);
    if (header.kind === 'manifest') manifest = header;
    if (header.kind === 'summary') summary = header;
  }
  if (!manifest || !summary) throw new BackupError('altered', 'the backup lacks its first or last entry');
  return { manifest, summary };
}

function requireKnown(manifest: Manifest, product: readonly Migration[]): Migration[] {
  const known = product.slice(0, manifest.migrations.length);
  const same = manifest.migrations.every((one, index) => known[index]?.name === one.name && known[index].digest === one.digest);
  if (!same) {
    throw new BackupError('newer_version', `the backup was made by version ${manifest.version}, whose schema this version does not know: restore it with that version`);
  }
  return known;
}

async function requireEmpty(client: pg.Client): Promise<void> {
  await client.query(`begin read only; ${everything}`);
  try {
    const filled = await filledTables(client, await listTables(client));
    if (filled.length > 0) throw notEmpty(filled);
  } finally {
    await client.query('rollback');
  }
}

const notEmpty = (filled: string[]) =>
  new BackupError('not_empty', `a backup is restored into an empty instance; this one holds rows in ${filled.join(', ')}`);

async function requireSameSchema(client: pg.Client, manifest: Manifest): Promise<void> {
  const tables = await listTables(client);
  if (JSON.stringify(tables) !== JSON.stringify(manifest.tables)) {
    throw new BackupError('newer_version', 'the tables of this instance are not those of the backup: start from an empty database');
  }
}

async function load(client: pg.Client, path: string, target: RestoreTarget, manifest: Manifest, summary: Summary): Promise<void> {
  const tables = manifest.tables;
  await client.query(`begin; ${everything}`);
  try {
    // What triggers computed is restored as it was; nothing is announced or checked a second time. Keys still are.
    for (const { name } of tables) await client.query(`alter table ${pg.escapeIdentifier(name)} disable trigger user`);
    const filled = await filledTables(client, tables);
    if (filled.length > 0) throw notEmpty(filled);
    for await (const { header, content } of entriesOf(path, target, 'restoring')) {
      if (header.kind === 'file') await restoreFile(target.platform, header.sha256, content);
      else if (header.kind === 'table') await restoreTable(client, tableNamed(tables, header.name), content);
      else for await (const _ of content);
    }
    for (const { name } of tables) await client.query(`alter table ${pg.escapeIdentifier(name)} enable trigger user`);
    for (const [name, value] of Object.entries(summary.sequences)) {
      if (value !== null) await client.query('select setval($1::regclass, $2::bigint)', [pg.escapeIdentifier(name), value]);
    }
    await prove(client, tables, summary);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

function tableNamed(tables: readonly TableImage[], name: string): TableImage {
  const table = tables.find((one) => one.name === name);
  if (!table) throw new BackupError('altered', `the backup holds a table ${name} that it did not announce`);
  return table;
}

async function restoreFile(platform: Platform, sha256: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const stored = await platform.files.put(content, Number.MAX_SAFE_INTEGER);
  if (stored.sha256.toString('hex') !== sha256) throw new BackupError('not_the_same', `the attachment ${sha256} does not have its digest`);
}

async function restoreTable(client: pg.Client, table: TableImage, content: AsyncIterable<Uint8Array>): Promise<void> {
  // One frame holds whole lines: a batch of rows.
  for await (const frame of content) await insertRows(client, table, Buffer.from(frame).toString('utf8').trimEnd().split('\n'));
}

async function prove(client: pg.Client, tables: readonly TableImage[], summary: Summary): Promise<void> {
  for (const table of tables) {
    const found = await digestTable(client, table);
    const announced = summary.tables[table.name];
    if (found.digest !== announced?.digest || found.rows !== announced.rows) {
      throw new BackupError('not_the_same', `the table ${table.name} is not the same once restored: ${found.rows} rows instead of ${announced?.rows ?? 0}`);
    }
  }
}
