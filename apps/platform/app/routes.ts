import { index, layout, type RouteConfig, route } from '@react-router/dev/routes';
import { fileRoutes, publicIncidentRoutes } from './incidents/routes.ts';
import { organisationRoutes } from './organisations/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** Every page of the platform. What stands under the workplace asks for an account. */
export default [
  layout('shell/pages.tsx', [
    index('shell/routes/home.tsx'),
    route('preferences', 'shell/routes/preferences.tsx'),
    route('accessibilite', 'shell/routes/accessibility.tsx'),
    ...signInRoutes,
    ...publicIncidentRoutes,
    layout('shell/workplace.tsx', [
      route('journee', 'shell/routes/day.tsx'),
      route('recherche', 'shell/routes/search.tsx'),
      route('courriels', 'shell/routes/outbox.tsx'),
      route('journal', 'shell/routes/journal.tsx'),
      route('journal.csv', 'shell/routes/journal-csv.tsx'),
      route('vues', 'shell/routes/views.tsx'),
      route('mesures', 'shell/routes/measures.tsx'),
      ...fileRoutes,
      ...organisationRoutes,
    ]),
    route('*', 'shell/routes/not-found.tsx'),
  ]),
] satisfies RouteConfig;
