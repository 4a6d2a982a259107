import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { storable } from '../../ground/storable.ts';
import { grantsFor } from '../../ground/actor.ts';
import { inScope } from '../../ground/scope.server.ts';
import { incidentPolicy } from '../../incidents/policy.ts';
import { searchFiles } from '../../incidents/search.server.ts';
import { titleIn } from '../../incidents/stored-words.ts';
import { searchRegister } from '../../organisations/queries.server.ts';
import { type RequestContext, requireSignedIn, type SignedIn } from '../../request-context.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import type { Command } from '../../ui/command-match.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextField } from '../../ui/field.tsx';
import { ItemList } from '../../ui/item-list.tsx';
import { Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { translator } from '../../messages.ts';
import type { Route } from './+types/search';

const organisationsMost = 10;

async function find({ platform, signedIn, locale }: RequestContext & { signedIn: SignedIn }, text: string): Promise<Command[]> {
  if (text.length < 2) return [];
  const { actor } = signedIn;
  const t = translator(locale);
  const files = grantsFor(actor, incidentPolicy.read).length > 0 ? await inScope(platform.pool, actor, incidentPolicy.read, (tx) => searchFiles(tx, actor, text, platform.now())) : [];
  const organisations = await searchRegister(platform, text, organisationsMost);
  return [
    ...files.map((one) => ({
      id: one.number, group: t('incidents.file.search.files'), label: `${one.number} · ${titleIn(one.title, locale)}`, detail: one.organisationName, href: `/incidents/${one.number}`,
    })),
    ...organisations.map((one) => ({
      id: one.id, group: t('incidents.file.search.organisations'), label: one.name, detail: [one.town, one.finessEj ?? one.finessEt].filter(Boolean).join(' · '), href: `/organisations/${one.id}`,
    })),
  ];
}

function textOf(request: Request): string {
  return storable(new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 200);
}

/** The palette asks for JSON at the same address: a page's loader cannot answer it, its middleware can. */
async function answerPalette({ context, request }: Parameters<Route.MiddlewareFunction>[0], next: () => Promise<Response>): Promise<Response> {
  if (!(request.headers.get('accept') ?? '').startsWith('application/json')) return next();
  return Response.json({ results: await find(requireSignedIn(context), textOf(request)) });
}

export const middleware: Route.MiddlewareFunction[] = [answerPalette];

/** Finds files of the reader's scope and organisations of the register. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const text = textOf(request);
  return { text, results: await find(requireSignedIn(context), text) };
}

export default function Search({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.search');
  const common = useTranslations('common');
  const { text, results } = loaderData;
  const groups = Map.groupBy(results, ({ group }) => group);
  return (
    <Stack gap="large">
      <title>{`${text ? `${text} · ` : ''}${t('title')} · Hygie`}</title>
      <PageHeader title={t('title')} />
      <Form method="get" action="/recherche" className="filter-form">
        <TextField name="q" type="search" label={t('label')} help={t('help')} defaultValue={text} maxLength={200} />
        <Button variant="primary">{common('search')}</Button>
      </Form>
      {results.length === 0 && <EmptyState title={text ? t('nothing', { text }) : t('start')}><p>{t('nothingHelp')}</p></EmptyState>}
      {[...groups].map(([group, members]) => (
        <Card key={group} title={group}>
          <ItemList items={members.map((one) => ({ key: one.id, title: <Anchor href={one.href}>{one.label}</Anchor>, detail: one.detail }))} />
        </Card>
      ))}
    </Stack>
  );
}
