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
import { endOfDay } from './day.server.ts';
import { requireGrant } from './grant.ts';
import { dayInput, emailInput, emptyAsAbsent, idInput } from './input.ts';

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

/**
 * Invites someone by mail to hold a role. The answer is the same whether or not that person has an account here:
 * an invitation tells nothing about other organisations. A new invitation for the same address and role replaces
 * the one still pending. Throws what `requireGrant` throws; `too_many_requests` past 100 pending.
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
    await tx.updateTable('invitation').set({ withdrawn_at: sql`now()` })
      .where('organisation_id', '=', organisationId).where('email', '=', email).where('role', '=', role)
      .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).execute();
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
      sql<boolean>`expires_at > now() + ${invitationDays} * interval '1 day' - interval '1 minute'`.as('justSent')])
    .where('organisation_id', '=', organisationId).where('id', '=', invitationId).forUpdate().executeTakeFirst();
  if (!found) throw new HygieError('not_found');
  const pending = { ...found, role: found.role as Role, locale: found.locale as Locale };
  return { lineage, pending };
}

const stillPending = ({ accepted_at: accepted, withdrawn_at: withdrawn }: { accepted_at: Date | null; withdrawn_at: Date | null }) => {
  if (accepted || withdrawn) throw new HygieError('wrong_state');
};

/**
 * Sends an invitation again, expired or not: a new link for another full term, on the word of whoever sends it again, and
 * the former one stops working.
 * Throws what `requireGrant` throws; `not_found`; `wrong_state` once accepted or withdrawn; `too_many_requests` within
 * a minute of the last sending, or past 100 pending.
 */
export const resendInvitation = defineCommand({
  name: 'person.resend_invitation',
  permission: organisationPolicy.managePeople,
  input: z.strictObject({ organisationId: idInput, invitationId: idInput }),
  handle: async ({ tx, actor, platform }, { organisationId, invitationId }) => {
    const { lineage, pending } = await findPending(tx, organisationId, invitationId);
    requireGrant(actor, lineage, pending.role, pending.subtree);
    stillPending(pending);
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
