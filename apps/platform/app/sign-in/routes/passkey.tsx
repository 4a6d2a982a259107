import { type FormEvent, useState } from 'react';
import { Form, redirect, useSubmit } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt, type Problem } from '../../ground/attempt.ts';
import { run } from '../../ground/command.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { useHydrated } from '../../ui/hydrated.ts';
import { Narrow, Stack } from '../../ui/layout.tsx';
import { LiveStatus } from '../../ui/live.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '../../ui/page-header.tsx';
import { useProblem } from '../form-problem.tsx';
import { refused, textOf } from '../form-request.server.ts';
import { register } from '../passkey-ceremony.ts';
import { addPasskey, readCeremony } from '../passkey.server.ts';
import { CurrentPassword } from '../password-fields.tsx';
import { RecoveryCodes } from '../recovery-codes.tsx';
import { openedCookies } from '../session.server.ts';
import type { Route } from './+types/passkey';

export function loader({ context }: Route.LoaderArgs) {
  requireSignedIn(context);
  return null;
}

export async function action({ context, request }: Route.ActionArgs) {
  const { platform, signedIn, setCookies } = requireSignedIn(context);
  const form = await request.formData();
  const { ok, problem } = await attempt(() =>
    run(platform, signedIn.actor, addPasskey, { response: readCeremony(textOf(form, 'answer')), label: textOf(form, 'label') }),
  );
  if (problem) return refused(problem, { codes: null });
  setCookies.push(...openedCookies(platform.settings, ok.token));
  return ok.recoveryCodes ? { codes: ok.recoveryCodes, problem: undefined } : redirect('/compte/securite', 303);
}

type State = 'idle' | 'waiting' | 'cancelled' | 'unsupported';

/** The form of a new passkey: the password first, then the device. */
function useRegistration() {
  const submit = useSubmit();
  const [state, setState] = useState<State>('idle');
  const [problem, setProblem] = useState<Problem>();
  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setState('waiting');
    setProblem(undefined);
    const ended = await register(form);
    if ('answer' in ended) await submit({ answer: ended.answer, label: String(form.get('label') ?? '') }, { method: 'post' });
    if ('problem' in ended) setProblem(ended.problem);
    setState('failed' in ended ? ended.failed : 'idle');
  };
  return { state, problem, start };
}

/** Adds a passkey. */
export default function Passkey({ actionData }: Route.ComponentProps) {
  const t = useTranslations('signIn');
  const hydrated = useHydrated();
  const { state, problem, start } = useRegistration();
  const { errorOf, summary } = useProblem(problem ?? actionData?.problem);
  const trail = [{ key: 'account', label: t('account.back'), href: '/compte/securite' }, { key: 'here', label: t('newPasskey.title') }];
  return (
    <PublicPage>
      <title>{`${t('newPasskey.title')} · Hygie`}</title>
      <Narrow>
        {summary}
        <PageHeader title={t('newPasskey.title')} breadcrumbs={<Breadcrumbs label={t('account.title')} items={trail} />} />
        {actionData?.codes ? <RecoveryCodes codes={actionData.codes} next="/compte/securite" /> : (
          <>
            <p>{t('account.passkeysHelp')}</p>
            {!hydrated && <Notice tone="info">{t('newPasskey.needsScript')}</Notice>}
            {hydrated && (
              <Form method="post" onSubmit={start}>
                <Stack>
                  <TextField name="label" label={t('newPasskey.label')} help={t('newPasskey.labelHelp')} error={errorOf('label')} required maxLength={60} width="medium" />
                  <CurrentPassword error={errorOf('current')} />
                  <FormActions><Button variant="primary" pending={state === 'waiting'}>{t('newPasskey.submit')}</Button></FormActions>
                </Stack>
              </Form>
            )}
            <LiveStatus message={state === 'idle' ? '' : t(`passkey.${state}`)} />
          </>
        )}
      </Narrow>
    </PublicPage>
  );
}
