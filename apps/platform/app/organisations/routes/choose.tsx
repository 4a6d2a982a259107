import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { storable } from '../../ground/storable.ts';
import { inScope } from '../../ground/scope.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextField } from '../../ui/field.tsx';
import { ItemList } from '../../ui/item-list.tsx';
import { Stack } from '../../ui/layout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { organisationPolicy } from '../policy.ts';
import { choosableOrganisations } from '../queries.server.ts';
import type { Route } from './+types/choose';

const shownMost = 50;

/** Every organisation that the reader may look at, to be searched: the switcher shows the first ones only. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const text = storable(new URL(request.url).searchParams.get('texte') ?? '').trim().slice(0, 100);
  const found = await inScope(platform.pool, signedIn.actor, organisationPolicy.readProfile, (tx) => choosableOrganisations(tx, text, shownMost));
  return { text, found, current: signedIn.currentOrganisation?.id ?? null };
}

/** One button an organisation: choosing is a change, so it is a form. */
function ChooseButton({ id, name, pressed }: { id: string; name: string; pressed: boolean }) {
  const t = useTranslations('organisations.choose');
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <input type="hidden" name="back" value="/journee#organisations" />
      <Button size="small" name="organisation" value={id} aria-pressed={pressed} aria-label={t('chooseOf', { name })}>{t('choose')}</Button>
    </Form>
  );
}

export default function Choose({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('organisations');
  const common = useTranslations('common');
  const { text, found, current } = loaderData;
  return (
    <Stack gap="large">
      <title>{`${t('choose.title')} · Hygie`}</title>
      <PageHeader title={t('choose.title')} subtitle={t('choose.lead')} />
      <Form method="get" action="/organisations/choisir" className="filter-form">
        <TextField name="texte" type="search" label={t('list.search')} defaultValue={text} maxLength={100} />
        <Button variant="primary">{common('search')}</Button>
      </Form>
      {found.length === 0 ? <EmptyState title={t('list.empty')}>{t('list.emptyHelp')}</EmptyState> : (
        <ItemList
          items={[
            ...(text ? [] : [{ key: 'all', title: t('choose.all'), action: <ChooseButton id="" name={t('choose.all')} pressed={current === null} /> }]),
            ...found.map((one) => {
              const detail = [t(`kinds.${one.kind}`), one.town].filter(Boolean).join(', ');
              // An establishment and its site often share a name.
              return { key: one.id, title: one.name, detail, action: <ChooseButton id={one.id} name={`${one.name}, ${detail}`} pressed={one.id === current} /> };
            }),
          ]}
        />
      )}
      {found.length >= shownMost && <p className="secondary">{t('choose.more', { count: shownMost })}</p>}
    </Stack>
  );
}
