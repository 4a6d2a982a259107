import { Form, redirect } from 'react-router';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatInstant } from '../../../ground/dates.ts';
import { contextOf } from '../../../request-context.ts';
import { PublicPage } from '../../../shell/public-page.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Cluster, Stack } from '../../../ui/layout.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { HoneypotField } from '../../../ui/form.tsx';
import { beginDraft, discardDraft, draftCookieHeader, readDraft } from '../../draft.server.ts';
import { findReceipt } from '../../receipt.server.ts';
import type { Route } from './+types/start';
import { draftToken } from './cookie.server.ts';
import { emergencyNumber } from '../../emergency-phone.ts';
import { pagesOf } from './step-page.server.ts';

const reasons = ['cookie', 'expire', 'efface'] as const;

/** The draft or the receipt that this browser holds. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform } = contextOf(context);
  const token = draftToken(request);
  const asked = new URL(request.url).searchParams.get('motif');
  const draft = token ? await readDraft(platform, token) : undefined;
  const receipt = token && !draft ? await findReceipt(platform, token) : undefined;
  const next = draft && (pagesOf(draft.kind).find((page) => page !== 'verification' && draft.steps[page] === undefined) ?? 'verification');
  return {
    reason: reasons.find((one) => one === asked) ?? null,
    draft: draft && next ? { kind: draft.kind, at: draft.updatedAt.toISOString(), href: `/signaler/${draft.kind}/${next}` } : null,
    receipt: receipt ? { number: receipt.number } : null,
  };
}

/** Begins a draft, or forgets the one of this browser. */
export async function action({ context, request }: Route.ActionArgs) {
  const { platform, origin, locale, setCookies } = contextOf(context);
  const form = await request.formData();
  if (form.get('website')) return redirect('/signaler');
  const held = draftToken(request);
  if (form.get('go') === 'discard') {
    if (held) await discardDraft(platform, held);
    setCookies.push(draftCookieHeader(platform.settings, null));
    return redirect('/signaler?motif=efface');
  }
  const kind = form.get('go') === 'weakness' ? 'weakness' : 'incident';
  // A page of the past may still offer to begin: the draft of this browser is resumed, never lost.
  const draft = held ? await readDraft(platform, held) : undefined;
  if (draft) return redirect(`/signaler/${draft.kind}/${pagesOf(draft.kind)[0]}`);
  const token = await beginDraft(platform, origin, kind, locale);
  setCookies.push(draftCookieHeader(platform.settings, token));
  return redirect(`/signaler/${kind}/${pagesOf(kind)[0]}`);
}

/** The public door: what to do at once, then what to declare. */
export default function Start({ loaderData }: Route.ComponentProps) {
  const declare = useTranslations('incidents.declare');
  const t = useTranslations('incidents.declare.start');
  const { reason, draft, receipt } = loaderData;
  return (
    <PublicPage subject={declare('subject')} aside={<StartAside />}>
      <title>{`${t('title')} · Hygie`}</title>
      <Stack gap="large">
        <PageHeader title={t('title')} subtitle={t('lead')} />
        {reason === 'cookie' && <Notice tone="danger" announced>{t('cookies')}</Notice>}
        {reason === 'expire' && <Notice tone="warning" announced>{t('expired')}</Notice>}
        {reason === 'efface' && <Notice tone="done" announced>{t('discarded')}</Notice>}
        <Notice tone="danger" title={t('vitalTitle')}>
          <p>{t.rich('vital', { number: emergencyNumber, phone: (number) => <a className="nowrap" href="tel:+33972439125">{number}</a> })}</p>
        </Notice>
        {receipt && (
          <Notice tone="done" title={t('receiptTitle', { number: receipt.number, kind: receipt.number.startsWith('SIG-') ? 'weakness' : 'incident' })}>
            <p>{t('receiptText')}</p>
            <p><Anchor href="/signaler/recu" document>{t('seeReceipt')}</Anchor></p>
          </Notice>
        )}
        {draft ? <DraftCard draft={draft} /> : <Choices />}
      </Stack>
    </PublicPage>
  );
}

function DraftCard({ draft }: { draft: NonNullable<Route.ComponentProps['loaderData']['draft']> }) {
  const t = useTranslations('incidents.declare.start');
  const locale = useLocale();
  const timeZone = useTimeZone();
  return (
    <Card title={t('draftTitle')} tone="info">
      <p>{t('draftText', { kind: draft.kind, date: formatInstant(draft.at, locale, timeZone) })}</p>
      <Form method="post" action="/signaler" reloadDocument>
        <Cluster>
          <ButtonLink href={draft.href} variant="primary" document>{t('resume')}</ButtonLink>
          <Button name="go" value="discard">{t('discard')}</Button>
        </Cluster>
      </Form>
    </Card>
  );
}

function Choices() {
  const t = useTranslations('incidents.declare.start');
  const declare = useTranslations('incidents.declare');
  return (
    <Form method="post" action="/signaler" reloadDocument className="stack">
      <h2>{t('chooseTitle')}</h2>
      <HoneypotField name="website" label={declare('honeypot')} />
      <Card title={t('incident')} level={3}>
        <p>{t('incidentHelp')}</p>
        <div><Button name="go" value="incident" variant="primary">{t('incident')}</Button></div>
      </Card>
      <Card title={t('weakness')} level={3}>
        <p>{t('weaknessHelp')}</p>
        <div><Button name="go" value="weakness">{t('weakness')}</Button></div>
      </Card>
    </Form>
  );
}

function StartAside() {
  const t = useTranslations('incidents.declare.start');
  return (
    <>
      <h2>{t('asideTitle')}</h2>
      <p>{t('aside1')}</p>
      <p>{t('aside2')}</p>
      <p>{t('aside3')}</p>
      <h2>{t('sheetsTitle')}</h2>
      <p>{t('sheetsText')}</p>
      <p><Anchor href="/fiches">{t('sheets')}</Anchor></p>
      <p><Anchor href="/fiches/plainte">{t('complaint')}</Anchor></p>
      <h2>{t('followTitle')}</h2>
      <p><Anchor href="/suivi">{t('follow')}</Anchor></p>
    </>
  );
}
