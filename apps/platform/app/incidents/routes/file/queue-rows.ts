import { CARE_IMPACTS, entryOf, INCIDENT_TYPES } from '@hygie/incident-exchange';
import { formatInstant, type InstantLike } from '../../../ground/dates.ts';
import type { Locale } from '../../../ground/platform.ts';
import { translator } from '../../../messages.ts';
import type { QueueLine } from '../../queue.server.ts';
import { levelKey } from '../../incident.ts';
import { titleIn } from '../../stored-words.ts';
import { urgencyOfLine, wordsOfDuty } from './labels.ts';

function levelWords(line: QueueLine, t: ReturnType<typeof translator>): string {
  const key = levelKey(line);
  return key ? t(`incidents.${key}`) : '';
}

/** Header and lines of the export, in words: the codes stay in the JSON of each file. */
export function csvRows(lines: readonly QueueLine[], reader: { locale: Locale; timeZone: string; seesTerms: boolean }): string[][] {
  const { locale, timeZone, seesTerms } = reader;
  const t = translator(locale, timeZone);
  const instant = (at: InstantLike | null) => (at === null ? '' : formatInstant(at, locale, timeZone));
  const columns: [string, (line: QueueLine) => string][] = [
    [t('incidents.file.queue.columns.number'), (line) => line.number],
    [t('incidents.file.queue.kind'), (line) => t(line.kind === 'weakness' ? 'incidents.kinds.weakness' : 'incidents.kinds.incident')],
    [t('incidents.file.queue.columns.title'), (line) => titleIn(line.title, locale)],
    [t('incidents.file.queue.columns.state'), (line) => t(`incidents.states.${line.state}`)],
    [t('incidents.file.queue.columns.urgency'), (line) => t(`incidents.urgencies.${urgencyOfLine(line.urgency).key}`)],
    [t('incidents.file.queue.columns.level'), (line) => levelWords(line, t)],
    [t('incidents.file.queue.columns.type'), (line) => INCIDENT_TYPES.find((one) => one.code === line.typeCode)?.label[locale] ?? line.typeCode],
    [t('incidents.file.queue.columns.care'), (line) => entryOf(CARE_IMPACTS, line.careImpact as (typeof CARE_IMPACTS)[number]['code']).label[locale]],
    [t('incidents.file.queue.columns.structure'), (line) => line.organisationName],
    [t('incidents.file.queue.columns.town'), (line) => line.town ?? ''],
    [t('incidents.file.queue.columns.declaredAt'), (line) => instant(line.declaredAt)],
    [t('incidents.file.queue.columns.help'), (line) => t(line.helpWanted ? 'common.yes' : 'common.no')],
    [t('incidents.file.queue.columns.assigned'), (line) => line.assignedTo ?? (line.assigned ? t('incidents.file.queue.elsewhere') : '')],
  ];
  const terms: typeof columns = [
    [t('incidents.file.queue.columns.term'), (line) => instant(line.nextDueAt)],
    [t('incidents.file.queue.columns.termOf'), (line) => wordsOfDuty(line.nextDueDuty)?.title[locale] ?? ''],
    [t('incidents.file.queue.columns.termKind'), (line) => (line.nextDueAt ? t(wordsOfDuty(line.nextDueDuty)?.legal === false ? 'incidents.file.term.target' : 'incidents.file.term.legal') : '')],
  ];
  const all = seesTerms ? [...columns, ...terms] : columns;
  return [all.map(([header]) => header), ...lines.map((line) => all.map(([, cell]) => cell(line)))];
}
