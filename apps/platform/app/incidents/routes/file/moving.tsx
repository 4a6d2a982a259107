import { formatFiness } from '@hygie/finess';
import { Form, redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { grantsFor } from '../../../ground/actor.ts';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { isId } from '../../../ground/id.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { ItemList } from '../../../ui/item-list.tsx';
import { Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { unlistedAt } from '../../declaration.ts';
import { previewMove, type MovePreview } from '../../moving-preview.server.ts';
import { moveFile } from '../../moving.server.ts';
import { findForMove } from '../../near-structures.server.ts';
import { incidentPolicy } from '../../policy.ts';
import type { Route } from './+types/moving';
import { useFile } from './file-context.ts';
import type { FilePage } from './file-page.server.ts';
import { readPosted, type Refused } from './posted.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';

const mostStructures = 20;

/** Structures that match a text, and what choosing one would do. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const query = new URL(request.url).searchParams;
  const [search, chosen] = [(query.get('q') ?? '').slice(0, 200), query.get('structure') ?? ''];
  const may = grantsFor(signedIn.actor, incidentPolicy.move).length > 0;
  const { found, near } = search === '' || !may ? { found: [], near: false } : await findForMove(platform, signedIn.actor, params.number, search, mostStructures);
  const preview = isId(chosen) ? await attempt(() => previewMove(platform, signedIn.actor, params.number, chosen)) : null;
  return {
    search, chosen, near, more: found.length === mostStructures,
    found: found.map(({ id, name, town, finessEt, finessEj, parentName, kind }) => ({ id, name, town, finess: finessEt ?? finessEj, parentName: kind === 'site' ? parentName : null })),
    preview: preview?.ok ?? null, refusal: preview?.problem?.code ?? null,
  };
}

export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const { platform, signedIn } = requireSignedIn(context);
  const posted = readPosted(await request.formData());
  const { number } = params;
  const input = { number, version: posted.number('version'), organisationId: posted.text('organisationId'), reason: posted.text('reason') };
  const outcome = await attempt(() => run(platform, signedIn.actor, moveFile, input, posted.key));
  if (outcome.problem) return { intent: 'move', problem: outcome.problem, typed: posted.typed };
  throw redirect(`/incidents/${encodeURIComponent(number)}?fait=1`);
}

type Found = Route.ComponentProps['loaderData'];

function Search({ file, data }: { file: FilePage; data: Found }) {
  const t = useTranslations('incidents.file.move');
  const address = (id: string) => `/incidents/${file.view.number}/rattachement?${new URLSearchParams({ q: data.search, structure: id })}`;
  return (
    <Card title={t('searchTitle')}>
      <Form method="get" className="form">
        <TextField name="q" type="search" label={t('search')} help={t('searchHelp')} defaultValue={data.search} maxLength={200} />
        <FormActions><Button>{t('find')}</Button></FormActions>
      </Form>
      {data.search !== '' && data.found.length === 0 && <Notice tone="info" title={t('none')}>{t('noneHelp')}</Notice>}
      {data.near && <Notice tone="info" title={t('near')}>{t('nearHelp')}</Notice>}
      {data.found.length > 0 && (
        <ItemList
          items={data.found.map(({ id, name, town, finess, parentName }) => ({
            key: id,
            title: name,
            detail: [town, finess && t('finess', { finess: formatFiness(finess) }), parentName && t('site', { parent: parentName })].filter(Boolean).join(' · '),
            ...(id === file.view.organisation.id ? { detail: t('here') } : { action: <ButtonLink href={address(id)} aria-label={t('chooseNamed', { name: [name, finess && formatFiness(finess)].filter(Boolean).join(', ') })}>{t('choose')}</ButtonLink> }),
          }))}
        />
      )}
      {data.more && <p className="secondary">{t('more')}</p>}
    </Card>
  );
}

/** What follows from the move, one fact a line. */
function Consequences({ preview, kind, unlisted }: { preview: MovePreview; kind: FilePage['view']['kind']; unlisted: boolean }) {
  const t = useTranslations('incidents.file.move');
  const { locale } = useReader();
  const titles = (duties: MovePreview['gained']) => duties.map((one) => one[locale]).join(', ');
  return (
    <ul>
      <li>{t('seen', { name: preview.target.name })}</li>
      <li>{preview.alerted.length > 0 ? t('alerted', { levels: preview.alerted.map((level) => t(`levels.${level}`)).join(', ') }) : t('nobody')}</li>
      <li>{t('everything')}</li>
      {kind === 'incident' && <li>{t('duties')}</li>}
      {preview.gained.length > 0 && <li>{t('gained', { duties: titles(preview.gained) })}</li>}
      {preview.lost.length > 0 && <li>{t('lost', { duties: titles(preview.lost) })}</li>}
      <li>{t('unchanged')}</li>
      {(preview.leaving > 0 || !unlisted) && <li>{t(preview.leaving > 0 ? 'leaving' : 'nobodyLeaves')}</li>}
    </ul>
  );
}

function Confirm({ file, preview, unlisted, refused }: { file: FilePage; preview: MovePreview; unlisted: boolean; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.move');
  const { title, errors, errorOf, typed, code } = useProblem(refused, 'move', { reason: t('reason') });
  const { target } = preview;
  return (
    <Card title={t('question', { number: file.view.number, name: [target.name, target.town].filter(Boolean).join(', ') })} tone="warning" id="confirmation">
      <Consequences preview={preview} kind={file.view.kind} unlisted={unlisted} />
      <Form method="post" className="form">
        <ErrorSummary title={title} errors={errors} />
        {code === 'conflict' && <p>{t('conflict')}</p>}
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="version" value={file.view.version} />
        <input type="hidden" name="organisationId" value={target.id} />
        <input type="hidden" name="key" value={`${file.key} move ${target.id}`} />
        <TextArea name="reason" label={t('reason')} help={t('reasonHelp')} required maxLength={2000} rows={3} defaultValue={typed?.['reason']} {...errorOf('reason')} />
        <FormActions>
          <Button variant="primary">{t('confirm')}</Button>
          <ButtonLink href={`/incidents/${file.view.number}`}>{t('cancel')}</ButtonLink>
        </FormActions>
      </Form>
    </Card>
  );
}

/** Attaches the file to its structure of the register: search, what follows, reason. */
export default function Moving({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.move');
  const file = useFile();
  const { declaration: given, organisation } = file.view;
  const unlisted = unlistedAt(given, organisation.id);
  if (!file.may.move) return <Notice tone="info">{t(file.view.state === 'closed' ? 'closed' : 'notYours')}</Notice>;
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      <h2>{t(unlisted ? 'title' : 'correctTitle')}</h2>
      <p>{unlisted ? t('lead', { name: unlisted.name, town: unlisted.town }) : t('correctLead', { name: organisation.name })}</p>
      {loaderData.refusal === 'forbidden' && <Notice tone="warning" title={t('elsewhere')} />}
      {loaderData.preview && loaderData.chosen !== organisation.id && <Confirm file={file} preview={loaderData.preview} unlisted={unlisted !== null} refused={actionData} />}
      <Search file={file} data={loaderData} />
    </Stack>
  );
}
