import axe from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { launchChromium } from '../app/ui/gallery-browser.ts';
import { axeRun, type AxeResults, type AxeRun } from '../app/accessibility/grid/axe-run.ts';
import { elsewhere } from './elsewhere.ts';

let browser: Promise<Browser> | undefined;

/** The address of the platform under test: files that run at the same time have each their own. */
export function home(): string {
  const platforms = inject('platformUrls');
  return platforms[Number(process.env.VITEST_POOL_ID ?? 1) % platforms.length] ?? '';
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
export async function signInByButton(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  // A click while the page is being taken over by its scripts can be lost.
  await page.goto('/connexion', { waitUntil: 'networkidle' });
  await page.locator(`form:has(input[name=person][value="${email}"]) button`).click();
  await page.waitForURL(/\/(journee|compte)/);
  return page;
}

/** Signs in as someone of the demonstration without opening the sign-in page; answers with a page that is still blank. */
export async function signInAs(context: BrowserContext, email: string): Promise<Page> {
  const answer = await context.request.post('/connexion', {
    form: { intent: 'demonstration', person: email, suite: '/journee' }, headers: { 'sec-fetch-site': 'same-origin' }, maxRedirects: 0,
  });
  expect([302, 303], `signing in as ${email}`).toContain(answer.status());
  return context.newPage();
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

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'];

/** What axe sees of the page. Read in the page itself: bringing out each element that passed costs several times the analysis. */
async function analyse(page: Page): Promise<AxeResults & { told: string[] }> {
  // This axe does not look into frames.
  expect(page.frames().length, `frames of ${page.url()}`).toBe(1);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { passes, violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly, resultTypes: ['violations'] });
    return {
      passes: passes.map(({ id }) => ({ id })),
      violations: violations.map(({ id }) => ({ id })),
      told: violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    };
  }, tags);
}

/** Checks the page as it stands, in each look: no violation of any impact, nothing wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { width, theme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const results = await analyse(page);
    seen.push({ page: new URL(page.url()).pathname, look: `${theme} ${width}`, results });
    expect(results.told, `${page.url()} at ${width} px, ${theme}`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${page.url()} overflows at ${width} px`).toBeLessThanOrEqual(0);
  }
}
