import { Form, useLocation, useRouteLoaderData } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import type { loader as rootLoader } from '../root.tsx';
import { Menu, MenuButton, MenuTitle } from '../ui/menu.tsx';

/** Language, theme and density: plain buttons in a form, so that they work without JavaScript. */
export function Preferences() {
  const t = useTranslations('shell');
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  const themes = [['auto', t('themeAuto')], ['light', t('themeLight')], ['dark', t('themeDark')]] as const;
  const densities = [['comfortable', t('densityComfortable')], ['compact', t('densityCompact')]] as const;
  return (
    <Menu label={locale.toUpperCase()} accessibleName={`${locale.toUpperCase()}, ${t('language')}, ${t('appearance')}`} align="end" group="tools">
      <Form method="post" action="/preferences" reloadDocument>
        <input type="hidden" name="back" value={`${pathname}${search}`} />
        <MenuTitle>{t('language')}</MenuTitle>
        <MenuButton name="locale" value="fr" pressed={locale === 'fr'} lang="fr">{t('french')}</MenuButton>
        <MenuButton name="locale" value="en" pressed={locale === 'en'} lang="en">{t('english')}</MenuButton>
        <MenuTitle>{t('appearance')}</MenuTitle>
        {themes.map(([value, label]) => (
          <MenuButton key={value} name="theme" value={value} pressed={root?.theme === value}>{label}</MenuButton>
        ))}
        {densities.map(([value, label]) => (
          <MenuButton key={value} name="density" value={value} pressed={root?.density === value}>{label}</MenuButton>
        ))}
      </Form>
    </Menu>
  );
}
