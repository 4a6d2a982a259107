import { data, Form } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import { formatInstant } from '../../../ground/dates.ts';
import { errorCatalogue } from '../../../ground/errors.ts';
import { newId } from '../../../ground/id.ts';
import { contextOf } from '../../../request-context.ts';
import { PublicPage } from '../../../shell/public-page.tsx';
import { StateBadge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { ErrorSummary, type FormError } from '../../../ui/form.tsx';
import { Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { followUpCookieHeader } from '../../follow-up.server.ts';
import type { Route } from './+types/follow-up-file';
import { type FollowUpRefusal, readOpenedFile, requireOpenedFile, takeFollowUp } from './follow-up-page.server.ts';
import { Awaited, OwnFiles, Steps, WriteForm } from './follow-up-parts.tsx';
import { useRefusedText } from './form/attachments.tsx';
import { AnswerList } from './form/review.tsx';
import { answersInWords } from './review.server.ts';
import { FollowUpThread } from './follow-up-thread.tsx';

/** The file of a declarant. Each visit keeps it open for half an hour more. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const page = contextOf(context);
  const { platform, locale, setCookies } = page;
  const opened = await requireOpenedFile(page, request);
  const { declaration, ...file } = await readOpenedFile(page, opened);
  const now = platform.now();
  setCookies.push(followUpCookieHeader(platform.settings, opened, now));
  const done = (['message', 'fichier'] as const).find((one) => one === new URL(request.url).searchParams.get('fait'));
  return { file, said: answersInWords(declaration, file.organisation, locale), key: newId(), done: done ?? null, now: now.toISOString() };
}

export async function action({ context, request }: Route.ActionArgs) {
  const refusal: FollowUpRefusal = await takeFollowUp(contextOf(context), request);
  return data(refusal, { status: refusal.problem ? errorCatalogue[refusal.problem.code].status : 422 });
}

const tones = { declared: 'warning', acknowledged: 'info', qualified: 'info', closed: 'done' } as const;

export default function FollowUpFile({ loaderData, actionData }: Route.ComponentProps) {
  const declare = useTranslations('incidents.declare');
  const t = useTranslations('incidents.declare.followUp');
  const common = useTranslations('common');
  const locale = useLocale();
  const { file, said, key, done, now } = loaderData;
  const { timeZone, name, town } = file.organisation;
  const errors = useErrors(actionData);
  const title = t('fileTitle', { number: file.number });
  const subtitle = t('declaredOn', { organisation: [name, town].filter(Boolean).join(', '), date: formatInstant(file.declaredAt, locale, timeZone) });
  return (
    <PublicPage subject={t('title')}>
      <title>{`${errors.length > 0 ? `${common('errorsTitle')} · ` : ''}${title} · Hygie`}</title>
      <Stack gap="large">
        <ErrorSummary title={common('errorsTitle')} errors={errors} />
        {errors.length === 0 && done && <Notice tone="done" announced>{t(done === 'message' ? 'sent' : 'attached')}</Notice>}
        <PageHeader title={title} subtitle={subtitle} badges={<StateBadge tone={tones[file.state]}>{t(`states.${file.state}`)}</StateBadge>} />
        <Notice tone={tones[file.state]} title={t('stateTitle')}>{t(`stateText.${file.state}`)}</Notice>
        <Awaited messages={file.messages} timeZone={timeZone} now={now} />
        <FollowUpThread messages={file.messages} timeZone={timeZone} />
        {file.open ? <WriteForm formKey={key} text={actionData?.text ?? ''} problem={actionData?.problem ?? null} /> : <Notice tone="info">{t('fileClosed')}</Notice>}
        <OwnFiles formKey={key} files={file.attachments} open={file.open} refused={actionData?.refused ?? []} />
        <Steps steps={file.steps} organisation={file.organisation} />
        <Disclosure summary={t('declarationTitle')}>
          <Stack>
            {said.map(({ step, rows }) => (
              <section key={step} aria-labelledby={`said-${step}`}>
                <h2 id={`said-${step}`}>{declare(`steps.${step}.short`)}</h2>
                <AnswerList rows={rows} />
              </section>
            ))}
          </Stack>
        </Disclosure>
        <Form method="post" action="/suivi/dossier" reloadDocument>
          <Button name="go" value="leave" variant="secondary">{t('leave')}</Button>
        </Form>
      </Stack>
    </PublicPage>
  );
}

function useErrors(refusal: FollowUpRefusal | undefined): FormError[] {
  const common = useTranslations('common');
  const refusedText = useRefusedText();
  const { problem, refused } = refusal ?? { problem: null, refused: [] };
  return [
    ...(problem ? [{ ...(problem.code === 'invalid_input' ? { name: 'text' } : {}), message: problem.code === 'invalid_input' ? common('problems.required') : common(`errors.${problem.code}`) }] : []),
    ...refused.map((file) => ({ name: 'piece', message: refusedText(file) })),
  ];
}
