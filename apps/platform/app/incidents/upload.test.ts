import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FileStore, openFileStore } from '../ground/files.server.ts';
import { maxFileBytes, readUpload } from './upload.server.ts';

let folder: string;
let files: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hygie-upload-'));
  files = await openFileStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const request = (body: BodyInit, headers: HeadersInit = {}) => new Request('http://hygie.example/signaler', { method: 'POST', body, headers });

function form(parts: Record<string, string | File | File[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) for (const one of [value].flat()) data.append(name, one);
  return data;
}

const text = (content: string, name: string) => new File([content], name);
const stored = async () => (await readdir(folder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)).length;

/** An archive whose entries are stored as they are: enough for its directory to say what it is. */
function archive(entries: Record<string, string>): Buffer<ArrayBuffer> {
  return Buffer.concat(Object.entries(entries).flatMap(([name, content]) => {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt32LE(content.length, 18);
    header.writeUInt32LE(content.length, 22);
    header.writeUInt16LE(name.length, 26);
    return [header, Buffer.from(name), Buffer.from(content)];
  }));
}
const patience = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const wordTypes = '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

describe('a posted form', () => {
  test('on a full disk is refused with the cause, and the platform lives on: the failure comes before the body ends', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    const slow = new ReadableStream<Uint8Array>({
      async start(controller) {
        const send = (part: string) => controller.enqueue(new TextEncoder().encode(part));
        send('--x\r\nContent-Disposition: form-data; name="piece"; filename="a.txt"\r\n\r\nun journal\r\n--x\r\n');
        await patience(60);
        send('Content-Disposition: form-data; name="go"\r\n\r\nattach\r\n--x--\r\n');
        controller.close();
      },
    });
    const sent = new Request('http://hygie.example/signaler', { method: 'POST', body: slow, duplex: 'half', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } } as RequestInit);
    await expect(readUpload(sent, { ...files, put: () => Promise.reject(full) })).rejects.toBe(full);
    await patience(10);
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });

  test('with no room left for files gives its fields, stores none of them and says so of each', async () => {
    const before = await stored();
    const pieces = [text('encore une', 'encore.txt'), text('et une autre', 'autre.txt')];
    const upload = await readUpload(request(form({ go: 'attach', piece: pieces, name: 'Élise' })), files, 0);
    expect(upload.fields.get('name')).toBe('Élise');
    expect(upload.files).toEqual([]);
    expect(upload.refused).toEqual(['encore.txt', 'autre.txt'].map((name) => ({ name, problem: 'too_many_files' })));
    expect(await stored()).toBe(before);
  });

  test('gives its fields and keeps its files under the digest of their content', async () => {
    const upload = await readUpload(request(form({ go: 'attach', piece: text('06:30 erreur', 'journal.log') })), files);
    expect(upload.fields.get('go')).toBe('attach');
    expect(upload.refused).toEqual([]);
    const sha256 = createHash('sha256').update('06:30 erreur').digest();
    expect(upload.files).toEqual([{ name: 'journal.log', size: 12, mediaType: 'text/plain', sha256 }]);
    expect(await files.has(sha256)).toBe(true);
  });

  test('gives its fields when it carries no file, ticked boxes included', async () => {
    const plain = await readUpload(request(new URLSearchParams([['systems', 'imaging'], ['systems', 'servers'], ['name', 'Élise']])), files);
    expect(plain.fields.getAll('systems')).toEqual(['imaging', 'servers']);
    expect(plain.fields.get('name')).toBe('Élise');
    const picker = await readUpload(request(form({ go: 'next', piece: new File([], '') })), files);
    expect([picker.files, picker.refused]).toEqual([[], []]);
  });

  test('keeps the good files beside the bad ones and says what is wrong with each', async () => {
    const before = await stored();
    const sent = form({ piece: [text('MZ\x90\0', 'facture.pdf'), text('', 'vide.txt'), text('bon', 'bon.txt'), text('<svg onload="x"/>', 'logo.svg')] });
    const upload = await readUpload(request(sent), files);
    expect(upload.refused).toEqual([{ name: 'facture.pdf', problem: 'refused_file' }, { name: 'vide.txt', problem: 'empty_file' }]);
    expect(upload.files.map(({ name, mediaType }) => [name, mediaType])).toEqual([['bon.txt', 'text/plain'], ['logo.svg.txt', 'application/octet-stream']]);
    expect(await stored()).toBe(before + 2);
  });

  test('refuses a file of 26 MB, leaves nothing of it on the disk and keeps the one after it', async () => {
    const before = await stored();
    const heavy = new File([Buffer.alloc(26 * 1024 * 1024, 'a')], 'lourd.txt');
    const upload = await readUpload(request(form({ piece: [heavy, text('suite', 'suite.txt')] })), files);
    expect(upload.refused).toEqual([{ name: 'lourd.txt', problem: 'too_large' }]);
    expect(upload.files.map(({ name }) => name)).toEqual(['suite.txt']);
    expect(await stored()).toBe(before + 1);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  test('accepts a file of exactly 25 MB', async () => {
    const upload = await readUpload(request(form({ piece: new File([Buffer.alloc(maxFileBytes, 'b')], 'juste.txt') })), files);
    expect(upload.files.map(({ size }) => size)).toEqual([maxFileBytes]);
  });

  test('tells an office document and a program from a plain archive', async () => {
    // The entry that tells stands far beyond the first bytes.
    const word = archive({ 'media/image.bin': 'x'.repeat(200_000), '[Content_Types].xml': wordTypes });
    const program = archive({ 'META-INF/MANIFEST.MF': '', 'A.class': '' });
    const piece = [new File([archive({ 'a.txt': 'a' })], 'a.zip'), new File([program], 'b.zip'), new File([word], 'lettre.zip')];
    const upload = await readUpload(request(form({ piece })), files);
    expect(upload.files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['a.zip', 'application/zip'],
      ['lettre.zip.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ]);
    expect(upload.refused).toEqual([{ name: 'b.zip', problem: 'refused_file' }]);
  });

  test('takes at most ten files and says that there were more', async () => {
    const upload = await readUpload(request(form({ piece: Array.from({ length: 12 }, (_, index) => text(`n${index}`, `${index}.txt`)) })), files);
    expect(upload.files).toHaveLength(10);
    expect(upload.refused).toEqual([{ name: '', problem: 'too_many_files' }]);
  });

  test('is refused when it is cut, malformed, endless or no form at all', async () => {
    const cut = '--x\r\nContent-Disposition: form-data; name="piece"; filename="a.txt"\r\n\r\nabc';
    await expect(readUpload(request(cut, { 'Content-Type': 'multipart/form-data; boundary=x' }), files)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(readUpload(request('{}', { 'Content-Type': 'application/json' }), files)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(readUpload(request(new URLSearchParams([['a', 'x'.repeat(70_000)]])), files)).rejects.toMatchObject({ code: 'too_large' });
    const many = new URLSearchParams(Array.from({ length: 400 }, (_, index) => [`f${index}`, '1']));
    await expect(readUpload(request(many), files)).rejects.toMatchObject({ code: 'too_large' });
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });
});
