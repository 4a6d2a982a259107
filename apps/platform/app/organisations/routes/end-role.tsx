import { useTranslations } from 'use-intl';
import { run } from '../../ground/command.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { endRole } from '../commands/roles.server.ts';
import { endingRole } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import type { Route } from './+types/end-role';
import { Ending } from './ending.tsx';
import { readEnding } from './ending.server.ts';
import { answer } from './form.server.ts';

/** Asks before a role ends. */
export async function loader({ context, params }: Route.LoaderArgs) {
  return readEnding(requireSignedIn(context), params.id, organisationPolicy.managePeople, async (tx) => ({ held: await endingRole(tx, params.id, params.roleId) }));
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const described = requireSignedIn(context);
  const { platform, signedIn: { actor } } = described;
  return answer(request, {
    end: async () => {
      const { held } = await readEnding(described, params.id, organisationPolicy.managePeople, async (tx) => ({ held: await endingRole(tx, params.id, params.roleId) }));
      await run(platform, actor, endRole, { organisationId: params.id, assignmentId: held.id });
      return `/organisations/${params.id}/personnes?${new URLSearchParams({ fait: 'end', personne: held.personId, role: held.role })}`;
    },
  });
}

export default function EndRole({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisations');
  const { held, lineage } = loaderData;
  const name = `${held.givenName} ${held.familyName}`;
  const role = t(`roles.${held.role}`);
  const organisation = lineage.organisation.name;
  const lost = [
    { key: 'here', text: t(held.subtree ? 'ending.roleBelow' : 'ending.roleHere', { name, role, organisation }) },
    ...(held.mandates > 0 ? [{ key: 'mandates', text: t('ending.roleMandates', { count: held.mandates, name, organisation }) }] : []),
    { key: 'when', text: t('ending.atOnce') },
    { key: 'kept', text: t('ending.kept') },
  ];
  return (
    <Ending
      frame={loaderData} view="people" act={t('people.endOf', { role, name })} field="assignmentId" refused={actionData}
      back={`/organisations/${lineage.organisation.id}/personnes`} lost={lost} undo={t('ending.roleUndo')}
    />
  );
}
