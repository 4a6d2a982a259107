import { ButtonLink } from '../ui/button.tsx';
import { useTranslations } from '../ui/use-translations.ts';

/** The button that every page of the workplace may offer. */
export function DeclareButton() {
  const t = useTranslations('shell');
  return <ButtonLink href="/signaler" variant="primary">{t('declare')}</ButtonLink>;
}
