import { Form, redirect } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import { formatInstant } from '../../../ground/dates.ts';
import { contextOf } from '../../../request-context.ts';
import { PublicPage } from '../../../shell/public-page.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { Figures } from '../../../ui/figures.tsx';
import { Cluster, Stack } from '../../../ui/layout.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { fingerprint } from '../../documents/canonical-json.ts';
import { draftCookieHeader, followUpCode } from '../../draft.server.ts';
import { findReceipt, readReceipt, type ReceiptView } from '../../receipt.server.ts';
import type { Route } from './+types/receipt';
import { draftToken } from './cookie.server.ts';
import { structureInWords } from './review.server.ts';
import { emergencyNumber } from '../../emergency-phone.ts';
import { PrintButton } from './print-button.tsx';

/** The receipt of the declaration that this browser has just sent. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, locale } = contextOf(context);
  const token = draftToken(request);
  const receipt = token ? await readReceipt(platform, token) : undefined;
  if (!token || !receipt) return { receipt: null };
  const { declaration, ...shown } = receipt;
  return {
    receipt: {
      ...shown, kind: declaration.kind, email: declaration.declarant.email,
      structure: structureInWords(declaration, shown.organisation, locale),
      comeBack: new URL('/suivi', platform.settings.publicUrl).href,
      code: followUpCode(platform.settings, token), fingerprint: fingerprint(declaration),
    },
  };
}

/** « I have noted my code »: it is shown no more. */
export async function action({ context, request }: Route.ActionArgs) {
  const { platform, setCookies } = contextOf(context);
  const token = draftToken(request);
  const receipt = token ? await findReceipt(platform, token) : undefined;
  setCookies.push(draftCookieHeader(platform.settings, null));
  return redirect(receipt ? `/suivi?numero=${encodeURIComponent(receipt.number)}` : '/suivi');
}

type Shown = NonNullable<Route.ComponentProps['loaderData']['receipt']>;

export default function Receipt({ loaderData: { receipt } }: Route.ComponentProps) {
  const declare = useTranslations('incidents.declare');
  const t = useTranslations('incidents.declare.receipt');
  const title = receipt ? t('title', { kind: receipt.kind }) : t('gone');
  return (
    <PublicPage subject={declare(receipt?.kind === 'weakness' ? 'subjectWeakness' : 'subject')} printedPath="/suivi" aside={receipt ? <Next receipt={receipt} /> : undefined}>
      <title>{`${title} · Hygie`}</title>
      <Stack gap="large">
        <PageHeader title={title} subtitle={t(receipt ? 'lead' : 'goneText')} />
        {receipt ? <Recorded receipt={receipt} /> : <p><Anchor href="/suivi">{declare('followUp.title')}</Anchor></p>}
      </Stack>
    </PublicPage>
  );
}

function Recorded({ receipt }: { receipt: Shown }) {
  const t = useTranslations('incidents.declare.receipt');
  const locale = useLocale();
  const { number, code, organisation, comeBack } = receipt;
  return (
    <>
      <Card title={t('keep')} tone="done">
        <Figures items={[{ key: 'number', label: t('number'), value: number }, { key: 'code', label: t('code'), value: <Code code={code} /> }]} />
        <p>{t('comeBack')} <Anchor href="/suivi">{comeBack}</Anchor></p>
        <Notice tone="warning">{t('codeOnce')}</Notice>
        <Form method="post" action="/signaler/recu" reloadDocument>
          <Cluster>
            <Button variant="primary">{t('noted')}</Button>
            <CopyButton text={t('copyText', { number, code, kind: receipt.kind })} label={t('copy')} copiedLabel={t('copied')} failedLabel={t('copyFailed')} />
            <PrintButton />
          </Cluster>
        </Form>
      </Card>
      <Files kind={receipt.kind} />
      <DescriptionList
        items={[
          ...receipt.structure.map(({ label, value }) => ({ key: label, term: label, value })),
          { key: 'date', term: t('date'), value: formatInstant(receipt.declaredAt, locale, organisation.timeZone) },
          { key: 'server', term: t('serverTime'), value: receipt.declaredAt },
          { key: 'fingerprint', term: t('fingerprint'), value: <Fingerprint value={receipt.fingerprint} kind={receipt.kind} /> },
        ]}
      />
      <Told receipt={receipt} />
    </>
  );
}

/** In groups of four, as one dictates it; they wrap on a narrow screen. The identifier is for programs that declare. */
function Code({ code }: { code: string }) {
  return (
    <span className="cluster" id="follow-up-code">
      {code.split('-').map((group, index) => <span key={index}>{group}</span>)}
    </span>
  );
}

function Fingerprint({ value, kind }: { value: string; kind: Shown['kind'] }) {
  const t = useTranslations('incidents.declare.receipt');
  return (
    <>
      <code>{value}</code>
      <p className="secondary">{t('fingerprintHelp', { kind })}</p>
    </>
  );
}

/** A complaint is filed about an incident, not about the weakness of a product. */
function Files({ kind }: Pick<Shown, 'kind'>) {
  const t = useTranslations('incidents.declare.receipt');
  return (
    <Card title={t('files')}>
      <ul className="stack" data-gap="small">
        <li><Anchor href="/signaler/recu.pdf" document download>{t('pdf', { kind })}</Anchor></li>
        <li><Anchor href="/signaler/recu.json" document download>{t('json', { kind })}</Anchor></li>
        {kind === 'incident' && <li><Anchor href="/signaler/plainte" document>{t('complaint')}</Anchor></li>}
      </ul>
    </Card>
  );
}

function Told({ receipt: { alerted, email } }: { receipt: Shown }) {
  const t = useTranslations('incidents.declare.receipt');
  return (
    <Card title={t('toldTitle')}>
      <ul className="stack" data-gap="small">
        {alerted.map((level: ReceiptView['alerted'][number]) => <li key={level}>{t(`told.${level}`)}</li>)}
        <li>{t('told.queues')}</li>
        {email !== '' && <li>{t('told.mail', { email })}</li>}
      </ul>
      {alerted.length === 0 && <Notice tone="warning">{t('toldNobody')}</Notice>}
    </Card>
  );
}

function Next({ receipt: { kind } }: { receipt: Shown }) {
  const t = useTranslations('incidents.declare.receipt');
  return (
    <>
      <h2>{t('nextTitle')}</h2>
      <p>{kind === 'incident' ? t('next1', { phone: emergencyNumber }) : t('next1Weakness')}</p>
      <p>{t(kind === 'incident' ? 'next2' : 'next2Weakness')}</p>
      <p>{t('next3')}</p>
    </>
  );
}
