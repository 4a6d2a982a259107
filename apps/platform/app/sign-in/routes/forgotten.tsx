import { Form, useNavigation } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../ground/attempt.ts';
import { contextOf } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Narrow, Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useProblem } from '../form-problem.tsx';
import { refused, textOf } from '../form-request.server.ts';
import { requestPasswordReset } from '../reset.server.ts';
import type { Route } from './+types/forgotten';

export async function action({ context, request }: Route.ActionArgs) {
  const { platform, origin } = contextOf(context);
  const email = textOf(await request.formData(), 'email');
  const { problem } = await attempt(() => requestPasswordReset(platform, origin, { email }));
  return problem ? refused(problem, { sent: false }) : { sent: true, problem: undefined };
}

/** Asks for a link; the answer is the same whether the account exists or not. */
export default function Forgotten({ actionData }: Route.ComponentProps) {
  const t = useTranslations('signIn');
  const { errorOf, summary } = useProblem(actionData?.problem);
  const pending = useNavigation().state === 'submitting';
  return (
    <PublicPage>
      <title>{`${t('forgot.title')} · Hygie`}</title>
      <Narrow>
        {summary}
        {actionData?.sent && <Notice tone="done" title={t('forgot.sentTitle')} announced>{t('forgot.sent')}</Notice>}
        <PageHeader title={t('forgot.title')} subtitle={t('forgot.intro')} />
        <Form method="post">
          <Stack>
            <TextField name="email" type="email" label={t('email')} error={errorOf('email')} autoComplete="username" required maxLength={320} />
            <FormActions note={<Anchor href="/connexion">{t('forgot.back')}</Anchor>}>
              <Button variant="primary" pending={pending}>{t('forgot.submit')}</Button>
            </FormActions>
          </Stack>
        </Form>
      </Narrow>
    </PublicPage>
  );
}
