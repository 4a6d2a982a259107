import { type RouteConfigEntry, route } from '@react-router/dev/routes';

/** Pages of sign-in and of one's own account; none stands under the workplace, which those who must enrol cannot reach. */
export const signInRoutes: RouteConfigEntry[] = [
  route('connexion', 'sign-in/routes/sign-in.tsx'),
  route('connexion/cle-d-acces', 'sign-in/routes/passkey-options.tsx'),
  route('connexion/second-facteur', 'sign-in/routes/second-factor.tsx'),
  route('connexion/oubli', 'sign-in/routes/forgotten.tsx'),
  route('connexion/nouveau-mot-de-passe', 'sign-in/routes/new-password.tsx'),
  route('invitation', 'sign-in/routes/invitation.tsx'),
  route('deconnexion', 'sign-in/routes/sign-out.tsx'),
  route('compte/securite', 'sign-in/routes/security.tsx'),
  route('compte/securite/sessions', 'sign-in/routes/sessions.tsx'),
  route('compte/securite/application', 'sign-in/routes/application.tsx'),
  route('compte/securite/cle-d-acces', 'sign-in/routes/passkey.tsx'),
  route('compte/securite/cle-d-acces/demande', 'sign-in/routes/passkey-registration.tsx'),
];
