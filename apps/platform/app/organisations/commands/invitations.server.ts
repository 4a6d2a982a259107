import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../ground/actor.ts';
import { defineCommand } from '../../ground/command.server.ts';
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
    const { pending } = await tx.selectFrom('invitation').select(sql<number>`count(*)::int`.as('pending'))
      .where('organisation_id', '=', organisationId).where('accepted_at', 'is', null).where('withdrawn_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`).executeTakeFirstOrThrow();
    if (pending >= mostPending) throw new HygieError('too_many_requests');
    const token = newToken();
    const id = newId();
    await tx.insertInto('invitation').values({
      organisation_id: organisationId, id, email, role, subtree,
      valid_to: until ? endOfDay(organisationId, until) : null,
      token_hash: hashToken(token),
      invited_by: actor.kind === 'person' ? actor.personId : null,
      expires_at: sql<Date>`now() + ${invitationDays} * interval '1 day'`,
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

/** Withdraws an invitation that nobody answered: its link stops working. Throws `not_found`, `wrong_state`. */
export const withdrawInvitation = defineCommand({
  name: 'person.withdraw_invitation',
  permission: organisationPolicy.managePeople,
  input: z.strictObject({ organisationId: idInput, invitationId: idInput }),
  handle: async ({ tx, actor }, { organisationId, invitationId }) => {
    const lineage = await lineageOf(tx, organisationId);
    const found = await tx.selectFrom('invitation').select(['email', 'role', 'subtree', 'accepted_at', 'withdrawn_at'])
      .where('organisation_id', '=', organisationId).where('id', '=', invitationId).forUpdate().executeTakeFirst();
    if (!found) throw new HygieError('not_found');
    requireGrant(actor, lineage, found.role as Role, false);
    if (found.accepted_at || found.withdrawn_at) throw new HygieError('wrong_state');
    await tx.updateTable('invitation').set({ withdrawn_at: sql`now()` })
      .where('organisation_id', '=', organisationId).where('id', '=', invitationId).execute();
    return {
      result: { id: invitationId },
      journal: [{ organisationId, subjectKind: 'invitation', subjectId: invitationId, payload: { before: { email: found.email, role: found.role, state: 'pending' }, after: { state: 'withdrawn' } } }],
    };
  },
});
