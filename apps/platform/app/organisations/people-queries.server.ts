import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
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
    select r.id, r.person_id as "personId", p.given_name as "givenName", p.family_name as "familyName", p.email,
      r.role, r.subtree, r.valid_from as "validFrom", r.valid_to as "validTo",
      ${stateOf('r')}
      from role_assignment r join person p on p.id = r.person_id
     where r.organisation_id = ${organisationId} and (${options.ended ?? false} or r.valid_to is null or r.valid_to > now())
     order by p.family_name, p.given_name, r.role, r.id
     limit ${pageSize + 1} offset ${(page - 1) * pageSize}`.execute(tx);
  return { held: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** An invitation that nobody answered yet. */
export interface PendingInvitation {
  id: string;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
  expired: boolean;
}

/** Invitations of an organisation not yet accepted nor withdrawn; at most 100. Index: `invitation_pending`. */
export async function invitationsOf(tx: Tx, organisationId: string): Promise<PendingInvitation[]> {
  const { rows } = await sql<PendingInvitation>`
    select id, email, role, created_at as "createdAt", expires_at as "expiresAt", expires_at <= now() as expired
      from invitation
     where organisation_id = ${organisationId} and accepted_at is null and withdrawn_at is null
     order by created_at desc, id limit 100`.execute(tx);
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

/**
 * Mandates given and received by an organisation, those that have ended last; at most 200 of each.
 * Indexes: primary key of `mandate`, `mandate_provider`.
 */
export async function mandatesOf(tx: Tx, organisationId: string): Promise<Mandates> {
  const side = async (column: 'organisation_id' | 'provider_id'): Promise<MandateLine[]> => {
    const { rows } = await sql<MandateLine>`
      select m.id, m.organisation_id as "organisationId", o.name as "organisationName", o.kind as "organisationKind",
        m.provider_id as "providerId", p.name as "providerName", m.role, m.valid_from as "validFrom", m.valid_to as "validTo",
        ${stateOf('m')}
        from mandate m join organisation o on o.id = m.organisation_id join organisation p on p.id = m.provider_id
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
  is_health_data_host: 'no',
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
