import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundleGallery, launchChromium, openGallery, type OpenOptions } from './gallery-browser.ts';
import { GALLERY_SCREENS, type GalleryScreen } from './gallery.tsx';

// A browser on a busy machine: slow is not wrong.
vi.setConfig({ testTimeout: 30_000 });

let browser: Browser;
let files: Map<string, string | Uint8Array>;

beforeAll(async () => {
  [browser, files] = await Promise.all([launchChromium(), bundleGallery()]);
}, 30_000);

afterAll(() => browser?.close());

const open = (screen: GalleryScreen, options?: OpenOptions) => openGallery(browser, files, screen, options);

/** All rules, all impacts, target size included; each violation in one readable line. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    return axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => `${id}: ${html.slice(0, 200)} (${[...any, ...all, ...none].map(({ message }) => message).join('; ')})`),
  );
}

/** Elements that stick out of the window at the right, outside of regions meant to scroll. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > limit + 1 && !element.closest('.chart-scroll, [data-narrow="scroll"]'))
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

describe('each screen, in both themes, at 320 and 1280 px', () => {
  test.each(GALLERY_SCREENS)(
    '« %s » has no accessibility violation of any impact, needs no sideways scroll and obeys the content policy',
    async (screen) => {
      const { page, complaints } = await open(screen);
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          expect({ colorScheme, width, violations: await violations(page) }).toEqual({ colorScheme, width, violations: [] });
          expect({ width, overflow: await overflow(page) }).toEqual({ width, overflow: [] });
        }
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('the theme chosen by the person wins over the device', async () => {
    const { page } = await open('declare', { javaScriptEnabled: false });
    const paper = async (theme: string, colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      await page.locator('html').evaluate((root, value) => root.setAttribute('data-theme', value), theme);
      return page.locator('.topbar').evaluate((bar) => getComputedStyle(bar).backgroundColor);
    };
    expect(await paper('dark', 'light')).toBe('rgb(23, 33, 44)');
    expect(await paper('light', 'dark')).toBe('rgb(255, 255, 255)');
    expect(await paper('', 'dark')).toBe('rgb(23, 33, 44)');
    await page.context().close();
  });

  test('rows are 40 px high, 32 px when compact', async () => {
    const { page } = await open('list', { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
    const height = async () => (await page.getByRole('row', { name: /Panne du RIS/ }).boundingBox())?.height;
    expect(await height()).toBeCloseTo(40, 0);
    await page.locator('html').evaluate((root) => root.setAttribute('data-density', 'compact'));
    expect(await height()).toBeCloseTo(32, 0);
    await page.context().close();
  });
});

describe('without JavaScript', () => {
  const plain = (screen: GalleryScreen, width = 320) =>
    open(screen, { javaScriptEnabled: false, viewport: { width, height: 800 } });

  test('the navigation drawer opens and closes on a narrow screen', async () => {
    const { page } = await plain('day');
    const target = page.getByRole('link', { name: 'Incidents' });
    await page.getByRole('button', { name: 'Menu' }).click();
    expect(await target.isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Fermer' }).click();
    expect(await target.isVisible()).toBe(false);
    await page.context().close();
  });

  test('a menu opens; the search and the dialog are links to pages; what needs a script is absent', async () => {
    const { page } = await plain('file', 1280);
    await page.getByText('Claire M.').click();
    expect(await page.getByRole('button', { name: 'Sombre' }).isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Rechercher ou agir' }).getAttribute('href')).toBe('/recherche');
    expect(await page.getByRole('link', { name: 'Clore' }).getAttribute('href')).toBe('/incidents/147/cloture');
    expect(await page.getByRole('button', { name: 'Copier le numéro' }).count()).toBe(0);
    await page.context().close();
  });

  test('the error summary takes the focus and leads to the first control of each field', async () => {
    const { page } = await plain('declare', 1280);
    expect(await page.locator('.error-summary:focus').count()).toBe(1);
    await page.getByRole('link', { name: 'L’heure est dans le futur.' }).click();
    expect(await page.locator('#field-since:focus').count()).toBe(1);
    await page.context().close();
  });

  test('a click anywhere on a choice card chooses it', async () => {
    const { page } = await plain('declare', 1280);
    const card = page.locator('.choice', { hasText: 'Je ne sais pas encore' });
    const box = await card.boundingBox();
    await card.click({ position: { x: (box?.width ?? 0) - 10, y: 10 } });
    expect(await page.getByRole('radio', { name: 'Je ne sais pas encore' }).isChecked()).toBe(true);
    await page.context().close();
  });
});

describe('with the keyboard', () => {
  test('Escape closes a menu and gives the focus back to its opener', async () => {
    const { page } = await open('day');
    const opener = page.locator('summary', { hasText: 'Claire M.' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'Sombre' }).isVisible()).toBe(false);
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.context().close();
  });

  test('the open dialog and the open palette have no violation, and Escape gives the focus back', async () => {
    const { page, complaints } = await open('file', { colorScheme: 'dark' });
    await page.getByRole('link', { name: 'Clore' }).press('Enter');
    expect(await page.getByRole('dialog', { name: 'Clore le dossier' }).isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('a:focus', { hasText: 'Clore' }).count()).toBe(1);
    await page.keyboard.press('Control+k');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('combobox').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the palette finds without accents, walks with arrows and goes with Enter', async () => {
    const search = (query: string) => ({
      status: 200,
      json: { results: query === 'ref' ? [{ id: 'f1', label: 'Référent de garde', group: 'Personnes', href: '/personnes/1' }] : [] },
    });
    const { page } = await open('day', { search });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ref');
    await page.getByRole('option', { name: 'Référent de garde' }).waitFor();
    expect(await page.getByRole('option').allTextContents()).toEqual(['Référentiels', 'Référent de garde']);
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).textContent()).toBe('Référent de garde');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('a search that fails says so and keeps the commands', async () => {
    const { page } = await open('day', { search: () => ({ status: 503, json: {} }) });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('incident');
    await page.getByText('La recherche ne répond pas.').waitFor();
    expect(await page.getByRole('option').count()).toBe(2);
    await page.context().close();
  });

  test('the drawer closes once it has led somewhere', async () => {
    const { page } = await open('day', { viewport: { width: 320, height: 800 } });
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Plan d’action' }).click();
    await page.getByRole('link', { name: 'Plan d’action' }).waitFor({ state: 'hidden' });
    await page.context().close();
  });
});

test('paper carries address, date and protection mark, and no navigation', async () => {
  const { page } = await open('file', { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const before = (selector: string) => page.locator(selector).evaluate((element) => getComputedStyle(element, '::before').content);
  expect(await before('.print-head')).toBe('"TLP:AMBER · PAP:AMBER"');
  expect(await before('.print-foot')).toContain('https://hygie.example/');
  expect(await page.getByRole('navigation', { name: 'Navigation principale' }).isVisible()).toBe(false);
  expect(await page.locator('.card').first().evaluate((card) => getComputedStyle(card).backgroundColor)).toBe('rgb(255, 255, 255)');
  await page.context().close();
});
