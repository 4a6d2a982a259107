import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../ground/command.server.ts';
import { type TestDatabase, testDatabase } from '../../../ground/testing/database.ts';
import { actorHolding, plantTree, type TestTree } from '../../../ground/testing/tree.ts';
import { declare } from '../../declare.server.ts';
import { beginDraft, draftActor } from '../../draft.server.ts';
import { readIncident } from '../../file-view.server.ts';
import { findReceipt, readReceipt } from '../../receipt.server.ts';
import { declaring, wholeIncident } from './browser.fixture.ts';

let base: TestDatabase;
let tree: TestTree;
let token: string;
let browser: ReturnType<typeof declaring>;
beforeAll(async () => {
  base = await testDatabase();
  tree = await plantTree(base.admin);
});
afterAll(() => base?.stop());
beforeEach(async () => {
  token = await beginDraft(base.platform, '192.0.2.7', 'incident', 'fr');
  browser = declaring(base.platform, token);
});

const sendAll = async () => {
  for (const [step, answers] of wholeIncident(tree.a)) await browser.send('incident', step, answers);
};
const submit = () => browser.send('incident', 'verification', { go: 'submit' });

describe('a structure that is not in the list', () => {
  const unlisted = { unlisted: 'yes', unlistedName: 'Clinique du Lac', unlistedTown: 'Brévaux', unlistedIdentifier: '99 000 123 4' };
  const incidentOf = async (organisationId: string) =>
    (await base.admin.query('select title, declaration from incident where organisation_id = $1 order by declared_at desc limit 1', [organisationId])).rows[0];

  test('is named by its declarant: the file goes to the region chosen, and says that the register does not know it', async () => {
    await sendAll();
    expect(await browser.send('incident', 'structure', { go: 'unlisted', search: 'lac' })).toMatchObject({ to: '/signaler/incident/structure' });
    expect((await browser.page('incident', 'structure')).regions).toEqual([{ id: tree.region, name: 'Valmont' }]);
    expect(await browser.send('incident', 'structure', { ...unlisted, region: tree.region })).toMatchObject({ to: '/signaler/incident/facts' });
    const step = (await browser.page('incident', 'verification')).review.find((one) => one.step === 'structure');
    expect(step?.rows.map(({ value }) => value)).toEqual(['Clinique du Lac', 'Brévaux', '99 000 123 4', 'Structure absente du répertoire, suivie par Valmont', 'Ne sait pas encore']);
    expect(await submit()).toMatchObject({ to: '/signaler/recu' });
    const kept = await incidentOf(tree.region);
    expect(kept.title).toBe('Hors répertoire : Clinique du Lac (Brévaux) · Rançongiciel');
    expect(kept.declaration.structure).toEqual({ organisationId: tree.region, sitesHit: null, unlisted: { name: 'Clinique du Lac', town: 'Brévaux', identifier: '99 000 123 4' } });
    expect((await readReceipt(base.platform, token))?.organisation).toMatchObject({ name: 'Clinique du Lac', town: 'Brévaux', finess: '990001234', kind: 'unlisted', parentName: 'Valmont' });
  });

  test('goes to the nation while the region is not known, a region made up included', async () => {
    await sendAll();
    for (const region of ['', 'x', tree.a, '00000000-0000-7000-8000-000000000000']) expect(await browser.send('incident', 'structure', { ...unlisted, region })).toMatchObject({ to: '/signaler/incident/facts' });
    await submit();
    expect((await incidentOf(tree.nation)).title).toContain('Clinique du Lac');
  });

  test('asks for a name and a town, and leads back to the search', async () => {
    const refused = await browser.send('incident', 'structure', { unlisted: 'yes', unlistedName: ' ', unlistedTown: '' });
    expect(refused.refusal?.problem?.fields).toEqual([{ field: 'unlistedName', problem: 'unlistedName' }, { field: 'unlistedTown', problem: 'unlistedTown' }]);
    await browser.send('incident', 'structure', { ...unlisted, go: 'listed', search: 'valbrune' });
    expect(await browser.page('incident', 'structure')).toMatchObject({ regions: null, structure: null, found: [{ id: tree.a }] });
  });

  test('never comes in the name of a structure of the register, nor a region in its own', async () => {
    const actor = draftActor(token, '192.0.2.7', [tree.a, tree.region]);
    const given = (structure: object) => ({ declaration: { kind: 'weakness', declarant: { name: 'A' }, structure, weakness: { vendor: 'V', description: 'D' } }, followUpHash: 'AAAA', locale: 'fr' });
    await expect(run(base.platform, actor, declare, given({ organisationId: tree.a, unlisted: { name: 'Clinique du Lac', town: 'Brévaux', identifier: '' } }))).rejects.toMatchObject({ code: 'not_found' });
    await expect(run(base.platform, actor, declare, given({ organisationId: tree.region }))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is seen by the ARS of the region and by CERT Santé, not by the hospitals of that region', async () => {
    await sendAll();
    await browser.send('incident', 'structure', { ...unlisted, region: tree.region });
    await submit();
    const { number } = (await findReceipt(base.platform, token))!;
    const officer = actorHolding('ars_officer', tree.region, { right: { organisationKind: 'region' } });
    expect((await readIncident(base.platform, officer, number)).declaration.structure.unlisted?.name).toBe('Clinique du Lac');
    await expect(readIncident(base.platform, actorHolding('rssi', tree.a), number)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('sends no mail that carries what anybody may have typed', async () => {
    await base.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'ssi@ars.example') on conflict do nothing", [tree.region]);
    await sendAll();
    await browser.send('incident', 'declarant', { name: 'A', email: 'victime@exemple.example' });
    await browser.send('incident', 'structure', { ...unlisted, unlistedName: 'Gagnez sur http://piege.example', region: tree.region });
    await submit();
    const { incidentId } = (await findReceipt(base.platform, token))!;
    const { rows } = await base.admin.query('select recipient, subject, body from mail where subject_id = $1 order by recipient', [incidentId]);
    expect(rows.map(({ recipient }) => recipient)).toEqual(['ssi@ars.example', 'victime@exemple.example']);
    expect(JSON.stringify(rows)).not.toContain('piege');
    expect(JSON.stringify(rows)).toContain('une structure hors répertoire (Valmont)');
    // Nobody of that structure works here: saying that they see it would keep its declarant from warning them.
    expect(rows[1].body).not.toContain('responsables de la sécurité de la structure');
    expect(rows[1].body).toContain('Le CERT Santé et l’agence régionale de santé la voient.');
  });
});
