import { createBrowserRouter, Form, Link, Outlet, RouterProvider, useActionData, useLocation, useSearchParams } from 'react-router';
import { IntlProvider } from 'use-intl';
import { fr } from '../messages.fr.ts';
import { ErrorSummary } from '../ui/form.tsx';
import { OrganisationSwitcher } from './organisation-switcher.tsx';
import { PageFocus } from './page-focus.tsx';

const organisations = Array.from({ length: 12 }, (_, index) => ({ id: `id-${index}`, name: `CH numéro ${index}` }));

function Surround() {
  return (
    <>
      <nav>
        {['/', '/incidents', '/incidents?urgence=3', '/erreur', '/incidents#suite'].map((to) => <Link key={to} to={to}>{`vers ${to}`}</Link>)}
        <OrganisationSwitcher current={null} organisations={organisations} partial={false} />
      </nav>
      <main id="main" tabIndex={-1}><Outlet /></main>
      <PageFocus />
    </>
  );
}

function Page({ title, broken }: { title: string; broken?: boolean }) {
  const refused = useActionData() as string | undefined;
  const [search] = useSearchParams();
  const { key } = useLocation();
  return (
    <>
      <title>{`${title} · Hygie`}</title>
      <ErrorSummary title="Il y a un problème" errors={broken || refused ? [{ name: 'x', message: 'À corriger' }] : []} />
      <h1>{title}</h1>
      <p id="seen">{`${search} ${key}`}</p>
      <Form method="post"><button>Envoyer</button></Form>
      <h2 id="suite">Suite</h2>
    </>
  );
}

const router = createBrowserRouter([{
  element: <Surround />,
  children: [
    { path: '/', element: <Page title="Ma journée" />, action: () => null },
    { path: '/incidents', element: <Page title="Incidents" />, action: () => 'refused' },
    { path: '/erreur', element: <Page title="Erreur" broken /> },
  ],
}]);

/** Three pages under the client router, in the frame that gives the focus. */
export function Pages() {
  return <IntlProvider locale="fr" messages={fr} timeZone="Europe/Paris"><RouterProvider router={router} /></IntlProvider>;
}
