import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { launchChromium } from '../app/ui/gallery-browser.ts';

let browser: Promise<Browser> | undefined;

/** The address of the platform under test. */
export const home = () => inject('platformUrl');

let machines = 0;

/** Headers of a machine of its own: the limits of the public doors count by address. */
export function elsewhere(): Record<string, string> {
  machines += 1;
  return { 'x-forwarded-for': `198.18.${machines >> 8}.${machines & 255}` };
}

/** A fresh browser context: another person, another machine. */
export async function visit(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= launchChromium();
  return (await browser).newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', baseURL: home(), extraHTTPHeaders: elsewhere(), ...options });
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

/** Signs in as someone of the demonstration, by the button of the sign-in page that bears this e-mail. */
export async function signInAs(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  // A click while the page is being taken over by its scripts can be lost.
  await page.goto('/connexion', { waitUntil: 'networkidle' });
  await page.locator(`form:has(input[name=person][value="${email}"]) button`).click();
  await page.waitForURL(/\/(journee|compte)/);
  return page;
}

const everyLook = [
  { width: 1280, theme: 'light' }, { width: 320, theme: 'dark' }, { width: 1280, theme: 'dark' }, { width: 320, theme: 'light' },
] as const;

/** Both widths and both themes: two looks in the ordinary run, the four with HYGIE_LOOKS=all (`npm run test:looks`). */
export const looks = process.env.HYGIE_LOOKS === 'all' ? everyLook : everyLook.slice(0, 2);

/** Checks the page as it stands, in each look: no violation of any impact, nothing wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { width, theme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4']).analyze();
    const told = violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
    expect(told, `${page.url()} at ${width} px, ${theme}`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${page.url()} overflows at ${width} px`).toBeLessThanOrEqual(0);
  }
}
