import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, signInAs, visit } from './browser.ts';

// What happens to the words of a person who works on a file when something comes between: the end of the session, a
// colleague who saved first. With and without JavaScript.

const claire = 'claire.martin@ch-saint-aubin.example';
const ines = 'ines.caron@cert-sante.example';
const wide = { width: 1280, height: 900 };

const contexts: BrowserContext[] = [];
let file: string;

async function enter(email: string, javaScriptEnabled = true): Promise<Page> {
  const context = await visit({ javaScriptEnabled, viewport: wide });
  contexts.push(context);
  return signInAs(context, email);
}

/** Waits until the scripts of the page took over: a click before goes to the server as without them. */
async function ready(page: Page, control: string): Promise<void> {
  await page.waitForFunction((selector) => Object.keys(document.querySelector(selector) ?? {}).some((key) => key.startsWith('__react')), control);
}

/** In view, and where the keyboard goes on from. */
async function expectSeen(page: Page): Promise<void> {
  const notice = page.locator('[data-refusal]');
  await notice.waitFor();
  const box = await notice.boundingBox();
  expect(box && box.y >= 0 && box.y < wide.height - 40, JSON.stringify(box)).toBe(true);
  expect(await notice.evaluate((element) => document.activeElement === element)).toBe(true);
}

beforeAll(async () => {
  const page = await enter(claire);
  await page.goto('/incidents?etat=qualified');
  file = (await page.locator('main a[href^="/incidents/INC-"]').first().getAttribute('href')) ?? '';
});
afterAll(() => Promise.all(contexts.map((context) => context.close())));

describe('when the session ends while someone writes a message', () => {
  test('the page keeps the text, says so, and sends it once they signed in from another tab', async () => {
    const page = await enter(claire);
    await page.goto(`${file}/echanges?fil=rssi`);
    await ready(page, '#field-body');
    await page.locator('#field-body').fill('Journaux extraits à midi.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await expectSeen(page);
    expect(await page.locator('[data-refusal]').innerText()).toContain('Votre session a expiré');
    expect(await page.locator('#field-body').inputValue()).toBe('Journaux extraits à midi.');
    await expectAccessible(page);
    await (await signInAs(page.context(), claire)).close();
    await page.setViewportSize(wide);
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.waitForURL(/fait=1/);
    await page.locator('.thread').getByText('Journaux extraits à midi.').waitFor();
  });

  test('without JavaScript, a page shows the text and sends it again', async () => {
    const page = await enter(claire, false);
    await page.goto(`${file}/echanges?fil=rssi`);
    await page.locator('#field-body').fill('Deux comptes bloqués.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    expect(await page.locator('h1').innerText()).toBe('Votre session a expiré');
    expect(await page.locator('textarea').inputValue()).toBe('Deux comptes bloqués.');
    await (await signInAs(page.context(), claire)).close();
    await page.getByRole('button', { name: 'Renvoyer' }).click();
    await page.waitForURL(/fait=1/);
    expect(await page.locator('.thread').innerText()).toContain('Deux comptes bloqués.');
  });

  test('axe finds nothing on that page', async () => {
    const page = await enter(claire);
    await page.goto(`${file}/echanges?fil=rssi`);
    await page.locator('#field-body').fill('Deux comptes bloqués.');
    await page.context().clearCookies();
    await page.locator('form:has(#field-body)').evaluate((form: HTMLFormElement) => form.submit());
    await page.locator('h1', { hasText: 'expiré' }).waitFor();
    await expectAccessible(page);
  });
});

describe('when a colleague saved first', () => {
  test.each([true, false])('the notice is in view and takes the focus, what was typed stays (JavaScript: %s)', async (scripts) => {
    const mine = await enter(claire, scripts);
    const theirs = await enter(ines);
    const last = 'form:has(input[name=intent][value=others])';
    for (const page of [mine, theirs]) await page.goto(`${file}/qualification`);
    await ready(theirs, `${last} input[name=medicalDevice]`);
    if (scripts) await ready(mine, `${last} input[name=medicalDevice]`);
    const value = scripts ? 'no' : 'yes';
    await theirs.locator(`${last} input[name=medicalDevice][value=${value}]`).check();
    await theirs.locator(`${last} button`).last().click();
    await theirs.waitForURL(/fait=1/);
    await mine.locator(`${last} input[name=patientHarm][value=${value}]`).check();
    await mine.locator(`${last} button`).last().click();
    await expectSeen(mine);
    expect(await mine.locator('[data-refusal]').innerText()).toContain('Rien n’a été écrasé');
    expect(await mine.locator(`${last} input[name=patientHarm][value=${value}]`).isChecked()).toBe(true);
    if (scripts) await expectAccessible(mine);
  });
});

describe('a link written in a thread', () => {
  test('is shown so that nothing follows it', async () => {
    const page = await enter(ines);
    await page.goto(`${file}/echanges?fil=rssi`);
    await page.locator('#field-body').fill('Page piégée : https://webmail-sante.example/connexion');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.waitForURL(/fait=1/);
    const thread = page.locator('.thread');
    await thread.getByText('hxxps://webmail-sante[.]example/connexion').waitFor();
    expect(await thread.locator('a').count()).toBe(0);
  });
});

describe('handing a file over', () => {
  test('to a named colleague works without JavaScript', async () => {
    const page = await enter(ines, false);
    await page.goto(file);
    await page.getByText('Confier à un collègue').click();
    await page.locator('select[name=person]').selectOption({ label: 'Thomas Vidal' });
    await page.getByRole('button', { name: 'Confier le dossier' }).click();
    await page.waitForURL(/fait=1/);
    expect(await page.locator('main').innerText()).toContain('Thomas Vidal');
  });
});

test('each file of the demonstration that someone took charge of says who', async () => {
  const page = await enter(ines);
  for (const state of ['acknowledged', 'qualified']) {
    await page.goto(`/incidents?etat=${state}`);
    const text = await page.locator('main').innerText();
    expect(text).toContain('Dossiers');
    expect(text).toContain('par ');
    expect(text).not.toContain('sans responsable');
  }
});

test('an administrator is told that incidents are not theirs, and no link leads there', async () => {
  const page = await enter('nadia.ferrand@hygie-demonstration.example');
  await page.goto('/journee');
  expect(await page.locator('main').innerText()).toContain('Votre rôle ne donne pas accès aux incidents.');
  expect(await page.locator('a[href^="/incidents"]').count()).toBe(0);
  await expectAccessible(page);
});
