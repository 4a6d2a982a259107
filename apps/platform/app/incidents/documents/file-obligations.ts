import { type Duty, explain, resumesAt } from '@hygie/obligations';
import type { PrintedBlock, PrintedSection } from '../../ground/pdf/printed-document.ts';
import type { IncidentView } from '../file-view.server.ts';
import { seesPart } from '../sight.ts';
import { authorIn } from '../stored-words.ts';
import { dutyTitle } from './event-words.ts';
import type { Wording } from './wording.ts';

/** Whether a duty deserves its own part: owed, maybe owed, or fulfilled. */
function matters(duty: Duty): boolean {
  return duty.verdict === 'applies' || duty.verdict === 'undetermined' || duty.doneAt !== null;
}

/** The duties with their basis, clock, state and reasons; those that do not apply with why; then every act and decision. */
export function obligationSections(view: IncidentView, wording: Wording): PrintedSection[] {
  if (view.kind === 'weakness') return [];
  const { t, locale } = wording;
  const heading = t('incidents.documents.file.obligations');
  if (!seesPart(view.side, 'obligations')) return [{ level: 1, heading, blocks: [{ kind: 'prose', text: t('incidents.documents.file.notShown') }] }];
  const own = view.duties.filter(matters);
  const others = view.duties.filter((duty) => !matters(duty)).map((duty) => [duty.title[locale], duty.because.map((reason) => explain(reason, locale)).join(' ')]);
  return [
    { level: 1, heading, blocks: own.length === 0 ? [{ kind: 'prose', text: t('incidents.documents.none') }] : [] },
    ...own.map((duty) => dutySection(duty, wording)),
    ...(others.length === 0 ? [] : [{
      level: 2 as const,
      heading: t('incidents.documents.file.others'),
      blocks: [{ kind: 'table' as const, widths: [4, 7], heads: [t('incidents.documents.file.obligation'), t('incidents.documents.file.why')], rows: others }],
    }]),
    actsSection(view, wording),
  ];
}

/** Where a duty stands; null while nobody knows whether it is owed, unless a clock of the law runs all the same. */
function stateWords(duty: Duty, { t, instant }: Wording): string | null {
  const until = duty.state === 'justified' ? resumesAt(duty) : null;
  if (until !== null) return t('incidents.documents.file.postponedUntil', { date: instant(until) ?? '' });
  if (duty.verdict === 'undetermined' && duty.doneAt === null && duty.state !== 'justified' && duty.clock?.dueAt == null) return null;
  return t(`incidents.documents.dutyStates.${duty.state}`);
}

function dutySection(duty: Duty, wording: Wording): PrintedSection {
  const { t, locale, instant } = wording;
  const row = (label: string, value: string | null) => (value === null ? [] : [{ label, value, missing: false }]);
  return {
    level: 2,
    heading: duty.title[locale],
    blocks: [
      {
        kind: 'answers',
        heads: [t('incidents.documents.field'), t('incidents.documents.content')],
        rows: [
          ...row(t('incidents.documents.file.verdict'), t(`incidents.documents.verdicts.${duty.verdict}`)),
          ...row(t('incidents.documents.file.state'), stateWords(duty, wording)),
          ...row(t('incidents.documents.file.addressee'), duty.addressee[locale]),
          ...row(t('incidents.documents.file.legalBasis'), duty.legalBasis[locale]),
          ...row(t('incidents.documents.file.clockStart'), instant(duty.clock?.startsAt ?? null)),
          ...row(t('incidents.documents.file.due'), instant(duty.clock?.dueAt ?? null)),
          ...row(t('incidents.documents.file.target'), instant(duty.clock?.targetAt ?? null)),
          ...row(t('incidents.documents.file.doneAt'), instant(duty.doneAt)),
          ...row(t('incidents.documents.file.reference'), duty.reference),
        ],
      },
      { kind: 'list', items: duty.because.map((reason) => explain(reason, locale)) },
    ],
  };
}

function actsSection(view: IncidentView, wording: Wording): PrintedSection {
  const { t, instant } = wording;
  const rows = view.acts.map((act) => [
    instant(act.at) ?? '', dutyTitle(act.duty, wording), actWords(act, wording), [act.reference, act.reason].filter(Boolean).join('\n'),
    act.on_behalf ? t('incidents.documents.file.onBehalf', { author: act.author, side: act.on_behalf }) : act.author,
  ]);
  const block: PrintedBlock = rows.length === 0 ? { kind: 'prose', text: t('incidents.documents.none') } : {
    kind: 'table', widths: [3, 4, 3, 4, 3], rows,
    heads: [t('incidents.documents.file.date'), t('incidents.documents.file.obligation'), t('incidents.documents.file.act'), t('incidents.documents.file.referenceOrReason'), t('incidents.documents.file.author')],
  };
  return { level: 2, heading: t('incidents.documents.file.acts'), blocks: [block] };
}

/** What was done about a duty; of what was recorded by mistake, that it counts no more. */
function actWords(act: IncidentView['acts'][number], { t, instant, locale }: Wording): string {
  const name = t(`incidents.documents.acts.${act.was as 'sent'}`);
  const { withdrawal } = act;
  if (!withdrawal) return name;
  return t('incidents.documents.file.withdrawnAct', { act: name, date: instant(withdrawal.at) ?? '', author: authorIn(withdrawal.author, locale), reason: withdrawal.reason });
}
