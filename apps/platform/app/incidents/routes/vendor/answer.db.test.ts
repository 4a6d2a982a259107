import { type ComponentProps, createElement, type FC } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createRoutesStub } from 'react-router';
import { IntlProvider } from 'use-intl';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '../../../ground/actor.ts';
import { run } from '../../../ground/command.server.ts';
import { actorHolding } from '../../../ground/testing/tree.ts';
import { messages } from '../../../messages.ts';
import { asking } from '../../../organisations/routes/routes.fixture.ts';
import { openTestFiles, type TestFiles } from '../../files.fixture.ts';
import { tokenIn, vendorDesk, weakness } from '../../vendor.fixture.ts';
import { revokeVendorLink } from '../../vendor.server.ts';
import VendorAnswer, { action, loader } from './answer.tsx';

let files: TestFiles;
let analyst: PersonActor;
beforeAll(async () => {
  files = await openTestFiles();
  analyst = await files.known(actorHolding('cert_analyst', files.tree.nation, { right: { organisationKind: 'nation' } }));
});
afterEach(() => files.db.setNow(null));
afterAll(() => files?.db.stop());

/** The address of the page of a vendor, who was just written to. */
async function written(): Promise<{ number: string; path: string }> {
  const number = await files.declared(weakness);
  const desk = vendorDesk(files);
  await desk.write(analyst, number);
  return { number, path: `/editeur?jeton=${tokenIn((await desk.mails(number, 'incident.vendor_letter'))[0]?.body ?? '')}` };
}

type Args = Parameters<typeof action>[0];

const opened = (path: string) => loader({ ...asking(files.db.platform, analyst, path), params: {} } as unknown as Parameters<typeof loader>[0]);

/** Sends the answer, and answers with the status and what the page then says. */
async function sent(path: string, text: string): Promise<{ status: number | undefined; page: string }> {
  const asked = (posted?: Record<string, string>) => ({ ...asking(files.db.platform, analyst, path, posted), params: {} }) as unknown as Args;
  const refused = await action(asked({ text }));
  const read = await opened(path);
  const loaderData = 'init' in read ? read.data : read;
  const Page = createRoutesStub([{ path: '/editeur', Component: () => createElement(VendorAnswer as unknown as FC<{ loaderData: unknown; actionData: unknown }>, { loaderData, actionData: refused.data }) }]);
  const intl = { locale: 'fr', messages: messages.fr, timeZone: 'Europe/Paris', now: new Date() } as unknown as ComponentProps<typeof IntlProvider>;
  return { status: refused.init?.status, page: renderToStaticMarkup(createElement(IntlProvider, intl, createElement(Page, { initialEntries: [path] }))) };
}

test('an answer typed while its link expires comes back, and says that it did not leave', async () => {
  const { path } = await written();
  files.db.setNow(new Date(Date.now() + 91 * 86_400_000));
  const { status, page } = await sent(path, 'Corrigé en 4.3, merci.');
  expect(status).toBe(404);
  expect(page).toContain('Corrigé en 4.3, merci.');
  expect(page).toContain('Votre réponse n’est pas partie');
});

test('an answer typed while the file closes comes back as well', async () => {
  const { number, path } = await written();
  await files.db.admin.query("update incident set state = 'closed' where number = $1", [number]);
  const { status, page } = await sent(path, 'Corrigé en 4.3, merci.');
  expect(status).toBe(409);
  expect(page).toContain('Corrigé en 4.3, merci.');
  expect(page).toContain('Votre réponse n’est pas partie');
});

test('a link that opens nothing says so to machines as well: missing, made up, expired or taken back, all alike', async () => {
  const { path, number } = await written();
  expect(await opened(path)).toMatchObject({ page: { number } });
  const gone = { data: null, init: { status: 404 } };
  for (const wrong of ['/editeur', `/editeur?jeton=${'x'.repeat(43)}`]) expect(await opened(wrong)).toMatchObject(gone);
  await run(files.db.platform, analyst, revokeVendorLink, { number });
  expect(await opened(path)).toMatchObject(gone);
});
