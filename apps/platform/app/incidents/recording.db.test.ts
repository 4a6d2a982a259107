import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import { inScope } from '../ground/scope.server.ts';
import { actorHolding, addOrganisation } from '../ground/testing/tree.ts';
import { withdrawAct } from './act-withdrawal.server.ts';
import { readTerms } from './day.server.ts';
import { declare } from './declare.server.ts';
import { dossierFor } from './documents/dossier.server.ts';
import { fiveAnswers } from './answers.fixture.ts';
import { draftActor } from './draft.server.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { moveFile } from './moving.server.ts';
import { incidentPolicy } from './policy.ts';
import { answerFacts } from './qualify.server.ts';
import { readIncident } from './file-view.server.ts';
import { attach, recordAct } from './work.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
let tree: TestFiles['tree'];
let officer: PersonActor;
let analyst: PersonActor;
let rssiOfA: PersonActor;
let number: string;
beforeAll(async () => {
  files = await openTestFiles();
  ({ db, tree } = files);
  officer = await files.officer();
  analyst = await files.analyst();
  rssiOfA = await files.rssi();
  number = await unlisted({});
});
afterAll(() => db?.stop());

/** A file of a structure that the register does not know. */
async function unlisted(effects: object): Promise<string> {
  const structure = { organisationId: tree.region, unlisted: { name: 'Clinique du Lac', town: 'Brévaux', identifier: '' } };
  const given = { kind: 'incident', declarant: { name: 'Dominique Roy' }, structure, facts: { description: 'Panne.' }, effects, help: {} };
  return (await run(db.platform, draftActor(newId(), '192.0.2.1', [tree.region]), declare, { declaration: given, followUpHash: Buffer.from(newId().replaceAll('-', ''), 'hex').toString('base64'), locale: 'fr' }, newId())).number;
}

const sent = () => ({ duty: 'cnil.notification', kind: 'sent', at: new Date().toISOString(), reference: 'CNIL-7' });
const record = (actor: Actor, of = number) => run(db.platform, actor, recordAct, { number: of, ...sent() });
const dossier = (actor: Actor, of = number) => dossierFor(db.platform, actor, { number: of, duty: 'cnil.notification', format: 'json', locale: 'fr' });
/** Whether the day of someone offers the ready dossier of a file. */
const offered = async (actor: Actor, of: string) => {
  await db.admin.query("update incident set next_due_at = now() where number = $1", [of]);
  const { terms } = await inScope(db.platform.pool, actor, incidentPolicy.read, (tx) => readTerms(tx, actor, 100));
  return terms.find((term) => term.number === of)?.dossier;
};
const refuses = (act: Promise<unknown>, code: string) => expect(act).rejects.toMatchObject({ code });

describe('what was done about a duty is not recorded', () => {
  test('by an authority for a structure of the register, which records for itself, nor is its proof joined or its line withdrawn', async () => {
    const listed = await files.declared();
    await record(rssiOfA, listed);
    const { acts } = await readIncident(db.platform, rssiOfA, listed);
    for (const actor of [officer, analyst]) {
      await refuses(record(actor, listed), 'forbidden');
      await refuses(run(db.platform, actor, withdrawAct, { number: listed, id: acts.find((act) => act.reference === 'CNIL-7')?.id ?? '', reason: 'x' }), 'forbidden');
      await refuses(run(db.platform, actor, attach, { number: listed, sha256: 'AAAA', size: 1, mediaType: 'text/plain', name: 'x', proof: true }), 'forbidden');
    }
  });

  test('by the officer of another region, nor by the people of a hospital, for a structure that the register does not know', async () => {
    const elsewhere = await addOrganisation(db.admin, 'region', 'Estran', tree.nation);
    await refuses(record(actorHolding('ars_officer', elsewhere, { right: { organisationKind: 'region' } })), 'not_found');
    await refuses(record(rssiOfA), 'not_found');
    await refuses(record(actorHolding('reader', tree.region, { right: { organisationKind: 'region' } })), 'forbidden');
  });
});

describe('the day of an authority', () => {
  test('offers the ready dossier of a structure of the register to CERT Santé, never to the region, whose taking it is refused', async () => {
    const listed = await files.declared({ kind: 'incident', facts: { description: 'Panne.' }, effects: { data: ['patient'] }, help: {} });
    await run(db.platform, rssiOfA, answerFacts, { number: listed, version: (await files.fileOf(listed)).version, answers: fiveAnswers() });
    expect([await offered(officer, listed), await offered(analyst, listed), await offered(rssiOfA, listed)]).toEqual([false, true, true]);
    await refuses(dossier(officer, listed), 'forbidden');
  });

  test('offers the region the dossier of a structure that the register does not know', async () => {
    const own = await unlisted({ data: ['patient'] });
    expect([await offered(officer, own), await offered(analyst, own)]).toEqual([true, true]);
  });
});

describe('for a structure that the register does not know', () => {
  test('its region and CERT Santé record what was done, with its proof, and each line says for whom', async () => {
    const { id: proofId } = await run(db.platform, officer, attach, { number, sha256: Buffer.alloc(32, 9).toString('base64'), size: 1, mediaType: 'text/plain', name: 'ar.txt', proof: true });
    await run(db.platform, officer, recordAct, { number, ...sent(), proofId });
    await run(db.platform, analyst, recordAct, { number, duty: 'cnil.notification', kind: 'not_applicable', at: new Date().toISOString(), reason: 'Aucune donnée.' });
    const { acts } = await readIncident(db.platform, officer, number);
    expect(acts.filter((act) => act.on_behalf).map((act) => act.on_behalf).toSorted()).toEqual(['nation', 'region']);
    expect(acts.find((act) => act.reference === number)?.on_behalf).toBeNull();
    const { rows } = await db.admin.query("select payload ->> 'onBehalf' as side from journal where command = 'incident.record_act' and payload ->> 'number' = $1 order by seq", [number]);
    expect(rows.map(({ side }) => side)).toEqual(['region', 'nation']);
  });

  test('its region and CERT Santé take the ready dossier, in the name that its declarant gave, and of nobody of the region', async () => {
    await db.admin.query("insert into organisation_profile (organisation_id, ssi_mailbox) values ($1, 'ssi@region.example') on conflict (organisation_id) do update set ssi_mailbox = excluded.ssi_mailbox", [tree.region]);
    for (const actor of [officer, analyst]) {
      const made = (await dossier(actor)).bytes.toString('utf8');
      expect(JSON.parse(made)).toMatchObject({ organisation: { name: 'Clinique du Lac' } });
      expect(made).not.toContain('ssi@region.example');
    }
    for (const role of ['reader', 'dsi', 'auditor', 'declarant'] as const) await refuses(dossier(actorHolding(role, tree.region, { right: { organisationKind: 'region' } })), 'forbidden');
    await refuses(dossier(rssiOfA), 'not_found');
    const elsewhere = await addOrganisation(db.admin, 'region', 'Rivage', tree.nation);
    await refuses(dossier(actorHolding('ars_officer', elsewhere, { right: { organisationKind: 'region' } })), 'not_found');
  });

  test('what was recorded by mistake is taken back on its behalf too', async () => {
    await record(officer);
    const mistaken = (await readIncident(db.platform, officer, number)).acts.findLast((act) => act.was === 'sent' && act.withdrawable);
    await run(db.platform, officer, withdrawAct, { number, id: mistaken?.id, reason: 'Autre dossier.' });
    expect((await readIncident(db.platform, officer, number)).acts.find((act) => act.id === mistaken?.id)?.withdrawal?.reason).toBe('Autre dossier.');
  });

  test('the authorities record no more once it has its own people, who may take back what was recorded for them', async () => {
    await run(db.platform, officer, moveFile, { number, version: (await files.fileOf(number)).version, organisationId: tree.a, reason: 'Entrée au répertoire.' });
    await refuses(record(officer), 'forbidden');
    const { acts } = await readIncident(db.platform, rssiOfA, number);
    const forThem = acts.find((act) => act.on_behalf === 'region' && act.withdrawable);
    await run(db.platform, rssiOfA, withdrawAct, { number, id: forThem?.id, reason: 'Jamais envoyé.' });
    expect((await files.fileOf(number)).organisation_id).toBe(tree.a);
  });
});
