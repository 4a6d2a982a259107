import { Form } from 'react-router';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatInstant } from '../../ground/dates.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceGroup } from '../../ui/choice.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Stack } from '../../ui/layout.tsx';
import type { Refusal } from './form-problem.tsx';
import type { OrganisationRecord } from './organisation.server.ts';

type Profile = NonNullable<OrganisationRecord['profile']>;

const nis2Statuses = ['none', 'important', 'essential', 'unknown'] as const;
const answers = ['yes', 'no', 'unknown'] as const;
type Answer = (typeof answers)[number];

function ReadOnly({ profile }: { profile: Profile }) {
  const t = useTranslations('organisations.profile');
  const answer = (value: string) => t(`answers.${value as Answer}`);
  return (
    <DescriptionList
      items={[
        { key: 'mailbox', term: t('mailbox'), value: profile.ssi_mailbox ?? '–' },
        { key: 'phone', term: t('phone'), value: profile.emergency_phone ?? '–' },
        { key: 'ose', term: t('isOse'), value: answer(profile.is_ose) },
        { key: 'nis2', term: t('nis2'), value: t(`nis2Status.${profile.nis2_status as (typeof nis2Statuses)[number]}`) },
        { key: 'host', term: t('host'), value: answer(profile.is_health_data_host) },
        { key: 'insured', term: t('insured'), value: answer(profile.cyber_insured) },
      ]}
    />
  );
}

function ProfileForm({ profile, refusal }: { profile: Profile; refusal: Refusal }) {
  const t = useTranslations('organisations.profile');
  const common = useTranslations('common');
  const field = (name: string, kept: string | null) => {
    const { typed, ...rest } = refusal.field('profile', name);
    return { ...rest, defaultValue: typed ?? kept ?? '' };
  };
  const choices = answers.map((value) => ({ value, label: t(`answers.${value}`) }));
  return (
    <Form method="post">
      <Stack>
        <input type="hidden" name="intent" value="profile" />
        <input type="hidden" name="version" value={profile.version} />
        <TextField {...field('ssiMailbox', profile.ssi_mailbox)} type="email" label={t('mailbox')} help={t('mailboxHelp')} mark={common('optional')} />
        <TextField {...field('emergencyPhone', profile.emergency_phone)} type="tel" label={t('phone')} mark={common('optional')} width="medium" />
        <ChoiceGroup {...field('isOse', profile.is_ose)} label={t('isOse')} choices={choices} />
        <SelectField {...field('nis2Status', profile.nis2_status)} label={t('nis2')} options={nis2Statuses.map((value) => ({ value, label: t(`nis2Status.${value}`) }))} />
        <ChoiceGroup {...field('isHealthDataHost', profile.is_health_data_host)} label={t('host')} choices={choices} />
        <ChoiceGroup {...field('cyberInsured', profile.cyber_insured)} label={t('insured')} help={t('insuredHelp')} choices={choices} />
        <FormActions><Button variant="primary">{common('save')}</Button></FormActions>
      </Stack>
    </Form>
  );
}

/** The private profile: a form for those who may change it, facts for the others. */
export function ProfileCard({ profile, mayChange, refusal }: { profile: Profile; mayChange: boolean; refusal: Refusal }) {
  const t = useTranslations('organisations.profile');
  return (
    <Card title={t('title')} aside={t('privateNote')} id="profil">
      {mayChange ? <ProfileForm key={profile.version} profile={profile} refusal={refusal} /> : <ReadOnly profile={profile} />}
    </Card>
  );
}

/** When the functional mailbox was last tested, and the button to do it again. */
export function MailboxCard({ profile, mayTest }: { profile: Profile; mayTest: boolean }) {
  const t = useTranslations('organisations.profile');
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  const tested = profile.mailbox_tested_at;
  return (
    <Card title={t('testTitle')} tone={profile.ssi_mailbox && tested ? undefined : 'warning'}>
      <Stack>
        <p>{profile.ssi_mailbox ?? t('noMailbox')}</p>
        {profile.ssi_mailbox && <p>{tested ? t('tested', { date: formatInstant(tested, locale, timeZone) }) : t('neverTested')}</p>}
        {profile.ssi_mailbox && mayTest && (
          <Form method="post">
            <input type="hidden" name="intent" value="mailbox" />
            <Button>{t('test')}</Button>
          </Form>
        )}
      </Stack>
    </Card>
  );
}
