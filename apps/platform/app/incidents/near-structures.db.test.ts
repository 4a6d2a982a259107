import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import { addOrganisation } from '../ground/testing/tree.ts';
import { declare } from './declare.server.ts';
import { draftActor } from './draft.server.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { findForMove, triesOf } from './near-structures.server.ts';

let files: TestFiles;
let officer: PersonActor;
beforeAll(async () => {
  files = await openTestFiles();
  const { db, tree } = files;
  officer = await files.officer();
  const home = await addOrganisation(db.admin, 'establishment', 'EHPAD LE CLOS FLEURI', tree.region);
  await db.admin.query("update organisation set town = 'MORNAC', finess_ej = '990000606' where id = $1", [home]);
  const clinic = await addOrganisation(db.admin, 'establishment', 'CLINIQUE DU LAC', tree.region);
  await db.admin.query("update organisation set town = 'BREVAUX' where id = $1", [clinic]);
});
afterAll(() => files?.db.stop());

/** The number of a file of a structure that the register does not know. */
async function unlisted(structure: { name: string; town: string; identifier: string }): Promise<string> {
  const { db, tree } = files;
  const key = newId();
  const given = { kind: 'incident', declarant: { name: 'A' }, structure: { organisationId: tree.region, unlisted: structure }, facts: { description: 'Panne.' }, effects: {}, help: {} };
  return (await run(db.platform, draftActor(key, '192.0.2.1', [tree.region]), declare, { declaration: given, followUpHash: Buffer.from(key).toString('base64'), locale: 'fr' }, key)).number;
}

describe('the search of a structure for a file', () => {
  const cases = [
    ['bears every word typed: no near match', { name: 'Le Clos Fleuri', town: 'Mornac', identifier: '' }, 'EHPAD LE CLOS FLEURI', false],
    ['several words too many', { name: 'Résidence médicalisée Zéphyrin Wolfram Le Clos Fleuri', town: 'Mornac', identifier: '' }, 'EHPAD LE CLOS FLEURI', true],
    ['another name, with the FINESS number that the declarant gave', { name: 'Les Jardins de Zoé', town: 'Xaintrailles', identifier: '99 000 060 6' }, 'EHPAD LE CLOS FLEURI', true],
    ['another name, in the same town', { name: 'Pavillon Zéphyrin Wolfram Quartz', town: 'Brévaux', identifier: '' }, 'CLINIQUE DU LAC', true],
  ] as const;
  test.each(cases)('%s', async (_, structure, name, near) => {
    const number = await unlisted(structure);
    const answer = await findForMove(files.db.platform, officer, number, `${structure.name} ${structure.town}`, 20);
    expect([answer.found.map((one) => one.name), answer.near]).toEqual([[name], near]);
  });

  test('finds nothing when nothing is near', async () => {
    const structure = { name: 'Zéphyrin Wolfram', town: 'Xaintrailles', identifier: '' };
    expect(await findForMove(files.db.platform, officer, await unlisted(structure), 'Zéphyrin Wolfram Xaintrailles', 20)).toEqual({ found: [], near: false });
  });

  test('never asks more than twelve times, however long the text, and keeps the town for the end', () => {
    const tries = triesOf(Array.from({ length: 30 }, (_, index) => `mot${index}`), { identifier: '990000606', town: 'Mornac' });
    expect([tries.length, tries[0], tries.at(-1)]).toEqual([12, '990000606', 'Mornac']);
  });
});
