import { useTranslations } from 'use-intl';
import { PublicPage } from '../../../shell/public-page.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { Cluster, Prose, Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { ComplaintField, ComplaintSheet } from '../../reflex/complaint.ts';
import { PrintButton } from './print-button.tsx';
import { Blank, ContactList, SheetTrail, SourceList, StepList } from './sheet-parts.tsx';

/** Values already known, by the identifier of the blank. */
export type ComplaintValues = Readonly<Record<string, string>>;

/** The complaint sheet: what to know, then the form, blank or prefilled, to print and complete by hand. */
export function ComplaintPage({ sheet, values, prefilledFrom, gone }: { sheet: ComplaintSheet; values: ComplaintValues; prefilledFrom?: string; gone?: boolean }) {
  const t = useTranslations('incidents.declare.complaint');
  const sheets = useTranslations('incidents.declare.sheets');
  return (
    <PublicPage subject={sheets('title')}>
      <title>{`${sheet.title} · Hygie`}</title>
      <Stack gap="large">
        <PageHeader title={sheet.title} subtitle={t('lead')} breadcrumbs={<SheetTrail title={sheet.title} />} />
        {prefilledFrom && <Notice tone="info">{t('prefilled', { number: prefilledFrom })}</Notice>}
        {gone && <Notice tone="info">{t('prefilledGone')}</Notice>}
        <DescriptionList items={[{ key: 'who', term: sheets('forWhom'), value: sheet.forWhom }, { key: 'when', term: sheets('when'), value: sheet.when }]} />
        <Cluster><PrintButton /></Cluster>
        <Advice sheet={sheet} />
        <Prose>
          <h2>{t('form')}</h2>
          {sheet.groups.map(({ id, title, fields }) => (
            <Stack key={id}>
              <h3>{title}</h3>
              <DescriptionList items={fields.map((field) => ({ key: field.id, term: <Term field={field} />, value: <Value field={field} value={values[field.id]} /> }))} />
            </Stack>
          ))}
          <DescriptionList items={[{ key: 'signature', term: t('signature'), value: <Blank lines={2} /> }]} />
          <h2>{sheets('sources')}</h2>
          <SourceList sources={sheet.sources} />
        </Prose>
      </Stack>
    </PublicPage>
  );
}

const parts = ['deadline', 'whereToFile', 'whoSigns', 'bring', 'facts', 'preserve', 'doNot'] as const;

function Advice({ sheet }: { sheet: ComplaintSheet }) {
  const t = useTranslations('incidents.declare.complaint');
  const sheets = useTranslations('incidents.declare.sheets');
  return (
    <Prose>
      {parts.map((part) => (
        <Stack key={part}>
          <h2>{t(part)}</h2>
          <StepList steps={sheet[part]} />
        </Stack>
      ))}
      <h2>{t('offences')}</h2>
      <DataTable
        caption={t('offences')}
        captionHidden
        rows={sheet.offences}
        rowKey={({ article }) => article}
        columns={[
          { key: 'article', header: t('article'), cell: ({ article }) => article, rowHeader: true },
          { key: 'text', header: t('offence'), cell: ({ text }) => text },
          { key: 'examples', header: t('examples'), cell: ({ examples }) => examples },
        ]}
      />
      <h2>{sheets('whoToCall')}</h2>
      <ContactList contacts={sheet.whoToCall} />
    </Prose>
  );
}

function Term({ field: { label, help } }: { field: ComplaintField }) {
  return (
    <>
      {label}
      {help && <p className="secondary">{help}</p>}
    </>
  );
}

function Value({ field: { kind }, value }: { field: ComplaintField; value: string | undefined }) {
  const t = useTranslations('incidents.declare.complaint');
  if (value) return <span className="message-body">{value}</span>;
  return kind === 'yes_no_unknown' ? t('yesNo') : <Blank lines={kind === 'lines' ? 3 : 1} />;
}
