import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { build } from 'vite';
import { Gallery, type GalleryScreen } from './gallery.tsx';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ORIGIN = 'http://gallery.test';

/** The policy of production pages: any inline style or script that a component writes is refused, and reported. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** Chromium's program: `CHROMIUM_PATH`, else the usual places. Throws a sentence that says what to install. */
export function chromiumPath(): string {
  const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error('Browser tests need Chromium: install the package « chromium » or set CHROMIUM_PATH.');
  return found;
}

/** Starts Chromium for tests, without sandbox: containers seldom allow one. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

const CLIENT = `
import './styles/index.css';
import { createElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Gallery } from './gallery.tsx';
const root = document.getElementById('root');
hydrateRoot(root, createElement(Gallery, { screen: root.dataset.screen }), {
  onRecoverableError: (error) => console.error('hydration: ' + error.message),
});
document.documentElement.dataset.ready = '';
`;

/** Files of the gallery by path: client script, style sheet, fonts. */
export async function bundleGallery(): Promise<Map<string, string | Uint8Array>> {
  const entry = `${HERE}gallery-client.ts`;
  const output = await build({
    configFile: false,
    root: HERE,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['production', 'module', 'browser'] },
    plugins: [
      {
        name: 'gallery-client',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? CLIENT : null),
      },
    ],
    build: {
      write: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: entry,
        output: { entryFileNames: 'client.js', assetFileNames: '[name][extname]', codeSplitting: false },
      },
    },
  });
  if (!('output' in output)) throw new Error('the gallery must build to one bundle');
  return new Map(output.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
}

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' };

function pageOf(screen: GalleryScreen): string {
  const body = renderToString(createElement(Gallery, { screen }));
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Galerie : ${screen}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/gallery-client.css">
<script type="module" src="/client.js"></script></head><body><div id="root" data-screen="${screen}">${body}</div></body></html>`;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Answers of `/recherche.json`. */
  search?: (query: string) => { status: number; json: unknown };
}

/** A page of the gallery in its own context, with what its console complained of (policy, hydration, scripts). */
export async function openGallery(
  browser: Browser,
  files: Map<string, string | Uint8Array>,
  screen: GalleryScreen,
  { search, ...options }: OpenOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route(`${ORIGIN}/**`, (route) => {
    const url = new URL(route.request().url());
    const file = files.get(url.pathname);
    const type = TYPES[url.pathname.split('.').at(-1) ?? ''];
    if (file !== undefined) return route.fulfill({ contentType: type, body: typeof file === 'string' ? file : Buffer.from(file) });
    if (url.pathname === '/recherche.json' && search) return route.fulfill(search(url.searchParams.get('q') ?? ''));
    if (url.pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': POLICY },
      body: pageOf(screen),
    });
  });
  await page.goto(`${ORIGIN}/`);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('html[data-ready]');
  return { page, complaints };
}
