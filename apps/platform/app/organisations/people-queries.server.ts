import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { isId } from '../ground/id.ts';
import type { OrganisationKind, Role } from './role.ts';
import { pageSize } from './queries.server.ts';

/** Whether a dated link holds now, will, or did. */
export type DatedState = 'running' | 'coming' | 'over';

const stateOf = (alias: 'r' | 'm') => sql`case when ${sql.ref(`${alias}.valid_to`)} <= now() then 'over'
  when ${sql.ref(`${alias}.valid_from`)} > now() then 'coming' else 'running' end as state`;

/** A role of a person on an organisation, with its dates. */
export interface HeldRole {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
  email: string;
  role: Role;
  subtree: boolean;
  validFrom: Date;
  validTo: Date | null;
  state: DatedState;
}

const heldColumns = sql`r.id, r.person_id as "personId", p.given_name as "givenName", p.family_name as "familyName", p.email,
  r.role, r.subtree, r.valid_from as "validFrom", r.valid_to as "validTo", ${stateOf('r')}`;

/**
 * One page of the roles held directly on an organisation, present and to come (with `ended`, past ones too), by
 * family name. Index: primary key of `role_assignment`.
 */
export async function peopleOf(
  tx: Tx,
  organisationId: string,
  options: { ended?: boolean; page?: number } = {},
): Promise<{ held: HeldRole[]; more: boolean }> {
  const page = Math.min(Math.max(options.page ?? 1, 1), 200);
  const { rows } = await sql<HeldRole>`
    select ${heldColumns}
      from role_assignment r join person p on p.id = r.person_id
     where r.organisation_id = ${organisationId} and (${options.ended ?? false} or r.valid_to is null or r.valid_to > now())
     order by p.family_name, p.given_name, r.role, r.id
     limit ${pageSize + 1} offset ${(page - 1) * pageSize}`.execute(tx);
  return { held: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** A role that someone is about to end, and how far it reaches beyond its organisation. */
export interface EndingRole extends HeldRole {
  /** Mandates by which the role also holds elsewhere. */
  mandates: number;
}

/** A role held on an organisation, not over yet. Throws `not_found`. Indexes: primary keys, `mandate_provider`. */
export async function endingRole(tx: Tx, organisationId: string, id: string): Promise<EndingRole> {
  if (!isId(id)) throw new HygieError('not_found');
  const { rows } = await sql<EndingRole>`
    select ${heldColumns}, (select count(*)::int from mandate m where m.provider_id = r.organisation_id and m.role = r.role
        and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())) as mandates
      from role_assignment r join person p on p.id = r.person_id
     where r.organisation_id = ${organisationId} and r.id = ${id} and (r.valid_to is null or r.valid_to > now())`.execute(tx);
  const [found] = rows;
  if (!found) throw new HygieError('not_found');
  return found;
}

/** Someone who leaves, and each role that ends with it. */
export interface Departure {
  personId: string;
  name: string;
  email: string;
  roles: { id: string; role: Role; organisationName: string }[];
}

/**
 * What a departure would end: the roles of a person on an organisation and under it, as far as the scope shows; the
 * same rows as `recordDeparture`. Throws `not_found` when there is none. Index: `role_assignment_person`.
 */
export async function departureOf(tx: Tx, organisationId: string, personId: string): Promise<Departure> {
  if (!isId(personId)) throw new HygieError('not_found');
  const { rows } = await sql<{ id: string; role: Role; organisationName: string; name: string; email: string }>`
    select r.id, r.role, o.name as "organisationName", p.given_name || ' ' || p.family_name as name, p.email
      from role_assignment r join organisation o on o.id = r.organisation_id join person p on p.id = r.person_id
     where r.person_id = ${personId} and (r.valid_to is null or r.valid_to > now())
       and o.path <@ (select path from organisation where id = ${organisationId})
     order by o.path, r.role, r.id limit 200`.execute(tx);
  const [first] = rows;
  if (!first) throw new HygieError('not_found');
  const { name, email } = first;
  return { personId, name, email, roles: rows.map((row) => ({ id: row.id, role: row.role, organisationName: row.organisationName })) };
}

/** Who a role is to be given back to; null for someone out of sight. Index: primary key. */
export async function colleague(tx: Tx, personId: string): Promise<{ id: string; name: string; email: string } | null> {
  if (!isId(personId)) return null;
  const found = await tx.selectFrom('person').select(['id', 'given_name', 'family_name', 'email']).where('id', '=', personId).executeTakeFirst();
  return found ? { id: found.id, name: `${found.given_name} ${found.family_name}`, email: found.email } : null;
}

/** An invitation that nobody answered yet. */
export interface PendingInvitation {
  id: string;
  email: string;
  role: Role;
  /** Null when the author is out of sight, or was the platform. */
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
  /** Its link opens nothing any more: the link's term is past, or the end of the role that it offers. */
  expired: boolean;
}

/** Invitations of an organisation not yet accepted nor withdrawn; at most 100. Index: `invitation_pending`. */
export async function invitationsOf(tx: Tx, organisationId: string): Promise<PendingInvitation[]> {
  const { rows } = await sql<PendingInvitation>`
    select i.id, i.email, i.role, p.given_name || ' ' || p.family_name as "invitedBy",
      i.created_at as "createdAt", i.expires_at as "expiresAt", (i.expires_at <= now() or i.valid_to <= now()) is true as expired
      from invitation i left join person p on p.id = i.invited_by
     where i.organisation_id = ${organisationId} and i.accepted_at is null and i.withdrawn_at is null
     order by i.created_at desc, i.id limit 100`.execute(tx);
  return rows;
}

/** A mandate, seen from one of its sides. */
export interface MandateLine {
  id: string;
  /** The beneficiary: the mandate belongs to it. */
  organisationId: string;
  organisationName: string;
  organisationKind: OrganisationKind;
  providerId: string;
  providerName: string;
  role: Role;
  validFrom: Date;
  validTo: Date | null;
  state: DatedState;
}

/** Mandates of an organisation: those it gave, and those it received as a provider. */
export interface Mandates {
  given: MandateLine[];
  received: MandateLine[];
}

const mandateColumns = sql`m.id, m.organisation_id as "organisationId", o.name as "organisationName", o.kind as "organisationKind",
  m.provider_id as "providerId", p.name as "providerName", m.role, m.valid_from as "validFrom", m.valid_to as "validTo", ${stateOf('m')}`;
const mandateSource = sql`from mandate m join organisation o on o.id = m.organisation_id join organisation p on p.id = m.provider_id`;

/** A mandate that an organisation gave, not over yet. Throws `not_found`. Index: primary key. */
export async function endingMandate(tx: Tx, organisationId: string, id: string): Promise<MandateLine> {
  if (!isId(id)) throw new HygieError('not_found');
  const { rows } = await sql<MandateLine>`
    select ${mandateColumns} ${mandateSource}
     where m.organisation_id = ${organisationId} and m.id = ${id} and (m.valid_to is null or m.valid_to > now())`.execute(tx);
  const [found] = rows;
  if (!found) throw new HygieError('not_found');
  return found;
}

/**
 * Mandates given and received by an organisation, those that have ended last; at most 200 of each.
 * Indexes: primary key of `mandate`, `mandate_provider`.
 */
export async function mandatesOf(tx: Tx, organisationId: string): Promise<Mandates> {
  const side = async (column: 'organisation_id' | 'provider_id'): Promise<MandateLine[]> => {
    const { rows } = await sql<MandateLine>`
      select ${mandateColumns} ${mandateSource}
       where ${sql.ref(`m.${column}`)} = ${organisationId}
       order by (m.valid_to is null or m.valid_to > now()) desc, o.name, p.name, m.role, m.valid_from desc, m.id limit 200`.execute(tx);
    return rows;
  };
  return { given: await side('organisation_id'), received: await side('provider_id') };
}

/** Answers of a profile when it is not known yet. */
export const emptyProfile = {
  ssi_mailbox: null,
  mailbox_tested_at: null,
  is_ose: 'unknown',
  nis2_status: 'unknown',
  is_health_data_host: 'unknown',
  cyber_insured: 'unknown',
  emergency_phone: null,
  version: 0,
} as const;

/** The private profile of an organisation; version 0 while nobody filled it in. */
export type Profile = Awaited<ReturnType<typeof profileOf>>;

/** Reads the private profile of an organisation, the empty one when there is none yet. Index: primary key. */
export async function profileOf(tx: Tx, organisationId: string) {
  const found = await tx.selectFrom('organisation_profile').selectAll().where('organisation_id', '=', organisationId).executeTakeFirst();
  return found ?? { organisation_id: organisationId, ...emptyProfile };
}
