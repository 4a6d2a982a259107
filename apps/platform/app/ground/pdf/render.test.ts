import { afterAll, describe, expect, test } from 'vitest';
import { type Compiler, openCompiler } from './compiler.server.ts';
import { documentTemplate } from './document.typ.ts';
import type { PrintedDocument } from './printed-document.ts';
import { renderDocument, renderPdf } from './render.server.ts';

const letter = (text: string): PrintedDocument => ({
  language: 'fr', title: 'Essai', subtitle: '', number: 'INC-2026-0001', mark: { tlp: 'green', label: 'TLP:GREEN', meaning: '' },
  issuer: 'Hygie', issued: '', issuedAt: { year: 2026, month: 11, day: 23, hour: 9, minute: 0, second: 0 },
  words: { page: 'Page', of: 'sur' }, sections: [{ level: 1, heading: 'Texte', blocks: [{ kind: 'prose', text }] }], attached: null,
});

describe('making a PDF', () => {
  test('the same data give the same bytes', async () => {
    const [one, other] = [await renderDocument(letter('Bonjour')), await renderDocument(letter('Bonjour'))];
    expect(one.equals(other)).toBe(true);
  });

  test('the PDF says that it is tagged, its language, and that it follows PDF/UA-1', async () => {
    const bytes = (await renderDocument(letter('Bonjour'))).toString('latin1');
    expect(bytes.startsWith('%PDF-1.7')).toBe(true);
    for (const sign of ['/MarkInfo', '/Marked true', '/StructTreeRoot', '/Lang (fr)', '<pdfuaid:part>1</pdfuaid:part>']) expect(bytes).toContain(sign);
  });

  test('a text in a script that no embedded font has is still printed', async () => {
    let scripts = '';
    for (let code = 0x4e00; code < 0x4e00 + 500; code += 1) scripts += String.fromCodePoint(code);
    await expect(renderDocument(letter(`${scripts} ไทย ሀሁ 👩🏽‍👧 \u{1F600}\ufe0f e\u0301`))).resolves.toBeInstanceOf(Buffer);
  });

  test('a template at fault is our error, and its diagnostics stay out of what the user sees', async () => {
    const error = await renderPdf('#set document(title: "x")\n= A\n=== C', {}).catch((thrown) => thrown);
    expect(error.code).toBe('internal');
    expect(error.data).toEqual({ code: 'internal' });
    expect(String(error.cause)).toContain('PDF/UA-1 error');
  });

  test.each(['#read("/etc/passwd")', '#read("../../../../etc/passwd")', '#include "/etc/hostname"', '#image("/etc/hostname")'])(
    'no template can read a file of the machine: %s',
    async (attempt) => {
      const error = await renderPdf(`#set document(title: "x")\n${attempt}`, {}).catch((thrown) => thrown);
      expect(String(error.cause)).toMatch(/file not found \(searched at \/nowhere|access denied/);
    },
  );

  test('the template brings in nothing: no file, no package from the network', () => {
    expect(documentTemplate).not.toMatch(/#(?:import|include)\b|\b(?:read|image|plugin|eval)\(/);
  });
});

describe('the compiler', () => {
  const compilers: Compiler[] = [];
  const open = (bounds: Partial<Parameters<typeof openCompiler>[0] & object> = {}) => {
    const compiler = openCompiler({ waiting: 50, patience: 20_000, idle: 60_000, ...bounds });
    compilers.push(compiler);
    return compiler;
  };
  afterAll(() => Promise.all(compilers.map((compiler) => compiler.close())));

  test('makes many documents asked for at once, each with its own content', async () => {
    const compiler = open();
    const sizes = await Promise.all(Array.from({ length: 20 }, (_, index) => renderPdf(documentTemplate, letter('mot '.repeat(index * 200)), compiler)));
    expect(new Set(sizes.map((pdf) => pdf.byteLength)).size).toBe(20);
  });

  test('refuses as unavailable when too many wait, instead of filling the memory', async () => {
    const compiler = open({ waiting: 2 });
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => renderPdf(documentTemplate, letter('a'), compiler)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(3);
    expect(answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))).toEqual(Array(7).fill('unavailable'));
  });

  test('gives up a document that lasts too long, and makes the next one', async () => {
    const compiler = open({ patience: 1_500 });
    const endless = '#set document(title: "x")\n#for i in range(400) { for j in range(400) { for k in range(150) { let _ = calc.pow(k, 2) } } }';
    const slow = renderPdf(endless, {}, compiler).catch((error) => error.code);
    const next = renderPdf(documentTemplate, letter('suite'), compiler);
    expect([await slow, (await next).byteLength > 1_000]).toEqual(['unavailable', true]);
  });

  test('starts again after its thread went idle', async () => {
    const compiler = open({ idle: 20 });
    await renderPdf(documentTemplate, letter('un'), compiler);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(renderPdf(documentTemplate, letter('deux'), compiler)).resolves.toBeInstanceOf(Buffer);
  });
});
