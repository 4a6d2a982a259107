import { Form, useLocation, useRouteLoaderData } from 'react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TextField } from '../ui/field.tsx';
import { Anchor } from '../ui/link.tsx';
import type { SavedView } from './saved-views.server.ts';
import { viewAddress, viewNameMost } from './view-address.ts';

/** Keeps the list as it is filtered now under a name; says which view it is when it is one already. Only in the workplace. */
export function SaveView() {
  const t = useTranslations('shell.views');
  const { pathname, search } = useLocation();
  const frame = useRouteLoaderData<{ views: SavedView[] }>('shell/workplace');
  const address = viewAddress(`${pathname}${search}`);
  if (!frame || !address) return null;
  const known = frame.views.find((view) => view.href === address.href);
  if (known) return <p className="secondary">{t('shown', { name: known.name })} <Anchor href="/vues">{t('manage')}</Anchor></p>;
  if (!address.query) return null;
  return (
    <Disclosure summary={t('save')} quiet>
      <Form method="post" action="/vues" className="filter-form">
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="address" value={address.href} />
        <TextField name="name" id="view-name" label={t('name')} maxLength={viewNameMost} required width="medium" />
        <Button size="small">{t('saveSubmit')}</Button>
      </Form>
    </Disclosure>
  );
}
