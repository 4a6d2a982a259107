import { data, Form, redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { errorCatalogue } from '../../../ground/errors.ts';
import { contextOf } from '../../../request-context.ts';
import { PublicPage } from '../../../shell/public-page.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { followUpCookieHeader, openFollowUp } from '../../follow-up.server.ts';
import type { Route } from './+types/follow-up';
import { emergencyNumber } from '../../emergency-phone.ts';
import { openedFile } from './follow-up-page.server.ts';

/** The file already open in this browser, else the number and the code. */
export async function loader({ context, request }: Route.LoaderArgs) {
  if (await openedFile(contextOf(context), request)) throw redirect('/suivi/dossier');
  const asked = new URL(request.url).searchParams;
  const reason = (['expire', 'ferme'] as const).find((one) => one === asked.get('motif')) ?? null;
  return { number: (asked.get('numero') ?? '').slice(0, 40), reason };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { platform, origin, setCookies } = contextOf(context);
  const form = await request.formData();
  const field = (name: string) => String(form.get(name) ?? '').slice(0, 100);
  const { ok, problem } = await attempt(() => openFollowUp(platform, origin, { number: field('number'), code: field('code') }));
  if (problem) return data({ code: problem.code, number: field('number') }, { status: errorCatalogue[problem.code].status });
  setCookies.push(followUpCookieHeader(platform.settings, ok, platform.now()));
  return redirect('/suivi/dossier', 303);
}

/** The door of those who already declared. */
export default function FollowUp({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.declare.followUp');
  const common = useTranslations('common');
  const { reason } = loaderData;
  const code = actionData?.code;
  const refusal = code === undefined ? undefined : code === 'code_refused' ? t('refused') : common(`errors.${code}`);
  return (
    <PublicPage subject={t('title')}>
      <title>{`${refusal ? `${common('errorsTitle')} · ` : ''}${t('title')} · Hygie`}</title>
      <Stack gap="large">
        <ErrorSummary title={common('errorsTitle')} errors={refusal ? [{ name: 'number', message: refusal }] : []} />
        {!refusal && reason === 'expire' && <Notice tone="info" announced>{t('expired')}</Notice>}
        {!refusal && reason === 'ferme' && <Notice tone="done" announced>{t('closed')}</Notice>}
        <PageHeader title={t('title')} subtitle={t('lead')} />
        <Form method="post" action="/suivi" reloadDocument noValidate className="form">
          <TextField name="number" label={t('number')} help={t('numberHelp')} width="medium" maxLength={40} required autoComplete="off" defaultValue={actionData?.number ?? loaderData.number} error={refusal} />
          <TextField name="code" label={t('code')} help={t('codeHelp')} width="medium" maxLength={60} required autoComplete="off" spellCheck={false} />
          <FormActions>
            <Button variant="primary">{t('open')}</Button>
          </FormActions>
        </Form>
        <Notice tone="info" title={t('lostTitle')}>{t('lost', { phone: emergencyNumber })}</Notice>
      </Stack>
    </PublicPage>
  );
}
