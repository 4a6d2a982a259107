import { toDataURL } from 'qrcode';
import { Form, redirect, useNavigation } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../ground/attempt.ts';
import { run } from '../../ground/command.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Narrow, Stack } from '../../ui/layout.tsx';
import { Breadcrumbs, PageHeader } from '../../ui/page-header.tsx';
import { confirmTotp, enrolTotp, readEnrolment } from '../credentials.server.ts';
import { useProblem } from '../form-problem.tsx';
import { refused, textOf } from '../form-request.server.ts';
import { CurrentPassword } from '../password-fields.tsx';
import { RecoveryCodes } from '../recovery-codes.tsx';
import { openedCookies } from '../session.server.ts';
import type { Route } from './+types/application';

export async function loader({ context }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const enrolment = await readEnrolment(platform, signedIn.actor);
  return enrolment && { secret: enrolment.secret.replace(/(.{4})(?=.)/g, '$1 '), qr: await toDataURL(enrolment.uri, { margin: 2, scale: 5 }) };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { platform, signedIn, setCookies } = requireSignedIn(context);
  const form = await request.formData();
  if (textOf(form, 'intent') === 'start') {
    const { problem } = await attempt(() => enrolTotp(platform, signedIn.actor, textOf(form, 'current')));
    return problem ? refused(problem, { codes: null }) : redirect('/compte/securite/application', 303);
  }
  const { ok, problem } = await attempt(() => run(platform, signedIn.actor, confirmTotp, { code: textOf(form, 'code') }));
  if (problem) return refused(problem, { codes: null });
  setCookies.push(...openedCookies(platform.settings, ok.token));
  return ok.recoveryCodes ? { codes: ok.recoveryCodes, problem: undefined } : redirect('/compte/securite', 303);
}

function Confirm({ qr, secret, error, pending }: { qr: string; secret: string; error: string | undefined; pending: boolean }) {
  const t = useTranslations('signIn.application');
  return (
    <Form method="post">
      <Stack>
        <input type="hidden" name="intent" value="confirm" />
        <h2>{t('scanTitle')}</h2>
        <div><img src={qr} alt={t('qr')} width={245} height={245} /></div>
        <p>{t('secret')} <code>{secret}</code></p>
        <TextField name="code" label={t('code')} error={error} inputMode="numeric" autoComplete="one-time-code" required maxLength={64} width="short" />
        <FormActions><Button variant="primary" pending={pending}>{t('confirm')}</Button></FormActions>
      </Stack>
    </Form>
  );
}

function Start({ error, pending }: { error: string | undefined; pending: boolean }) {
  const t = useTranslations('signIn.application');
  return (
    <Form method="post">
      <Stack>
        <input type="hidden" name="intent" value="start" />
        <p>{t('startHelp')}</p>
        <CurrentPassword error={error} />
        <FormActions><Button variant="primary" pending={pending}>{t('start')}</Button></FormActions>
      </Stack>
    </Form>
  );
}

/** Adds an authenticator application: the password, the code to scan, a first code. */
export default function Application({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('signIn');
  const { errorOf, summary } = useProblem(actionData?.problem);
  const pending = useNavigation().state === 'submitting';
  const trail = [{ key: 'account', label: t('account.back'), href: '/compte/securite' }, { key: 'here', label: t('application.title') }];
  return (
    <PublicPage>
      <title>{`${t('application.title')} · Hygie`}</title>
      <Narrow>
        {summary}
        <PageHeader title={t('application.title')} breadcrumbs={<Breadcrumbs label={t('account.title')} items={trail} />} />
        {actionData?.codes ? <RecoveryCodes codes={actionData.codes} next="/compte/securite" />
          : loaderData ? <Confirm {...loaderData} error={errorOf('code')} pending={pending} />
          : <Start error={errorOf('current')} pending={pending} />}
      </Narrow>
    </PublicPage>
  );
}
