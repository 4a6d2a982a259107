import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { inScope } from '../ground/scope.server.ts';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { plantTree, type TestTree } from '../ground/testing/tree.ts';
import { codeOf, holder, withoutAccount } from '../organisations/organisations.fixture.ts';
import { signInPolicy } from '../sign-in/policy.ts';
import { deleteView, renameView, saveView, viewsOf } from './saved-views.server.ts';

let database: TestDatabase;
let tree: TestTree;

beforeAll(async () => {
  database = await testDatabase();
  tree = await plantTree(database.admin);
});
afterAll(() => database.stop());

const person = () => holder(database.platform, database.admin, 'rssi', tree.a);
const views = (actor: PersonActor, of = actor.personId) => inScope(database.platform.pool, actor, signInPolicy.account, (tx) => viewsOf(tx, of));
const save = (actor: Parameters<typeof run>[1], name: string, address = '/incidents?urgence=3') => run(database.platform, actor, saveView, { name, address });

describe('a saved view', () => {
  test.each(withoutAccount)('is not for whoever has no account ($kind)', async (visitor) => {
    expect(await codeOf(save(visitor, 'x'))).toBe('sign_in_required');
  });

  test('is found again by its author, by name, with its filters and without its page', async () => {
    const actor = await person();
    await save(actor, 'Urgents', '/incidents?urgence=3&page=7');
    await save(actor, 'Départs', '/journal?acte=person.depart');
    expect((await views(actor)).map(({ name, href }) => [name, href])).toEqual([['Départs', '/journal?acte=person.depart'], ['Urgents', '/incidents?urgence=3']]);
  });

  test('is kept without the characters that the database refuses, in its name or in its address', async () => {
    const actor = await person();
    await save(actor, 'Ur\u0000gents', '/incidents?urgence=3\u0000');
    expect((await views(actor)).map(({ name, href }) => [name, href])).toEqual([['Urgents', '/incidents?urgence=3']]);
  });

  test('is seen, renamed and deleted by nobody else, colleague or administrator of the nation', async () => {
    const author = await person();
    const { id } = await save(author, 'À moi');
    for (const other of [await person(), await holder(database.platform, database.admin, 'administrator', tree.nation)]) {
      expect(await views(other)).toEqual([]);
      expect(await views(other, author.personId)).toEqual([]);
      expect(await codeOf(run(database.platform, other, renameView, { id, name: 'Pris' }))).toBe('not_found');
      expect(await codeOf(run(database.platform, other, deleteView, { id }))).toBe('not_found');
    }
    expect(await views(author)).toMatchObject([{ id, name: 'À moi' }]);
  });

  test('is not written for someone else, the checks of the command bypassed', async () => {
    const [author, other] = [await person(), await person()];
    const around = inScope(database.platform.pool, other, signInPolicy.account, (tx) =>
      tx.insertInto('saved_view').values({ person_id: author.personId, id: other.sessionId, name: 'x', path: '/incidents' }).execute());
    expect(await codeOf(around)).toBe('42501');
  });

  test('is renamed, then deleted, and the journal says so', async () => {
    const actor = await person();
    const { id } = await save(actor, 'Avant');
    await run(database.platform, actor, renameView, { id, name: ' Après ' });
    expect(await views(actor)).toMatchObject([{ name: 'Après' }]);
    await run(database.platform, actor, deleteView, { id });
    expect(await views(actor)).toEqual([]);
    const { rows } = await database.admin.query('select command from journal where actor = $1 order by seq', [actor.key]);
    expect(rows.map((row) => row.command)).toEqual(['view.save', 'view.rename', 'view.delete']);
  });

  test('has a name of its own, even when two windows save at once', async () => {
    const actor = await person();
    const ends = await Promise.all(Array.from({ length: 6 }, () => codeOf(save(actor, 'Le même'))));
    expect(ends.toSorted()).toEqual(['done', ...Array<string>(5).fill('invalid_input')]);
    const { id } = await save(actor, 'Un autre');
    await expect(run(database.platform, actor, renameView, { id, name: 'Le même' })).rejects.toMatchObject({ data: { fields: [{ field: 'name', problem: 'name_taken' }] } });
    expect(await codeOf(run(database.platform, actor, renameView, { id, name: 'Un autre' }))).toBe('done');
  });

  test.each(['https://ailleurs.example/x', '//ailleurs.example', 'javascript:alert(1)', '/'])('keeps no address that leads elsewhere: %s', async (address) => {
    expect(await codeOf(save(await person(), 'x', address))).toBe('invalid_input');
  });

  test('stops at fifty', async () => {
    const actor = await person();
    await database.admin.query("insert into saved_view (person_id, id, name, path) select $1, gen_random_uuid(), 'vue ' || i, '/incidents' from generate_series(1, 50) i", [actor.personId]);
    await expect(save(actor, 'La cinquante et unième')).rejects.toMatchObject({ data: { fields: [{ field: 'name', problem: 'too_many_views' }] } });
  });
});
