import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { IntlProvider } from 'use-intl';
import { describe, expect, test } from 'vitest';
import { fr } from '../messages.fr.ts';
import { OrganisationSwitcher } from './organisation-switcher.tsx';

function shown(count: number, partial: boolean): string {
  const organisations = Array.from({ length: count }, (_, index) => ({ id: `id-${index}`, name: `CH numéro ${index}` }));
  const element = <OrganisationSwitcher current={null} organisations={organisations} partial={partial} />;
  return renderToStaticMarkup(
    <IntlProvider locale="fr" messages={fr} timeZone="Europe/Paris">
      <RouterProvider router={createMemoryRouter([{ path: '/', element }])} />
    </IntlProvider>,
  );
}

describe('the menu of organisations', () => {
  test('of who holds more than it lists says so, and leads to the search', () => {
    expect(shown(60, true)).toContain('Seules 60 de vos organisations sont listées. Cherchez les autres.');
    expect(shown(60, true)).toContain('href="/organisations/choisir"');
  });

  test('brings back to itself once one is chosen, for who goes by keyboard', () => {
    const page = shown(2, false);
    expect(page).toContain('value="/journee#organisations"');
    expect(page).toMatch(/<summary[^>]*id="organisations"/);
  });

  test('that lists them all does not speak of others', () => {
    expect(shown(60, false)).not.toContain('sont listées');
  });
});
