import type { ReactNode } from 'react';
import { useLocation, useRouteLoaderData } from 'react-router';
import { useLocale, useNow, useTimeZone, useTranslations } from 'use-intl';
import { formatInstant } from '../ground/dates.ts';
import type { loader as rootLoader } from '../root.tsx';
import { PublicShell } from '../ui/shell.tsx';
import { Preferences } from './preferences.tsx';

/** What a printed page carries: where to find it again (`path`, else its own address) and when it was printed. */
export function usePrintMarks(protection?: string, path?: string) {
  const t = useTranslations('shell');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const now = useNow();
  const { pathname } = useLocation();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  const date = t('printed', { date: formatInstant(now, locale, timeZone) });
  return { url: `${root?.publicUrl ?? ''}${path ?? pathname}`, date, ...(protection ? { protection } : {}) };
}

/** Links at the foot of every page. */
export function useFooterLinks() {
  const t = useTranslations('shell');
  return [
    { href: '/accessibilite', label: t('accessibility') },
    { href: '/fiches', label: t('reflexSheets') },
    { href: '/suivi', label: t('followUp') },
  ];
}

/** Frame of the pages that ask for no account. `printedPath`: where a print of a page that will be gone leads. */
export function PublicPage({ subject, aside, printedPath, children }: { subject?: ReactNode; aside?: ReactNode; printedPath?: string; children: ReactNode }) {
  const t = useTranslations('shell');
  const root = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <PublicShell
      home={{ href: '/', name: t('name') }}
      labels={{ skip: t('skip'), aside: t('meanwhile') }}
      subject={subject}
      banner={root?.evaluation ? t('demonstration') : undefined}
      emergency={
        <>
          {t('emergency')} <a href="tel:+33972439125">09 72 43 91 25</a>, {t('emergencyHours')}
        </>
      }
      tools={<Preferences />}
      footer={useFooterLinks()}
      print={usePrintMarks(undefined, printedPath)}
      aside={aside}
    >
      {children}
    </PublicShell>
  );
}
