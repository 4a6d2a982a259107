import { type Duty, explain, LEGAL_QUESTIONS, remaining } from '@hygie/obligations';
import { useTranslations } from 'use-intl';
import { ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { type Description, DescriptionList } from '../../../ui/description-list.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Cluster } from '../../../ui/layout.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { DutyStatus, useDutyStatus } from './duty-status.tsx';
import { isOpenState } from './duty-groups.ts';
import { authorIn } from '../../stored-words.ts';
import type { FilePage } from './file-page.server.ts';
import { DecisionForm, SendingForm, WithdrawalForm } from './obligation-forms.tsx';
import type { Refused } from './posted.ts';
import { useReader } from './use-reader.ts';

/** The questions whose answer would settle a duty, in words; those on the structure lead to its profile. */
function MissingFacts({ file, duty }: { file: FilePage; duty: Duty }) {
  const t = useTranslations('incidents.file.questions');
  const words = useTranslations('incidents.file.duty');
  const { locale } = useReader();
  const base = `/incidents/${file.view.number}/qualification`;
  const nameOf = (name: string): { label: string; href: string } => {
    const question = LEGAL_QUESTIONS.find((one) => `legalTest.${one.key}` === name);
    if (question) return { label: question.text[locale], href: `${base}#field-${question.key}` };
    const key = `names.${name}` as 'names.loss';
    if (t.has(key)) return { label: t(key), href: `${base}#field-${name}` };
    const profile = `profile.${name}` as 'profile.insured';
    if (t.has(profile)) return { label: t(profile), href: `/organisations/${file.view.organisation.id}` };
    return { label: t('nature'), href: base };
  };
  return (
    <Notice tone="info" title={words('undeterminedTitle')}>
      <ul>
        {duty.missing.map((name) => {
          const { label, href } = nameOf(name);
          return <li key={name}><Anchor href={href}>{label}</Anchor></li>;
        })}
      </ul>
    </Notice>
  );
}

function useClockLines(duty: Duty): Description[] {
  const t = useTranslations('incidents.file.duty');
  const reader = useReader();
  const { clock } = duty;
  const left = remaining(duty, reader.now.toISOString());
  const start = duty.because.find((one) => one.code === 'clock_started' || one.code === 'clock_start_assumed' || one.code === 'clock_waits');
  return [
    { key: 'start', term: t('start'), value: <>{clock && `${reader.instant(clock.startsAt)} · `}{start ? explain(start, reader.locale) : t('noClock')}</> },
    { key: 'due', term: t('legalDue'), value: clock?.dueAt ? <strong>{reader.instant(clock.dueAt)}</strong> : t('noFigure') },
    ...(clock?.targetAt && duty.verdict === 'applies' ? [{ key: 'target', term: t('internalTarget'), value: reader.instant(clock.targetAt) }] : []),
    ...(left === null || (duty.verdict === 'undetermined' && !clock?.dueAt) ? [] : [{ key: 'left', term: t('remaining'), value: left < 0 ? t('late', { length: reader.length(left) }) : reader.length(left) }]),
  ];
}

function Acts({ file, duty, refused }: { file: FilePage; duty: Duty; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.duty');
  const reader = useReader();
  const acts = file.view.acts.filter((act) => act.duty === duty.id);
  if (acts.length === 0) return null;
  const kinds = { sent: t('acts.sent'), sent_in_part: t('acts.sent_in_part'), not_applicable: t('acts.not_applicable'), postponed: t('acts.postponed') } as const;
  const nameOf = (act: (typeof acts)[number]) => kinds[act.was as keyof typeof kinds] ?? act.was;
  return (
    <div>
      <h3>{t('actsTitle')}</h3>
      <ul>
        {acts.map((act) => (
          <li key={act.id}>
            {act.withdrawal ? <s>{nameOf(act)}</s> : <strong>{nameOf(act)}</strong>}
            {` · ${reader.instant(act.at)} · ${authorIn(act.author, reader.locale)}`}
            {act.on_behalf && ` (${t(act.on_behalf === 'region' ? 'onBehalfRegion' : 'onBehalfNation')})`}
            {act.until && ` · ${t('until', { date: reader.instant(act.until) })}`}
            {act.reference && ` · ${t('referenceIs', { reference: act.reference })}`}
            {act.reason && ` · ${act.reason}`}
            {act.proofId && file.sees.attachments && <> · <Anchor href={`/incidents/${file.view.number}/pieces/${act.proofId}`} document>{t('proof')}</Anchor></>}
            {act.withdrawal && ` · ${t('withdrawnBy', { date: reader.instant(act.withdrawal.at), author: authorIn(act.withdrawal.author, reader.locale), reason: act.withdrawal.reason })}`}
            {file.may.obligation && act.withdrawable && <WithdrawalForm file={file} act={act} refused={refused} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One duty: on which text it rests, its clock, the dossier to send, and what was done. */
export function DutyCard({ file, duty, refused }: { file: FilePage; duty: Duty; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.duty');
  const { locale } = useReader();
  const { tone } = useDutyStatus(duty);
  const dossier = `/incidents/${file.view.number}/obligations/${duty.id}/dossier`;
  const { url, how } = duty.channel;
  return (
    <Card title={duty.title[locale]} id={duty.id} aside={<DutyStatus duty={duty} />} {...(tone === 'neutral' ? {} : { tone })}>
      {duty.verdict === 'undetermined' && <MissingFacts file={file} duty={duty} />}
      <DescriptionList
        items={[
          { key: 'addressee', term: t('addressee'), value: duty.addressee[locale] },
          { key: 'basis', term: t('basis'), value: duty.legalBasis[locale] },
          { key: 'how', term: t('how'), value: <>{how[locale]}{url && <> · <a href={url} rel="noreferrer">{new URL(url).host}</a></>}</> },
          ...useClockLines(duty),
        ]}
      />
      <Disclosure summary={t(duty.verdict === 'undetermined' ? 'whyUndetermined' : 'why')} quiet>
        <ul>{duty.because.map((reason) => <li key={JSON.stringify(reason)}>{explain(reason, locale)}</li>)}</ul>
      </Disclosure>
      <Acts file={file} duty={duty} refused={refused} />
      {file.may.dossier && (
        <Cluster>
          <ButtonLink href={`${dossier}/pdf`} document>{t('dossierPdf')}</ButtonLink>
          {file.view.tlp !== 'red' && <ButtonLink href={`${dossier}/json`} document>{t('dossierJson')}</ButtonLink>}
        </Cluster>
      )}
      {file.may.obligation && (
        <>
          <SendingForm file={file} duty={duty} refused={refused} />
          {isOpenState(duty.state) && <DecisionForm file={file} duty={duty} refused={refused} />}
        </>
      )}
    </Card>
  );
}
