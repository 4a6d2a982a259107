import { useTranslations } from 'use-intl';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Cluster, Stack } from '../ui/layout.tsx';

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, next }: { codes: readonly string[]; next: string }) {
  const t = useTranslations('signIn.codes');
  return (
    <Card title={t('title')} tone="warning">
      <Stack>
        <p>{t('intro')}</p>
        <ol>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <Cluster>
          <ButtonLink href={next} variant="primary">
            {t('kept')}
          </ButtonLink>
          <CopyButton text={codes.join('\n')} label={t('copy')} copiedLabel={t('copied')} failedLabel={t('copyFailed')} />
        </Cluster>
      </Stack>
    </Card>
  );
}
