import { Form } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { ItemList } from '../../ui/item-list.tsx';
import { Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import type { Member } from '../queries.server.ts';
import type { OrganisationKind } from '../role.ts';
import { formatDate } from './format-date.ts';
import { fieldsOf, type Refusal } from './form-problem.tsx';

/** The groups that an organisation belongs to today. */
export function GroupsCard({ groups }: { groups: readonly Member[] }) {
  const t = useTranslations('organisations');
  const locale = useLocale();
  return (
    <Card title={t('identity.groups')}>
      {groups.length === 0 ? <p className="secondary">{t('identity.noGroup')}</p> : (
        <ItemList
          items={groups.map((group) => ({
            key: group.id,
            title: <Anchor href={`/organisations/${group.id}`}>{group.name}</Anchor>,
            detail: `${t(`memberRoles.${group.role}`)}, ${t('identity.since', { date: formatDate(group.validFrom, locale) })}`,
          }))}
        />
      )}
    </Card>
  );
}

/** The present members of a group; `endFrom` is the group's address, for whoever may end an adhesion. */
export function MembersCard({ members, endFrom }: { members: readonly Member[]; endFrom: string | null }) {
  const t = useTranslations('organisations');
  return (
    <Card title={t('identity.members')} aside={members.length}>
      {members.length === 0 ? <p className="secondary">{t('identity.noMember')}</p> : (
        <ItemList
          items={members.map((member) => ({
            key: member.id,
            title: <Anchor href={`/organisations/${member.id}`}>{member.name}</Anchor>,
            detail: [t(`memberRoles.${member.role}`), member.town].filter(Boolean).join(', '),
            action: endFrom ? <ButtonLink size="small" href={`${endFrom}/membres/${member.id}/fin`} aria-label={t('structures.leave', { name: member.name })}>{t('people.end')}</ButtonLink> : undefined,
          }))}
        />
      )}
    </Card>
  );
}

/** What stands just under an organisation; the register shows the rest. */
export function BelowCard({ id, below, more }: { id: string; below: readonly { id: string; name: string; town: string | null }[]; more: boolean }) {
  const t = useTranslations('organisations');
  return (
    <Card title={t('identity.below')} footer={more ? <Anchor href={`/organisations?sous=${id}`}>{t('identity.allBelow')}</Anchor> : undefined}>
      {below.length === 0 ? <p className="secondary">{t('identity.noneBelow')}</p> : (
        <ItemList items={below.map((one) => ({ key: one.id, title: <Anchor href={`/organisations/${one.id}`}>{one.name}</Anchor>, detail: one.town }))} />
      )}
    </Card>
  );
}

/** Has an establishment or a site join the group. */
export function JoinCard({ refusal }: { refusal: Refusal }) {
  const t = useTranslations('organisations');
  const field = fieldsOf(refusal, 'join');
  const roles = (['party', 'support', 'member'] as const).map((value) => ({ value, label: t(`memberRoles.${value}`) }));
  return (
    <Card title={t('structures.join')}>
      <Form method="post">
        <Stack>
          <input type="hidden" name="intent" value="join" />
          <TextField {...field('memberFiness')} label={t('structures.memberFiness')} help={t('structures.memberFinessHelp')} width="medium" required />
          <SelectField {...field('role', 'party')} label={t('structures.memberRole')} options={roles} />
          <FormActions><Button>{t('structures.joinSubmit')}</Button></FormActions>
        </Stack>
      </Form>
    </Card>
  );
}

const identifiers = ['finessEj', 'finessEt', 'siren', 'siret'] as const;

/** Creates a structure that the national register does not know yet. */
export function CreateCard({ kinds, refusal }: { kinds: readonly OrganisationKind[]; refusal: Refusal }) {
  const t = useTranslations('organisations');
  const common = useTranslations('common');
  const field = fieldsOf(refusal, 'create');
  const opened = refusal.field('create', 'name').typed !== undefined;
  return (
    <Disclosure summary={t('structures.add')} open={opened}>
      <Form method="post">
        <Stack>
          <p className="secondary">{t('structures.addHelp')}</p>
          <input type="hidden" name="intent" value="create" />
          <SelectField {...field('kind')} label={t('structures.kind')} options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
          <TextField {...field('name')} label={t('structures.name')} required />
          <TextField {...field('town')} label={t('structures.town')} mark={common('optional')} />
          <TextField {...field('postcode')} label={t('structures.postcode')} mark={common('optional')} width="short" inputMode="numeric" />
          {identifiers.map((name) => <TextField key={name} {...field(name)} label={t(`structures.${name}`)} mark={common('optional')} width="medium" />)}
          <FormActions><Button>{t('structures.submit')}</Button></FormActions>
        </Stack>
      </Form>
    </Disclosure>
  );
}
