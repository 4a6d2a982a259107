import { Outlet, redirect, useLocation, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TabsNav } from '../../../ui/tabs-nav.tsx';
import { acknowledge, assign } from '../../qualify.server.ts';
import type { Route } from './+types/layout';
import { awaitedAnswers } from './awaited.ts';
import { FileHeader } from './file-header.tsx';
import { type FilePage, readFilePage } from './file-page.server.ts';
import { readPosted } from './posted.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { RefusedDocument } from './refused-document.tsx';
import { whenSignedOut } from './signed-out.server.ts';

/** Reads the file once for all its pages, and journals the reading. */
export async function loader({ context, params }: Route.LoaderArgs) {
  return readFilePage(requireSignedIn(context), params.number);
}

/** The acts of the header: take charge of the file, have it assigned to oneself, hand it over to a colleague. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const { platform, signedIn } = requireSignedIn(context);
  const posted = readPosted(await request.formData());
  const { number } = params;
  const outcome = await attempt<unknown>(() =>
    posted.intent === 'assign'
      ? run(platform, signedIn.actor, assign, { number, version: posted.number('version'), personId: posted.text('person') || signedIn.actor.personId }, posted.key)
      : run(platform, signedIn.actor, acknowledge, { number }, posted.key),
  );
  if (outcome.problem) return { problem: outcome.problem };
  throw redirect(`/incidents/${encodeURIComponent(number)}?fait=1`);
}

function useTabs(page: FilePage) {
  const { view, sees, threads } = page;
  const t = useTranslations('incidents.file.tabs');
  const words = useTranslations('incidents.vendor');
  const { pathname } = useLocation();
  const base = `/incidents/${view.number}`;
  const tab = (path: string, label: string, count?: number) => ({
    href: `${base}${path}`, label, current: pathname === `${base}${path}`, ...(count ? { count } : {}),
  });
  return [
    tab('', t('overview')),
    ...(sees.history ? [tab('/qualification', t('qualification'))] : []),
    ...(sees.obligations && view.kind === 'incident' ? [tab('/obligations', t('obligations'))] : []),
    ...(threads.length > 0 ? [tab('/echanges', t('exchanges'), awaitedAnswers(page))] : []),
    ...(sees.vendor ? [tab('/editeur', words('tab'))] : []),
    ...(sees.indicators ? [tab('/indicateurs', t('indicators'), view.indicators.length)] : []),
    ...(sees.closing ? [tab('/cloture', t('closing'))] : []),
    ...(sees.bulletin ? [tab('/bulletin', t('bulletin'), view.bulletins.length)] : []),
  ];
}

/** Frame of the pages of a file: what it is, in which state, and the next act. */
export default function FileLayout({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file');
  const common = useTranslations('common');
  const [query] = useSearchParams();
  const tabs = useTabs(loaderData);
  const current = tabs.find((tab) => tab.current);
  return (
    <Stack gap="large">
      <title>{[current?.label, loaderData.view.number, 'Hygie'].filter(Boolean).join(' · ')}</title>
      <FileHeader page={loaderData} />
      <SignedOutNotice refused={actionData} />
      {actionData?.problem && actionData.problem.code !== 'sign_in_required' && <Notice tone="danger" announced title={common(`errors.${actionData.problem.code}`)} />}
      {query.has('fait') && !actionData && <Notice tone="done" announced title={common('done')} />}
      <RefusedDocument file={loaderData} />
      <TabsNav label={t('tabs.label')} tabs={tabs} />
      <Outlet context={loaderData} />
    </Stack>
  );
}
