import { Form } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import { locales } from '../../../ground/platform.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField } from '../../../ui/choice.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import type { VendorView } from '../../vendor.server.ts';
import { answerDelays, letterSubject } from '../../vendor-letter.ts';
import type { FilePage } from '../file/file-page.server.ts';
import type { Refused } from '../file/posted.ts';
import { useProblem } from '../file/use-problem.ts';

/** A letter to the vendor: its contact, a subject already filled in, and the words of the analyst. */
export function LetterForm({ file, vendor, sent, refused }: { file: FilePage; vendor: VendorView | null; sent: number; refused: Refused | undefined }) {
  const t = useTranslations('incidents.vendor');
  const locale = useLocale();
  const { declaration: given, number, tlp } = file.view;
  const labels = { name: t('name'), email: t('email'), subject: t('subject'), body: t('body'), answerDays: t('answerDays') };
  const problem = useProblem(refused, 'letter', labels, { body: 'field-letter-body' });
  const { typed } = problem;
  const names = refused?.intent === 'letter' ? refused.problem.fields.filter((one) => one.problem === 'names_somebody').map((one) => one.field) : [];
  const errorOf = (name: string) => (names.includes(name) ? { error: t('namesSomebody') } : problem.errorOf(name));
  const errors = problem.errors.map((one) => (one.name && names.includes(one.name) ? { ...one, message: `${labels[one.name as 'body']} : ${t('namesSomebody')}` } : one));
  const reported = given.kind === 'weakness' ? given.weakness : null;
  return (
    <Form method="post" className="form" key={sent}>
      <ErrorSummary title={problem.title} errors={errors} />
      <input type="hidden" name="intent" value="letter" />
      <input type="hidden" name="key" value={`${file.key} letter`} />
      <TextField name="name" label={t('name')} required maxLength={200} defaultValue={typed?.['name'] ?? vendor?.name ?? reported?.vendor} {...errorOf('name')} />
      <TextField name="email" type="email" label={t('email')} help={t('emailHelp')} required maxLength={254} defaultValue={typed?.['email'] ?? vendor?.email ?? reported?.vendorContact} {...errorOf('email')} />
      <SelectField name="locale" label={t('language')} defaultValue={typed?.['locale'] ?? vendor?.locale ?? locale} options={locales.map((one) => ({ value: one, label: t(`languages.${one}`) }))} {...errorOf('locale')} />
      <TextField name="subject" label={t('subject')} help={t('subjectHelp')} required maxLength={200} defaultValue={typed?.['subject'] ?? letterSubject(given, number, (product) => t('subjectOffered', { product }))} {...errorOf('subject')} />
      <TextArea name="body" id="field-letter-body" label={t('body')} help={t('bodyHelp', { tlp: tlp.toUpperCase() })} required rows={10} maxLength={8000} defaultValue={typed?.['body']} {...errorOf('body')} />
      <SelectField name="answerDays" label={t('answerDays')} defaultValue={typed?.['answerDays'] ?? '15'} options={answerDelays.map((count) => ({ value: String(count), label: t('days', { count }) }))} {...errorOf('answerDays')} />
      <CheckField name="named" label={t('named')} help={t('namedHelp')} defaultChecked={typed?.['named'] === 'on'} />
      <FormActions><Button variant="primary">{t('send')}</Button></FormActions>
    </Form>
  );
}
