import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launchChromium } from '../ui/gallery-browser.ts';

// A browser on a busy machine: slow is not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const entry = join(import.meta.dirname, 'focus-client.ts');
const shown: keyof typeof import('./focus.fixture.tsx') = 'Pages';
const client = `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ${shown} } from './focus.fixture.tsx';
createRoot(document.getElementById('root')).render(createElement(${shown}));`;

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false, root: import.meta.dirname, logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['production', 'module', 'browser'] },
    plugins: [{ name: 'focus-client', enforce: 'pre', resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? client : null) }],
    build: { write: false, rolldownOptions: { input: entry, output: { codeSplitting: false } } },
  });
  if (!('output' in built)) throw new Error('the pages must build to one bundle');
  return built.output[0].code;
}

let browser: Browser;
let script: string;
let page: Page;

beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundle()]);
}, 60_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  await page.route('http://pages.test/**', (route) => {
    if (route.request().url().endsWith('/client.js')) return route.fulfill({ contentType: 'text/javascript', body: script });
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><html lang="fr"><body><div id="root"></div><script type="module" src="/client.js"></script></body></html>' });
  });
  await page.goto('http://pages.test/');
  await page.locator('h1').waitFor();
});

const go = (to: string) => page.getByRole('link', { name: `vers ${to}`, exact: true }).press('Enter');
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('going from page to page with the keyboard', () => {
  test('moves the focus to the heading and announces the title, forth and back', async () => {
    expect(await page.evaluate(() => document.activeElement?.localName), 'the first page is the browser’s own affair').toBe('body');
    await go('/incidents');
    await page.locator('h1:focus', { hasText: 'Incidents' }).waitFor();
    await page.locator('[aria-live]', { hasText: 'Incidents · Hygie' }).waitFor({ state: 'attached' });
    await page.goBack();
    await page.locator('h1:focus', { hasText: 'Ma journée' }).waitFor();
    await page.locator('[aria-live]', { hasText: 'Ma journée · Hygie' }).waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Envoyer');
  });

  test('to a part of a page moves the focus to that part', async () => {
    await go('/incidents#suite');
    await page.locator('h2:focus', { hasText: 'Suite' }).waitFor();
  });

  test('to another filter of the same page leaves it where it is', async () => {
    await go('/incidents');
    await page.locator('h1:focus').waitFor();
    await go('/incidents?urgence=3');
    await page.locator('#seen', { hasText: 'urgence=3' }).waitFor();
    expect(await focused()).toBe('vers /incidents?urgence=3');
  });

  test('to a page that gives the focus itself leaves it there', async () => {
    await go('/erreur');
    await page.locator('.error-summary:focus').waitFor();
    await page.locator('[aria-live]', { hasText: 'Erreur · Hygie' }).waitFor({ state: 'attached' });
    expect(await page.locator('.error-summary:focus').count()).toBe(1);
  });
});

describe('sending a form', () => {
  test('that stays on its page leaves the focus on its button', async () => {
    const before = await page.locator('#seen').innerText();
    await page.getByRole('button', { name: 'Envoyer' }).press('Enter');
    await expect.poll(() => page.locator('#seen').innerText()).not.toBe(before);
    expect(await focused()).toBe('Envoyer');
  });

  test('that is refused gives it to the summary of its errors', async () => {
    await go('/incidents');
    await page.locator('h1:focus').waitFor();
    await page.getByRole('button', { name: 'Envoyer' }).press('Enter');
    await page.locator('.error-summary:focus').waitFor();
  });
});

describe('the menu of organisations', () => {
  test('takes the focus in its filter as it opens, and Escape closes it and gives the focus back', async () => {
    const opener = page.locator('summary');
    await opener.press('Enter');
    await page.locator('input[type=search]:focus').waitFor();
    await page.keyboard.type('numéro 7');
    expect(await page.locator('.menu-panel button').allInnerTexts()).toEqual(['CH numéro 7']);
    await page.keyboard.press('Escape');
    await page.locator('summary:focus').waitFor();
    expect(await page.locator('input[type=search]').isVisible()).toBe(false);
  });

  test('opened again, gives what was typed to be typed over', async () => {
    const opener = page.locator('summary');
    await opener.click();
    await page.keyboard.type('numéro 7');
    await page.keyboard.press('Escape');
    await opener.press('Enter');
    await page.locator('input[type=search]:focus').waitFor();
    await page.keyboard.type('numéro 8');
    expect(await page.locator('.menu-panel button').allInnerTexts()).toEqual(['CH numéro 8']);
  });
});
