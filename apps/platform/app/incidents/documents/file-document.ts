import { CARE_IMPACTS, detectionBar, type IncidentFile, INCIDENT_TYPES, NATURES } from '@hygie/incident-exchange';
import type { PrintedBlock, PrintedDocument, PrintedSection } from '../../ground/pdf/printed-document.ts';
import type { PartTotals } from '../overview.server.ts';
import type { IncidentView } from '../file-view.server.ts';
import { seesPart } from '../sight.ts';
import { titleIn } from '../stored-words.ts';
import { obligationSections } from './file-obligations.ts';
import {
  attachmentSection, chronologySection, declaredSections, indicatorSection, legalSections, messageSections, summarySection,
} from './file-sections.ts';
import { documentHead, type Wording } from './wording.ts';

/** A whole file as its reader may see it, with the measures wished for at closing. */
export interface WholeFile {
  view: IncidentView;
  measures: readonly string[];
  /** How long its lists are, when the view may only hold the end of them. */
  totals?: PartTotals;
}

/** The whole file as a document: everything that its reader's side sees, in the order in which one reads a file. */
export function fileDocument({ view, measures, totals }: WholeFile, issuer: string, issuedAt: Date, wording: Wording): PrintedDocument {
  const { t } = wording;
  const head = documentHead({
    title: t(view.kind === 'incident' ? 'incidents.documents.file.title' : 'incidents.documents.file.titleWeakness'),
    subtitle: [view.organisation.name, view.organisation.town].filter(Boolean).join(' · '),
    number: view.number, tlp: view.tlp as IncidentFile['tlp'], pap: view.pap as IncidentFile['pap'], issuer, issuedAt,
  }, wording);
  return {
    ...head,
    sections: [
      summarySection(view, wording),
      ...declaredSections(view, wording),
      ...legalSections(view, wording),
      ...obligationSections(view, wording),
      chronologySection(view, wording, totals?.events),
      ...messageSections(view, wording),
      ...(seesPart(view.side, 'indicators') ? [indicatorSection(view.indicators, wording)] : []),
      attachmentSection(view, wording, totals?.attachments),
      ...(seesPart(view.side, 'closing') ? [closingSection(view.cause, view.lessons, measures, wording)] : []),
    ],
  };
}

/** The anonymised file as a document, for an audience too wide to know who was hit. */
export function sharedDocument(file: IncidentFile, issuedAt: Date, wording: Wording): PrintedDocument {
  const { t, label, instant } = wording;
  const head = documentHead({
    title: t('incidents.documents.file.titleShared'), subtitle: titleIn(file.title, wording.locale), number: file.number, tlp: file.tlp, pap: file.pap, issuer: file.issuer.name, issuedAt,
  }, wording);
  const rows = [
    [t('incidents.documents.questions.nature'), label(NATURES, file.nature)],
    [t('incidents.documents.questions.typeCode'), label(INCIDENT_TYPES, file.type)],
    [t('incidents.documents.questions.care'), label(CARE_IMPACTS, file.impacts.care)],
    [t('incidents.documents.questions.startedAt'), instant(file.times.started)],
    [t('incidents.documents.questions.description'), file.description],
  ] as const;
  return {
    ...head,
    sections: [
      {
        level: 1,
        heading: t('incidents.documents.file.summary'),
        blocks: [
          { kind: 'note', text: t('incidents.documents.file.shared') },
          {
            kind: 'answers', heads: [t('incidents.documents.field'), t('incidents.documents.content')],
            rows: rows.map(([name, value]) => ({ label: name, value: value ?? t('incidents.documents.unknown'), missing: false })),
          },
        ],
      },
      indicatorSection(file.indicators.map((one) => ({ ...one, bar: detectionBar(one) })), wording),
      closingSection(file.cause, file.lessons, [], wording),
    ],
  };
}

function closingSection(cause: string | null, lessons: string | null, measures: readonly string[], { t }: Wording): PrintedSection {
  const said = [[t('incidents.documents.file.cause'), cause], [t('incidents.documents.file.lessons'), lessons], [t('incidents.documents.file.measures'), measures.join('\n')]] as const;
  const rows = said.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value, missing: false }]));
  const block: PrintedBlock = rows.length === 0
    ? { kind: 'prose', text: t('incidents.documents.none') }
    : { kind: 'answers', heads: [t('incidents.documents.field'), t('incidents.documents.content')], rows };
  return { level: 1, heading: t('incidents.documents.file.closing'), blocks: [block] };
}
