import { Form, redirect, useNavigation } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../ground/attempt.ts';
import { contextOf } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Narrow, Stack } from '../../ui/layout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useProblem } from '../form-problem.tsx';
import { refused, textOf } from '../form-request.server.ts';
import { NewPassword } from '../password-fields.tsx';
import { readReset, resetPassword } from '../reset.server.ts';
import type { Route } from './+types/new-password';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, origin } = contextOf(context);
  const token = new URL(request.url).searchParams.get('jeton') ?? '';
  const account = await readReset(platform, origin, token);
  return account && { token, email: account.email, administrator: account.administrator };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { platform, origin } = contextOf(context);
  const form = await request.formData();
  const input = { token: textOf(form, 'token'), password: textOf(form, 'password') };
  const { problem } = await attempt(() => resetPassword(platform, origin, input));
  return problem ? refused(problem, {}) : redirect('/connexion?fait=motDePasse', 303);
}

function Expired() {
  const t = useTranslations('signIn.reset');
  return (
    <>
      <title>{`${t('expiredTitle')} · Hygie`}</title>
      <PageHeader title={t('expiredTitle')} subtitle={t('expired')} />
      <div><ButtonLink href="/connexion/oubli" variant="primary">{t('again')}</ButtonLink></div>
    </>
  );
}

/** A new password, from the link received by mail. Looking at the page does not use the link. */
export default function NewPasswordPage({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('signIn.reset');
  const { errorOf, summary } = useProblem(actionData?.problem);
  const pending = useNavigation().state === 'submitting';
  return (
    <PublicPage>
      <Narrow>
        {!loaderData ? <Expired /> : (
          <>
            <title>{`${t('title')} · Hygie`}</title>
            {summary}
            <PageHeader title={t('title')} subtitle={t('intro', { email: loaderData.email })} />
            <Form method="post">
              <Stack>
                <input type="hidden" name="token" value={loaderData.token} />
                <input type="hidden" name="username" value={loaderData.email} autoComplete="username" />
                <NewPassword administrator={loaderData.administrator} error={errorOf('password')} />
                <FormActions><Button variant="primary" pending={pending}>{t('submit')}</Button></FormActions>
              </Stack>
            </Form>
          </>
        )}
      </Narrow>
    </PublicPage>
  );
}
