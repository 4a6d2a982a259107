import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { run } from '../../ground/command.server.ts';
import { inScope } from '../../ground/scope.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { entrustMandate } from '../commands/mandates.server.ts';
import { requireOn } from '../lineage.ts';
import { type MandateLine, mandatesOf } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import { searchProviders } from '../queries.server.ts';
import { mandateRoles, roleKinds } from '../role.ts';
import type { Route } from './+types/mandates';
import { DatedBadge, Dates } from './dated.tsx';
import { answer } from './form.server.ts';
import { fieldsOf, type Refusal, useRefusal } from './form-problem.tsx';
import { OrganisationFrame } from './frame.tsx';
import { readFrame } from './organisation.server.ts';

/** Roles that an organisation entrusts to others, and those entrusted to it. */
export async function loader({ context, request, params }: Route.LoaderArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  const { searchParams } = new URL(request.url);
  const text = (searchParams.get('prestataire') ?? '').slice(0, 200);
  return inScope(platform.pool, actor, organisationPolicy.readPeople, async (tx) => {
    const { frame } = await readFrame(tx, actor, params.id);
    requireOn(actor, organisationPolicy.readPeople, frame.lineage);
    const { kind } = frame.lineage.organisation;
    return {
      ...frame,
      ...(await mandatesOf(tx, params.id)),
      text,
      role: searchParams.get('role') ?? '',
      providers: frame.may.manageMandates ? (await searchProviders(tx, text)).filter((provider) => provider.id !== params.id) : [],
      entrustable: mandateRoles.filter((role) => roleKinds[role].includes(kind)),
    };
  });
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  const organisationId = params.id;
  return answer(request, {
    entrust: async (typed) => {
      await run(platform, actor, entrustMandate, { ...typed, organisationId });
      return 'entrust';
    },
  });
}

type Data = Awaited<ReturnType<typeof loader>>;

function Mandates({ lines, side, mayEnd }: { lines: MandateLine[]; side: 'given' | 'received'; mayEnd: boolean }) {
  const t = useTranslations('organisations.mandates');
  const labels = useTranslations('organisations.roles');
  const other = (line: MandateLine) => (side === 'given' ? { id: line.providerId, name: line.providerName } : { id: line.organisationId, name: line.organisationName });
  const end = (line: MandateLine) => (
    <ButtonLink size="small" href={`/organisations/${line.organisationId}/mandats/${line.id}/fin`} aria-label={t('endOf', { role: labels(line.role), name: other(line).name })}>{t('end')}</ButtonLink>
  );
  const columns: Column<MandateLine>[] = [
    { key: 'other', header: t(side === 'given' ? 'provider' : 'beneficiary'), rowHeader: true, cell: (line) => <Anchor href={`/organisations/${other(line).id}`}>{other(line).name}</Anchor> },
    { key: 'role', header: t('role'), cell: (line) => labels(line.role) },
    { key: 'dates', header: t('dates'), cell: (line) => <Dates {...line} /> },
    { key: 'state', header: t('state'), cell: (line) => <DatedBadge state={line.state} /> },
    ...(mayEnd ? [{ key: 'act', header: t('act'), cell: (line: MandateLine) => (line.state === 'over' ? null : end(line)) }] : []),
  ];
  return (
    <Card title={t(side)} aside={lines.length}>
      {lines.length === 0 ? <p className="secondary">{t(side === 'given' ? 'noneGiven' : 'noneReceived')}</p> : (
        <DataTable caption={t(side)} captionHidden columns={columns} rows={lines} rowKey={(line) => line.id} />
      )}
    </Card>
  );
}

function EntrustCard({ data, refusal }: { data: Data; refusal: Refusal }) {
  const t = useTranslations('organisations.mandates');
  const labels = useTranslations('organisations.roles');
  const common = useTranslations('common');
  const field = fieldsOf(refusal, 'entrust');
  return (
    <Card title={t('entrust')} id="confier">
      <Stack>
        <Form method="get" action="#confier">
          <Stack>
            <TextField name="prestataire" type="search" label={t('search')} help={t('searchHelp')} defaultValue={data.text} />
            <FormActions><Button>{t('searchSubmit')}</Button></FormActions>
          </Stack>
        </Form>
        {data.text !== '' && data.providers.length === 0 && <p role="status">{t('nothingFound')}</p>}
        {data.providers.length > 0 && (
          <Form method="post">
            <Stack>
              <input type="hidden" name="intent" value="entrust" />
              <SelectField {...field('providerId')} label={t('choose')} required options={data.providers.map((one) => ({ value: one.id, label: [one.name, one.town].filter(Boolean).join(', ') }))} />
              <SelectField {...field('role', data.role)} label={t('role')} required options={data.entrustable.map((role) => ({ value: role, label: labels(role) }))} width="medium" />
              <TextField {...field('from')} type="date" label={t('from')} mark={common('optional')} width="short" />
              <TextField {...field('until')} type="date" label={t('until')} mark={common('optional')} width="short" />
              <FormActions><Button variant="primary">{t('submit')}</Button></FormActions>
            </Stack>
          </Form>
        )}
      </Stack>
    </Card>
  );
}

export default function MandatesPage({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('organisations.mandates');
  const refusal = useRefusal(actionData);
  const { may, given, received, entrustable } = loaderData;
  return (
    <OrganisationFrame {...loaderData} current="mandates" done={{ entrust: t('entrusted'), end: t('ended') }} undo={loaderData.role && <a href="#confier">{t('giveBack')}</a>} refusal={actionData ? refusal.summary : undefined}>
      <Stack gap="large">
        <p>{t('lead')}</p>
        <Mandates lines={given} side="given" mayEnd={may.manageMandates} />
        <Mandates lines={received} side="received" mayEnd={false} />
        {may.manageMandates && entrustable.length > 0 && <EntrustCard data={loaderData} refusal={refusal} />}
      </Stack>
    </OrganisationFrame>
  );
}
