import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachmentHeader } from './download.ts';

describe('the name of a downloaded file', () => {
  test('keeps its accents and its spaces', () => {
    expect(attachmentHeader('relevé d’accès 2.pdf')).toBe(`attachment; filename="releve d_acces 2.pdf"; filename*=UTF-8''relev%C3%A9%20d%E2%80%99acc%C3%A8s%202.pdf`);
  });

  test('cannot start another header, end its quotes or name a folder', () => {
    expect(attachmentHeader('a"\r\nSet-Cookie: x=1')).toBe(`attachment; filename="a___Set-Cookie: x=1"; filename*=UTF-8''a%22__Set-Cookie%3A%20x%3D1`);
    expect(attachmentHeader('../../etc/passwd')).toContain('filename=".._.._etc_passwd"');
  });

  test('is always a header that a server accepts and that reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const header = attachmentHeader(name);
        expect(new Headers({ 'Content-Disposition': header }).get('content-disposition')).toBe(header);
        const [, ascii, extended] = /^attachment; filename="([^"]*)"; filename\*=UTF-8''(\S*)$/.exec(header) ?? [];
        expect(ascii).toMatch(/^[\x20-\x7e]+$/);
        expect(decodeURIComponent(extended ?? '%')).not.toMatch(/[/\\\r\n]/);
      }),
    );
  });
});
