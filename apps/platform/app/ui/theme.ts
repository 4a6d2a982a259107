/** Colour theme chosen by the person; `auto` follows the device. */
export type Theme = 'auto' | 'light' | 'dark';

/** Row height of tables: `comfortable` is 40 px, `compact` 32 px. */
export type Density = 'comfortable' | 'compact';

/** Cookie that keeps the theme: readable by the server, so the first paint already has it. */
export const THEME_COOKIE = 'hygie_theme';

/** Cookie that keeps the density. */
export const DENSITY_COOKIE = 'hygie_density';

/** Values in the order in which menus show them. */
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** Values in the order in which menus show them. */
export const DENSITIES: readonly Density[] = ['comfortable', 'compact'];

function cookieValue(header: string | null | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}

/** Reads the theme from a `Cookie` header; anything unknown means `auto`. */
export function themeFromCookies(header: string | null | undefined): Theme {
  const value = cookieValue(header, THEME_COOKIE);
  return THEMES.find((theme) => theme === value) ?? 'auto';
}

/** Reads the density from a `Cookie` header; anything unknown means `comfortable`. */
export function densityFromCookies(header: string | null | undefined): Density {
  const value = cookieValue(header, DENSITY_COOKIE);
  return DENSITIES.find((density) => density === value) ?? 'comfortable';
}

/**
 * `Set-Cookie` value that keeps one preference for a year. Read by the server alone, hence `HttpOnly`;
 * `secure` is false only on plain HTTP (evaluation).
 */
export function preferenceCookie(
  name: typeof THEME_COOKIE | typeof DENSITY_COOKIE,
  value: Theme | Density,
  secure: boolean,
): string {
  return `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`;
}

/** Attributes of `<html>`; `auto` writes none, so the style sheet follows the device. */
export function rootAttributes(theme: Theme, density: Density) {
  return {
    'data-theme': theme === 'auto' ? undefined : theme,
    'data-density': density === 'compact' ? density : undefined,
  };
}
