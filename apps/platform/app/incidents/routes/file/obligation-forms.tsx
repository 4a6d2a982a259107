import { type Duty, remaining } from '@hygie/obligations';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { toFields } from '../../../ground/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, ChoiceGroup } from '../../../ui/choice.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { FileField, TextArea, TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import type { FilePage } from './file-page.server.ts';
import { type Refused, typedInstant } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';

interface DutyFormProps {
  file: FilePage;
  duty: Duty;
  refused: Refused | undefined;
}

/** Fields of many duties stand on one page: each control has its own identifier. */
function idsOf(form: string, duty: Duty, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `${form}-${duty.id}-${name}`]));
}

/** Records that the duty was fulfilled: when, under which number, with its proof, and why when it is late. */
export function SendingForm({ file, duty, refused }: DutyFormProps) {
  const t = useTranslations('incidents.file.duty');
  const common = useTranslations('common');
  const reader = useReader();
  const ids = idsOf('send', duty, ['at', 'reference', 'reason', 'proof', 'partial']);
  const labels = { at: t('sentAt'), reference: t('reference'), reason: t('lateReason'), proof: t('proof') };
  const { title, errors, errorOf, typed } = useProblem(refused, `send ${duty.id}`, labels, ids);
  const left = remaining(duty, reader.now.toISOString());
  const late = duty.clock?.dueAt != null && left !== null && left < 0;
  const phased = duty.because.some((one) => one.code === 'phased_allowed');
  return (
    <Disclosure summary={t('record')} open={errors.length > 0}>
      <Form method="post" encType="multipart/form-data" className="form">
        <ErrorSummary title={title} errors={errors} />
        <input type="hidden" name="intent" value="send" />
        <input type="hidden" name="duty" value={duty.id} />
        <input type="hidden" name="key" value={`${file.key} send ${duty.id}`} />
        <DateTimeField
          name="at" id={ids['at']} label={t('sentAt')} help={t('zone', { zone: reader.zone })} dateLabel={t('date')} timeLabel={t('time')}
          defaultValue={typedInstant(typed, 'at', toFields(reader.now, reader.timeZone))} {...errorOf('at')}
        />
        <TextField name="reference" id={ids['reference']} label={t('reference')} help={t('referenceHelp')} mark={common('optional')} maxLength={200} defaultValue={typed?.['reference']} {...errorOf('reference')} />
        <TextArea
          name="reason" id={ids['reason']} label={t('lateReason')} help={t(late ? 'lateReasonAsked' : 'lateReasonHelp')} maxLength={2000} rows={2}
          defaultValue={typed?.['reason']} {...(late ? {} : { mark: common('optional') })} {...errorOf('reason')}
        />
        {phased && <CheckField name="partial" id={ids['partial']} label={t('partial')} help={t('partialHelp')} defaultChecked={typed?.['partial'] === 'on'} />}
        {typed?.['proofId'] && <input type="hidden" name="proofId" value={typed['proofId']} />}
        <FileField name="proof" id={ids['proof']} label={t('proof')} help={t(typed?.['proofId'] ? 'proofKept' : 'proofHelp')} mark={common('optional')} {...errorOf('proof')} />
        <FormActions>
          <Button variant="primary">{t('recordSend')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

/** Sets a duty aside, or postpones it, with the reason that will be asked for one day. */
export function DecisionForm({ file, duty, refused }: DutyFormProps) {
  const t = useTranslations('incidents.file.duty');
  const reader = useReader();
  const ids = idsOf('decide', duty, ['kind', 'until', 'reason']);
  const labels = { kind: t('decision'), until: t('untilWhen'), reason: t('reason') };
  const { title, errors, errorOf, typed } = useProblem(refused, `decide ${duty.id}`, labels, ids);
  return (
    <Disclosure summary={t('decide')} open={errors.length > 0}>
      <Form method="post" className="form">
        <ErrorSummary title={title} errors={errors} />
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="duty" value={duty.id} />
        <input type="hidden" name="key" value={`${file.key} decide ${duty.id}`} />
        <ChoiceGroup
          name="kind" id={ids['kind']} label={t('decision')} required defaultValue={typed?.['kind']} {...errorOf('kind')}
          choices={[
            { value: 'postponed', label: t('postpone'), help: t('postponeHelp') },
            { value: 'not_applicable', label: t('setAside'), help: t('setAsideHelp') },
          ]}
        />
        <DateTimeField
          name="until" id={ids['until']} label={t('untilWhen')} help={t('untilHelp', { zone: reader.zone })} dateLabel={t('date')} timeLabel={t('time')}
          defaultValue={typedInstant(typed, 'until')} {...errorOf('until')}
        />
        <TextArea name="reason" id={ids['reason']} label={t('reason')} help={t('reasonHelp')} required maxLength={2000} rows={3} defaultValue={typed?.['reason']} {...errorOf('reason')} />
        <FormActions>
          <Button>{t('recordDecision')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

/** Takes back one line that was recorded by mistake, with a reason. */
export function WithdrawalForm({ file, act, refused }: { file: FilePage; act: FilePage['view']['acts'][number]; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.duty');
  const ids = { reason: `withdraw-${act.id}-reason` };
  const { title, errors, errorOf, typed } = useProblem(refused, `withdraw ${act.id}`, { reason: t('withdrawReason') }, ids);
  return (
    <Disclosure summary={t('withdraw')} open={errors.length > 0} quiet>
      <Form method="post" className="form">
        <ErrorSummary title={title} errors={errors} />
        <input type="hidden" name="intent" value="withdraw" />
        <input type="hidden" name="duty" value={act.duty} />
        <input type="hidden" name="act" value={act.id} />
        <input type="hidden" name="key" value={`${file.key} withdraw ${act.id}`} />
        <TextArea name="reason" id={ids.reason} label={t('withdrawReason')} help={t('withdrawHelp')} required maxLength={2000} rows={2} defaultValue={typed?.['reason']} {...errorOf('reason')} />
        <FormActions>
          <Button>{t('recordWithdrawal')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}
