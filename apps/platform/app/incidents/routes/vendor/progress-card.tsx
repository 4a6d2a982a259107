import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import type { Tone } from '../../../ui/shape.tsx';
import type { VendorView } from '../../vendor.server.ts';
import { type DisclosureState, disclosureStates } from '../../vendor-letter.ts';
import type { FilePage } from '../file/file-page.server.ts';
import type { Refused } from '../file/posted.ts';
import { useProblem } from '../file/use-problem.ts';
import { useReader } from '../file/use-reader.ts';

const tones: Record<DisclosureState, Tone> = { contacted: 'info', acknowledged: 'info', fix_announced: 'info', fixed: 'done', no_answer: 'warning' };

/** How far the disclosure went: contact, state, link, and the forms that change them. */
export function ProgressCard({ file, vendor, open, refused }: { file: FilePage; vendor: VendorView; open: boolean; refused: Refused | undefined }) {
  const t = useTranslations('incidents.vendor');
  const reader = useReader();
  const linkWords = vendor.linkRevokedAt
    ? t('linkRevoked', { date: reader.day(vendor.linkRevokedAt) })
    : t(reader.until(vendor.linkExpiresAt) < 0 ? 'linkExpired' : 'linkOpen', { date: reader.day(vendor.linkExpiresAt) });
  return (
    <Card title={vendor.name} aside={<StateBadge tone={tones[vendor.state]}>{t(`states.${vendor.state}`)}</StateBadge>}>
      <DescriptionList
        items={[
          { key: 'contact', term: t('contact'), value: vendor.email },
          ...(vendor.answerDueAt ? [{ key: 'due', term: t('answer'), value: t('awaited', { date: reader.day(vendor.answerDueAt) }) }] : []),
          ...(vendor.fixOn ? [{ key: 'fix', term: t('fixOn'), value: reader.date(vendor.fixOn) }] : []),
          { key: 'link', term: t('link'), value: linkWords },
        ]}
      />
      {open && <StateForm file={file} vendor={vendor} refused={refused} />}
      {open && !vendor.linkRevokedAt && (
        <Disclosure summary={t('revoke')} quiet>
          <Form method="post" className="form">
            <input type="hidden" name="intent" value="revoke" />
            <input type="hidden" name="key" value={`${file.key} revoke`} />
            <p className="secondary">{t('revokeHelp')}</p>
            <FormActions><Button>{t('confirmRevoke')}</Button></FormActions>
          </Form>
        </Disclosure>
      )}
    </Card>
  );
}

function StateForm({ file, vendor, refused }: { file: FilePage; vendor: VendorView; refused: Refused | undefined }) {
  const t = useTranslations('incidents.vendor');
  const { title, errors, errorOf, typed } = useProblem(refused, 'state', { disclosure: t('state'), fixOn: t('fixOn') });
  return (
    <Form method="post" className="form" key={vendor.version}>
      <ErrorSummary title={title} errors={errors} />
      <input type="hidden" name="intent" value="state" />
      <input type="hidden" name="version" value={vendor.version} />
      <input type="hidden" name="key" value={`${file.key} state ${vendor.version}`} />
      <SelectField name="disclosure" label={t('state')} defaultValue={typed?.['disclosure'] ?? vendor.state} options={disclosureStates.map((state) => ({ value: state, label: t(`states.${state}`) }))} {...errorOf('disclosure')} />
      <TextField name="fixOn" type="date" label={t('fixOn')} help={t('fixOnHelp')} width="medium" defaultValue={typed?.['fixOn'] ?? vendor.fixOn ?? ''} {...errorOf('fixOn')} />
      <FormActions><Button>{t('saveState')}</Button></FormActions>
    </Form>
  );
}
