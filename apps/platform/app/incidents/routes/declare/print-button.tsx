import { useTranslations } from 'use-intl';
import { Button } from '../../../ui/button.tsx';
import { useHydrated } from '../../../ui/hydrated.ts';

/** Prints the page; absent without JavaScript, where the browser's own menu does it. */
export function PrintButton() {
  const t = useTranslations('incidents.declare.actions');
  if (!useHydrated()) return null;
  return <Button type="button" onClick={() => window.print()}>{t('print')}</Button>;
}
