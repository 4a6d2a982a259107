import type { PrintedBlock, PrintedDocument, PrintedSection } from '../../ground/pdf/printed-document.ts';
import { complaintSheet } from '../reflex/complaint-sheet.ts';
import { type Dossier, missingIn } from './dossier.ts';
import { documentHead, type Wording } from './wording.ts';

/** A dossier as a document to print and send: what is missing is said first and marked where it is missing. */
export function dossierDocument(dossier: Dossier, issuer: string, wording: Wording): PrintedDocument {
  const { t } = wording;
  const heads: [string, string] = [t('incidents.documents.field'), t('incidents.documents.content')];
  const head = documentHead({
    title: dossier.title,
    subtitle: t('incidents.documents.dossier.subtitle', { organisation: dossier.organisation.name, addressee: dossier.addressee }),
    number: dossier.incident.number, tlp: dossier.incident.tlp, pap: dossier.incident.pap, issuer, issuedAt: new Date(dossier.generatedAt),
  }, wording);
  const parts = dossier.blocks.map((block): PrintedSection => ({
    level: 1,
    heading: block.title,
    blocks: [{
      kind: 'answers', heads,
      rows: block.fields.map(({ label, value, missing }) => ({ label, value: value ?? t('incidents.documents.toComplete'), missing })),
    }],
  }));
  return { ...head, sections: [aboutSection(dossier, heads, wording), ...parts, ...complaintParts(dossier, wording), ...draftPart(dossier, wording)] };
}

function aboutSection(dossier: Dossier, heads: [string, string], wording: Wording): PrintedSection {
  const { t } = wording;
  const row = (label: string, value: string | null) => (value === null ? [] : [{ label, value, missing: false }]);
  return {
    level: 1,
    heading: t('incidents.documents.dossier.about'),
    blocks: [
      { kind: 'note', text: t('incidents.documents.dossier.missing', { count: missingIn(dossier) }) },
      {
        kind: 'answers', heads,
        rows: [
          ...row(t('incidents.documents.dossier.incident'), `${dossier.incident.number} · ${dossier.incident.title}`),
          ...row(t('incidents.documents.file.addressee'), dossier.addressee),
          ...row(t('incidents.documents.dossier.channel'), [dossier.channel.how, dossier.channel.url].filter(Boolean).join('\n')),
          ...row(t('incidents.documents.file.legalBasis'), dossier.legalBasis),
          ...row(t('incidents.documents.file.verdict'), t(`incidents.documents.verdicts.${dossier.verdict}`)),
          ...row(t('incidents.documents.file.clockStart'), wording.instant(dossier.clock?.startsAt ?? null)),
          ...row(t('incidents.documents.file.due'), wording.instant(dossier.clock?.dueAt ?? null)),
          ...row(t('incidents.documents.file.target'), wording.instant(dossier.clock?.targetAt ?? null)),
        ],
      },
      { kind: 'list', items: dossier.because },
    ],
  };
}

/** What the complaint's sheet adds to its blanks: the offences that the facts may be, and what to bring. */
function complaintParts(dossier: Dossier, { t, locale }: Wording): PrintedSection[] {
  if (dossier.duty !== 'complaint.filing') return [];
  const sheet = complaintSheet(locale);
  const offences: PrintedBlock = {
    kind: 'table', widths: [2, 4, 4],
    heads: [t('incidents.documents.dossier.article'), t('incidents.documents.dossier.offence'), t('incidents.documents.dossier.examples')],
    rows: sheet.offences.map((offence) => [offence.article, offence.text, offence.examples]),
  };
  return [
    { level: 1, heading: t('incidents.documents.dossier.offences'), blocks: [{ kind: 'prose', text: t('incidents.documents.dossier.offencesText') }, offences] },
    { level: 1, heading: t('incidents.documents.dossier.bring'), blocks: [{ kind: 'list', items: sheet.bring.map((step) => step.text) }] },
  ];
}

function draftPart(dossier: Dossier, { t }: Wording): PrintedSection[] {
  if (dossier.letter === null) return [];
  return [{
    level: 1,
    heading: t('incidents.documents.dossier.draft'),
    blocks: [{ kind: 'note', text: t('incidents.documents.dossier.draftNote') }, { kind: 'draft', text: dossier.letter }],
  }];
}
