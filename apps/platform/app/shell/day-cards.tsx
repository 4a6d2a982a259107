import { useTranslations } from 'use-intl';
import type { Day, DayDecision, DayTerm } from '../incidents/day.server.ts';
import { stateTones, urgencyOfLine, wordsOfDuty } from '../incidents/routes/file/labels.ts';
import { useEventWords } from '../incidents/routes/file/event-words.ts';
import { useReader } from '../incidents/routes/file/use-reader.ts';
import { authorIn, titleIn } from '../incidents/stored-words.ts';
import { StateBadge } from '../ui/badge.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Deadline, NextAct } from '../ui/deadline.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Item, ItemList } from '../ui/item-list.tsx';
import { Cluster } from '../ui/layout.tsx';
import { Anchor } from '../ui/link.tsx';

function Term({ term }: { term: DayTerm }) {
  const t = useTranslations('shell.today');
  const words = useTranslations('incidents.file.day');
  const reader = useReader();
  const duty = wordsOfDuty(term.duty);
  const left = reader.until(term.dueAt);
  const due = t('dueOn', { date: reader.instant(term.dueAt) });
  const base = `/incidents/${term.number}/obligations`;
  return (
    <NextAct
      deadline={
        <Deadline
          size="large"
          tone={left < 86_400_000 ? 'danger' : 'warning'}
          remaining={reader.length(left)}
          due={{ iso: new Date(term.dueAt).toISOString(), text: words(left < 0 ? 'late' : 'left') }}
        />
      }
    >
      <div>
        <p><strong><Anchor href={`/incidents/${term.number}`}>{`${term.number} · ${titleIn(term.title, reader.locale)}`}</Anchor></strong></p>
        <p>{duty?.title[reader.locale]}</p>
        <p className="secondary">{[term.organisationName, duty?.legalBasis[reader.locale], due, term.state === 'closed' ? words('closedFile') : null].filter(Boolean).join(' · ')}</p>
      </div>
      <Cluster>
        {term.dossier && <ButtonLink size="small" href={`${base}/${term.duty}/dossier/pdf`} document>{t('openDossier')}</ButtonLink>}
        <ButtonLink size="small" href={`${base}#${term.duty}`}>{words('openFile')}</ButtonLink>
      </Cluster>
    </NextAct>
  );
}

/** The legal terms that run, the nearest first. Red: a law may be broken. */
export function TermsCard({ day }: { day: Day }) {
  const t = useTranslations('shell.today');
  const words = useTranslations('incidents.file.day');
  if (day.terms.length === 0) return <EmptyState title={t('quiet')} />;
  const more = day.termCount - day.terms.length;
  return (
    <Card
      title={t('legalTitle', { count: day.termCount })}
      tone="danger"
      {...(more > 0 ? { footer: <Anchor href="/incidents?etat=all&delai=1">{words('moreTerms', { count: more })}</Anchor> } : {})}
    >
      {day.terms.map((term) => <Term key={`${term.number} ${term.duty}`} term={term} />)}
    </Card>
  );
}

function useDecisionItem() {
  const t = useTranslations('shell.today');
  const reader = useReader();
  return (one: DayDecision): Item => {
    const fresh = one.state === 'declared';
    const act = t(fresh ? 'acknowledge' : 'qualify');
    const base = `/incidents/${one.number}`;
    const title = `${one.number} · ${titleIn(one.title, reader.locale)}`;
    return {
      key: one.number,
      state: <StateBadge tone={fresh ? urgencyOfLine(one.urgency).tone : stateTones[one.state]}>{t(fresh ? 'toAcknowledge' : 'toQualify')}</StateBadge>,
      title: <Anchor href={base}>{title}</Anchor>,
      detail: t('declaredAgo', { length: reader.length(reader.until(one.declaredAt)), organisation: one.organisationName }),
      action: <ButtonLink size="small" href={fresh ? base : `${base}/qualification`} aria-label={`${act} · ${title}`}>{act}</ButtonLink>,
    };
  };
}

/** What waits for this person: files to take charge of or to qualify, answers asked of their side. */
export function DecisionsCard({ day }: { day: Day }) {
  const t = useTranslations('shell.today');
  const words = useTranslations('incidents.file.day');
  const reader = useReader();
  const decision = useDecisionItem();
  const questions = day.questions.map((one, index): Item => ({
    key: `${one.number} ${index}`,
    state: reader.until(one.dueAt) < 0
      ? <StateBadge tone="warning">{words('answerLate', { length: reader.length(reader.until(one.dueAt)) })}</StateBadge>
      : <StateBadge tone="info">{t('toAnswer')}</StateBadge>,
    title: <Anchor href={`/incidents/${one.number}`}>{`${one.number} · ${titleIn(one.title, reader.locale)}`}</Anchor>,
    detail: t('askedBy', { author: authorIn(one.author, reader.locale), date: reader.instant(one.dueAt) }),
    action: <ButtonLink size="small" href={`/incidents/${one.number}/echanges?fil=${one.audience}`} aria-label={`${t('answer')} · ${one.number}`}>{t('answer')}</ButtonLink>,
  }));
  const items = [...questions, ...day.decisions.map(decision)];
  const more = day.decisionCount + day.questionCount > items.length;
  return (
    <Card title={t('awaited')} {...(more ? { footer: <Anchor href="/incidents">{words('moreDecisions')}</Anchor> } : {})}>
      {items.length === 0 ? <p className="secondary">{t('nothingAwaited')}</p> : <ItemList items={items} />}
    </Card>
  );
}

/** What people did on the files in seven days. */
export function ChangesCard({ day }: { day: Day }) {
  const t = useTranslations('shell.today');
  const words = useTranslations('incidents.file.day');
  const eventWords = useEventWords();
  const reader = useReader();
  return (
    <Card title={t('changes')} aside={<Anchor href="/incidents">{t('allIncidents')}</Anchor>}>
      {day.changes.length === 0 ? (
        <p className="secondary">{t('nothingChanged')}</p>
      ) : (
        <ItemList
          items={day.changes.map((one) => ({
            key: one.id,
            title: <Anchor href={`/incidents/${one.number}`}>{`${one.number} · ${titleIn(one.title, reader.locale)}`}</Anchor>,
            detail: `${eventWords(one)} · ${one.organisationName} · ${reader.instant(one.at)}${one.author ? ` · ${words('by', { author: authorIn(one.author, reader.locale) })}` : ''}`,
          }))}
        />
      )}
    </Card>
  );
}

/** Stands for the day of someone whose roles give no access to incidents: what they have here instead. */
export function NoIncidents() {
  const words = useTranslations('incidents.file.day');
  return <EmptyState title={words('noIncidentsTitle')} action={<ButtonLink href="/organisations">{words('organisations')}</ButtonLink>}><p>{words('noIncidents')}</p></EmptyState>;
}
