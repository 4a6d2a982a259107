import { mayShare, type Tlp } from '@hygie/incident-exchange';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { toFields } from '../../../ground/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CheckField } from '../../../ui/choice.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import type { Audience } from '../../sight.ts';
import type { FilePage } from './file-page.server.ts';
import { type Refused, typedInstant } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';

/** Writes in a thread. A term makes the message a request; what a vendor answered is noted by who received it. */
export function MessageForm({ file, audience, refused }: { file: FilePage; audience: Audience; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.exchanges');
  const common = useTranslations('common');
  const reader = useReader();
  const labels = { body: t('message'), answerDueAt: t('answerBy') };
  const { title, errors, errorOf, typed } = useProblem(refused, 'write', labels);
  const withheld = !mayShare({ tlp: file.view.tlp as Tlp, audience: 'organisation' }).allowed;
  return (
    <Card title={t('write')}>
      <Form method="post" className="form" key={`${audience} ${file.view.messages.length}`}>
        <ErrorSummary title={title} errors={errors} />
        <input type="hidden" name="intent" value="write" />
        <input type="hidden" name="audience" value={audience} />
        <input type="hidden" name="key" value={`${file.key} write`} />
        <TextArea name="body" label={t('message')} {...(withheld && audience !== 'internal' ? { help: t('withheld') } : {})} rows={6} maxLength={8000} required defaultValue={typed?.['body']} {...errorOf('body')} />
        {audience === 'vendor' && <CheckField name="fromVendor" label={t('fromVendor')} help={t('fromVendorHelp')} defaultChecked={typed?.['fromVendor'] === 'on'} />}
        {audience !== 'internal' && (
          <DateTimeField
            name="answerDueAt" label={t('answerBy')} help={t('answerByHelp', { zone: reader.zone })} mark={common('optional')} dateLabel={t('date')} timeLabel={t('time')}
            min={toFields(reader.now, reader.timeZone).date} defaultValue={typedInstant(typed, 'answerDueAt')} {...errorOf('answerDueAt')}
          />
        )}
        <FormActions>
          <Button variant="primary">{t('send')}</Button>
        </FormActions>
      </Form>
    </Card>
  );
}
