import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../ground/actor.ts';
import { defineCommand } from '../../ground/command.server.ts';
import type { Tx } from '../../ground/database.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { newId } from '../../ground/id.ts';
import { locales, type Locale, type Platform } from '../../ground/platform.ts';
import type { OutgoingMail } from '../../ground/mail.server.ts';
import { hashToken, newToken } from '../../ground/secrets.ts';
import { translator } from '../../messages.ts';
import { organisationPolicy } from '../policy.ts';
import { lineageOf } from '../queries.server.ts';
import { roles, type Role } from '../role.ts';
import { endOfDay, refusedState, requireDaysToCome } from './day.server.ts';
import { requireGrant } from './grant.ts';
import { dayInput, emailInput, emptyAsAbsent, idInput } from './input.ts';
import { heldRole } from './roles.server.ts';

/** How long the link of an invitation works. */
export const invitationDays = 7;

// An organisation under attack by its own administrator's account must not become a source of spam.
const mostPending = 100;

const fullTerm = sql<Date>`now() + ${invitationDays} * interval '1 day'`;

async function requireRoom(tx: Tx, organisationId: string): Promise<void> {
  const { pending } = await tx.selectFrom('invitation').select(sql<number>`count(*)::int`.as('pending'))
    .where('organisation_id', '=', organisationId).where('accepted_at', 'is', null).where('withdrawn_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`).executeTakeFirstOrThrow();
  if (pending >= mostPending) throw new HygieError('too_many_requests');
}

// Two authors at the same instant must not each find nothing pending, nor one take back what the other sends again.
const lockInvitations = (tx: Tx, organisationId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`invitation:${organisationId}`}, 0))`.execute(tx);

/** Refuses a role already held here, or offered to this address by an invitation that still waits; an expired one is withdrawn. */
async function requireNew(tx: Tx, organisationId: string, email: string, role: Role): Promise<void> {
  const held = await heldRole(tx, organisationId, { email }, role);
  if (held) throw refusedState('role', 'role_already_held', held.validTo);
  await tx.updateTable('invitation').set({ withdrawn_at: sql`now()` })
    .where('organisation_id', '=', organisationId).where('email', '=', email).where('role', '=', role)
    .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null)
    .where(sql<boolean>`(expires_at <= now() or valid_to <= now())`).execute();
  const waiting = await tx.selectFrom('invitation').select('id')
    .where('organisation_id', '=', organisationId).where('email', '=', email).where('role', '=', role)
    .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).executeTakeFirst();
  if (waiting) throw refusedState('email', 'invitation_pending');
}

/**
 * Invites someone by mail to hold a role. The answer is the same whether or not that person has an account here:
 * an invitation tells nothing about other organisations. Throws what `requireGrant` and `requireDaysToCome` throw;
 * `wrong_state` when the role is already held here, or already offered to that address (send that one again);
 * `too_many_requests` past 100 pending.
 */
export const invitePerson = defineCommand({
  name: 'person.invite',
  permission: organisationPolicy.managePeople,
  input: z.strictObject({
    organisationId: idInput,
    email: emailInput,
    role: z.enum(roles, { error: 'unknown_choice' }),
    subtree: z.boolean().default(true),
    /** Last day of the role, when it is meant to end. */
    until: emptyAsAbsent(dayInput),
    locale: z.enum(locales).default('fr'),
  }),
  handle: async ({ tx, actor, platform }, { organisationId, email, role, subtree, until, locale }) => {
    const lineage = await lineageOf(tx, organisationId);
    requireGrant(actor, lineage, role, subtree);
    await requireDaysToCome(tx, organisationId, { until });
    await lockInvitations(tx, organisationId);
    await requireNew(tx, organisationId, email, role);
    await requireRoom(tx, organisationId);
    const token = newToken();
    const id = newId();
    await tx.insertInto('invitation').values({
      organisation_id: organisationId, id, email, role, subtree,
      valid_to: until ? endOfDay(organisationId, until) : null,
      locale,
      token_hash: hashToken(token),
      invited_by: actor.kind === 'person' ? actor.personId : null,
      expires_at: fullTerm,
    }).execute();
    return {
      result: { id },
      journal: [{ organisationId, subjectKind: 'invitation', subjectId: id, payload: { before: null, after: { email, role, subtree, until: until ?? null } } }],
      mails: [invitationMail(platform, actor, { organisationId, organisationName: lineage.organisation.name, id, email, role, token, locale })],
    };
  },
});

function invitationMail(
  { settings }: Platform,
  actor: Actor,
  invitation: { organisationId: string; organisationName: string; id: string; email: string; role: Role; token: string; locale: Locale },
): OutgoingMail {
  const t = translator(invitation.locale);
  const link = new URL('/invitation', settings.publicUrl);
  link.searchParams.set('jeton', invitation.token);
  const values = {
    organisation: invitation.organisationName,
    role: t(`organisations.roles.${invitation.role}`),
    instance: settings.instanceName,
    author: actor.label,
    link: link.href,
    days: invitationDays,
  };
  return {
    organisationId: invitation.organisationId,
    purpose: 'person.invitation',
    recipient: invitation.email,
    locale: invitation.locale,
    subject: t('organisations.mails.invitationSubject', values),
    body: t('organisations.mails.invitationBody', values),
    secret: true,
    about: { kind: 'invitation', id: invitation.id },
  };
}

/** An invitation that nobody answered, under its lock. Throws `not_found`. */
async function findPending(tx: Tx, organisationId: string, invitationId: string) {
  const lineage = await lineageOf(tx, organisationId);
  const found = await tx.selectFrom('invitation')
    .select(['email', 'role', 'subtree', 'locale', 'expires_at', 'accepted_at', 'withdrawn_at', sql<boolean>`expires_at > now()`.as('valid'),
      sql<boolean>`valid_to is not null and valid_to <= now()`.as('roleOver'),
      sql<boolean>`expires_at > now() + ${invitationDays} * interval '1 day' - interval '1 minute'`.as('justSent')])
    .where('organisation_id', '=', organisationId).where('id', '=', invitationId).forUpdate().executeTakeFirst();
  if (!found) throw new HygieError('not_found');
  const pending = { ...found, role: found.role as Role, locale: found.locale as Locale };
  return { lineage, pending };
}

const stillPending = ({ accepted_at: accepted, withdrawn_at: withdrawn }: { accepted_at: Date | null; withdrawn_at: Date | null }) => {
  if (accepted || withdrawn) throw refusedState('invitationId', 'invitation_answered');
};

/**
 * Sends an invitation again, expired or not: a new link for another full term, on the word of whoever sends it again, and
 * the former one stops working.
 * Throws what `requireGrant` throws; `not_found`; `wrong_state` once accepted or withdrawn, or once the role offered is over; `too_many_requests` within
 * a minute of the last sending, or past 100 pending.
 */
export const resendInvitation = defineCommand({
  name: 'person.resend_invitation',
  permission: organisationPolicy.managePeople,
  input: z.strictObject({ organisationId: idInput, invitationId: idInput }),
  handle: async ({ tx, actor, platform }, { organisationId, invitationId }) => {
    await lockInvitations(tx, organisationId);
    const { lineage, pending } = await findPending(tx, organisationId, invitationId);
    requireGrant(actor, lineage, pending.role, pending.subtree);
    stillPending(pending);
    if (pending.roleOver) throw refusedState('invitationId', 'role_over');
    if (pending.justSent) throw new HygieError('too_many_requests');
    if (!pending.valid) await requireRoom(tx, organisationId);
    const token = newToken();
    await tx.updateTable('invitation').set({ token_hash: hashToken(token), expires_at: fullTerm, invited_by: actor.kind === 'person' ? actor.personId : null })
      .where('organisation_id', '=', organisationId).where('id', '=', invitationId).execute();
    const { email, role, locale, expires_at: until } = pending;
    return {
      result: { id: invitationId },
      journal: [{ organisationId, subjectKind: 'invitation', subjectId: invitationId, payload: { before: { email, role, validUntil: until }, after: { validForDays: invitationDays } } }],
      mails: [invitationMail(platform, actor, { organisationId, organisationName: lineage.organisation.name, id: invitationId, email, role, token, locale })],
    };
  },
});

/** Withdraws an invitation that nobody answered: its link stops working. Throws `not_found`, `wrong_state`. */
export const withdrawInvitation = defineCommand({
  name: 'person.withdraw_invitation',
  permission: organisationPolicy.managePeople,
  input: z.strictObject({ organisationId: idInput, invitationId: idInput }),
  handle: async ({ tx, actor }, { organisationId, invitationId }) => {
    const { lineage, pending } = await findPending(tx, organisationId, invitationId);
    requireGrant(actor, lineage, pending.role, false);
    stillPending(pending);
    await tx.updateTable('invitation').set({ withdrawn_at: sql`now()` })
      .where('organisation_id', '=', organisationId).where('id', '=', invitationId).execute();
    return {
      result: { id: invitationId },
      journal: [{ organisationId, subjectKind: 'invitation', subjectId: invitationId, payload: { before: { email: pending.email, role: pending.role, state: 'pending' }, after: { state: 'withdrawn' } } }],
    };
  },
});
