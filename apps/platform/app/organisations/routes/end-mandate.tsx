import { useTranslations } from 'use-intl';
import { run } from '../../ground/command.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { endMandate } from '../commands/mandates.server.ts';
import { endingMandate } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import type { Route } from './+types/end-mandate';
import { Ending } from './ending.tsx';
import { readEnding } from './ending.server.ts';
import { answer } from './form.server.ts';

/** Asks before a mandate ends. */
export async function loader({ context, params }: Route.LoaderArgs) {
  return readEnding(requireSignedIn(context), params.id, organisationPolicy.manageMandates, async (tx) => ({ mandate: await endingMandate(tx, params.id, params.mandateId) }));
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const described = requireSignedIn(context);
  const { platform, signedIn: { actor } } = described;
  return answer(request, {
    end: async () => {
      const { mandate } = await readEnding(described, params.id, organisationPolicy.manageMandates, async (tx) => ({ mandate: await endingMandate(tx, params.id, params.mandateId) }));
      await run(platform, actor, endMandate, { organisationId: params.id, mandateId: mandate.id });
      return `/organisations/${params.id}/mandats?${new URLSearchParams({ fait: 'end', prestataire: mandate.providerName, role: mandate.role })}`;
    },
  });
}

export default function EndMandate({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisations');
  const { mandate, lineage } = loaderData;
  const [role, provider, organisation] = [t(`roles.${mandate.role}`), mandate.providerName, lineage.organisation.name];
  const lost = [
    { key: 'rights', text: t('ending.mandateRights', { role, provider, organisation }) },
    ...(mandate.role === 'rssi' ? [{ key: 'alerts', text: t('ending.mandateAlerts', { provider, organisation }) }] : []),
    { key: 'when', text: t('ending.atOnce') },
    { key: 'kept', text: t('ending.kept') },
  ];
  return (
    <Ending
      frame={loaderData} view="mandates" act={t('mandates.endOf', { role, name: provider })} field="mandateId" refused={actionData}
      back={`/organisations/${lineage.organisation.id}/mandats`} lost={lost} undo={t('ending.mandateUndo')}
    />
  );
}
