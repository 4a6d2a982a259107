import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../ground/testing/database.ts';
import { attachToDraft, beginDraft, detachFromDraft, readDraft, saveStep } from './draft.server.ts';

const database = await testDatabase();
afterAll(() => database.stop());
const { platform } = database;

describe('a declaration being written', () => {
  test('keeps what was typed, without the characters that the database refuses', async () => {
    const token = await beginDraft(platform, '192.0.2.1', 'incident', 'fr');
    await saveStep(platform, token, 'facts', { description: 'Écran\u0000 noir\ud800', systems: ['a\u0000b'] });
    expect((await readDraft(platform, token))?.steps.facts).toEqual({ description: 'Écran noir\ufffd', systems: ['ab'] });
  });

  test.each([['xyz'], [''], ["' or 1=1"], ['019a0000-0000-7000-8000-000000000000']])('loses no file when asked to take away « %s »', async (id) => {
    const token = await beginDraft(platform, '192.0.2.1', 'incident', 'fr');
    await attachToDraft(platform, token, { name: 'capture.png', size: 9, mediaType: 'image/png', sha256: Buffer.alloc(32, 1) });
    await detachFromDraft(platform, token, id);
    expect((await readDraft(platform, token))?.attachments).toHaveLength(1);
  });

  test('loses the file that is taken away', async () => {
    const token = await beginDraft(platform, '192.0.2.1', 'incident', 'fr');
    await attachToDraft(platform, token, { name: 'capture.png', size: 9, mediaType: 'image/png', sha256: Buffer.alloc(32, 1) });
    const [file] = (await readDraft(platform, token))?.attachments ?? [];
    await detachFromDraft(platform, token, file?.id ?? '');
    expect((await readDraft(platform, token))?.attachments).toEqual([]);
  });
});
