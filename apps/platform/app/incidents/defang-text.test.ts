import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defangText } from './defang-text.ts';

describe('what someone writes in a thread', () => {
  test.each([
    ['Voir https://evil.example/a.php?x=1.', 'Voir hxxps://evil[.]example/a.php?x=1.'],
    ['ftp://files.evil.example:21/x', 'fxp://files[.]evil[.]example:21/x'],
    ['Le domaine (evil.example) et www.evil.example/chemin', 'Le domaine (evil[.]example) et www[.]evil[.]example/chemin'],
    ['C2 : 203.0.113.45:8080, puis 2001:db8::1', 'C2 : 203[.]0[.]113[.]45:8080, puis 2001[:]db8[:][:]1'],
    ['Écrit par jean.dupont@evil.example', 'Écrit par jean.dupont[@]evil[.]example'],
    ['http://user.name@evil.example/', 'hxxp://user.name[@]evil[.]example/'],
    ['HTTP://ÉVIL.example', 'HxxP://ÉVIL[.]example'],
    ['hxxps://evil[.]example', 'hxxps://evil[.]example'],
  ])('no longer makes a link: %s', (typed, shown) => {
    expect(defangText(typed)).toBe(shown);
  });

  test('stays as written when it is no address: hours, numbers, files, sentences', () => {
    const plain = 'À 12:30:45, dossier INC-2026-0147 : rapport.pdf (v1.2), 1.5 Go perdus. Appelez le 09 72 43 91 25.';
    expect(defangText(plain)).toBe(plain);
  });

  test('never keeps a web address, and is the same when it is shown twice', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.webUrl(), fc.emailAddress(), fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 6 }), (parts) => {
      const once = defangText(parts.join(' '));
      expect(once).not.toMatch(/https?:\/\//i);
      expect(defangText(once)).toBe(once);
    }));
  });

  test('takes no longer than its length deserves', () => {
    const started = performance.now();
    defangText(`${'a.'.repeat(20_000)} ${'1:'.repeat(20_000)} ${'@'.repeat(20_000)}`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
