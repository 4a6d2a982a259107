import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { IntlProvider } from 'use-intl';
import { describe, expect, test } from 'vitest';
import { fr } from '../messages.fr.ts';
import { NoRole, type WithoutRole } from './no-role.tsx';

function shown(props: Partial<WithoutRole>): string {
  const element = <NoRole email="lou.verdier@dunes.example" invitations={[]} former={[]} {...props} />;
  return renderToStaticMarkup(
    <IntlProvider locale="fr" messages={fr} timeZone="Europe/Paris" now={new Date('2026-11-23T10:00:00Z')}>
      <RouterProvider router={createMemoryRouter([{ path: '/', element }])} />
    </IntlProvider>,
  ).replaceAll('\u00a0', ' ');
}

describe('the home page of a person without any role', () => {
  test('says whom to ask and at which address they can be invited, and still offers to declare', () => {
    const page = shown({});
    expect(page).toContain('À l’administrateur ou au RSSI de votre établissement');
    expect(page).toContain('lou.verdier@dunes.example');
    expect(page).toContain('href="/signaler"');
    expect(page).not.toContain('Des invitations vous attendent');
  });

  test('names the organisations where their role has ended', () => {
    expect(shown({ former: ['CH des Dunes', 'GHT des Dunes'] })).toContain('RSSI de CH des Dunes ou GHT des Dunes, où votre rôle a pris fin');
  });

  test('shows the invitations that wait, from whom and until when, and how to accept them', () => {
    const page = shown({ invitations: [{ organisationName: 'CH des Dunes', role: 'dpo', invitedBy: 'Laure Petit', expiresAt: new Date('2026-11-30T10:00:00Z') }] });
    expect(page).toContain('DPO, CH des Dunes');
    expect(page).toContain('Invitation de Laure Petit, valable jusqu’au 30 nov. 2026');
    expect(page).toContain('Demandez à la personne qui vous a invité de le renvoyer');
  });
});
