import { useTranslations } from 'use-intl';
import { run } from '../../ground/command.server.ts';
import { inScope } from '../../ground/scope.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { pageOf } from '../../shell/page-number.ts';
import { Stack } from '../../ui/layout.tsx';
import { Notice } from '../../ui/notice.tsx';
import { invitationDays, invitePerson, resendInvitation, withdrawInvitation } from '../commands/invitations.server.ts';
import { grantRole } from '../commands/roles.server.ts';
import { requireOn, rolesOn } from '../lineage.ts';
import { colleague, invitationsOf, peopleOf } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import { pageSize } from '../queries.server.ts';
import { grantableRoles } from '../role.ts';
import type { Route } from './+types/people';
import { answer } from './form.server.ts';
import { useRefusal } from './form-problem.tsx';
import { OrganisationFrame } from './frame.tsx';
import { readFrame } from './organisation.server.ts';
import { type GiveBack, GrantCard, InviteCard } from './people-forms.tsx';
import { Invitations, PeopleTable } from './people-table.tsx';

/** People of one organisation, their roles, and who is awaited. */
export async function loader({ context, request, params }: Route.LoaderArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  const url = new URL(request.url);
  const [page, ended] = [pageOf(url), url.searchParams.has('termines')];
  return inScope(platform.pool, actor, organisationPolicy.readPeople, async (tx) => {
    const { frame } = await readFrame(tx, actor, params.id);
    requireOn(actor, organisationPolicy.readPeople, frame.lineage);
    const { kind } = frame.lineage.organisation;
    return {
      ...frame,
      ...(await peopleOf(tx, params.id, { ended, page })),
      invitations: frame.may.managePeople ? await invitationsOf(tx, params.id) : [],
      grantable: frame.may.managePeople ? grantableRoles(rolesOn(actor, frame.lineage), kind) : [],
      needsSecondFactor: frame.may.managePeople && actor.assurance < 2,
      giveBack: { person: await colleague(tx, url.searchParams.get('personne') ?? ''), role: url.searchParams.get('role') ?? '' },
      page, pageSize, ended, invitationDays,
    };
  });
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  const organisationId = params.id;
  return answer(request, {
    invite: async ({ subtree, ...typed }) => {
      await run(platform, actor, invitePerson, { ...typed, subtree: subtree === 'on', organisationId });
      return 'invite';
    },
    resend: async ({ invitationId }) => {
      await run(platform, actor, resendInvitation, { organisationId, invitationId });
      return 'resend';
    },
    withdraw: async ({ invitationId }) => {
      await run(platform, actor, withdrawInvitation, { organisationId, invitationId });
      return 'withdraw';
    },
    grant: async ({ subtree, ...typed }) => {
      await run(platform, actor, grantRole, { ...typed, subtree: subtree === 'on', organisationId });
      return 'grant';
    },
  });
}

/** The way back, after a role was ended or a departure recorded. */
function Undo({ giveBack: { person, role } }: { giveBack: GiveBack }) {
  const t = useTranslations('organisations.people');
  if (!person) return null;
  return <a href={role ? '#donner' : '#inviter'}>{role ? t('giveBack', { name: person.name }) : t('inviteBack', { name: person.name })}</a>;
}

export default function People({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisations.people');
  const refusal = useRefusal(actionData);
  const { may, held, grantable, giveBack, needsSecondFactor } = loaderData;
  const done = { invite: t('invited'), resend: t('resent'), withdraw: t('withdrawn'), grant: t('granted'), end: t('ended'), depart: t('departed') };
  const known = [...held.map((one) => ({ id: one.personId, name: `${one.givenName} ${one.familyName}` })), ...(giveBack.person ? [giveBack.person] : [])];
  const people = [...new Map(known.map(({ id, name }) => [id, { id, name }])).values()];
  const grants = may.managePeople && grantable.length > 0;
  return (
    <OrganisationFrame {...loaderData} current="people" done={done} undo={<Undo giveBack={giveBack} />} refusal={actionData ? refusal.summary : undefined}>
      <Stack gap="large">
        {needsSecondFactor && <Notice tone="warning" title={t('secondFactor')} />}
        <PeopleTable {...loaderData} home={`/organisations/${loaderData.lineage.organisation.id}/personnes`} endable={grantable} />
        {loaderData.invitations.length > 0 && <Invitations invitations={loaderData.invitations} refusal={refusal} />}
        {grants && <InviteCard roles={grantable} days={loaderData.invitationDays} giveBack={giveBack} refusal={refusal} />}
        {grants && people.length > 0 && <GrantCard roles={grantable} people={people} giveBack={giveBack} refusal={refusal} />}
      </Stack>
    </OrganisationFrame>
  );
}
