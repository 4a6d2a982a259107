import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { launchChromium } from '../app/ui/gallery-browser.ts';
import { axeRun, type AxeResults, type AxeRun } from '../app/accessibility/grid/axe-run.ts';
import { elsewhere } from './elsewhere.ts';

let browser: Promise<Browser> | undefined;

/** The address of the platform under test. */
export const home = () => inject('platformUrl');

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

const seen: { page: string; look: string; results: AxeResults }[] = [];

/** What axe saw so far in this file of tests, as the grid keeps it. */
export function runSoFar(test: string): AxeRun {
  const day = new Date().toISOString().slice(0, 10);
  const distinct = (values: string[]) => [...new Set(values)].toSorted();
  const around = { pages: distinct(seen.map(({ page }) => page)).length, looks: distinct(seen.map(({ look }) => look)) };
  return axeRun(test, day, seen.map(({ results }) => results), around);
}

/** Checks the page as it stands, in each look: no violation of any impact, nothing wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { width, theme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const results = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4']).analyze();
    const { violations } = results;
    seen.push({ page: new URL(page.url()).pathname, look: `${theme} ${width}`, results });
    const told = violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
    expect(told, `${page.url()} at ${width} px, ${theme}`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${page.url()} overflows at ${width} px`).toBeLessThanOrEqual(0);
  }
}
