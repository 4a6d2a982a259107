import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { signInAs, visit } from './browser.ts';

const rssi = 'claire.martin@ch-saint-aubin.example';
const officer = 'helene.marchand@ars-demonstration.example';
const analyst = 'ines.caron@cert-sante.example';
const region = 'Région de démonstration';

const go = (page: Page) => page.getByRole('button', { name: /^(Continuer|Transmettre)/ }).first().click();

/** Declares as the director of a small structure; returns the number and the code of the receipt. */
async function declare(page: Page, words: string): Promise<{ number: string; code: string }> {
  await page.goto('/signaler');
  await page.locator('button[value=incident]').click();
  await page.fill('#field-name', 'Jeanne Essai');
  await page.fill('#field-phone', '02 61 91 00 10');
  await go(page);
  await page.fill('#field-search', 'tilleul');
  const search = page.getByRole('button', { name: 'Chercher' });
  if (await search.isVisible()) await search.click();
  await page.getByText('EHPAD Les Tilleuls').first().click();
  await go(page);
  await page.fill('#field-description', words);
  await page.getByText('Nous le soupçonnons').click();
  await go(page);
  await page.getByText('Mode dégradé').first().click();
  await go(page);
  await go(page);
  expect(page.url()).toContain('/verification');
  await go(page);
  await page.waitForURL('**/signaler/recu');
  const text = await page.locator('main').innerText();
  const groups = await page.locator('#follow-up-code > span').allInnerTexts();
  return { number: /INC-\d{4}-\d+/.exec(text)?.[0] ?? '', code: groups.join('-') };
}

describe.each([['without JavaScript', { javaScriptEnabled: false }], ['with JavaScript', {}]] as [string, BrowserContextOptions][])('declaring %s', (_, options) => {
  test('goes from the public form to the queue of each side, and back to the declarant', async () => {
    const context = await visit(options);
    const page = await context.newPage();
    const words = `Un poste affiche une rançon ${options.javaScriptEnabled === false ? 'sans script' : 'avec script'}.`;
    const { number, code } = await declare(page, words);
    expect(number).toMatch(/^INC-\d{4}-\d{4,}$/);
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);

    // A refresh still shows the code, and opens no second file.
    await page.reload();
    expect(await page.locator('main').innerText()).toContain(number);
    // What is printed says where to come back, with the address of the platform.
    expect(await page.locator('.print-foot').getAttribute('data-url')).toMatch(/^https?:\/\/.+\/suivi$/);
    expect(await page.locator('main').innerText()).toMatch(/Pour revenir.*\/suivi/);
    const pdf = await context.request.get('/signaler/recu.pdf');
    expect(pdf.headers()['content-disposition']).toMatch(/^attachment/);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await page.getByRole('button', { name: /noté/ }).click();
    await page.goto('/signaler/recu');
    expect(await page.content()).not.toContain(code.slice(0, 4));

    // Each side sees the file; the alert left for the mailbox of the structure.
    const side = await visit(options);
    for (const email of [rssi, officer, analyst]) {
      await side.clearCookies();
      const queue = await signInAs(side, email);
      await queue.goto(`/incidents?texte=${number}`);
      expect(await queue.locator('main').innerText(), email).toContain(number);
    }
    await side.close();
    const structure = await visit();
    const outbox = await signInAs(structure, rssi);
    await outbox.goto('/courriels');
    expect(await outbox.locator('main').innerText()).toContain(`incident déclaré, ${number}`);

    // The RSSI takes charge and asks; the declarant comes back with number and code, and answers.
    await outbox.goto(`/incidents/${number}`);
    await outbox.getByRole('button', { name: 'Prendre en charge' }).first().click();
    await outbox.waitForLoadState('networkidle');
    await outbox.goto(`/incidents/${number}/echanges?fil=declarant`);
    await outbox.locator('textarea[name=body]').first().fill('Avez-vous débranché le poste ?');
    await outbox.getByRole('button', { name: /Envoyer/ }).first().click();
    await outbox.waitForLoadState('networkidle');
    await page.goto('/suivi');
    await page.fill('#field-number', number);
    await page.fill('#field-code', code.toLowerCase().replaceAll('-', ' '));
    await page.locator('main form button[type=submit], main form button:not([type])').first().click();
    await page.waitForURL('**/suivi/dossier');
    expect(await page.locator('main').innerText()).toContain('Avez-vous débranché le poste ?');
    await page.locator('main textarea').first().fill('Oui, à 8 h 40.');
    await page.locator('main form:has(textarea) button').first().click();
    await page.waitForLoadState('networkidle');
    await outbox.goto(`/incidents/${number}/echanges?fil=declarant`);
    expect(await outbox.locator('main').innerText()).toContain('Oui, à 8 h 40.');
    await structure.close();
    await context.close();
  });
});

describe('a structure that is not in the list', () => {
  test.each([['without JavaScript', { javaScriptEnabled: false }], ['with JavaScript', {}]] as [string, BrowserContextOptions][])('is declared %s, and seen by the ARS of its region as such', async (_, options) => {
    const context = await visit(options);
    const page = await context.newPage();
    await page.goto('/signaler');
    await page.locator('button[value=incident]').click();
    await page.fill('#field-name', 'Jeanne Essai');
    await go(page);
    await page.fill('#field-search', 'xyzzy');
    const search = page.getByRole('button', { name: 'Chercher' });
    await search.click();
    await page.getByText('Aucune structure trouvée').waitFor();
    await page.getByRole('button', { name: 'Ma structure n’est pas dans la liste' }).click();
    await page.fill('#field-unlistedName', 'Clinique du Lac');
    await go(page);
    expect(await page.locator('main').innerText()).toContain('Dites la ville de la structure.');
    expect(await page.inputValue('#field-unlistedName')).toBe('Clinique du Lac');
    await page.fill('#field-unlistedTown', 'Brévaux');
    await page.selectOption('#field-region', { label: region });
    await go(page);
    await page.fill('#field-description', 'Tout est arrêté.');
    for (let step = 0; step < 3; step += 1) await go(page);
    expect(await page.locator('main').innerText()).toContain(`Structure absente du répertoire, suivie par ${region}`);
    await go(page);
    await page.waitForURL('**/signaler/recu');
    const number = /INC-\d{4}-\d+/.exec(await page.locator('main').innerText())?.[0] ?? '';
    const side = await visit();
    const file = await signInAs(side, officer);
    await file.goto(`/incidents/${number}`);
    const seen = await file.locator('main').innerText();
    expect(seen).toContain('Clinique du Lac (Brévaux)');
    expect(seen).toContain('Structure absente du répertoire');
    await side.close();
    await context.close();
  });
});

describe('the receipt of a weakness', () => {
  test('says what CERT Santé does next, and offers no complaint sheet', async () => {
    const context = await visit({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/signaler');
    await page.locator('button[value=weakness]').click();
    await page.fill('#field-name', 'Jeanne Essai');
    await go(page);
    await page.fill('#field-search', 'tileuls');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByText('EHPAD Les Tilleuls').first().click();
    await go(page);
    await page.fill('#field-vendor', 'Éditeur');
    await page.fill('#field-description', 'Mot de passe par défaut.');
    await page.fill('#field-vendorContact', 'psirt@editeur.example');
    await go(page);
    expect(await page.locator('main').innerText()).toMatch(/EHPAD Les Tilleuls[^]*FINESS[^]*Un site de CH de Saint-Aubin/);
    await go(page);
    await page.waitForURL('**/signaler/recu');
    expect(await page.locator('main').innerText()).toMatch(/SIG-\d{4}-\d+/);
    expect(await page.locator('main a[href*=plainte]').count()).toBe(0);
    await context.close();
  });
});

describe('the form', () => {
  test('keeps what was typed when the page is left, even when it is not valid yet', async () => {
    const context = await visit({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/signaler');
    await page.locator('button[value=incident]').click();
    await page.fill('#field-email', 'pas une adresse');
    await page.fill('#field-role', 'Directrice');
    await page.locator('main form').first().evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', '')).catch(() => {});
    await context.request.post('/signaler/incident/declarant', { form: { role: 'Directrice', email: 'pas une adresse' }, headers: { 'sec-fetch-site': 'same-origin' } });
    await page.goto('/signaler/incident/declarant');
    expect(await page.inputValue('#field-role')).toBe('Directrice');
    expect(await page.inputValue('#field-email')).toBe('pas une adresse');
    await context.close();
  });

  test('is filled with the keyboard alone', async () => {
    const context = await visit();
    const page = await context.newPage();
    await page.goto('/signaler');
    /** Tabs until the element has the focus, as a person would; fails when it is never reached. */
    const reach = async (selector: string) => {
      for (let presses = 0; presses < 120; presses += 1) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${selector} was never reached by keyboard on ${page.url()}`);
    };
    const submit = 'button[data-variant=primary]';
    await reach('button[value=incident]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/declarant');
    await reach('#field-name');
    await page.keyboard.type('Paul Clavier');
    await reach(submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/structure');
    await reach('#field-search');
    await page.keyboard.type('tilleul');
    await page.locator('input[name=organisationId]').first().waitFor();
    await reach('input[name=organisationId]');
    await page.keyboard.press('Space');
    await reach(submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/facts');
    await reach('#field-description');
    await page.keyboard.type('Tout au clavier.');
    await reach(submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/effects');
    await reach(submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/help');
    await reach(submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/verification');
    await reach(submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/recu');
    expect(await page.locator('main').innerText()).toMatch(/INC-\d{4}-\d+/);
    await context.close();
  });
});
