import { data, Form, redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt, type Problem } from '../../ground/attempt.ts';
import { run } from '../../ground/command.server.ts';
import { errorCatalogue } from '../../ground/errors.ts';
import { inScope } from '../../ground/scope.server.ts';
import { storable } from '../../ground/storable.ts';
import { requireSignedIn } from '../../request-context.ts';
import { signInPolicy } from '../../sign-in/policy.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { fieldId, TextField } from '../../ui/field.tsx';
import { ErrorSummary } from '../../ui/form.tsx';
import { Cluster, Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { DataTable } from '../../ui/table.tsx';
import { deleteView, renameView, saveView, type SavedView, viewsOf } from '../saved-views.server.ts';
import { viewAddress, viewNameMost } from '../view-address.ts';
import type { Route } from './+types/views';

const acts = ['save', 'rename', 'delete'] as const;

/** The views that a person keeps. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const done = new URL(request.url).searchParams.get('fait');
  const { actor } = signedIn;
  const views = await inScope(platform.pool, actor, signInPolicy.account, (tx) => viewsOf(tx, actor.personId));
  return { views, done: acts.find((act) => act === done) ?? null };
}

/** Keeps, renames or forgets a view; the list whose filters were kept is shown again. */
export async function action({ context, request }: Route.ActionArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  const form = await request.formData();
  const text = (name: string) => storable(String(form.get(name) ?? ''));
  const intent = acts.find((act) => act === text('intent'));
  if (!intent) throw data(null, { status: 400 });
  const { problem } = await attempt<unknown>(async () => {
    if (intent === 'save') return run(platform, actor, saveView, { name: text('name'), address: text('address') });
    if (intent === 'rename') return run(platform, actor, renameView, { id: text('id'), name: text('name') });
    return run(platform, actor, deleteView, { id: text('id') });
  });
  if (problem) return data({ problem, id: text('id'), typed: text('name'), address: viewAddress(text('address'))?.href ?? '' }, { status: errorCatalogue[problem.code].status });
  return redirect(intent === 'save' ? (viewAddress(text('address'))?.href ?? '/vues') : `/vues?fait=${intent}`, 303);
}

interface Refused {
  problem: Problem;
  id: string;
  typed: string;
  address: string;
}

function useNameError(refused: Refused | undefined) {
  const t = useTranslations('shell.views');
  const common = useTranslations('common');
  if (!refused) return undefined;
  const found = refused.problem.fields[0]?.problem;
  if (found === 'name_taken' || found === 'too_many_views') return t(`problems.${found}`);
  return found === 'required' || found === 'too_long' ? common(`problems.${found}`) : common(`errors.${refused.problem.code}`);
}

const nameId = (view: string) => fieldId(`view-${view}`);

function Acts({ view, refused, error }: { view: SavedView; refused: Refused | undefined; error: string | undefined }) {
  const t = useTranslations('shell.views');
  const mine = refused?.id === view.id;
  return (
    <Cluster>
      <Form method="post" className="filter-form">
        <input type="hidden" name="intent" value="rename" />
        <input type="hidden" name="id" value={view.id} />
        <TextField name="name" id={nameId(view.id)} label={t('newName', { name: view.name })} defaultValue={mine ? refused.typed : view.name} error={mine ? error : undefined} maxLength={viewNameMost} required width="medium" />
        <Button size="small" aria-label={t('rename', { name: view.name })}>{t('renameSubmit')}</Button>
      </Form>
      <Form method="post">
        <input type="hidden" name="intent" value="delete" />
        <input type="hidden" name="id" value={view.id} />
        <Button size="small" aria-label={t('delete', { name: view.name })}>{t('deleteSubmit')}</Button>
      </Form>
    </Cluster>
  );
}

/** A view that could not be kept, to be named again. */
function Again({ refused, error }: { refused: Refused; error: string | undefined }) {
  const t = useTranslations('shell.views');
  return (
    <Form method="post" className="filter-form">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="address" value={refused.address} />
      <TextField name="name" id={nameId('')} label={t('name')} defaultValue={refused.typed} error={error} maxLength={viewNameMost} required width="medium" />
      <Button variant="primary">{t('saveSubmit')}</Button>
    </Form>
  );
}

export default function Views({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('shell.views');
  const common = useTranslations('common');
  const error = useNameError(actionData);
  const { views, done } = loaderData;
  return (
    <Stack gap="large">
      <title>{`${t('title')} · Hygie`}</title>
      {error && <ErrorSummary title={common('errorsTitle')} errors={[{ name: 'name', id: nameId(actionData?.id ?? ''), message: error }]} />}
      <PageHeader title={t('title')} subtitle={t('lead')} />
      {done && !actionData && <Notice tone="done" announced title={t(`done.${done}`)} />}
      {actionData && actionData.id === '' && actionData.address && <Again refused={actionData} error={error} />}
      {views.length === 0 ? <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState> : (
        <DataTable
          caption={t('title')}
          captionHidden
          rows={views}
          rowKey={(view) => view.id}
          columns={[
            { key: 'name', header: t('name'), rowHeader: true, cell: (view) => <Anchor href={view.href}>{view.name}</Anchor> },
            { key: 'acts', header: t('acts'), cell: (view) => <Acts view={view} refused={actionData} error={error} /> },
          ]}
        />
      )}
    </Stack>
  );
}
