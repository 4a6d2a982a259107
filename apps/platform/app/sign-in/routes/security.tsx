import { Form, redirect } from 'react-router';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { attempt } from '../../ground/attempt.ts';
import { run } from '../../ground/command.server.ts';
import { formatDay } from '../../ground/dates.ts';
import { requireSignedIn } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Narrow, Stack } from '../../ui/layout.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { changePassword, readFactors, regenerateRecoveryCodes, removeFactor } from '../credentials.server.ts';
import { mustEnrol } from '../enrolment.ts';
import { useProblem } from '../form-problem.tsx';
import { refused, textOf } from '../form-request.server.ts';
import { CurrentPassword, NewPassword } from '../password-fields.tsx';
import { listPasskeys, type PasskeyLine } from '../passkey.server.ts';
import { RecoveryCodes } from '../recovery-codes.tsx';
import { afterSignIn } from '../safe-path.ts';
import { listSessions, revokeSession } from '../session.server.ts';
import { SessionsCard } from '../sessions-card.tsx';
import type { Route } from './+types/security';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const { actor, givenName, familyName, email } = signedIn;
  const { searchParams } = new URL(request.url);
  const [factors, passkeys, sessions] = await Promise.all([
    readFactors(platform, actor), listPasskeys(platform, actor), listSessions(platform, actor),
  ]);
  return {
    name: `${givenName} ${familyName}`, email, factors, passkeys, sessions,
    mustEnrol: mustEnrol(signedIn),
    administrator: actor.rights.some((right) => right.role === 'administrator'),
    done: searchParams.has('fait'),
    next: afterSignIn(searchParams.get('suite')),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  const form = await request.formData();
  const intent = textOf(form, 'intent');
  const current = textOf(form, 'current');
  const acts: Record<string, () => Promise<unknown>> = {
    password: () => changePassword(platform, actor, current, textOf(form, 'password')),
    application: () => removeFactor(platform, actor, current, null),
    passkey: () => removeFactor(platform, actor, current, textOf(form, 'id')),
    recovery: () => regenerateRecoveryCodes(platform, actor, current),
    session: () => run(platform, actor, revokeSession, { id: textOf(form, 'id') }),
  };
  const act = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
  const { ok, problem } = await attempt(async () => act?.());
  const place = intent === 'passkey' ? `passkey-${textOf(form, 'id')}` : intent;
  if (problem) return refused(problem, { place, codes: null });
  if (Array.isArray(ok)) return { place, codes: ok.map(String), problem: undefined };
  return redirect('/compte/securite?fait', 303);
}

interface GuardedProps {
  intent: string;
  /** Tells the forms of the page apart. */
  place: string;
  label: string;
  id?: string;
  danger?: boolean;
  error: string | undefined;
}

/** A sensitive act behind its password, folded until wanted. */
function Guarded({ intent, place, label, id, danger, error }: GuardedProps) {
  return (
    <Disclosure summary={label} open={Boolean(error)}>
      <Form method="post">
        <Stack>
          <input type="hidden" name="intent" value={intent} />
          {id && <input type="hidden" name="id" value={id} />}
          <CurrentPassword id={`current-${place}`} error={error} />
          <FormActions><Button variant={danger ? 'danger' : 'secondary'}>{label}</Button></FormActions>
        </Stack>
      </Form>
    </Disclosure>
  );
}

type ErrorAt = (place: string, field?: string) => string | undefined;

function PasswordCard({ administrator, errorAt }: { administrator: boolean; errorAt: ErrorAt }) {
  const t = useTranslations('signIn.account');
  return (
    <Card title={t('passwordTitle')}>
      <Form method="post">
        <Stack>
          <input type="hidden" name="intent" value="password" />
          <CurrentPassword id="current-password" error={errorAt('password')} />
          <NewPassword administrator={administrator} error={errorAt('password', 'password')} />
          <FormActions note={t('passwordNote')}><Button>{t('passwordSubmit')}</Button></FormActions>
        </Stack>
      </Form>
    </Card>
  );
}

function PasskeysCard({ passkeys, errorAt }: { passkeys: readonly PasskeyLine[]; errorAt: ErrorAt }) {
  const t = useTranslations('signIn.account');
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  const day = (at: Date) => formatDay(at, locale, timeZone);
  return (
    <Card title={t('passkeysTitle')}>
      <Stack>
        <p>{t('passkeysHelp')}</p>
        {passkeys.map(({ id, label, createdAt, lastUsedAt }) => (
          <div key={id}>
            <p><strong>{label}</strong></p>
            <p className="secondary">
              {lastUsedAt ? t('passkeyUsed', { date: day(createdAt), used: day(lastUsedAt) }) : t('passkeyAdded', { date: day(createdAt) })}
            </p>
            <Guarded intent="passkey" place={`passkey-${id}`} id={id} label={t('passkeyRemove', { label })} danger error={errorAt(`passkey-${id}`)} />
          </div>
        ))}
        <div><ButtonLink href="/compte/securite/cle-d-acces">{t('passkeyAdd')}</ButtonLink></div>
      </Stack>
    </Card>
  );
}

function ApplicationCard({ on, errorAt }: { on: boolean; errorAt: ErrorAt }) {
  const t = useTranslations('signIn.account');
  return (
    <Card title={t('applicationTitle')} aside={t(on ? 'applicationOn' : 'off')}>
      <Stack>
        <p>{t('applicationHelp')}</p>
        {on ? <Guarded intent="application" place="application" label={t('applicationRemove')} danger error={errorAt('application')} />
          : <div><ButtonLink href="/compte/securite/application">{t('applicationAdd')}</ButtonLink></div>}
      </Stack>
    </Card>
  );
}

/** Where to go from here; out only, as long as a second factor is due. */
function WayOut({ next }: { next: string | null }) {
  const t = useTranslations('signIn.account');
  return (
    <>
      <Form method="post" action="/deconnexion" reloadDocument><Button variant="quiet">{t('signOut')}</Button></Form>
      {next && <ButtonLink href={next}>{t('leave')}</ButtonLink>}
    </>
  );
}

/** Everything about one's own sign-in: password, factors, codes, sessions. */
export default function Security({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('signIn.account');
  const { name, email, factors, passkeys, sessions, administrator, done, next } = loaderData;
  const place = actionData?.place ?? '';
  const { errorOf, summary } = useProblem(actionData?.problem, (field) => (field === 'current' ? `current-${place}` : undefined));
  const errorAt: ErrorAt = (at, field = 'current') => (at === place ? errorOf(field) : undefined);
  const hasFactor = factors.application || factors.passkeys > 0;
  return (
    <PublicPage>
      <title>{`${t('title')} · Hygie`}</title>
      <Narrow>
        {summary}
        {loaderData.mustEnrol && <Notice tone="warning" title={t('enrolTitle')}>{t('enrol')}</Notice>}
        {done && !actionData && <Notice tone="done" announced>{t('done')}</Notice>}
        <PageHeader title={t('title')} subtitle={t('subtitle', { name, email })} actions={<WayOut next={loaderData.mustEnrol ? null : next} />} />
        {actionData?.codes && <RecoveryCodes codes={actionData.codes} next="/compte/securite" />}
        <ApplicationCard on={factors.application} errorAt={errorAt} />
        <PasskeysCard passkeys={passkeys} errorAt={errorAt} />
        {hasFactor && (
          <Card title={t('recoveryTitle')} aside={t('recoveryLeft', { count: factors.recoveryCodes })}>
            <p>{t('recoveryHelp')}</p>
            <Guarded intent="recovery" place="recovery" label={t('recoveryRenew')} error={errorAt('recovery')} />
          </Card>
        )}
        <PasswordCard administrator={administrator} errorAt={errorAt} />
        <SessionsCard sessions={sessions} />
      </Narrow>
    </PublicPage>
  );
}
