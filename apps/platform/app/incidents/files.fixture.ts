import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import { testDatabase } from '../ground/testing/database.ts';
import { actorHolding, plantTree } from '../ground/testing/tree.ts';
import { declare } from './declare.server.ts';
import { draftActor } from './draft.server.ts';

const breakdown = { kind: 'incident', facts: { description: 'Panne.' }, effects: {}, help: {} };

/** What `openTestFiles` answers. */
export type TestFiles = Awaited<ReturnType<typeof openTestFiles>>;

/**
 * A database with two hospitals, in which files are opened. `known` gives an actor their row, since what they sign names
 * them; `rssi`, `officer` and `analyst` are somebody new of a hospital (A), of the region, of CERT Santé; `declared`
 * declares for hospital A and answers with the number; `fileOf` reads a row, whoever may see it.
 */
export async function openTestFiles() {
  const db = await testDatabase();
  const tree = await plantTree(db.admin);
  const known = async (actor: PersonActor) => {
    await db.admin.query("insert into person (id, email, given_name, family_name) values ($1, $2, 'Camille', 'Aubrac')", [actor.personId, `${actor.personId}@hygie.example`]);
    return actor;
  };
  const rssi = (of = tree.a) => known(actorHolding('rssi', of));
  const officer = () => known(actorHolding('ars_officer', tree.region, { right: { organisationKind: 'region' } }));
  const analyst = () => known(actorHolding('cert_analyst', tree.nation, { right: { organisationKind: 'nation' } }));
  const declared = async (given: Record<string, unknown> = breakdown) => {
    const key = newId();
    const declaration = { declarant: { name: 'Dominique Roy', phone: '02 00 00 00 00' }, structure: { organisationId: tree.a }, ...given };
    const sent = { declaration, followUpHash: Buffer.from(key).toString('base64'), locale: 'fr' };
    return (await run(db.platform, draftActor(key, '192.0.2.1', [tree.a]), declare, sent, key)).number;
  };
  const fileOf = async (number: string) => (await db.admin.query('select * from incident where number = $1', [number])).rows[0];
  return { db, tree, known, rssi, officer, analyst, declared, fileOf };
}
