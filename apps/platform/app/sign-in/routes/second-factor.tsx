import { Form, redirect, useNavigation } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../ground/attempt.ts';
import { contextOf } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Narrow, Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useProblem } from '../form-problem.tsx';
import { refused, textOf, visitorOf } from '../form-request.server.ts';
import { PasskeyButton } from '../passkey-button.tsx';
import { awaitedFactors, secondFactor } from '../password-sign-in.server.ts';
import { afterSignIn } from '../safe-path.ts';
import { cookieOf } from '../../ground/cookies.ts';
import { openedCookies, secondFactorCookie } from '../session.server.ts';
import type { Route } from './+types/second-factor';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, origin } = contextOf(context);
  const { searchParams } = new URL(request.url);
  const next = afterSignIn(searchParams.get('suite'));
  const factors = await awaitedFactors(platform, origin, cookieOf(request, secondFactorCookie(platform.settings)));
  if (!factors) throw redirect(`/connexion?suite=${encodeURIComponent(next)}`);
  const byRecovery = !factors.application || searchParams.get('moyen') === 'secours';
  return { next, method: byRecovery ? ('recovery' as const) : ('application' as const), hasApplication: factors.application, hasPasskey: factors.passkeys > 0 };
}

export async function action({ context, request }: Route.ActionArgs) {
  const described = contextOf(context);
  const { platform, setCookies } = described;
  const form = await request.formData();
  const token = cookieOf(request, secondFactorCookie(platform.settings)) ?? '';
  const input = { token, method: textOf(form, 'method'), code: textOf(form, 'code') };
  const { ok, problem } = await attempt(() => secondFactor(platform, visitorOf(request, described), input));
  const next = afterSignIn(textOf(form, 'suite'));
  if (problem?.code === 'expired') return redirect(`/connexion?suite=${encodeURIComponent(next)}`, 303);
  if (problem) return refused(problem, {});
  setCookies.push(...openedCookies(platform.settings, ok));
  return redirect(next, 303);
}

/** The code of the application, or a recovery code, or a passkey. */
export default function SecondFactor({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('signIn');
  const { next, method, hasApplication, hasPasskey } = loaderData;
  const { errorOf, summary } = useProblem(actionData?.problem);
  const pending = useNavigation().state === 'submitting';
  const recovery = method === 'recovery';
  const suite = encodeURIComponent(next);
  return (
    <PublicPage>
      <title>{`${t('second.title')} · Hygie`}</title>
      <Narrow>
        {summary}
        <PageHeader title={t('second.title')} subtitle={t('second.intro')} />
        {hasPasskey && <PasskeyButton next={next} />}
        <Form method="post">
          <Stack>
            <input type="hidden" name="suite" value={next} />
            <input type="hidden" name="method" value={method} />
            <TextField
              key={method}
              name="code"
              label={t(recovery ? 'second.recovery' : 'second.code')}
              help={t(recovery ? 'second.recoveryHelp' : 'second.codeHelp')}
              error={errorOf('code')}
              inputMode={recovery ? 'text' : 'numeric'}
              autoComplete={recovery ? 'off' : 'one-time-code'}
              required
              maxLength={64}
              width={recovery ? 'medium' : 'short'}
            />
            <FormActions note={<Anchor href="/connexion">{t('second.restart')}</Anchor>}>
              <Button variant="primary" pending={pending} pendingLabel={t('submitting')}>{t('second.submit')}</Button>
            </FormActions>
          </Stack>
        </Form>
        {recovery && hasApplication && <p><Anchor href={`?suite=${suite}`}>{t('second.useApplication')}</Anchor></p>}
        {!recovery && <p><Anchor href={`?suite=${suite}&moyen=secours`}>{t('second.useRecovery')}</Anchor></p>}
      </Narrow>
    </PublicPage>
  );
}
