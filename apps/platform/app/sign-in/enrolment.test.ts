import { expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { mustEnrol, openBeforeEnrolment } from './enrolment.ts';

const signedIn = (role: string, assurance: 1 | 2) => ({ actor: { assurance, rights: [{ role: 'reader' }, { role }] } as PersonActor });

test('an administrator signed in with one factor must add a second; nobody else must', () => {
  expect(mustEnrol(signedIn('administrator', 1))).toBe(true);
  expect(mustEnrol(signedIn('administrator', 2))).toBe(false);
  expect(mustEnrol(signedIn('rssi', 1))).toBe(false);
});

test.each(['/', '/incidents', '/incidents.data', '/compte', '/comptes/securite', '/compte/securite-autre', '/x/compte/securite', '/_root.data'])(
  '%s is closed until then',
  (path) => {
    expect(openBeforeEnrolment(path)).toBe(false);
  },
);

test.each(['/compte/securite', '/compte/securite.data', '/compte/securite/application', '/deconnexion', '/preferences'])('%s stays open', (path) => {
  expect(openBeforeEnrolment(path)).toBe(true);
});
