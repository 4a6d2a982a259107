import { Form, redirect, useNavigation } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../ground/attempt.ts';
import { useRoleLabel } from '../../organisations/role-label.ts';
import { contextOf } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Narrow, Stack } from '../../ui/layout.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useProblem } from '../form-problem.tsx';
import { refused, textOf } from '../form-request.server.ts';
import { acceptInvitation, readOffer } from '../invitation.server.ts';
import { NewPassword } from '../password-fields.tsx';
import type { Route } from './+types/invitation';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, origin } = contextOf(context);
  const token = new URL(request.url).searchParams.get('jeton') ?? '';
  const offer = await readOffer(platform, origin, token);
  if (!offer) return null;
  const { email, organisationName, role, known } = offer;
  return { token, email, organisationName, role, known };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { platform, origin, locale } = contextOf(context);
  const form = await request.formData();
  const [givenName, familyName, password] = ['givenName', 'familyName', 'password'].map((name) => textOf(form, name));
  const details = { givenName, familyName, password, locale };
  const { problem } = await attempt(() => acceptInvitation(platform, origin, textOf(form, 'token'), details));
  return problem ? refused(problem, { givenName, familyName }) : redirect('/connexion?fait=invitation', 303);
}

/** Accepts an invitation: a newcomer gives name and password, somebody known only accepts. */
export default function Invitation({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('signIn');
  const { errorOf, summary } = useProblem(actionData?.problem);
  const roleLabel = useRoleLabel();
  const pending = useNavigation().state === 'submitting';
  if (!loaderData) {
    return (
      <PublicPage>
        <title>{`${t('invitation.expiredTitle')} · Hygie`}</title>
        <Narrow><PageHeader title={t('invitation.expiredTitle')} subtitle={t('invitation.expired')} /></Narrow>
      </PublicPage>
    );
  }
  const { token, email, organisationName: organisation, role, known } = loaderData;
  return (
    <PublicPage>
      <title>{`${t('invitation.title', { organisation })} · Hygie`}</title>
      <Narrow>
        {summary}
        <PageHeader title={t('invitation.title', { organisation })} subtitle={t('invitation.intro', { role: roleLabel(role), organisation, email })} />
        {known && <Notice tone="info">{t('invitation.known')}</Notice>}
        <Form method="post">
          <Stack>
            <input type="hidden" name="token" value={token} />
            {!known && (
              <>
                <TextField name="givenName" label={t('invitation.givenName')} error={errorOf('givenName')} defaultValue={actionData?.givenName} autoComplete="given-name" required maxLength={80} width="medium" />
                <TextField name="familyName" label={t('invitation.familyName')} error={errorOf('familyName')} defaultValue={actionData?.familyName} autoComplete="family-name" required maxLength={80} width="medium" />
                <NewPassword administrator={role === 'administrator'} error={errorOf('password')} />
              </>
            )}
            <FormActions><Button variant="primary" pending={pending}>{t('invitation.submit')}</Button></FormActions>
          </Stack>
        </Form>
      </Narrow>
    </PublicPage>
  );
}
