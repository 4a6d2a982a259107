import { useTranslations } from 'use-intl';
import type { ErrorCode } from '../ground/errors.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Stack } from '../ui/layout.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PublicPage } from './public-page.tsx';

/** What a person sees when a page cannot be shown: why, in one sentence, and where to go. */
export function ErrorPage({ status, code }: { status: number; code: ErrorCode }) {
  const t = useTranslations();
  return (
    <PublicPage>
      <title>{t(status === 404 ? 'shell.notFoundTitle' : 'shell.errorTitle')}</title>
      <Stack gap="large">
        <PageHeader title={t(status === 404 ? 'shell.notFoundTitle' : 'shell.errorTitle')} />
        <Notice tone={status >= 500 ? 'danger' : 'info'}>{t(`common.errors.${code}`)}</Notice>
        <div>
          <ButtonLink href="/" variant="primary">
            {t('shell.backHome')}
          </ButtonLink>
        </div>
      </Stack>
    </PublicPage>
  );
}
