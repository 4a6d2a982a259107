import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { expect, test } from 'vitest';
import type { FieldProblem } from '../../ground/errors.ts';
import { fr } from '../../messages.fr.ts';
import { Dates } from './dated.tsx';
import { useRefusal } from './form-problem.tsx';

const shown = (page: React.ReactNode) => renderToStaticMarkup(<IntlProvider locale="fr" messages={fr} timeZone="Europe/Paris">{page}</IntlProvider>);

function Refused({ fields }: { fields: FieldProblem[] }) {
  return useRefusal({ intent: 'grant', problem: { code: 'wrong_state', fields }, typed: {} }).summary;
}

test('a role that is already held is said with its last day, which the end stored is the morning after', () => {
  const summary = shown(<Refused fields={[{ field: 'role', problem: 'role_already_held', until: '2031-06-30T22:00:00.000Z' }]} />);
  expect(summary).toContain('Cette personne a déjà ce rôle jusqu’au 30 juin 2031.');
  expect(summary).toContain('href="#grant-role"');
});

test('a role that is already held without an end says so, and a refusal of no field leads nowhere', () => {
  expect(shown(<Refused fields={[{ field: 'role', problem: 'role_already_held' }]} />)).toContain('sans date de fin');
  const summary = shown(<Refused fields={[{ field: '', problem: 'no_mailbox' }]} />);
  expect(summary).toContain('Renseignez d’abord la boîte aux lettres SSI.');
  expect(summary).not.toContain('href');
});

test('what was given until the 30th is shown until the 30th', () => {
  expect(shown(<Dates validFrom={new Date('2031-01-01T00:00:00+01:00')} validTo={new Date('2031-07-01T00:00:00+02:00')} />)).toBe('du 1er janv. 2031 au 30 juin 2031');
});
