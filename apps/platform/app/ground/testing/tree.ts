import type pg from 'pg';
import type { PersonActor, Right } from '../actor.ts';
import { newId } from '../id.ts';

/** A nation, a region and two hospitals that know nothing of each other. */
export interface TestTree {
  nation: string;
  region: string;
  a: string;
  b: string;
}

/** Adds an organisation under another. `admin` bypasses row-level security. */
export async function addOrganisation(admin: pg.Pool, kind: string, name: string, parent: string | null): Promise<string> {
  const id = newId();
  await admin.query('insert into organisation (id, kind, name, parent_id) values ($1, $2, $3, $4)', [id, kind, name, parent]);
  return id;
}

/** Plants the tree that most tests of the ground stand on. */
export async function plantTree(admin: pg.Pool): Promise<TestTree> {
  const nation = await addOrganisation(admin, 'nation', 'France', null);
  const region = await addOrganisation(admin, 'region', 'Valmont', nation);
  const a = await addOrganisation(admin, 'establishment', 'CH de Valbrune', region);
  const b = await addOrganisation(admin, 'establishment', 'Clinique des Tilleuls', region);
  return { nation, region, a, b };
}

/** Somebody signed in who holds a role on an organisation, without a row of theirs in the database. */
export function actorHolding(role: string, organisationId: string, more: Partial<PersonActor> & { right?: Partial<Right> } = {}): PersonActor {
  const { right, ...rest } = more;
  const personId = newId();
  return {
    kind: 'person',
    key: `person:${personId}`,
    personId,
    label: 'Camille Aubrac',
    origin: '192.0.2.7',
    assurance: 2,
    sessionId: newId(),
    rights: [
      {
        organisationId, organisationName: 'CH de Valbrune', organisationKind: 'establishment', role, subtree: true,
        viaMandate: false, providerName: null, ...right,
      },
    ],
    ...rest,
  };
}
