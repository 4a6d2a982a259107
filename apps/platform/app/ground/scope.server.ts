import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { transaction, type Tx } from './database.server.ts';
import { HygieError } from './errors.ts';
import type { Actor } from './actor.ts';
import { grantsFor, type Permission } from './actor.ts';

const quote = pg.escapeLiteral;

/** Whether the scope of an actor for a permission is the whole tree. */
function seesEverywhere(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'person' && actor.within) return false;
  return grantsFor(actor, permission).some((grant) => grant.subtree && grant.organisationKind === 'nation');
}

/** Whether an actor has no role, but a secret that opens one thing. */
function withoutAccount(actor: Actor): actor is Extract<Actor, { organisationIds: string[] }> {
  return actor.kind === 'draft' || actor.kind === 'declarant' || actor.kind === 'vendor';
}

function scopeExpression(actor: Actor, permission: Permission): string {
  if (actor.kind === 'system') return quote('*');
  if (withoutAccount(actor)) return quote(`{${actor.organisationIds.join(',')}}`);
  const grants = grantsFor(actor, permission);
  const within = actor.kind === 'person' ? actor.within : undefined;
  const everywhere = grants.some((grant) => grant.subtree && grant.organisationKind === 'nation');
  if (everywhere) return within ? `${organisationsOf([{ organisation: within, subtree: true }])}::text` : quote('*');
  const granted = organisationsOf(grants.map((grant) => ({ organisation: grant.organisationId, subtree: grant.subtree })));
  if (!within) return `${granted}::text`;
  return `(select coalesce(array_agg(id), '{}')::text from unnest(${granted}) as id
    where id = any (${organisationsOf([{ organisation: within, subtree: true }])}))`;
}

/** Those whose receipts and drafts are in sight, as an array that PostgreSQL itself writes. */
function ownKeys(actor: Actor): string {
  const keys = (actor.kind === 'draft' ? actor.keys : undefined) ?? [actor.key];
  return `(array[${keys.map(quote).join(', ')}])::text`;
}

function organisationsOf(grants: { organisation: string; subtree: boolean }[]): string {
  return `ground.organisations_of(${quote(JSON.stringify(grants))}::jsonb)`;
}

/** Refuses an actor who holds the permission nowhere, before any transaction is opened. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.kind === 'system') return;
  if (withoutAccount(actor)) {
    if (!permission.public) throw new HygieError('sign_in_required');
    return;
  }
  if (actor.kind === 'anonymous') throw new HygieError('sign_in_required');
  if (grantsFor(actor, permission).length === 0) throw new HygieError('forbidden');
  if (permission.assurance === 2 && actor.assurance < 2) throw new HygieError('second_factor_required');
}

/** What may travel with the two ends of a scoped transaction. */
export interface ScopeEnds<T> {
  /** A SELECT sent with BEGIN, its values already quoted; its rows come to `work`. */
  first?: string | undefined;
  /** Writes sent with COMMIT. */
  last?: ((result: T) => readonly CompiledQuery[]) | undefined;
}

/**
 * Opens a transaction in which only the organisations where the actor holds the permission are visible, as a
 * role that cannot bypass row-level security. Every read and write of the platform goes through here.
 * Throws `sign_in_required`, `forbidden` or `second_factor_required`.
 */
export async function inScope<T>(
  pool: pg.Pool,
  actor: Actor,
  permission: Permission,
  work: (tx: Tx, first: unknown[]) => Promise<T>,
  ends: ScopeEnds<T> = {},
): Promise<T> {
  requirePermission(actor, permission);
  const begin = `BEGIN; SET LOCAL ROLE hygie_app; SET LOCAL search_path = public;
    SELECT set_config('hygie.actor', ${quote(actor.kind === 'person' ? actor.personId : '')}, true),
           set_config('hygie.actor_key', ${quote(actor.key)}, true),
           set_config('hygie.actor_keys', ${ownKeys(actor)}, true),
           set_config('hygie.scope', ${scopeExpression(actor, permission)}, true)
    ${ends.first ? `; ${ends.first}` : ''}`;
  return transaction(pool, { begin, asks: ends.first !== undefined, ...(ends.last ? { last: ends.last } : {}) }, (tx, first) => {
    if (seesEverywhere(actor, permission)) wholeTree.add(tx);
    return work(tx, first);
  });
}

const wholeTree = new WeakSet<Tx>();

/**
 * Repeats to the planner what row-level security will say of a column that names an organisation: where the scope is some
 * organisations it starts from them, and where it is all of them it may read in the order that a page asks for.
 */
export function inSight(tx: Tx, column: string): RawBuilder<boolean> {
  return wholeTree.has(tx) ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any ((select ground.visible())::uuid[])`;
}
