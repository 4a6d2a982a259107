import { useTranslations } from 'use-intl';
import { run } from '../../ground/command.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { requireSignedIn } from '../../request-context.ts';
import { endMembership } from '../commands/structures.server.ts';
import { organisationPolicy } from '../policy.ts';
import { membersOf } from '../queries.server.ts';
import type { Route } from './+types/end-membership';
import { Ending } from './ending.tsx';
import { readEnding } from './ending.server.ts';
import { answer } from './form.server.ts';

/** Asks before a member leaves a group. */
export async function loader({ context, params }: Route.LoaderArgs) {
  return readEnding(requireSignedIn(context), params.id, organisationPolicy.manageStructures, async (tx) => {
    const member = (await membersOf(tx, params.id)).find((one) => one.id === params.memberId);
    if (!member) throw new HygieError('not_found');
    return { member };
  });
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  return answer(request, {
    end: async () => {
      await run(platform, actor, endMembership, { groupId: params.id, memberId: params.memberId });
      return `/organisations/${params.id}?fait=leave`;
    },
  });
}

export default function EndMembership({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisations');
  const { member, lineage } = loaderData;
  const names = { name: member.name, group: lineage.organisation.name };
  const lost = [
    { key: 'member', text: t('ending.memberGone', names) },
    ...(member.role === 'member' ? [] : [{ key: 'roles', text: t('ending.memberRoles', names) }]),
    { key: 'kept', text: t('ending.kept') },
  ];
  return (
    <Ending
      frame={loaderData} view="identity" act={t('structures.leave', { name: member.name })} field="memberId" refused={actionData}
      back={`/organisations/${lineage.organisation.id}`} lost={lost} undo={t('ending.memberUndo')}
    />
  );
}
