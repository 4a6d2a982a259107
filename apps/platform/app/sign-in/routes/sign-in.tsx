import { Form, redirect, useNavigation } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../ground/attempt.ts';
import { useRoleLabel } from '../../organisations/role-label.ts';
import { contextOf } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FormActions } from '../../ui/form.tsx';
import { TextField } from '../../ui/field.tsx';
import { ItemList } from '../../ui/item-list.tsx';
import { Narrow, Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { type Demonstration, listDemonstrations, signInAsDemonstration } from '../demonstration.server.ts';
import { useProblem } from '../form-problem.tsx';
import { refused, textOf, visitorOf } from '../form-request.server.ts';
import { PasskeyButton } from '../passkey-button.tsx';
import { readCeremony, signInByPasskey } from '../passkey.server.ts';
import { signIn, type SignInStep } from '../password-sign-in.server.ts';
import { afterSignIn } from '../safe-path.ts';
import { cookie, openedCookies, secondFactorCookie } from '../session.server.ts';
import type { Route } from './+types/sign-in';

const notices = { motDePasse: 'passwordChanged', invitation: 'accepted', sortie: 'signedOut' } as const;

export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn } = contextOf(context);
  const { searchParams } = new URL(request.url);
  const next = afterSignIn(searchParams.get('suite'));
  if (signedIn) throw redirect(next);
  const done = searchParams.get('fait') ?? '';
  return {
    next,
    done: Object.hasOwn(notices, done) ? (done as keyof typeof notices) : null,
    demonstrations: await listDemonstrations(platform),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const described = contextOf(context);
  const { platform, setCookies } = described;
  const visitor = visitorOf(request, described);
  const form = await request.formData();
  const next = afterSignIn(textOf(form, 'suite'));
  const enter = async (): Promise<SignInStep> => {
    const intent = textOf(form, 'intent');
    if (intent === 'demonstration') return { step: 'open', token: await signInAsDemonstration(platform, visitor, textOf(form, 'person')) };
    if (intent === 'passkey') return { step: 'open', token: await signInByPasskey(platform, visitor, readCeremony(textOf(form, 'answer'))) };
    return signIn(platform, visitor, { email: textOf(form, 'email'), password: textOf(form, 'password') });
  };
  const { ok, problem } = await attempt(enter);
  if (problem) return refused(problem, { email: textOf(form, 'email').slice(0, 320) });
  if (ok.step === 'second_factor') {
    setCookies.push(cookie(platform.settings, secondFactorCookie(platform.settings), ok.token, 600));
    return redirect(`/connexion/second-facteur?suite=${encodeURIComponent(next)}`, 303);
  }
  setCookies.push(...openedCookies(platform.settings, ok.token));
  return redirect(next, 303);
}

function Demonstrations({ people, next }: { people: readonly Demonstration[]; next: string }) {
  const t = useTranslations('signIn');
  const roleLabel = useRoleLabel();
  return (
    <Card title={t('demonstration.title')}>
      <p>{t('demonstration.help')}</p>
      <ItemList
        items={people.map((person) => ({
          key: person.email,
          title: roleLabel(person.role),
          detail: `${person.name}, ${person.organisation}`,
          action: (
            <Form method="post" reloadDocument>
              <input type="hidden" name="intent" value="demonstration" />
              <input type="hidden" name="person" value={person.email} />
              <input type="hidden" name="suite" value={next} />
              <Button size="small">{t('demonstration.enter', { name: person.name })}</Button>
            </Form>
          ),
        }))}
      />
    </Card>
  );
}

/** Password, passkey, and one click for each role of the demonstration. */
export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('signIn');
  const { next, done, demonstrations } = loaderData;
  const problem = actionData?.problem;
  const { errorOf, summary } = useProblem(problem);
  const pending = useNavigation().state === 'submitting';
  return (
    <PublicPage>
      <title>{`${t('title')} · Hygie`}</title>
      <Narrow>
        {summary}
        {problem?.code === 'sign_in_refused' && <Notice tone="info">{t('refusedAdvice')}</Notice>}
        {done && !problem && <Notice tone="done" announced>{t(notices[done])}</Notice>}
        <PageHeader title={t('title')} />
        <Form method="post">
          <Stack>
            <input type="hidden" name="suite" value={next} />
            <TextField name="email" type="email" label={t('email')} error={errorOf('email')} defaultValue={actionData?.email} autoComplete="username" required maxLength={320} />
            <TextField name="password" type="password" label={t('password')} error={errorOf('password')} autoComplete="current-password" required maxLength={1024} />
            <FormActions note={<Anchor href="/connexion/oubli">{t('forgotten')}</Anchor>}>
              <Button variant="primary" pending={pending} pendingLabel={t('submitting')}>{t('submit')}</Button>
            </FormActions>
          </Stack>
        </Form>
        <PasskeyButton next={next} />
        {demonstrations.length > 0 && <Demonstrations people={demonstrations} next={next} />}
      </Narrow>
    </PublicPage>
  );
}
