import { DEFAULT_MARKS, type Pap, type Tlp } from '@hygie/incident-exchange';
import type { InstantLike } from '../../ground/dates.ts';
import type { PrintedDocument } from '../../ground/pdf/printed-document.ts';
import { renderDocument } from '../../ground/pdf/render.server.ts';
import type { Locale, Platform } from '../../ground/platform.ts';
import type { Declaration, NamedStructure } from '../declaration.ts';
import { canonicalJson, fingerprint } from './canonical-json.ts';
import { declarationSections, type DescribedStructure } from './declaration-answers.ts';
import { documentHead, wordingFor } from './wording.ts';

/** A declaration that was recorded, with what its receipt says. */
export interface RecordedDeclaration {
  declaration: Declaration;
  number: string;
  declaredAt: InstantLike;
  organisation: DescribedStructure & Pick<NamedStructure, 'town' | 'finess'> & { timeZone: string };
  locale: Locale;
  /** Marks of the file; those of a new file when it has no others yet. */
  tlp?: Tlp;
  pap?: Pap;
}

/**
 * The receipt of a declaration as a tagged PDF: what was said, word for word, the number, the time of the server, and
 * the SHA-256 of the canonical JSON, which the PDF carries as an attached file. Never the follow-up code.
 */
export function declarationPdf(platform: Platform, recorded: RecordedDeclaration): Promise<Buffer> {
  return renderDocument(declarationDocument(recorded, platform.settings.instanceName, platform.now()));
}

/** The same document as data. `issuedAt` is the date of the printing, not that of the declaration. */
export function declarationDocument(recorded: RecordedDeclaration, issuer: string, issuedAt: Date): PrintedDocument {
  const { declaration, number, organisation, locale } = recorded;
  const wording = wordingFor(locale, organisation.timeZone);
  const { t } = wording;
  const row = (label: string, value: string) => ({ label, value, missing: false });
  const recordedAt = typeof recorded.declaredAt === 'string' ? new Date(recorded.declaredAt) : recorded.declaredAt;
  const head = documentHead({
    title: t(declaration.kind === 'incident' ? 'incidents.documents.declaration.titleIncident' : 'incidents.documents.declaration.titleWeakness'),
    subtitle: [organisation.name, organisation.town].filter(Boolean).join(' · '),
    number, issuer, issuedAt, tlp: recorded.tlp ?? DEFAULT_MARKS.tlp, pap: recorded.pap ?? DEFAULT_MARKS.pap,
  }, wording);
  return {
    ...head,
    sections: [
      {
        level: 1,
        heading: t('incidents.documents.declaration.receipt'),
        blocks: [
          {
            kind: 'answers',
            heads: [t('incidents.documents.field'), t('incidents.documents.content')],
            rows: [
              row(t('incidents.documents.declaration.number'), number),
              row(t('incidents.documents.declaration.recordedAt'), wording.instant(recordedAt) ?? ''),
              row(t('incidents.documents.declaration.serverTime'), recordedAt.toISOString()),
              row(t('incidents.documents.declaration.structure'), head.subtitle),
              ...(organisation.finess ? [row(t('incidents.documents.file.finess'), organisation.finess)] : []),
            ],
          },
          { kind: 'note', text: t('incidents.documents.declaration.receiptNote') },
        ],
      },
      { level: 1, heading: t('incidents.documents.declaration.said'), blocks: [] },
      ...declarationSections(declaration, organisation, wording),
      {
        level: 1,
        heading: t('incidents.documents.declaration.verify'),
        blocks: [{ kind: 'prose', text: t('incidents.documents.declaration.verifyText') }, { kind: 'code', code: fingerprint(declaration) }],
      },
    ],
    attached: {
      name: 'declaration.json', mediaType: 'application/json',
      description: t('incidents.documents.declaration.attached'), verbatim: canonicalJson(declaration),
    },
  };
}
