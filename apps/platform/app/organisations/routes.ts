import { route, type RouteConfigEntry } from '@react-router/dev/routes';

/** Pages of the organisations, their people and their mandates. */
export const organisationRoutes: RouteConfigEntry[] = [
  route('organisations', 'organisations/routes/register.tsx'),
  route('organisations/choisir', 'organisations/routes/choose.tsx'),
  route('organisations/:id', 'organisations/routes/organisation.tsx'),
  route('organisations/:id/personnes', 'organisations/routes/people.tsx'),
  route('organisations/:id/mandats', 'organisations/routes/mandates.tsx'),
  // What takes something away asks first, on a page of its own.
  route('organisations/:id/personnes/roles/:roleId/fin', 'organisations/routes/end-role.tsx'),
  route('organisations/:id/personnes/:personId/depart', 'organisations/routes/departure.tsx'),
  route('organisations/:id/mandats/:mandateId/fin', 'organisations/routes/end-mandate.tsx'),
  route('organisations/:id/membres/:memberId/fin', 'organisations/routes/end-membership.tsx'),
];
