import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { boundBodies, maxBodyBytes, maxFields, maxFileWordsBytes, maxWordsBytes } from './body.ts';

const app = new Hono().use(boundBodies()).post('*', async (c) => c.text(String((await c.req.raw.arrayBuffer()).byteLength)));
const form = 'application/x-www-form-urlencoded';
const post = (path: string, body: BodyInit, headers: Record<string, string> = { 'content-type': form }) => app.request(path, { method: 'POST', body, headers, ...({ duplex: 'half' } as object) });

/** A body that comes piece by piece, without saying how long it will be. */
function endless(piece: string) {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += piece.length;
      controller.enqueue(new TextEncoder().encode(piece));
    },
  });
  return { body, sent: () => sent };
}

describe('what a form may send', () => {
  test('is read whole by the page up to its bound', async () => {
    const answer = await post('/connexion', 'x'.repeat(maxWordsBytes));
    expect([answer.status, await answer.text()]).toEqual([200, String(maxWordsBytes)]);
  });

  test.each([
    ['words past 256 kB', '/connexion', 'x'.repeat(maxWordsBytes + 1), form],
    ['words past 256 kB, to the address of the data', '/connexion.data', 'x'.repeat(maxWordsBytes + 1), form],
    ['a declaration of a program past 256 kB, whatever it says that it is', '/api/v1/declarations', ' '.repeat(maxWordsBytes + 1), 'multipart/form-data; boundary=x'],
    ['words in a file past its longest block of indicators', '/incidents/INC-2026-0147/indicateurs', 'x'.repeat(maxFileWordsBytes + 1), form],
    ['a form of more than 200 fields', '/incidents/X/echanges.data', 'a&'.repeat(maxFields), form],
  ])('is refused: %s', async (_, path, body, type) => {
    expect((await post(path, body, { 'content-type': type })).status).toBe(413);
  });

  test('is taken: a form of 200 fields, and a block of indicators at its longest', async () => {
    expect((await post('/connexion', 'a&'.repeat(maxFields - 1))).status).toBe(200);
    expect((await post('/incidents/INC-2026-0147/indicateurs', `block=${encodeURIComponent('/'.repeat(200_000))}`)).status).toBe(200);
  });

  test('without end is cut at the bound, not read to the end of the memory', async () => {
    const { body, sent } = endless('x'.repeat(64 * 1024));
    expect((await post('/connexion', body)).status).toBe(413);
    expect(sent()).toBeLessThan(2 * maxWordsBytes);
  });

  test('with files says how heavy it is, or nothing of it is read', async () => {
    const { body, sent } = endless('x'.repeat(1024 * 1024));
    const type = { 'content-type': 'Multipart/Form-Data; boundary=x' };
    expect((await post('/signaler/incident/help', body, type)).status).toBe(413);
    expect(sent()).toBeLessThan(3 * 1024 * 1024);
    expect((await post('/signaler/incident/help', 'x', { ...type, 'content-length': String(maxBodyBytes + 1) })).status).toBe(413);
    expect((await post('/signaler/incident/help', 'x', { ...type, 'content-length': String(maxBodyBytes) })).status).toBe(200);
  });

  test('past words says that the text is too long, not that a file is too heavy', async () => {
    const page = await (await post('/incidents/X/echanges', 'x'.repeat(maxFileWordsBytes + 1))).text();
    expect(page).toContain('Le texte est trop long');
    expect(page).toContain('« Précédent »'.replaceAll(' ', '\u00a0'));
    expect(page).not.toContain('25 Mo');
  });
});
