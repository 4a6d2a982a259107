import type { Duty } from '@hygie/obligations';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { ItemList } from '../../../ui/item-list.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { titleIn } from '../../stored-words.ts';
import { useDutyStatus } from './duty-status.tsx';
import { groupDuties } from './duty-groups.ts';
import { MessageThread } from './message-thread.tsx';
import type { FilePage } from './file-page.server.ts';
import { stateTones } from './labels.ts';
import { useReader } from './use-reader.ts';

/** Where a duty stands, in one badge. */
function DutyBadge({ duty }: { duty: Duty }) {
  const { tone, words } = useDutyStatus(duty);
  return <StateBadge tone={tone}>{words}</StateBadge>;
}

/** The duties that are owed, with what remains; how many may be, and how many are not. */
export function DutiesCard({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.duty');
  const { locale } = useReader();
  const { number } = file.view;
  const { waiting, settled, others } = groupDuties(file.view.duties);
  const shown = [...waiting.filter((duty) => duty.verdict === 'applies'), ...settled];
  const open = waiting.filter((duty) => duty.verdict === 'undetermined');
  const href = `/incidents/${number}/obligations`;
  return (
    <Card title={t('title')} footer={<Anchor href={href}>{others.length > 0 ? t('othersCount', { count: others.length }) : t('all')}</Anchor>}>
      {shown.length === 0 && <p>{t('noneOwed')}</p>}
      <ItemList
        items={shown.map((duty) => ({
          key: duty.id,
          title: <Anchor href={`${href}#${duty.id}`}>{duty.title[locale]}</Anchor>,
          detail: <>{duty.legalBasis[locale]}<br /><DutyBadge duty={duty} /></>,
        }))}
      />
      {open.length > 0 && (
        <Disclosure summary={t('undeterminedCount', { count: open.length })} quiet>
          <ul>{open.map((duty) => <li key={duty.id}><Anchor href={`${href}#${duty.id}`}>{duty.title[locale]}</Anchor></li>)}</ul>
        </Disclosure>
      )}
    </Card>
  );
}

const lastMessages = 3;

/** The thread with the other side: the declarant's for the authorities, CERT Santé's for the structure. */
export function ThreadCard({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.exchanges');
  const { view, may } = file;
  const audience = view.side === 'structure' ? 'cert' : 'declarant';
  const messages = view.messages.filter((one) => one.audience === audience);
  const href = `/incidents/${view.number}/echanges?fil=${audience}`;
  return (
    <Card
      title={t(view.side === 'structure' ? 'cardCert' : view.side === 'declarant' ? 'cardFollowers' : 'cardStructure')}
      aside={<Anchor href={href}>{t('whole', { count: messages.length })}</Anchor>}
    >
      {messages.length === 0 ? <p className="secondary">{t('noneYet')}</p> : <MessageThread messages={messages.slice(-lastMessages)} />}
      {may.write && (
        <Form method="post" action={href} className="stack">
          <input type="hidden" name="intent" value="write" />
          <input type="hidden" name="audience" value={audience} />
          <input type="hidden" name="key" value={`${file.key} card`} />
          <TextArea name="body" id="field-card-body" label={t('write')} rows={2} maxLength={8000} required />
          <FormActions>
            <Button>{t('send')}</Button>
          </FormActions>
        </Form>
      )}
    </Card>
  );
}

/** Open files of other structures that look alike. */
export function SimilarCard({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.similar');
  const words = useTranslations('incidents.states');
  const reader = useReader();
  return (
    <Card title={t('title')} tone="info">
      <p className="secondary">{t('why')}</p>
      <ItemList
        items={file.view.similar.map((line) => ({
          key: line.number,
          state: <StateBadge tone={stateTones[line.state]}>{words(line.state)}</StateBadge>,
          title: <Anchor href={`/incidents/${line.number}`}>{`${line.number} · ${titleIn(line.title, reader.locale)}`}</Anchor>,
          detail: `${line.organisationName} · ${reader.instant(line.declaredAt)}`,
        }))}
      />
    </Card>
  );
}
