import { describe, expect, test } from 'vitest';
import { DENSITY_COOKIE, densityFromCookies, preferenceCookie, rootAttributes, THEME_COOKIE, themeFromCookies } from './theme.ts';

describe('preferences kept in cookies', () => {
  test('without a cookie, the interface follows the device with comfortable rows', () => {
    expect(themeFromCookies(null)).toBe('auto');
    expect(densityFromCookies(undefined)).toBe('comfortable');
    expect(rootAttributes('auto', 'comfortable')).toEqual({ 'data-theme': undefined, 'data-density': undefined });
  });

  test('what was written is read back among other cookies', () => {
    const header = `other=1; ${preferenceCookie(THEME_COOKIE, 'dark', true).split(';')[0]}; ${DENSITY_COOKIE}=compact`;
    expect(themeFromCookies(header)).toBe('dark');
    expect(densityFromCookies(header)).toBe('compact');
  });

  test('a forged value, or a cookie whose name only ends alike, changes nothing', () => {
    expect(themeFromCookies(`${THEME_COOKIE}="><script>`)).toBe('auto');
    expect(themeFromCookies(`x${THEME_COOKIE}=dark`)).toBe('auto');
    expect(densityFromCookies(`${DENSITY_COOKIE}=`)).toBe('comfortable');
  });

  test('the cookie is `Secure` except on plain HTTP', () => {
    expect(preferenceCookie(THEME_COOKIE, 'light', true)).toContain('; Secure');
    expect(preferenceCookie(THEME_COOKIE, 'light', false)).not.toContain('Secure');
  });
});
