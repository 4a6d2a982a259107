import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterSignIn, safePath } from './safe-path.ts';

const hostile = [
  '//evil.test', '///evil.test', '/\\evil.test', '\\\\evil.test', '\\/evil.test', '/\\/evil.test', 'https://evil.test',
  'https:evil.test', 'http:///evil.test', 'javascript:alert(1)', 'data:text/html,x', ' //evil.test', '\t//evil.test',
  '/\t/evil.test', '/\r/evil.test', '/\n/evil.test', '/\0/evil.test', '/%09/evil.test', '/%0d%0aSet-Cookie:x=1',
  '/%2f/evil.test', '/%2F%2Fevil.test', '/%5cevil.test', '/%5Cevil.test', '/%252f%252fevil.test', '/.//evil.test',
  '/..//evil.test', '/a/..//evil.test', '/./%2e%2e//evil.test', 'evil.test', '@evil.test', '/\u2028/evil.test',
  '/\u3000/evil.test', '/／evil.test', '／／evil.test', '?x=1', '#x', '', '/\u007f/evil.test', '/ /evil.test',
  `/${'a'.repeat(600)}`,
];

describe('where a person goes back to', () => {
  test.each(hostile)('%j leads home', (text) => {
    expect(safePath(text)).toBe('/');
  });

  test.each(['/', '/incidents', '/incidents/INC-2026-1?onglet=fil#message-3', '/recherche?q=50%25%20de%20lits', '/connexions-utiles'])(
    '%s is kept as it is',
    (text) => {
      expect(safePath(text)).toBe(text);
    },
  );

  test('nothing typed leads home', () => {
    expect([safePath(null), safePath(undefined)]).toEqual(['/', '/']);
  });

  test('whatever the text, a browser stays on the site', () => {
    const piece = fc.constantFrom('/', '\\', '.', '..', '%2f', '%5c', '\t', '\n', ':', '@', '?', '#', 'evil.test', 'a', ' ', '%09');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(new URL(safePath(pieces.join('')), 'https://hygie.test').origin).toBe('https://hygie.test');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('where a person goes once signed in', () => {
  test.each([null, '', '/', '//evil.test', '/connexion?suite=/x', '/connexion/second-facteur', '/deconnexion', '/invitation?jeton=x'])(
    '%j leads to the day',
    (text) => {
      expect(afterSignIn(text)).toBe('/journee');
    },
  );

  test.each(['/incidents?etat=ouvert', '/connexions-utiles', '/connexion-ville'])('%s is where they wanted to go', (text) => {
    expect(afterSignIn(text)).toBe(text);
  });
});
