import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../../../ground/actor.ts';
import { run } from '../../../ground/command.server.ts';
import { newId } from '../../../ground/id.ts';
import { type TestDatabase, testDatabase } from '../../../ground/testing/database.ts';
import { actorHolding, plantTree, type TestTree } from '../../../ground/testing/tree.ts';
import { asking } from '../../../organisations/routes/routes.fixture.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { declare } from '../../declare.server.ts';
import { draftActor } from '../../draft.server.ts';
import { followUpCookie, followUpCookieHeader } from '../../follow-up.server.ts';
import { readUpload } from '../../upload.server.ts';
import { takeFollowUp } from '../declare/follow-up-page.server.ts';
import { attachPosted, joinUploaded } from './attach.server.ts';
import { action as takeInBulk } from './queue.tsx';

let db: TestDatabase;
let tree: TestTree;
let rssi: PersonActor;
beforeAll(async () => {
  db = await testDatabase();
  tree = await plantTree(db.admin);
  rssi = actorHolding('rssi', tree.a);
  await db.admin.query("insert into person (id, email, given_name, family_name) values ($1, 'rssi@hygie.example', 'Camille', 'Aubrac')", [rssi.personId]);
});
afterAll(() => db?.stop());

async function declared(organisationId = tree.a) {
  const declaration = { kind: 'incident', declarant: { name: 'Dominique Roy', phone: '02 00 00 00 00' }, structure: { organisationId }, facts: { description: 'Panne.' }, effects: {}, help: {} };
  const sent = { declaration, followUpHash: Buffer.from(newId()).toString('base64'), locale: 'fr' };
  return run(db.platform, draftActor(newId(), '192.0.2.1', [organisationId]), declare, sent, newId());
}

const joinedTo = async (incidentId: string): Promise<string[]> =>
  (await db.admin.query('select name from incident_attachment where incident_id = $1 order by name', [incidentId])).rows.map((row) => row.name);

/** A form with two documents of the same words, as the browser sends it. */
function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const name of ['un.txt', 'deux.txt']) form.append('files', new File(['Relevé.'], name));
  return form;
}

describe('the same form sent twice, because the answer was lost', () => {
  test('joins its documents once to the file, each under its name; another form joins them again', async () => {
    const { number, incidentId } = await declared();
    const context = requireSignedIn(asking(db.platform, rssi, '/').context);
    const send = (key: string) => attachPosted(context, new Request('https://hygie.example/', { method: 'POST', body: formOf({ key }) }), number);
    const first = await send('formulaire 1');
    expect(await send('formulaire 1')).toEqual(first);
    expect(await joinedTo(incidentId)).toEqual(['deux.txt', 'un.txt']);
    await send('formulaire 2');
    expect(await joinedTo(incidentId)).toHaveLength(4);
  });

  test('joins the proof of a sending once', async () => {
    const { number, incidentId } = await declared();
    const context = requireSignedIn(asking(db.platform, rssi, '/').context);
    const upload = await readUpload(new Request('https://hygie.example/', { method: 'POST', body: formOf({ key: 'envoi' }) }), db.platform.files);
    await joinUploaded(context, upload, number, 'proof');
    await joinUploaded(context, upload, number, 'proof');
    expect(await joinedTo(incidentId)).toHaveLength(2);
  });

  test('joins the documents of a declarant without an account once', async () => {
    const { number, incidentId } = await declared();
    const cookie = followUpCookieHeader(db.platform.settings, { number }, db.platform.now()).split(';')[0] ?? '';
    expect(cookie).toContain(followUpCookie);
    const key = newId();
    const context = requireSignedIn(asking(db.platform, rssi, '/').context);
    const send = () => takeFollowUp(context, new Request('https://hygie.example/suivi/dossier', { method: 'POST', headers: { Cookie: cookie }, body: formOf({ key, go: 'attach' }) }));
    for (let time = 0; time < 2; time += 1) await expect(send()).rejects.toMatchObject({ status: 303 });
    expect(await joinedTo(incidentId)).toEqual(['deux.txt', 'un.txt']);
  });
});

describe('files taken charge of together', () => {
  test('are taken each on its own: one that left the scope holds back none', async () => {
    const mine = await declared();
    const theirs = await declared(tree.b);
    const another = await declared();
    const { context } = asking(db.platform, rssi, '/incidents');
    const body = new URLSearchParams([['key', newId()], ...[mine, theirs, another].map(({ number }) => ['number', number])]);
    const request = new Request('https://hygie.example/incidents', { method: 'POST', body });
    const answer = await takeInBulk({ context, request } as unknown as Parameters<typeof takeInBulk>[0]).catch((thrown: unknown) => thrown);
    expect((answer as Response).headers.get('location')).toContain('faits=2&refus=1');
    const { rows } = await db.admin.query('select number, state from incident where number = any ($1)', [[mine.number, theirs.number, another.number]]);
    expect(Object.fromEntries(rows.map((row) => [row.number, row.state]))).toEqual({ [mine.number]: 'acknowledged', [theirs.number]: 'declared', [another.number]: 'acknowledged' });
  });
});
