import {
  AUDIENCES, CARE_IMPACTS, defang, type DetectionBar, INCIDENT_TYPES, type Indicator, INDICATOR_TYPES, INDICATOR_WARNINGS, type IndicatorType, NATURES, PAP, type Pap, TLP, type Tlp,
} from '@hygie/incident-exchange';
import { EXCEPTIONAL_QUESTION, explain, LEGAL_QUESTIONS } from '@hygie/obligations';
import type { PrintedBlock, PrintedSection } from '../../ground/pdf/printed-document.ts';
import { defangText } from '../defang-text.ts';
import { factNames, testOf } from '../facts.ts';
import type { FileMessage, IncidentView } from '../file-view.server.ts';
import { audiences, seesPart } from '../sight.ts';
import { authorIn, titleIn } from '../stored-words.ts';
import { fingerprint } from './canonical-json.ts';
import { declarationSections } from './declaration-answers.ts';
import { eventWords } from './event-words.ts';
import type { fr } from './messages.fr.ts';
import { levelWords, type Wording } from './wording.ts';

type Rows = Extract<PrintedBlock, { kind: 'table' }>['rows'];
// What is said with a value is no label.
type Sentence = 'bytes' | 'answerDue' | 'onBehalf' | 'latest' | 'closedOwing' | 'notDetected' | 'declarationDone' | 'declarationWaits' | 'postponedUntil' | 'withdrawnAct';
type Label = Exclude<keyof typeof fr.file, Sentence>;

/** A label and its value, left out when the value is not known. */
function pair(label: string, value: string | null) {
  return value === null || value === '' ? [] : [{ label, value, missing: false }];
}

/** A table, or the sentence that says that there is nothing. */
function table(heads: Label[], widths: number[], rows: Rows, { t }: Wording): PrintedBlock {
  if (rows.length === 0) return { kind: 'prose', text: t('incidents.documents.none') };
  return { kind: 'table', heads: heads.map((head) => t(`incidents.documents.file.${head}`)), widths, rows };
}

/** Whether the declaration to CERT Santé is owed, and whether it was made: the one never reads as the other. */
function declarationWords(view: IncidentView, { t, instant }: Wording): string {
  const verdict = t(`incidents.documents.mustDeclare.${view.mustDeclare}`);
  const doneAt = view.duties.find((duty) => duty.id === 'cert_sante.declaration')?.doneAt ?? null;
  if (doneAt !== null) return t('incidents.documents.file.declarationDone', { verdict, date: instant(doneAt) ?? '' });
  return view.mustDeclare === 'yes' ? t('incidents.documents.file.declarationWaits', { verdict }) : verdict;
}

/** What the file is, where it stands, how it may be shared. */
export function summarySection(view: IncidentView, wording: Wording): PrintedSection {
  const { t, label, instant, locale } = wording;
  const marks = [`${TLP[view.tlp as Tlp].label} · ${TLP[view.tlp as Tlp].meaning[locale]}`, `${PAP[view.pap as Pap].label} · ${PAP[view.pap as Pap].meaning[locale]}`];
  const word = (key: Label) => t(`incidents.documents.file.${key}`);
  return {
    level: 1,
    heading: word('summary'),
    blocks: [{
      kind: 'answers',
      heads: [t('incidents.documents.field'), t('incidents.documents.content')],
      rows: [
        ...pair(t('incidents.documents.declaration.number'), view.number),
        ...pair(word('label'), titleIn(view.title, locale)),
        ...pair(t('incidents.documents.declaration.structure'), [view.organisation.name, view.organisation.town].filter(Boolean).join(' · ')),
        ...pair(word('finess'), view.organisation.finess),
        ...pair(word('state'), t(`incidents.states.${view.state}`)),
        ...pair(word('urgency'), t(`incidents.urgencies.${String(view.urgency) as '1'}`)),
        ...(view.kind === 'incident' ? [
          ...pair(t('incidents.documents.questions.nature'), label(NATURES, view.nature)),
          ...pair(t('incidents.documents.questions.typeCode'), label(INCIDENT_TYPES, view.typeCode)),
          ...pair(t('incidents.documents.questions.care'), label(CARE_IMPACTS, view.careImpact)),
          ...pair(word('mustDeclare'), declarationWords(view, wording)),
          ...pair(word('level'), levelWords(view, wording)),
        ] : []),
        ...pair(word('knownAt'), instant(view.knownAt)),
        ...pair(word('declaredAt'), instant(view.declaredAt)),
        ...pair(word('acknowledgedAt'), instant(view.acknowledgedAt)),
        ...pair(word('closedAt'), instant(view.closedAt)),
        ...pair(word('assignedTo'), view.assignedTo),
        ...pair(word('marks'), marks.join('\n')),
      ],
    }],
  };
}

/** The declaration, word for word, with its digest. */
export function declaredSections(view: IncidentView, wording: Wording): PrintedSection[] {
  const { t } = wording;
  return [
    {
      level: 1,
      heading: t('incidents.documents.file.facts'),
      blocks: [{ kind: 'prose', text: t('incidents.documents.file.fingerprint') }, { kind: 'code', code: fingerprint(view.declaration) }],
    },
    ...declarationSections(view.declaration, view.organisation, wording),
  ];
}

/** The name of a fact, for a history. */
function factLabel(name: string, { t, locale }: Wording): string {
  const question = LEGAL_QUESTIONS.find(({ key }) => key === name);
  if (question) return question.text[locale];
  return (factNames as readonly string[]).includes(name) ? t(`incidents.documents.facts.${name as keyof typeof fr.facts}`) : name;
}

/** The value of a fact in words: an answer, a risk, an instant. */
function factValue(value: unknown, wording: Wording): string {
  const { t } = wording;
  if (typeof value !== 'string' || value === 'unknown') return t('incidents.documents.unknown');
  if (value === 'none' || value === 'risk' || value === 'high') return t(`incidents.documents.risks.${value}`);
  if (value === 'yes' || value === 'no') return t(`incidents.documents.${value}`);
  return Number.isNaN(Date.parse(value)) ? value : (wording.instant(new Date(value)) ?? value);
}

/** The five questions and the one apart, each with its present answer, its author, its reason; then what follows from them. */
export function legalSections(view: IncidentView, wording: Wording): PrintedSection[] {
  if (view.kind === 'weakness') return [];
  const { t, locale, instant } = wording;
  const questions = [...LEGAL_QUESTIONS.map(({ key, letter, text }) => ({ key, text: `(${letter}) ${text[locale]}` })), { key: 'exceptional' as const, text: EXCEPTIONAL_QUESTION.text[locale] }];
  const rows = questions.map(({ key, text }) => {
    const last = view.history.findLast((one) => one.fact === key);
    // Answered by the declaration itself, since nobody answered it afterwards.
    const source = view.facts[key] === 'unknown' ? '' : `${t('incidents.documents.events.declared')}\n${instant(view.declaredAt)}`;
    return [text, factValue(view.facts[key], wording), last?.reason ?? '', last ? `${authorIn(last.author, locale)}\n${instant(last.at)}` : source];
  });
  const history = view.history.map((one) => [instant(one.at) ?? '', factLabel(one.fact, wording), factValue(one.answer, wording), one.reason, authorIn(one.author, locale)]);
  const conclusion = testOf(view.facts, view.nature).because.map((reason) => explain(reason, locale));
  const headings = { kind: 'table' as const, widths: [4, 2, 3, 2], rows };
  return [
    {
      level: 1,
      heading: t('incidents.documents.file.legalTest'),
      blocks: [
        { kind: 'prose', text: t('incidents.documents.file.legalTestText') },
        { ...headings, heads: [t('incidents.documents.question'), t('incidents.documents.answer'), t('incidents.documents.file.reason'), t('incidents.documents.file.author')] },
      ],
    },
    { level: 2, heading: t('incidents.documents.file.because'), blocks: [{ kind: 'list', items: conclusion }] },
    {
      level: 2,
      heading: t('incidents.documents.file.history'),
      blocks: [history.length === 0 ? { kind: 'prose', text: t('incidents.documents.none') } : {
        kind: 'table', widths: [3, 4, 2, 3, 2], rows: history,
        heads: [t('incidents.documents.file.date'), t('incidents.documents.file.fact'), t('incidents.documents.answer'), t('incidents.documents.file.reason'), t('incidents.documents.file.author')],
      }],
    },
  ];
}

/** Says that a list is only the end of a longer one; nothing when it is whole. */
function latestOf(shown: number, total: number | undefined, { t }: Wording): PrintedBlock[] {
  return total === undefined || total <= shown ? [] : [{ kind: 'note', text: t('incidents.documents.file.latest', { count: shown, total }) }];
}

/** What happened, in order; of a long chronology the end, said to be so. */
export function chronologySection(view: IncidentView, wording: Wording, total?: number): PrintedSection {
  const rows = view.events.map((event) => [wording.instant(event.at) ?? '', eventWords(event, wording), authorIn(event.author, wording.locale)]);
  return { level: 1, heading: wording.t('incidents.documents.file.chronology'), blocks: [...latestOf(rows.length, total, wording), table(['date', 'event', 'author'], [3, 6, 3], rows, wording)] };
}

/** The threads that the reader's side reads, one part each. */
export function messageSections(view: IncidentView, wording: Wording): PrintedSection[] {
  const { t, instant, locale } = wording;
  const line = (message: FileMessage) => [
    instant(message.createdAt) ?? '',
    `${authorIn(message.author, locale)}\n${t(`incidents.documents.sides.${message.side}`)}`,
    [defangText(message.body), message.answerDueAt ? t('incidents.documents.file.answerDue', { date: instant(message.answerDueAt) ?? '' }) : ''].filter(Boolean).join('\n'),
  ];
  const threads = audiences.flatMap((audience): PrintedSection[] => {
    const rows = view.messages.filter((message) => message.audience === audience).map(line);
    return rows.length === 0 ? [] : [{ level: 2, heading: t(`incidents.documents.threads.${audience}`), blocks: [table(['date', 'author', 'message'], [3, 3, 8], rows, wording)] }];
  });
  const none: PrintedBlock[] = threads.length === 0 ? [{ kind: 'prose', text: t('incidents.documents.none') }] : [];
  return [{ level: 1, heading: t('incidents.documents.file.messages'), blocks: none }, ...threads];
}

/** Why an indicator is not for detection; nothing when it is. */
function barWords(bar: DetectionBar | null, { t, locale }: Wording): string {
  return bar === null ? '' : t('incidents.documents.file.notDetected', { why: INDICATOR_WARNINGS[bar][locale] });
}

/** Indicators as data of a file, defanged. */
export function indicatorSection(indicators: readonly { type: string; value: string; comment: string; bar: DetectionBar | null }[], wording: Wording): PrintedSection {
  const { t, locale } = wording;
  const rows = indicators.map((one) => [
    INDICATOR_TYPES[one.type as IndicatorType]?.[locale] ?? one.type, { code: defang({ type: one.type as Indicator['type'], value: one.value }) }, [defangText(one.comment), barWords(one.bar, wording)].filter(Boolean).join('\n'),
  ]);
  return {
    level: 1,
    heading: t('incidents.documents.file.indicators'),
    blocks: [{ kind: 'prose', text: t('incidents.documents.file.indicatorsText') }, table(['type', 'value', 'comment'], [3, 6, 4], rows, wording)],
  };
}

/** What was joined to the file: names, sizes and digests; of many, the latest, said to be so. */
export function attachmentSection(view: IncidentView, wording: Wording, total?: number): PrintedSection {
  const { t, instant } = wording;
  const heading = t('incidents.documents.file.attachments');
  if (!seesPart(view.side, 'attachments')) return { level: 1, heading, blocks: [{ kind: 'prose', text: t('incidents.documents.file.notShown') }] };
  const rows = view.attachments.map((one) => [`${one.name}\n${one.mediaType}`, t('incidents.documents.file.bytes', { size: one.size }), `${instant(one.createdAt)}\n${authorIn(one.author, wording.locale)}`, { code: one.sha256 }]);
  const list = rows.length === 0 ? { kind: 'prose' as const, text: t('incidents.documents.none') } : {
    kind: 'table' as const, widths: [3, 2, 3, 5], rows, heads: [t('incidents.documents.file.file'), t('incidents.documents.file.size'), t('incidents.documents.file.date'), 'SHA-256'],
  };
  return { level: 1, heading, blocks: [{ kind: 'prose', text: t('incidents.documents.file.attachmentsText') }, ...latestOf(rows.length, total, wording), list] };
}

/** Whether an audience is too wide for names, threads and proofs: only the anonymised file goes there. */
export function isWide(audience: (typeof AUDIENCES)[number]): boolean {
  return AUDIENCES.indexOf(audience) > AUDIENCES.indexOf('organisation_and_clients');
}
