import { z } from 'zod';
import { defineCommand } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { aboutPerson, accountOf, requirePerson } from '../sign-in/account.server.ts';
import { signInPolicy } from '../sign-in/policy.ts';
import { viewAddress, viewNameMost } from './view-address.ts';

/** A list with its filters, under the name that one person gave it. */
export interface SavedView {
  id: string;
  name: string;
  href: string;
}

// Enough for a person; a list that nobody reads any more is no help.
const viewsMost = 50;

const nameInput = z.string().trim().min(1).max(viewNameMost);

/** The views of a person, by name, in a transaction that is theirs. Index: primary key. */
export async function viewsOf(tx: Tx, personId: string): Promise<SavedView[]> {
  const rows = await tx.selectFrom('saved_view').select(['id', 'name', 'path', 'query'])
    .where('person_id', '=', personId).orderBy('name').orderBy('id').limit(viewsMost).execute();
  return rows.map(({ id, name, path, query }) => ({ id, name, href: query ? `${path}?${query}` : path }));
}

async function requireFreeName(tx: Tx, personId: string, name: string, except?: string): Promise<void> {
  // One at a time for a person: two windows must not each count on the other.
  await tx.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute();
  const views = await tx.selectFrom('saved_view').select(['id', 'name']).where('person_id', '=', personId).execute();
  if (views.some((view) => view.name === name && view.id !== except)) {
    throw new HygieError('invalid_input', { fields: [{ field: 'name', problem: 'name_taken' }] });
  }
  if (!except && views.length >= viewsMost) throw new HygieError('invalid_input', { fields: [{ field: 'name', problem: 'too_many_views' }] });
}

/** Keeps the address of a list under a name. Throws `invalid_input` (no page of ours, a name already taken, too many). */
export const saveView = defineCommand({
  name: 'view.save',
  permission: signInPolicy.account,
  input: z.strictObject({ name: nameInput, address: z.string().max(2000) }),
  handle: async ({ tx, actor }, { name, address }) => {
    const { personId } = requirePerson(actor);
    const view = viewAddress(address);
    if (!view) throw new HygieError('invalid_input', { fields: [{ field: 'address', problem: 'invalid' }] });
    await requireFreeName(tx, personId, name);
    const id = newId();
    await tx.insertInto('saved_view').values({ person_id: personId, id, name, path: view.path, query: view.query }).execute();
    return { result: { id }, journal: [aboutPerson(await accountOf(tx, personId), { view: id, after: { name } })] };
  },
});

/** Gives one of one’s own views another name. Throws `not_found`, `invalid_input`. */
export const renameView = defineCommand({
  name: 'view.rename',
  permission: signInPolicy.account,
  input: z.strictObject({ id: z.uuid(), name: nameInput }),
  handle: async ({ tx, actor }, { id, name }) => {
    const { personId } = requirePerson(actor);
    await requireFreeName(tx, personId, name, id);
    const renamed = await tx.updateTable('saved_view').set({ name }).where('person_id', '=', personId).where('id', '=', id).executeTakeFirst();
    if (renamed.numUpdatedRows !== 1n) throw new HygieError('not_found');
    return { result: { id }, journal: [aboutPerson(await accountOf(tx, personId), { view: id, after: { name } })] };
  },
});

/** Forgets one of one’s own views. Throws `not_found`. */
export const deleteView = defineCommand({
  name: 'view.delete',
  permission: signInPolicy.account,
  input: z.strictObject({ id: z.uuid() }),
  handle: async ({ tx, actor }, { id }) => {
    const { personId } = requirePerson(actor);
    const gone = await tx.deleteFrom('saved_view').where('person_id', '=', personId).where('id', '=', id).executeTakeFirst();
    if (gone.numDeletedRows !== 1n) throw new HygieError('not_found');
    return { result: { id }, journal: [aboutPerson(await accountOf(tx, personId), { view: id, after: null })] };
  },
});
