import { useTranslations } from 'use-intl';
import { DataTable } from '../../../ui/table.tsx';
import type { FieldChange } from './merge.ts';
import { RefusalNotice } from './refusal-notice.tsx';

/** After a conflict: what someone else changed meanwhile, beside what this person typed. Takes the focus. `of`: what was refused. */
export function ConflictNotice(props: { of: unknown; changes: readonly FieldChange[]; nameOf: (name: string) => string; valueOf: (name: string, value: string) => string }) {
  const t = useTranslations('incidents.file.conflict');
  const { changes, nameOf, valueOf } = props;
  return (
    <RefusalNotice of={props.of} title={t('title')}>
      <p>{changes.length === 0 ? t('elsewhere') : t('lead')}</p>
      {changes.length > 0 && (
        <DataTable
          caption={t('caption')}
          captionHidden
          rows={changes}
          rowKey={(change) => change.name}
          columns={[
            { key: 'name', header: t('field'), rowHeader: true, cell: (change) => nameOf(change.name) },
            { key: 'was', header: t('was'), cell: (change) => valueOf(change.name, change.was) },
            { key: 'now', header: t('now'), cell: (change) => <strong>{valueOf(change.name, change.now)}</strong> },
            { key: 'typed', header: t('typed'), cell: (change) => (change.typed === null ? t('untouched') : valueOf(change.name, change.typed)) },
          ]}
        />
      )}
    </RefusalNotice>
  );
}
