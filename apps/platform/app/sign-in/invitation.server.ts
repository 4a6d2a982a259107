import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonActor } from '../ground/actor.ts';
import { defineCommand, type Outcome, parseInput, run } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { locales, type Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken } from '../ground/secrets.ts';
import { organisationPolicy } from '../organisations/policy.ts';
import { accountOf, byPerson, findAccount, nationId, signInActor } from './account.server.ts';
import { emailField } from './email.ts';
import { linkTo, noticeMail } from './mails.ts';
import { issueOneTime, peekOneTime, useOneTime } from './one-time.server.ts';
import { hashPassword } from './password.server.ts';
import { signInPolicy } from './policy.ts';
import { requireStrength, writePassword } from './reset.server.ts';
import { endSessions } from './session.server.ts';

/** What a link offers: a role on an organisation, to whoever reads this mailbox. */
export interface Offer {
  email: string;
  organisationId: string;
  organisationName: string;
  role: string;
  subtree: boolean;
  validTo: Date | null;
  invitedBy: string | null;
  /** Whether a present member already has this address: they accept without choosing a password. */
  known: boolean;
}

type Grant = Omit<Offer, 'known' | 'organisationName'>;

// The role has not ended, and whoever invited still manages people there: their word does not outlive their own role.
const stands = sql<boolean>`(valid_to is null or valid_to > clock_timestamp())
  and (invited_by is null or exists (
    select from ground.rights_of(invited_by) held
     where held.role in (${sql.join(organisationPolicy.managePeople.roles.map((role) => sql.lit(role)))})
       and invitation.organisation_id = any (ground.organisations_of(jsonb_build_array(jsonb_build_object('organisation', held.organisation_id, 'subtree', held.subtree))))))`;

async function findInvitation(tx: Tx, token: string): Promise<Grant | undefined> {
  return tx
    .selectFrom('invitation')
    .where(stands)
    .select(['email', 'organisation_id as organisationId', 'role', 'subtree', 'valid_to as validTo', 'invited_by as invitedBy'])
    .where('token_hash', '=', hashToken(token))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst();
}

const administratorGrant = async (tx: Tx, email: string): Promise<Grant> => ({
  email,
  organisationId: await nationId(tx),
  role: 'administrator',
  subtree: true,
  validTo: null,
  invitedBy: null,
});

/**
 * The offer behind a link; null when it expired, was withdrawn, accepted, or never was, when its role has ended, or when
 * whoever invited no longer manages people there. The link stays usable.
 */
export async function readOffer(platform: Platform, origin: string, token: string): Promise<Offer | null> {
  if (token.length > 100) return null;
  return inScope(platform.pool, signInActor(origin), signInPolicy.platform, async (tx) => {
    const first = await peekOneTime(tx, 'first_administrator', token);
    const grant = first ? await administratorGrant(tx, String(first.data.email)) : await findInvitation(tx, token);
    if (!grant) return null;
    const { name } = await tx.selectFrom('organisation').select('name').where('id', '=', grant.organisationId).executeTakeFirstOrThrow();
    return { ...grant, organisationName: name, known: (await findAccount(tx, { email: grant.email })) !== undefined };
  });
}

/** An invitation that waits for a person who already has an account. */
export interface WaitingInvitation {
  organisationName: string;
  role: string;
  invitedBy: string | null;
  expiresAt: Date;
}

/** The invitations that wait at an address, the latest first; at most ten. Their links stay in the mailbox. Index: `invitation_mailbox`. */
export async function invitationsAt(platform: Platform, origin: string, email: string): Promise<WaitingInvitation[]> {
  return inScope(platform.pool, signInActor(origin), signInPolicy.platform, async (tx) => {
    const { rows } = await sql<WaitingInvitation>`
      select o.name as "organisationName", invitation.role, p.given_name || ' ' || p.family_name as "invitedBy", expires_at as "expiresAt"
        from invitation join organisation o on o.id = invitation.organisation_id left join person p on p.id = invited_by
       where invitation.email = ${email} and accepted_at is null and withdrawn_at is null and expires_at > now() and ${stands}
       order by invitation.created_at desc, invitation.id limit 10`.execute(tx);
    return rows;
  });
}

/** The organisations where a person held a role that has ended, the latest first; at most five. Index: `role_assignment_person`. */
export async function formerOrganisations(platform: Platform, actor: PersonActor): Promise<string[]> {
  return inScope(platform.pool, signInActor(actor.origin), signInPolicy.platform, async (tx) => {
    const { rows } = await sql<{ name: string }>`
      select o.name from role_assignment r join organisation o on o.id = r.organisation_id
       where r.person_id = ${actor.personId} and r.valid_to <= now()
       group by o.id order by max(r.valid_to) desc, o.name limit 5`.execute(tx);
    return rows.map((row) => row.name);
  });
}

/** Uses the link: of any number of simultaneous uses, one gets the offer. */
async function takeOffer(tx: Tx, token: string): Promise<Grant | undefined> {
  const first = await useOneTime(tx, 'first_administrator', token);
  if (first) return administratorGrant(tx, String(first.data.email));
  return tx
    .updateTable('invitation')
    .set({ accepted_at: sql`clock_timestamp()` })
    .where(stands)
    .where('token_hash', '=', hashToken(token))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .returning(['email', 'organisation_id as organisationId', 'role', 'subtree', 'valid_to as validTo', 'invited_by as invitedBy'])
    .executeTakeFirst();
}

const newcomer = z.strictObject({ givenName: z.string(), familyName: z.string(), hash: z.string(), locale: z.enum(locales) });

/** Creates the person, or brings back one who had left: same identity, new password, former second factors kept. */
async function welcome(tx: Tx, email: string, input: z.output<typeof newcomer>): Promise<string> {
  const row = await tx
    .insertInto('person')
    .values({ id: newId(), email, given_name: input.givenName, family_name: input.familyName, locale: input.locale })
    .onConflict((conflict) =>
      conflict
        .column('email')
        .doUpdateSet({ given_name: input.givenName, family_name: input.familyName, locale: input.locale, left_at: null })
        .where('person.left_at', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst();
  // Somebody took the address since the form was shown: their password is not ours to replace.
  if (!row) throw new HygieError('conflict');
  await writePassword(tx, row.id, input.hash);
  await endSessions(tx, row.id);
  return row.id;
}

async function assignRole(tx: Tx, personId: string, grant: Grant): Promise<void> {
  const held = await tx
    .selectFrom('role_assignment')
    .select('id')
    .where('organisation_id', '=', grant.organisationId)
    .where('person_id', '=', personId)
    .where('role', '=', grant.role)
    .where('subtree', '=', grant.subtree)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  if (held) return;
  await tx
    .insertInto('role_assignment')
    .values({
      organisation_id: grant.organisationId,
      id: newId(),
      person_id: personId,
      role: grant.role,
      subtree: grant.subtree,
      valid_to: grant.validTo,
      granted_by: grant.invitedBy,
    })
    .execute();
}

const accept = defineCommand({
  name: 'invitation.accept',
  input: z.strictObject({ token: z.string().max(100), newcomer: newcomer.nullable() }),
  permission: signInPolicy.platform,
  handle: async ({ tx, platform }, input): Promise<Outcome<null>> => {
    const grant = await takeOffer(tx, input.token);
    if (!grant) throw new HygieError('expired');
    const known = await findAccount(tx, { email: grant.email });
    if (!known && !input.newcomer) throw new HygieError('conflict');
    const personId = known?.personId ?? (await welcome(tx, grant.email, input.newcomer!));
    await assignRole(tx, personId, grant);
    const { organisationId, role, subtree } = grant;
    const account = await accountOf(tx, personId);
    return {
      result: null,
      journal: [byPerson({ ...account, organisationId }, { outcome: known ? 'attached' : 'created', role, subtree })],
      mails: known ? [noticeMail(account, platform.settings, 'role_accepted', new Date())] : [],
    };
  },
});

const name = z.string().trim().min(1).max(80);
const details = z.strictObject({ givenName: name, familyName: name, password: z.string().max(1024), locale: z.enum(locales) });

/**
 * Accepts an invitation or the first administrator's link. Somebody known only gains the role and keeps their own
 * credentials (`details` unread); a newcomer gives a name and a password. Opens no session: the mailbox alone never
 * signs in. Throws `expired`, `weak_password`, `invalid_input`, `conflict`.
 */
export async function acceptInvitation(platform: Platform, origin: string, token: string, raw: unknown): Promise<void> {
  const offer = await readOffer(platform, origin, token);
  if (!offer) throw new HygieError('expired');
  const input = offer.known ? null : parseInput(details, raw);
  if (input) requireStrength(input.password, { ...input, email: offer.email, administrator: offer.role === 'administrator' });
  const newcomer = input && {
    givenName: input.givenName,
    familyName: input.familyName,
    locale: input.locale,
    hash: await hashPassword(input.password),
  };
  await run(platform, signInActor(origin), accept, { token, newcomer });
}

const makeLink = defineCommand({
  name: 'administrator.link',
  input: z.strictObject({ email: emailField }),
  permission: signInPolicy.platform,
  handle: async ({ tx }, { email }): Promise<Outcome<string>> => {
    const organisationId = await nationId(tx);
    // A new link takes the place of those not used yet.
    await tx
      .updateTable('one_time_token')
      .set({ used_at: sql`clock_timestamp()` })
      .where('purpose', '=', 'first_administrator')
      .where('used_at', 'is', null)
      .execute();
    const token = await issueOneTime(tx, 'first_administrator', null, { email });
    return { result: token, journal: [{ organisationId, subjectKind: 'organisation', subjectId: organisationId, payload: { email } }] };
  },
});

/**
 * A link, valid once for a day, that makes the reader administrator of the whole instance. Printed by the CLI: whoever
 * runs it owns the machine. Throws `invalid_input`, or `wrong_state` when no national organisation exists.
 */
export async function createAdministratorLink(platform: Platform, email: string): Promise<string> {
  return linkTo(platform.settings, '/invitation', await run(platform, signInActor('local'), makeLink, { email }));
}
