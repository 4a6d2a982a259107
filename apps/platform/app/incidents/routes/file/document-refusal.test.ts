import { describe, expect, test } from 'vitest';
import { HygieError } from '../../../ground/errors.ts';
import { readDocumentRefusal } from './document-refusal.ts';
import { documentOrPage } from './document-refusal.server.ts';

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const ask = (headers: Record<string, string>, error: Error) =>
  documentOrPage(new Request('https://hygie.example/incidents/INC-2026-0001/export/stix', { headers }), 'INC-2026-0001', 'stix', () => Promise.reject(error));

describe('a document that is refused', () => {
  test.each([['forbidden', 'forbidden'], ['sharing_forbidden', 'sharing'], ['not_found', 'other'], ['unavailable', 'unavailable']] as const)(
    'for « %s » to someone who followed a link leads back to the file, which says why', async (code, why) => {
      const response = await ask(browser, new HygieError(code));
      const address = new URL(response.headers.get('location') ?? '', 'https://hygie.example');
      expect([response.status, address.pathname]).toEqual([303, '/incidents/INC-2026-0001']);
      expect(readDocumentRefusal(address.searchParams)).toEqual({ why, asked: 'stix' });
    },
  );

  test('to a program stays an error, and so does one that asks to sign in first', async () => {
    for (const accept of ['application/json', '*/*']) await expect(ask({ accept }, new HygieError('forbidden'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(browser, new HygieError('sign_in_required'))).rejects.toMatchObject({ code: 'sign_in_required' });
    await expect(ask(browser, new Error('a mistake of ours'))).rejects.toThrow('a mistake of ours');
  });

  test('is not said for an address that says nothing, and an unknown word of it is no more than « not available »', () => {
    expect(readDocumentRefusal(new URLSearchParams('fait=1'))).toBeNull();
    expect(readDocumentRefusal(new URLSearchParams('refus=constructor&document=x'))).toEqual({ why: 'other', asked: null });
  });
});
