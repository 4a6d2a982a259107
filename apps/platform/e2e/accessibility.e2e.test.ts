import type { Page } from 'playwright-core';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordedAxeRun } from '../app/accessibility/grid/axe-run.ts';
import { expectAccessible, runSoFar, signInAs, visit } from './browser.ts';

// Every page, both themes, 320 and 1280 px, all impacts, no exclusions. What axe sees is a third of RGAA:
// /accessibilite says what the rest rests on.

const publicPages = [
  '/', '/connexion', '/connexion/oubli', '/signaler', '/suivi', '/editeur', '/fiches', '/fiches/ransomware', '/fiches/plainte', '/accessibilite', '/nothing-here',
];
const rssiPages = [
  '/journee', '/incidents', '/incidents?etat=closed', '/incidents?texte=rien-de-tel', '/recherche?q=saint', '/mesures', '/courriels', '/journal', '/journal?acte=incident.declare', '/vues', '/organisations', '/organisations/choisir', '/compte/securite',
];
const filePages = ['', '/qualification', '/obligations', '/echanges', '/indicateurs', '/cloture', '/bulletin', '/rattachement?q=saint'];

let visitor: Page;
let rssi: Page;
let analyst: Page;
let file: string;
let organisation: string;

beforeAll(async () => {
  visitor = await (await visit()).newPage();
  rssi = await signInAs(await visit(), 'claire.martin@ch-saint-aubin.example');
  analyst = await signInAs(await visit(), 'ines.caron@cert-sante.example');
  await rssi.goto('/incidents?etat=qualified');
  file = (await rssi.locator('main a[href^="/incidents/INC-"]').first().getAttribute('href')) ?? '';
  await rssi.goto('/organisations?texte=saint-aubin');
  organisation = (await rssi.locator('main a[href^="/organisations/0"]').first().getAttribute('href')) ?? '';
});
afterAll(async () => {
  await visitor?.context().close();
  await rssi?.context().close();
  await analyst?.context().close();
});

async function look(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(path);
  await expectAccessible(page);
}

describe('axe finds nothing on', () => {
  test.each(publicPages)('the public page %s', (path) => look(visitor, path));

  test('each step of the declaration, empty and refused', async () => {
    const context = await visit();
    const page = await context.newPage();
    await page.goto('/signaler');
    await page.locator('button[value=incident]').click();
    for (const step of ['declarant', 'structure', 'facts', 'effects', 'help', 'verification']) {
      await look(page, `/signaler/incident/${step}`);
    }
    await page.goto('/signaler/incident/declarant');
    await page.locator('main form').first().evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.locator('.error-summary').waitFor();
    await expectAccessible(page);
    await context.close();
  });

  test.each(rssiPages)('%s of a RSSI', (path) => look(rssi, path));

  test.each(filePages)('the page « %s » of a file, seen by the RSSI', (part) => look(rssi, `${file}${part}`));

  test.each(filePages)('the page « %s » of a file, seen by an analyst', (part) => look(analyst, `${file}${part}`));

  test.each(['', '/personnes', '/mandats'])('the page « %s » of an organisation', (part) => look(rssi, `${organisation}${part}`));

  test('the command palette and the menus, open', async () => {
    await rssi.setViewportSize({ width: 1280, height: 900 });
    // The keys of the palette work once the page is alive.
    await rssi.goto('/journee', { waitUntil: 'networkidle' });
    await rssi.keyboard.press('Control+k');
    await rssi.keyboard.type('inc');
    await rssi.getByRole('option').first().waitFor();
    await expectAccessible(rssi);
    await rssi.keyboard.press('Escape');
  });

  test('the same pages in English', async () => {
    const context = await visit({ locale: 'en-GB' });
    const page = await context.newPage();
    for (const path of ['/', '/signaler', '/fiches', '/connexion']) await look(page, path);
    await context.close();
  });
});

// Last of the file: it sums up what the tests above saw. HYGIE_RECORD_AXE=yes writes it for the grid.
test('what axe saw is what the grid of the criteria says that it saw', () => {
  const run = runSoFar('e2e/accessibility.e2e.test.ts');
  if (process.env.HYGIE_RECORD_AXE === 'yes') {
    writeFileSync(join(import.meta.dirname, '../app/accessibility/grid/axe-run.json'), `${JSON.stringify(run, null, 2)}\n`);
    return;
  }
  expect(run.violated).toEqual(recordedAxeRun?.violated);
  expect(recordedAxeRun?.passed.filter((rule) => !run.passed.includes(rule))).toEqual([]);
});
