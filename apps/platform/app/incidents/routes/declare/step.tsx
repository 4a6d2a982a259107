import { type RefObject, useRef } from 'react';
import { data, Form, useNavigation } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { formatHour } from '../../../ground/dates.ts';
import { errorCatalogue } from '../../../ground/errors.ts';
import { contextOf } from '../../../request-context.ts';
import { PublicPage } from '../../../shell/public-page.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorSummary, type FormError, FormActions, HoneypotField } from '../../../ui/form.tsx';
import { LiveStatus } from '../../../ui/live.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Stepper } from '../../../ui/stepper.tsx';
import type { Route } from './+types/step';
import { StepAside } from './form/aside.tsx';
import { useRefusedText } from './form/attachments.tsx';
import { useAutosave } from './form/autosave.ts';
import { useProblemText } from './form/bind.ts';
import { Questions } from './form/questions.tsx';
import { Verification } from './form/verification.tsx';
import { readStepPage, type StepPage, type StepRefusal, takeStep } from './step-page.server.ts';

export function loader({ context, request, params }: Route.LoaderArgs) {
  return readStepPage(contextOf(context), request, params);
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const { ok, problem } = await attempt(() => takeStep(contextOf(context), request, params));
  const refusal: StepRefusal = ok ?? { problem, refused: [] };
  const status = refusal.problem ? errorCatalogue[refusal.problem.code].status : 422;
  return data(refusal, { status });
}

/** One page of the form: a step, or the last reading. */
export default function Step({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.declare');
  const common = useTranslations('common');
  const { page, kind, advice } = loaderData;
  const errors = usePageErrors(actionData, loaderData);
  const own = kind === 'weakness' && page === 'structure' ? 'structureWeakness' : page;
  const title = t(`steps.${own}.title`);
  return (
    <PublicPage subject={t(kind === 'weakness' ? 'subjectWeakness' : 'subject')} aside={<StepAside kind={kind} advice={advice} />}>
      <title>{`${errors.length > 0 ? `${common('errorsTitle')} · ` : ''}${title} · Hygie`}</title>
      <Progress page={loaderData} />
      <ErrorSummary title={common('errorsTitle')} errors={errors} />
      <PageHeader title={title} subtitle={loaderData.regions ? t('structure.unlistedText', { kind }) : t(`steps.${own}.lead`)} />
      <StepForm key={page} page={loaderData} refusal={actionData} />
    </PublicPage>
  );
}

function usePageErrors(refusal: StepRefusal | undefined, { page, kind, structure, found, regions }: StepPage): FormError[] {
  const t = useTranslations('incidents.declare');
  const common = useTranslations('common.errors');
  const say = useProblemText();
  const refusedText = useRefusedText();
  if (!refusal) return [];
  const { problem, refused } = refusal;
  const fields = problem?.fields ?? [];
  // With no structure to choose yet, the search is what there is to mend.
  const nameOf = (field: string) => (field === 'organisationId' && !structure && found.length === 0 ? (regions ? 'region' : 'search') : field);
  return [
    ...(page === 'verification' || fields.length === 0 ? [] : fields.map((one) => ({ name: nameOf(one.field), message: say(one.problem) }))),
    ...(problem && (page === 'verification' || fields.length === 0) ? [{ message: t('problems.not_sent', { kind, reason: common(problem.code) }) }] : []),
    ...refused.map((file) => ({ name: 'piece', message: refusedText(file) })),
  ];
}

function Progress({ page: { kind, page, steps } }: { page: StepPage }) {
  const t = useTranslations('incidents.declare');
  const current = steps.findIndex(({ step }) => step === page);
  return (
    <Stepper
      label={t('stepper.label')}
      position={t('stepper.position', { current: String(current + 1), total: String(steps.length) })}
      doneLabel={t('stepper.done')}
      steps={steps.map(({ step, done }) => ({
        key: step,
        label: t(`steps.${step}.short`),
        state: step === page ? ('current' as const) : done ? ('done' as const) : ('to-do' as const),
        ...(done && step !== page ? { href: `/signaler/${kind}/${step}` } : {}),
      }))}
    />
  );
}

function StepForm({ page, refusal }: { page: StepPage; refusal: StepRefusal | undefined }) {
  const t = useTranslations('incidents.declare');
  const form = useRef<HTMLFormElement>(null);
  const withFiles = page.page === 'help' || page.page === 'verification';
  return (
    <Form ref={form} method="post" action={`/signaler/${page.kind}/${page.page}`} reloadDocument noValidate className="form" encType={withFiles ? 'multipart/form-data' : undefined}>
      {/* What the Enter key presses: the form goes on, whatever button stands first on the page. */}
      {(page.page !== 'structure' || page.regions !== null) && page.page !== 'verification' && <button type="submit" name="go" value="next" hidden tabIndex={-1} />}
      <HoneypotField name="website" label={t('honeypot')} />
      {page.back && <input type="hidden" name="back" value={page.back} />}
      {page.page === 'verification' ? <Verification page={page} refusal={refusal} /> : <Questions page={page} step={page.page} refusal={refusal} />}
      {page.page === 'verification' ? <SendActions kind={page.kind} /> : <StepActions page={page} form={form} />}
    </Form>
  );
}

function StepActions({ page, form }: { page: StepPage; form: RefObject<HTMLFormElement | null> }) {
  const t = useTranslations('incidents.declare');
  const locale = useLocale();
  const status = useAutosave(form, page.page, page.savedAt);
  const first = page.steps[0]?.step === page.page;
  const note = status.state === 'kept' ? t('draft.kept', { time: formatHour(status.at, locale, page.structure?.timeZone) }) : t(status.state === 'keeping' ? 'draft.keeping' : 'draft.failed');
  return (
    <FormActions note={<LiveStatus message={note} />}>
      <Button variant="primary" name="go" value="next">{t(page.back ? 'actions.review' : 'actions.next')}</Button>
      {!page.back && !first && <Button name="go" value="previous" formNoValidate>{t('actions.previous')}</Button>}
    </FormActions>
  );
}

function SendActions({ kind }: Pick<StepPage, 'kind'>) {
  const t = useTranslations('incidents.declare');
  const pending = useNavigation().state !== 'idle';
  return (
    <FormActions>
      <Button variant="primary" name="go" value="submit" pending={pending} pendingLabel={t('actions.submitting')}>{t(kind === 'weakness' ? 'actions.submitWeakness' : 'actions.submit')}</Button>
      <Button name="go" value="previous" formNoValidate>{t('actions.previous')}</Button>
    </FormActions>
  );
}
