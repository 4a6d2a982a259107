import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAs, visit } from './browser.ts';

// What a program can decide of the criteria of RGAA beyond axe, on each page. The grid names these tests as its proofs.

const publicPages = ['/', '/connexion', '/connexion/oubli', '/signaler', '/suivi', '/fiches', '/fiches/ransomware', '/fiches/plainte', '/accessibilite', '/nothing-here'];
const ownPages = ['/journee', '/incidents', '/recherche?q=saint', '/mesures', '/courriels', '/journal', '/organisations', '/compte/securite'];
const fileParts = ['', '/qualification', '/obligations', '/echanges', '/indicateurs', '/cloture'];

let visitor: Page;
let rssi: Page;
let read: Record<string, Awaited<ReturnType<typeof readPage>>>;

beforeAll(async () => {
  // Our own policy forbids the styles that these tests put in, as a reader's browser would.
  const options = { bypassCSP: true, viewport: wide };
  visitor = await (await visit(options)).newPage();
  rssi = await signInAs(await visit(options), 'claire.martin@ch-saint-aubin.example');
  await rssi.goto('/incidents?etat=qualified');
  const file = (await rssi.locator('main a[href^="/incidents/INC-"]').first().getAttribute('href')) ?? '';
  read = {};
  for (const path of publicPages) read[path] = await readPage(visitor, path);
  for (const path of [...ownPages, ...fileParts.map((part) => file + part)]) read[path] = await readPage(rssi, path);
}, 300_000);
afterAll(async () => {
  await visitor?.context().close();
  await rssi?.context().close();
});

/** All that the tests want to know of a page, in one visit: each thing is read before what would change it. */
async function readPage(page: Page, path: string) {
  await page.goto(path, { waitUntil: 'load' });
  const document = await page.evaluate(readDocument);
  const stops = await faultsOfStops(page);
  await page.setViewportSize({ width: 320, height: 640 });
  const beyondNarrow = await page.evaluate(beyond);
  await page.setViewportSize(wide);
  await page.addStyleTag({ content: spaced });
  return { ...document, stops, beyondNarrow, beyondSpaced: await page.evaluate(beyond) };
}

const wide = { width: 1280, height: 900 };
const spaced = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';

/** How far the page spreads beyond the window, in pixels. */
const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** Walks the first stops of the keyboard: does the first lead to the main content, is each one marked? */
async function faultsOfStops(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => {
    const link = document.activeElement;
    const target = link instanceof HTMLAnchorElement ? document.querySelector(link.hash || '#none') : null;
    return link?.checkVisibility() && target?.closest('main') ? [] : [`first stop: ${link?.outerHTML.slice(0, 80)}`];
  });
  const unseen: string[] = [];
  for (let stop = 0; stop < 12; stop += 1) {
    unseen.push(...(await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return [];
      // The mark may be drawn on the label that stands for a hidden box.
      const marked = [at, at.closest('label'), at.parentElement].some((one) => one && (getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none'));
      return marked ? [] : [`no mark on ${at.outerHTML.slice(0, 80)}`];
    })));
    await page.keyboard.press('Tab');
  }
  return [...first, ...unseen];
}

/** Run in the page: what each test of the document wants to know of it, read in one visit. */
function readDocument() {
  const shown = (selector: string) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const brief = (element: Element) => element.outerHTML.slice(0, 80);
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `#${id}`);
  const forLook = 'font, center, basefont, big, blink, marquee, s, strike, tt, u, body [align], [bgcolor], [border], [color]:not(svg *):not(svg), [style]:not(svg *)';
  const levels = shown('h1, h2, h3, h4, h5, h6').map((title) => Number(title.tagName.slice(1)));
  const skipped = levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1).map((level) => `skips to h${level}`);
  const tops = levels.filter((level) => level === 1).length;
  const places = ['body header:not(main header, article header, section header, dialog header)', 'main', 'footer:not(main footer, article footer)'];
  const tables = [...document.querySelectorAll('table')].flatMap((table) => {
    const columns = Math.max(...[...table.tBodies].flatMap((body) => [...body.rows].map((row) => row.cells.length)), 0);
    const headed = table.tHead?.rows[0]?.cells.length ?? 0;
    const silent = [...table.querySelectorAll('th')].filter((head) => !['col', 'row'].includes(head.scope) || head.textContent?.trim() === '').map(brief);
    return [...(table.caption?.textContent?.trim() ? [] : ['no caption']), ...silent, ...(columns > headed ? [`${columns} columns, ${headed} headers`] : [])];
  });
  return {
    title: document.title,
    kind: [document.doctype?.name ?? '', document.compatMode, document.documentElement.lang, String(document.title.trim().length > 8)],
    looks: [...repeated, ...[...document.querySelectorAll(forLook)].map(brief)],
    titles: tops === 1 ? skipped : [...skipped, `h1: ${tops}`],
    places: places.filter((place) => shown(place).length !== 1),
    tables,
    jumps: [...document.querySelectorAll('[tabindex]')].filter((one) => Number(one.getAttribute('tabindex')) > 0).map(brief),
    countTables: document.querySelectorAll('table').length,
  };
}

/** What is wrong on each page where something is. */
const wrong = (name: 'looks' | 'titles' | 'places' | 'tables' | 'jumps' | 'stops') => Object.entries(read).flatMap(([path, one]) => (one[name].length > 0 ? [[path, one[name]]] : []));

describe('the document', () => {
  test('each page has the document type of HTML, a language and a title', async () => {
    // A reading that visited nothing would find nothing wrong.
    expect(Object.keys(read)).toHaveLength(publicPages.length + ownPages.length + fileParts.length);
    for (const [path, { kind }] of Object.entries(read)) expect(kind, path).toEqual(['html', 'CSS1Compat', 'fr', 'true']);
    const english = await (await visit({ locale: 'en-GB' })).newPage();
    for (const path of publicPages) {
      await english.goto(path);
      expect((await english.evaluate(readDocument)).kind, `${path} in English`).toEqual(['html', 'CSS1Compat', 'en', 'true']);
    }
    await english.context().close();
  });

  test('no two pages have the same title', () => {
    const titles = Object.values(read).map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('no identifier stands twice on a page, and no element is used for its look', () => {
    expect(wrong('looks')).toEqual([]);
  });

  test('each page has one main title, and its titles skip no level', () => {
    expect(wrong('titles')).toEqual([]);
  });

  test('each page has its banner, its main content and its foot, once', () => {
    expect(wrong('places')).toEqual([]);
  });

  test('each table of data has its caption, and each of its headers says what it heads', () => {
    expect(Object.values(read).reduce((total, { countTables }) => total + countTables, 0)).toBeGreaterThan(4);
    expect(wrong('tables')).toEqual([]);
  });

  test('no element jumps the order of the page', () => {
    expect(wrong('jumps')).toEqual([]);
  });
});

describe('the keyboard', () => {
  test('the first stop of the keyboard leads to the main content, and each stop is seen', () => {
    expect(wrong('stops')).toEqual([]);
  });
});

describe('the window', () => {
  test('a window of 320 px needs no sideways scrolling', () => {
    expect(Object.entries(read).flatMap(([path, { beyondNarrow }]) => (beyondNarrow > 0 ? [[path, beyondNarrow]] : []))).toEqual([]);
  });

  test('a text more widely spaced stays in the window', () => {
    expect(Object.entries(read).flatMap(([path, { beyondSpaced }]) => (beyondSpaced > 0 ? [[path, beyondSpaced]] : []))).toEqual([]);
  });
});
