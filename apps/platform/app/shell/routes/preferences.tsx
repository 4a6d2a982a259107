import { redirect } from 'react-router';
import { locales } from '../../ground/platform.ts';
import { contextOf } from '../../request-context.ts';
import { safePath } from '../../sign-in/safe-path.ts';
import { chooseOrganisation } from '../../sign-in/session.server.ts';
import { DENSITIES, DENSITY_COOKIE, preferenceCookie, THEME_COOKIE, THEMES } from '../../ui/theme.ts';
import type { Route } from './+types/preferences';

/** Keeps a preference (language, theme, density, organisation) and goes back where one was. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const { setCookies, platform, signedIn } = contextOf(context);
  const secure = platform.settings.publicUrl.protocol === 'https:';
  const theme = THEMES.find((one) => one === form.get('theme'));
  if (theme) setCookies.push(preferenceCookie(THEME_COOKIE, theme, secure));
  const density = DENSITIES.find((one) => one === form.get('density'));
  if (density) setCookies.push(preferenceCookie(DENSITY_COOKIE, density, secure));
  const locale = locales.find((one) => one === form.get('locale'));
  if (locale) setCookies.push(`hygie_locale=${locale}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`);
  const organisation = form.get('organisation');
  if (signedIn && typeof organisation === 'string') await chooseOrganisation(platform, signedIn, organisation || null);
  return redirect(safePath(String(form.get('back') ?? '/')));
}

export function loader() {
  return redirect('/');
}
