import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachmentKind, cleanFileName, inertType } from './attachment-type.server.ts';

const kind = (content: string | Buffer, name: string) => attachmentKind(Buffer.from(content as string, 'latin1'), name);
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const program = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), Buffer.alloc(200)]);
const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

describe('an attachment is refused', () => {
  test('when it is a Windows program, whatever its name', async () => {
    for (const name of ['setup.exe', 'facture.pdf', 'photo.jpg', 'journal.txt']) expect(await attachmentKind(program, name)).toBeNull();
  });

  test('when it is a program of another system', async () => {
    expect(await kind(`\x7fELF\x02\x01\x01${'\0'.repeat(100)}`, 'rapport.pdf')).toBeNull();
    expect(await kind(`\xcf\xfa\xed\xfe${'\0'.repeat(100)}`, 'rapport.pdf')).toBeNull();
  });

  test('when its container is known but its name tells no office document: an installer is such a one', async () => {
    expect(await attachmentKind(compound, 'setup.msi')).toBeNull();
    expect(await attachmentKind(compound, 'lettre.doc')).toEqual({ mediaType: 'application/msword', name: 'lettre.doc' });
    expect(await attachmentKind(compound, 'courriel.msg')).toEqual({ mediaType: 'application/vnd.ms-outlook', name: 'courriel.msg' });
  });

  test('when nothing says what it is', async () => {
    expect(await kind('\x00\x01\x02\x03 some bytes', 'donnees.txt')).toBeNull();
  });
});

describe('an attachment is kept as inert data', () => {
  test.each([
    ['a web page', '<!DOCTYPE html><html><script>alert(1)</script></html>', 'faux-portail.html'],
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'logo.svg'],
    ['a drawing after a declaration and a comment', '<?xml version="1.0"?>\n<!-- x --><svg onload="alert(1)"/>', 'logo.svg'],
    ['a web page that pretends to be a picture', '\n  <html><body>', 'photo.jpg'],
    ['a page that hides before a PDF', '<html><script>alert(1)</script>%PDF-1.7', 'rapport.pdf'],
  ])('%s', async (_, content, name) => {
    expect(await kind(content, name)).toEqual({ mediaType: inertType, name: `${name}.txt` });
  });
});

describe('the type of an attachment comes from its content', () => {
  test('a picture is a picture, and a lying name gets the true extension', async () => {
    expect(await attachmentKind(png, 'écran.PNG')).toEqual({ mediaType: 'image/png', name: 'écran.PNG' });
    expect(await attachmentKind(png, 'page.html')).toEqual({ mediaType: 'image/png', name: 'page.html.png' });
  });

  test('a file that is both a picture and a page stays a picture, under a picture’s name', async () => {
    const polyglot = 'GIF89a/*<html><script>alert(1)</script>*/=1;';
    expect(await kind(polyglot, 'x.html')).toEqual({ mediaType: 'image/gif', name: 'x.html.gif' });
  });

  test('logs, tables and messages are texts, in any usual encoding', async () => {
    expect(await kind('22/11 06:30 connexion refus\xe9e', 'pare-feu.log')).toEqual({ mediaType: 'text/plain', name: 'pare-feu.log' });
    expect(await kind('\x1b[31merreur\x1b[0m', 'serveur.log')).toEqual({ mediaType: 'text/plain', name: 'serveur.log' });
    expect(await kind('poste;heure\nA12;06:30', 'postes.csv')).toEqual({ mediaType: 'text/csv', name: 'postes.csv' });
    expect(await kind('Received: from mx\nFrom: a@b.example\n\n<html>', 'piege.eml')).toEqual({ mediaType: 'message/rfc822', name: 'piege.eml' });
    expect(await kind('\xff\xfea\0b\0', 'export.txt')).toEqual({ mediaType: 'text/plain', name: 'export.txt' });
  });

  test('a log that quotes an attack further down stays a log', async () => {
    expect(await kind('GET /?q=<script>alert(1)</script> 403', 'web.log')).toMatchObject({ mediaType: 'text/plain' });
  });

  test('a script of a shell is handed back as a text', async () => {
    expect(await kind('Invoke-WebRequest http://x', 'piege.ps1')).toEqual({ mediaType: 'text/plain', name: 'piege.ps1.txt' });
  });
});

describe('the name of an attachment', () => {
  test('loses its path, its control characters and those that turn the direction of reading', () => {
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('C:\\Users\\x\\facture.pdf')).toBe('facture.pdf');
    expect(cleanFileName('rapport\u202Efdp.exe\r\nSet-Cookie: a')).toBe('rapportfdp.exeSet-Cookie_ a');
    expect(cleanFileName('CON.txt')).toBe('_CON.txt');
    expect(cleanFileName('..')).toBe('fichier');
    expect(cleanFileName('')).toBe('fichier');
  });

  test('is never longer than 120 characters, and keeps its extension', () => {
    expect(cleanFileName(`${'a'.repeat(400)}.pdf`)).toMatch(/^a{116}\.pdf$/);
  });

  test('whatever is typed, holds no separator, no control character, and survives a second cleaning', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      const name = cleanFileName(typed);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(120);
      expect(name).not.toMatch(/[\\/\p{Cc}\p{Cf}]/u);
      expect(cleanFileName(name)).toBe(name);
    }), { numRuns: 1_000 });
  });
});
