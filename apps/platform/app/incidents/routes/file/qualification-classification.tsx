import { CARE_IMPACTS, entryOf, INCIDENT_TYPES, NATURES, PAP, PAP_LEVELS, rsitTag, TLP, TLP_LEVELS } from '@hygie/incident-exchange';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ChoiceGroup } from '../../../ui/choice.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import type { FilePage } from './file-page.server.ts';
import { mergeTyped, wasName } from './merge.ts';
import type { Refused } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';

// Another form of the page asks for a reason too.
const reasonId = 'field-marks-reason';

const happened = ['nature', 'typeCode', 'careImpact'] as const;
const names = ['title', ...happened, 'tlp', 'pap'] as const;

function useFieldWords() {
  const t = useTranslations('incidents.file.classification');
  const { locale } = useReader();
  const lists = { nature: NATURES, typeCode: INCIDENT_TYPES, careImpact: CARE_IMPACTS } as const;
  const nameOf = (name: string) => t((names.find((one) => one === name) ?? 'title'));
  const valueOf = (name: string, value: string): string => {
    if (name === 'tlp') return TLP[value as keyof typeof TLP]?.label ?? value;
    if (name === 'pap') return PAP[value as keyof typeof PAP]?.label ?? value;
    const list = name === 'nature' || name === 'typeCode' || name === 'careImpact' ? lists[name] : [];
    return list.find((one) => one.code === value)?.label[locale] ?? value;
  };
  return { nameOf, valueOf };
}

/** What the chosen type and marks mean, and what the marks forbid. */
function Meaning({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.classification');
  const { locale } = useReader();
  const { view } = file;
  const type = INCIDENT_TYPES.find((one) => one.code === view.typeCode) ?? entryOf(INCIDENT_TYPES, 'undetermined');
  const tlp = TLP[view.tlp as keyof typeof TLP];
  const pap = PAP[view.pap as keyof typeof PAP];
  return (
    <DescriptionList
      items={[
        ...(view.kind === 'incident'
          ? [
              { key: 'type', term: t('typeCode'), value: `${type.label[locale]} : ${type.help[locale]}` },
              { key: 'rsit', term: 'RSIT', value: <code>{rsitTag(type.rsit)}</code> },
            ]
          : []),
        { key: 'tlp', term: tlp.label, value: <>{tlp.meaning[locale]} <strong>{t('forbids')}</strong> {tlp.forbids[locale]}</> },
        { key: 'pap', term: pap.label, value: <>{pap.meaning[locale]} <strong>{t('forbids')}</strong> {pap.forbids[locale]}</> },
      ]}
    />
  );
}

function TypeHelp() {
  const t = useTranslations('incidents.file.classification');
  const { locale } = useReader();
  return (
    <Disclosure summary={t('typesHelp')} quiet>
      <DescriptionList
        items={INCIDENT_TYPES.map((one) => ({ key: one.code, term: one.label[locale], value: <>{one.help[locale]} <code>{rsitTag(one.rsit)}</code></> }))}
      />
    </Disclosure>
  );
}

/** What happened: its nature, its type, its effect on care. A weakness has none of these. */
function Happened({ values, errorOf }: { values: Record<string, string>; errorOf: (name: string) => { error?: string } }) {
  const t = useTranslations('incidents.file.classification');
  const { locale } = useReader();
  return (
    <>
        <SelectField name="nature" label={t('nature')} defaultValue={values['nature']} options={NATURES.map((one) => ({ value: one.code, label: one.label[locale] }))} {...errorOf('nature')} />
        <SelectField
          name="typeCode" label={t('typeCode')} defaultValue={values['typeCode']} {...errorOf('typeCode')}
          options={INCIDENT_TYPES.map((one) => ({ value: one.code, label: one.label[locale], group: t(`origin.${one.origin}`) }))}
        />
        <TypeHelp />
        <SelectField
          name="careImpact" label={t('careImpact')} help={t('careImpactHelp')} defaultValue={values['careImpact']} {...errorOf('careImpact')}
          options={CARE_IMPACTS.map((one) => ({ value: one.code, label: one.label[locale] }))}
        />
    </>
  );
}

/** Title, nature, type and marks of the file; title and marks only for a weakness. */
export function ClassificationCard({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.classification');
  const { locale } = useReader();
  const { nameOf, valueOf } = useFieldWords();
  const { view, may } = file;
  const labels = { ...Object.fromEntries(names.map((name) => [name, t(name)])), reason: t('reason') };
  const { title, errors, errorOf, typed, code } = useProblem(refused, 'classify', labels, { reason: reasonId });
  const present = { title: view.title, nature: view.nature, typeCode: view.typeCode, careImpact: view.careImpact, tlp: view.tlp, pap: view.pap };
  const { values, changes } = typed ? mergeTyped(names, typed, present) : { values: present as Record<string, string>, changes: [] };
  const conflict = code === 'conflict';
  const marks = <Level extends string>(levels: readonly Level[], list: Record<Level, { label: string; forbids: { fr: string; en: string } }>) =>
    levels.map((value) => ({ value, label: list[value].label, help: `${t('forbids')} ${list[value].forbids[locale]}` }));
  return (
    <Card title={t('cardTitle')}>
      <Meaning file={file} />
      {conflict && <ConflictNotice of={refused} changes={changes} nameOf={nameOf} valueOf={valueOf} />}
      {may.qualify && (
        <Disclosure summary={t('change')} open={errors.length > 0}>
          <Form method="post" className="form" key={`${view.version} ${code ?? ''}`}>
            {!conflict && <ErrorSummary title={title} errors={errors} />}
            <input type="hidden" name="intent" value="classify" />
            <input type="hidden" name="key" value={`${file.key} classify`} />
            <input type="hidden" name="version" value={view.version} />
            {names.map((name) => <input key={name} type="hidden" name={wasName(name)} value={present[name]} />)}
            <TextField name="title" label={t('title')} help={t('titleHelp')} maxLength={140} required defaultValue={values['title']} {...errorOf('title')} />
            {view.kind === 'incident' ? <Happened values={values} errorOf={errorOf} /> : happened.map((name) => <input key={name} type="hidden" name={name} value={present[name]} />)}
            <ChoiceGroup name="tlp" label={t('tlp')} help={t('tlpHelp')} choices={marks(TLP_LEVELS, TLP)} defaultValue={values['tlp']} {...errorOf('tlp')} />
            <ChoiceGroup name="pap" label={t('pap')} help={t('papHelp')} choices={marks(PAP_LEVELS, PAP)} defaultValue={values['pap']} {...errorOf('pap')} />
            <TextField name="reason" id={reasonId} label={t('reason')} help={t('reasonHelp')} maxLength={2000} defaultValue={typed?.['reason']} {...errorOf('reason')} />
            <FormActions>
              <Button variant="primary">{t('save')}</Button>
            </FormActions>
          </Form>
        </Disclosure>
      )}
    </Card>
  );
}
