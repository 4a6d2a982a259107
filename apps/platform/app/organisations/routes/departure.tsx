import { useTranslations } from 'use-intl';
import { run } from '../../ground/command.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { recordDeparture } from '../commands/roles.server.ts';
import { departureOf } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import type { Route } from './+types/departure';
import { Ending } from './ending.tsx';
import { readEnding } from './ending.server.ts';
import { answer } from './form.server.ts';

/** Asks before a departure is recorded: names each role that ends. */
export async function loader({ context, params }: Route.LoaderArgs) {
  return readEnding(requireSignedIn(context), params.id, organisationPolicy.managePeople, async (tx) => ({ departure: await departureOf(tx, params.id, params.personId) }));
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  return answer(request, {
    end: async () => {
      await run(platform, actor, recordDeparture, { organisationId: params.id, personId: params.personId });
      return `/organisations/${params.id}/personnes?${new URLSearchParams({ fait: 'depart', personne: params.personId })}`;
    },
  });
}

export default function Departure({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisations');
  const { departure: { name, roles }, lineage } = loaderData;
  const lost = [
    ...roles.map((one) => ({ key: one.id, text: t('ending.departureRole', { role: t(`roles.${one.role}`), organisation: one.organisationName }) })),
    { key: 'sessions', text: t('ending.departureSessions') },
    { key: 'when', text: t('ending.atOnce') },
    { key: 'kept', text: t('ending.kept') },
  ];
  return (
    <Ending
      frame={loaderData} view="people" act={t('people.departOf', { name })} field="assignmentId" refused={actionData}
      back={`/organisations/${lineage.organisation.id}/personnes`} lost={lost} undo={t('ending.departureUndo')}
    />
  );
}
