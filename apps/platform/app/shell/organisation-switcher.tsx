import { useState } from 'react';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { folded } from '../ui/command-match.ts';
import { TextField } from '../ui/field.tsx';
import { useHydrated } from '../ui/hydrated.ts';
import { Menu, MenuButton, MenuLink, MenuTitle } from '../ui/menu.tsx';

interface SwitcherProps {
  current: { id: string; name: string } | null;
  organisations: readonly { id: string; name: string }[];
  /** Whether there are more than those listed. */
  partial: boolean;
}

// A list that the eye takes in at once needs no filter.
const filteredFrom = 8;

/** Field that filters the menu while one types; without scripts the search page does. */
function Filter({ text, change }: { text: string; change: (text: string) => void }) {
  const t = useTranslations('shell');
  return useHydrated() && (
    <div className="menu-filter">
      <TextField name="filter" id="organisation-filter" type="search" label={t('filterOrganisations')} autoComplete="off" value={text} onChange={(event) => change(event.target.value)} />
    </div>
  );
}

// What was typed in vain in the filter is looked for among all.
function searchAddress(text: string): string {
  const typed = text.trim();
  return typed ? `/organisations/choisir?${new URLSearchParams({ texte: typed })}` : '/organisations/choisir';
}

/** Where one works: all organisations or one of them, found by typing a part of its name. */
export function OrganisationSwitcher({ current, organisations, partial }: SwitcherProps) {
  const t = useTranslations('shell');
  const [text, setText] = useState('');
  const name = current?.name ?? (organisations.length === 1 ? organisations[0]!.name : t('allOrganisations'));
  const asked = folded(text).trim();
  const shown = organisations.filter((one) => folded(one.name).includes(asked));
  return (
    <Menu id="organisations" framed group="tools" label={name} accessibleName={`${name}, ${t('switchOrganisation')}`}>
      <MenuTitle>{t('switchOrganisation')}</MenuTitle>
      {organisations.length > filteredFrom && <Filter text={text} change={setText} />}
      <Form method="post" action="/preferences" reloadDocument>
        {/* The page is loaded anew: the address alone brings the focus back to where one was. */}
        <input type="hidden" name="back" value="/journee#organisations" />
        {organisations.length > 1 && !asked && <MenuButton name="organisation" value="" pressed={current === null}>{t('allOrganisations')}</MenuButton>}
        {shown.map((one) => (
          <MenuButton key={one.id} name="organisation" value={one.id} pressed={one.id === current?.id}>{one.name}</MenuButton>
        ))}
      </Form>
      <p className="menu-title" role="status">{shown.length === 0 && asked ? t('noOrganisation') : ''}</p>
      {partial && <p className="menu-title">{t('partialOrganisations', { count: organisations.length })}</p>}
      {organisations.length > 0 && <MenuLink href={searchAddress(text)}>{t('searchOrganisations')}</MenuLink>}
    </Menu>
  );
}
