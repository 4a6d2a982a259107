import { useTranslations } from 'use-intl';
import { run } from '../../ground/command.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { inScope } from '../../ground/scope.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { Columns, Stack } from '../../ui/layout.tsx';
import { testMailbox, updateProfile } from '../commands/profile.server.ts';
import { addMember, createOrganisation } from '../commands/structures.server.ts';
import { organisationPolicy } from '../policy.ts';
import { findByFiness } from '../queries.server.ts';
import type { Route } from './+types/organisation';
import { answer, underTypedName } from './form.server.ts';
import { useRefusal } from './form-problem.tsx';
import { OrganisationFrame } from './frame.tsx';
import { IdentityCard } from './identity-card.tsx';
import { readRecord } from './organisation.server.ts';
import { MailboxCard, ProfileCard } from './profile-card.tsx';
import { BelowCard, CreateCard, GroupsCard, JoinCard, MembersCard } from './structure-cards.tsx';

/** The record of one organisation: the public part for everybody, the private one for those who hold a role there. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  return inScope(platform.pool, signedIn.actor, organisationPolicy.readProfile, (tx) => readRecord(tx, signedIn.actor, params.id));
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  const organisationId = params.id;
  const memberOf = async (finess: string) => {
    const found = await inScope(platform.pool, actor, organisationPolicy.readProfile, (tx) => findByFiness(tx, finess));
    if (!found) throw new HygieError('invalid_input', { fields: [{ field: 'memberFiness', problem: 'unknown_finess' }] });
    return found.id;
  };
  return answer(request, {
    profile: async (typed) => {
      await run(platform, actor, updateProfile, { ...typed, organisationId });
      return 'profile';
    },
    mailbox: async () => {
      await run(platform, actor, testMailbox, { organisationId });
      return 'mailbox';
    },
    create: async (typed) => {
      const { id } = await run(platform, actor, createOrganisation, { ...typed, parentId: organisationId });
      // Its own page says which of its identifiers look wrong.
      return `/organisations/${id}?fait=create`;
    },
    join: async ({ memberFiness = '', role }) => {
      const memberId = await memberOf(memberFiness);
      await underTypedName(() => run(platform, actor, addMember, { groupId: organisationId, memberId, role }), 'memberId', 'memberFiness');
      return 'join';
    },
  });
}

export default function OrganisationPage({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisations');
  const refusal = useRefusal(actionData);
  const { may, profile, organisation } = loaderData;
  const done = {
    profile: t('profile.saved'), mailbox: t('profile.testSent'), create: t('structures.created'),
    join: t('structures.joined'), leave: t('structures.left'),
  };
  return (
    <OrganisationFrame {...loaderData} current="identity" done={done} refusal={actionData ? refusal.summary : undefined}>
      <Columns ratio="main-aside" align="start">
        <Stack>
          <IdentityCard record={loaderData} />
          {profile && <ProfileCard profile={profile} mayChange={may.manageProfile} refusal={refusal} />}
          {may.manageStructures && loaderData.childKinds.length > 0 && <CreateCard kinds={loaderData.childKinds} refusal={refusal} />}
        </Stack>
        <Stack>
          {profile && <MailboxCard profile={profile} mayTest={may.manageProfile} />}
          {organisation.kind === 'group' && <MembersCard members={loaderData.members} endFrom={may.manageStructures ? `/organisations/${loaderData.lineage.organisation.id}` : null} />}
          {organisation.kind === 'group' && may.manageStructures && <JoinCard refusal={refusal} />}
          <GroupsCard groups={loaderData.groups} />
          <BelowCard id={loaderData.lineage.organisation.id} below={loaderData.below} more={loaderData.moreBelow} />
        </Stack>
      </Columns>
    </OrganisationFrame>
  );
}
