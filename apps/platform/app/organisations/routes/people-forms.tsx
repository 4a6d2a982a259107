import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckField } from '../../ui/choice.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Stack } from '../../ui/layout.tsx';
import type { Role } from '../role.ts';
import { fieldsOf, type Refusal } from './form-problem.tsx';

function useRoleOptions(roles: readonly Role[]) {
  const labels = useTranslations('organisations.roles');
  return roles.map((role) => ({ value: role, label: labels(role) }));
}

/** Whom the address of the page proposes to give a role back to. */
export interface GiveBack {
  person: { id: string; name: string; email: string } | null;
  role: string;
}

interface FormProps {
  roles: readonly Role[];
  giveBack: GiveBack;
  refusal: Refusal;
}

/** Invites someone by mail to hold one of the roles that the reader may give. */
export function InviteCard({ roles, days, giveBack, refusal }: FormProps & { days: number }) {
  const t = useTranslations('organisations.people');
  const common = useTranslations('common');
  const field = fieldsOf(refusal, 'invite');
  const { defaultValue: _unused, ...subtree } = field('subtree');
  return (
    <Card title={t('invite')} id="inviter">
      <Form method="post">
        <Stack>
          <p className="secondary">{t('inviteHelp', { days })}</p>
          <input type="hidden" name="intent" value="invite" />
          <TextField {...field('email', giveBack.person?.email)} type="email" label={t('email')} autoComplete="off" required />
          <SelectField {...field('role', giveBack.role)} label={t('role')} placeholder={t('choose')} options={useRoleOptions(roles)} required />
          <CheckField {...subtree} label={t('subtree')} defaultChecked />
          <TextField {...field('until')} type="date" label={t('until')} mark={common('optional')} width="short" />
          <SelectField {...field('locale', 'fr')} label={t('locale')} options={(['fr', 'en'] as const).map((value) => ({ value, label: t(`locales.${value}`) }))} width="medium" />
          <FormActions><Button variant="primary">{t('inviteSubmit')}</Button></FormActions>
        </Stack>
      </Form>
    </Card>
  );
}

/** Gives a further role to someone already there. */
export function GrantCard({ roles, people, giveBack, refusal }: FormProps & { people: readonly { id: string; name: string }[] }) {
  const t = useTranslations('organisations.people');
  const mandates = useTranslations('organisations.mandates');
  const common = useTranslations('common');
  const field = fieldsOf(refusal, 'grant');
  const { defaultValue: _unused, ...subtree } = field('subtree');
  return (
    <Card title={t('grant')} id="donner">
      <Form method="post">
        <Stack>
          <input type="hidden" name="intent" value="grant" />
          <SelectField {...field('personId', giveBack.person?.id)} label={t('grantPerson')} placeholder={t('choose')} options={people.map(({ id, name }) => ({ value: id, label: name }))} required />
          <SelectField {...field('role', giveBack.role)} label={t('role')} placeholder={t('choose')} options={useRoleOptions(roles)} required />
          <CheckField {...subtree} label={t('subtree')} defaultChecked />
          <TextField {...field('from')} type="date" label={mandates('from')} mark={common('optional')} width="short" />
          <TextField {...field('until')} type="date" label={t('until')} mark={common('optional')} width="short" />
          <FormActions><Button>{t('grantSubmit')}</Button></FormActions>
        </Stack>
      </Form>
    </Card>
  );
}
