import { type RawBuilder, sql } from 'kysely';
import { type Actor, grantsFor, type Permission, type Right } from '../ground/actor.ts';
import { incidentPolicy } from './policy.ts';
import { type Side, sideOf, sidesFromTheWidest } from './sight.ts';

const always = sql<boolean>`true`;
const never = sql<boolean>`false`;

/** The sides from which someone reads files, the widest first: one, unless their roles differ from a structure to another. */
export function sidesHeld(actor: Actor): Side[] {
  if (actor.kind !== 'person') return [sideOf(actor, [])];
  const held = new Set(grantsFor(actor, incidentPolicy.read).map((right) => sideOf(actor, [right.role])));
  return sidesFromTheWidest.filter((side) => held.has(side));
}

/** Whether someone reads terms of the law on some file at least. */
export function seesSomeTerms(actor: Actor): boolean {
  return sidesHeld(actor).some((side) => side !== 'declarant');
}

// Nearly everybody holds the same everywhere: the database is then asked nothing more.
function reachedBy(rights: readonly Right[], read: readonly Right[], column: string): RawBuilder<boolean> {
  if (rights.length === 0) return never;
  const covers = (right: Right) => rights.some((one) =>
    (one.subtree && one.organisationKind === 'nation') || (one.organisationId === right.organisationId && (one.subtree || !right.subtree)));
  if (read.every(covers)) return always;
  const grants = rights.map((right) => ({ organisation: right.organisationId, subtree: right.subtree }));
  return sql<boolean>`${sql.ref(column)} = any ((select ground.organisations_of(${JSON.stringify(grants)}::jsonb))::uuid[])`;
}

/** The condition that a column names an organisation where someone holds a permission, in a scope where they read. */
export function heldWhere(actor: Actor, permission: Permission, column: string): RawBuilder<boolean> {
  if (actor.kind !== 'person') return always;
  return reachedBy(grantsFor(actor, permission), grantsFor(actor, incidentPolicy.read), column);
}

/** The condition that a column names an organisation whose files someone reads from a side, or from a wider one. */
export function seenAtLeastFrom(actor: Actor, side: Side, column: string): RawBuilder<boolean> {
  const wideEnough = sidesFromTheWidest.slice(0, sidesFromTheWidest.indexOf(side) + 1);
  if (actor.kind !== 'person') return wideEnough.includes(sideOf(actor, [])) ? always : never;
  const read = grantsFor(actor, incidentPolicy.read);
  return reachedBy(read.filter((right) => wideEnough.includes(sideOf(actor, [right.role]))), read, column);
}

/** The condition that a column names an organisation whose files someone reads from this side and from no wider one. */
export function seenFrom(actor: Actor, side: Side, column: string): RawBuilder<boolean> {
  const wider = sidesFromTheWidest[sidesFromTheWidest.indexOf(side) - 1];
  const reached = seenAtLeastFrom(actor, side, column);
  return wider ? sql<boolean>`(${reached} and not ${seenAtLeastFrom(actor, wider, column)})` : reached;
}

/** The side from which someone reads the files of the organisation that a column names. */
export function sideOn(actor: Actor, column: string): RawBuilder<Side> {
  const cases = sidesHeld(actor).map((side) => sql`when ${seenAtLeastFrom(actor, side, column)} then ${sql.lit(side)}`);
  return sql<Side>`case ${sql.join([...cases, sql`else 'declarant'`], sql` `)} end`;
}
