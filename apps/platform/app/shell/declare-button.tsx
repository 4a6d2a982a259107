import { useTranslations } from 'use-intl';
import { ButtonLink } from '../ui/button.tsx';

/** The button that every page of the workplace may offer. */
export function DeclareButton() {
  const t = useTranslations('shell');
  return <ButtonLink href="/signaler" variant="primary">{t('declare')}</ButtonLink>;
}
