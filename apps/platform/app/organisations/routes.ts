import { route, type RouteConfigEntry } from '@react-router/dev/routes';

/** Pages of the organisations, their people and their mandates. */
export const organisationRoutes: RouteConfigEntry[] = [
  route('organisations', 'organisations/routes/register.tsx'),
  route('organisations/:id', 'organisations/routes/organisation.tsx'),
  route('organisations/:id/personnes', 'organisations/routes/people.tsx'),
  route('organisations/:id/mandats', 'organisations/routes/mandates.tsx'),
];
