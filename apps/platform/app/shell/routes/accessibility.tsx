import { useTranslations } from 'use-intl';
import { assessments, proofLabel, states, summary } from '../../accessibility/grid/assessment.ts';
import { criteria, themes } from '../../accessibility/grid/criteria.ts';
import { accessibilityStatement } from '../../accessibility/grid/statement.ts';
import { formatDay } from '../../ground/dates.ts';
import { contextOf } from '../../request-context.ts';
import { Stack } from '../../ui/layout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { DataTable } from '../../ui/table.tsx';
import { PublicPage } from '../public-page.tsx';
import type { Route } from './+types/accessibility';

/** The statement and the whole grid, both written from the same data that the tests feed. */
export function loader({ context }: Route.LoaderArgs) {
  const { platform, locale } = contextOf(context);
  const { instanceName, mailFrom, publicUrl } = platform.settings;
  const grid = assessments();
  const details = { organisation: instanceName, contact: mailFrom, address: publicUrl.href, date: formatDay(platform.now(), locale) };
  return {
    sections: accessibilityStatement(locale, details, summary(grid)),
    counts: summary(grid),
    rows: grid.map((one, index) => {
      const criterion = criteria[index]!;
      const theme = themes.find((candidate) => candidate.number === Number(criterion.id.split('.')[0]));
      return {
        id: one.criterion, title: criterion.title, level: criterion.level, theme: theme?.[locale] ?? '', state: one.state,
        proof: proofLabel(one, locale),
      };
    }),
  };
}

export default function Accessibility({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('shell.accessibilityPage');
  const { sections, counts, rows } = loaderData;
  return (
    <PublicPage>
      <title>{`${t('title')} · Hygie`}</title>
      <Stack gap="large">
        <PageHeader title={t('title')} />
        {sections.map((section) => (
          <section key={section.id} className="prose">
            <h2>{section.title}</h2>
            {section.paragraphs.map((text) => <p key={text}>{text}</p>)}
            {section.list.length > 0 && (
              <ul>{section.list.map((one) => <li key={one.text}>{one.url ? <a href={one.url}>{one.text}</a> : one.text}</li>)}</ul>
            )}
          </section>
        ))}
        <section>
          <h2>{t('grid')}</h2>
          <ul>
            {states.map((state) => (
              <li key={state}>{`${t(`states.${state}`)} : ${t('summary', { count: String(counts.byState[state]), total: String(counts.base) })}`}</li>
            ))}
          </ul>
          <DataTable
            caption={t('grid')}
            captionHidden
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'id', header: t('criterion'), rowHeader: true, cell: (row) => <><span>{row.id}</span> <span lang="fr">{row.title}</span></> },
              { key: 'level', header: t('level'), cell: (row) => row.level },
              { key: 'state', header: t('state'), cell: (row) => t(`states.${row.state}`) },
              { key: 'proof', header: t('proof'), cell: (row) => row.proof || '–' },
            ]}
          />
        </section>
      </Stack>
    </PublicPage>
  );
}
