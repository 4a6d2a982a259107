import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible, home, signInAs, signInByButton, visit } from './browser.ts';
import { declareByProgram, structureNamed } from './http.ts';

const administrator = 'laure.petit@ch-saint-aubin.example';
const shared = 'karim.benali@gcs-demonstration.example';
const rssi = 'claire.martin@ch-saint-aubin.example';

async function people(page: Page): Promise<void> {
  await page.goto('/organisations?texte=saint-aubin');
  const address = await page.getByRole('link', { name: 'CH de Saint-Aubin', exact: true }).first().getAttribute('href');
  await page.goto(`${address}/personnes`);
}

/** A browser without JavaScript, signed in as a person whose session holds two factors, as the demonstration opens it. */
// axe needs scripts: the same pages are looked at in the last test, with them.
const plain = async (email: string) => signInAs(await visit({ javaScriptEnabled: false }), email);

describe('the sign-in page of the demonstration', () => {
  test.each([true, false])('signs in the person whose button is pressed (JavaScript: %s)', async (javaScriptEnabled) => {
    const page = await signInByButton(await visit({ javaScriptEnabled }), administrator);
    await page.goto('/compte/securite');
    expect(await page.locator('body').innerText()).toContain('Laure');
    await page.context().close();
  });
});

describe('an administrator, without JavaScript', () => {
  test('reads what a role gives before ending it, changes their mind, ends it, and gives it back', async () => {
    const page = await plain(administrator);
    await people(page);
    await page.getByRole('link', { name: 'Mettre fin au rôle DSI de Julien Roux' }).click();
    expect(await page.locator('main').innerText()).toContain('Julien Roux ne tiendra plus le rôle DSI pour CH de Saint-Aubin');
    await page.getByRole('link', { name: 'Ne rien changer' }).click();
    expect(await page.locator('main').innerText()).toContain('Julien Roux');
    await page.getByRole('link', { name: 'Mettre fin au rôle DSI de Julien Roux' }).click();
    await page.getByRole('button', { name: 'Mettre fin au rôle DSI de Julien Roux' }).click();
    expect(await page.getByRole('status').innerText()).toContain('Le rôle est terminé.');
    expect(await page.getByRole('link', { name: 'Mettre fin au rôle DSI de Julien Roux' }).count()).toBe(0);
    await page.getByRole('link', { name: /Rendre le rôle à Julien Roux/ }).click();
    await page.getByRole('button', { name: 'Donner le rôle' }).click();
    expect(await page.getByRole('link', { name: 'Mettre fin au rôle DSI de Julien Roux' }).count()).toBe(1);
    await page.context().close();
  });

  test('reads who was invited by whom, and withdraws an invitation', async () => {
    const page = await plain(administrator);
    await people(page);
    await page.fill('#invite-email', 'nouvelle@ch-saint-aubin.example');
    await page.selectOption('#invite-role', 'reader');
    await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    const line = page.getByRole('row', { name: /nouvelle@ch-saint-aubin/ });
    expect(await line.innerText()).toContain('Laure Petit');
    await line.getByRole('button', { name: 'Renvoyer' }).click();
    expect(await page.locator('.error-summary').innerText()).toContain('Patientez');
    await page.getByRole('button', { name: 'Retirer l’invitation de nouvelle@ch-saint-aubin.example' }).click();
    expect(await page.getByRole('row', { name: /nouvelle@/ }).count()).toBe(0);
    await page.context().close();
  });

  test('reads which sessions close before closing them', async () => {
    const first = await plain(rssi);
    const page = await plain(rssi);
    await page.goto('/compte/securite');
    await page.getByRole('link', { name: 'Fermer toutes les autres' }).click();
    expect(await page.locator('main li').count()).toBeGreaterThanOrEqual(2);
    await page.getByRole('button', { name: 'Fermer toutes les autres' }).click();
    await first.goto('/journee');
    expect(first.url()).toContain('/connexion');
    await page.context().close();
    await first.context().close();
  });
});

describe('a RSSI of forty establishments', () => {
  test('finds one by typing a part of its name, and works there', async () => {
    const page = await signInAs(await visit(), shared);
    await page.goto('/journee', { waitUntil: 'networkidle' });
    await page.locator('.topbar-organisation summary').click();
    await page.getByLabel('Filtrer', { exact: true }).fill('remparts');
    const found = page.locator('.topbar-organisation button');
    await found.nth(1).waitFor({ state: 'detached' });
    expect(await found.allInnerTexts()).toEqual(['Clinique des Remparts']);
    await expectAccessible(page);
    await found.click();
    await page.locator('.topbar-organisation summary', { hasText: 'Clinique des Remparts' }).waitFor();
    await page.context().close();
  });

  test('finds it on a page without JavaScript', async () => {
    const page = await plain(shared);
    await page.goto('/organisations/choisir?texte=remparts');
    await page.getByRole('button', { name: /^Choisir Clinique des Remparts, Établissement/ }).click();
    expect(await page.locator('.topbar-organisation summary').innerText()).toBe('Clinique des Remparts');
    await page.context().close();
  });
});

describe('a list with its filters', () => {
  test('is kept under a name, found in the menu and in the palette, renamed and deleted', async () => {
    const page = await signInAs(await visit(), rssi);
    await page.goto('/incidents?urgence=3', { waitUntil: 'networkidle' });
    await page.getByText('Enregistrer cette vue').click();
    await page.getByLabel('Nom de la vue').fill('Urgents du matin');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByText('Vue enregistrée').waitFor();
    await page.goto('/journee', { waitUntil: 'networkidle' });
    await page.getByRole('navigation').getByRole('link', { name: 'Urgents du matin' }).click();
    await page.waitForURL((url) => url.pathname === '/incidents' && url.search === '?urgence=3');
    await page.goto('/mesures', { waitUntil: 'networkidle' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('urgents du');
    await page.getByRole('option', { name: 'Urgents du matin' }).waitFor();
    await page.getByRole('button', { name: 'Fermer la recherche' }).click();
    await page.goto('/vues', { waitUntil: 'networkidle' });
    await expectAccessible(page);
    await page.getByLabel('Nouveau nom de').fill('Urgents');
    await page.getByRole('button', { name: /^Renommer/ }).click();
    await page.getByText('La vue est renommée.').waitFor();
    await page.getByRole('button', { name: /^Supprimer/ }).click();
    await page.getByText('Aucune vue enregistrée.').waitFor();
    await page.context().close();
  });
});

describe('axe finds nothing on', () => {
  test('the pages that ask before something ends, and on the people with an invitation', async () => {
    const page = await signInAs(await visit(), administrator);
    await people(page);
    await page.fill('#invite-email', 'attendue@ch-saint-aubin.example');
    await page.selectOption('#invite-role', 'reader');
    await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await page.getByRole('row', { name: /attendue@/ }).waitFor();
    await expectAccessible(page);
    for (const name of [/^Mettre fin au rôle DSI/, /^Enregistrer le départ de Julien/]) {
      await people(page);
      const address = await page.getByRole('link', { name }).getAttribute('href');
      await page.goto(address ?? '');
      await expectAccessible(page);
    }
    await page.context().close();
  });
});

describe('the journal', () => {
  test('says acts in words, keeps its filters in the address, and gives the same lines as CSV', async () => {
    const organisationId = await structureNamed(home(), 'CH de Saint-Aubin');
    await declareByProgram(home(), { kind: 'incident', structure: { organisationId }, declarant: { name: 'x', phone: '02 61 91 00 10' }, facts: { description: 'x' }, effects: {}, help: {} });
    const page = await plain(rssi);
    await page.goto('/journal');
    await page.selectOption('select[name=acte]', { label: 'Incident déclaré' });
    await page.getByRole('button', { name: 'Filtrer' }).click();
    expect(page.url()).toContain('acte=incident.declare');
    const words = await page.locator('tbody td[data-label=Quoi]').allInnerTexts();
    expect(new Set(words)).toEqual(new Set(['Incident déclaré']));
    const csv = await page.request.get(await page.getByRole('link', { name: /^Exporter en CSV/ }).getAttribute('href') ?? '');
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(words.length + 1);
    await page.context().close();
  });
});
