import { type IncidentFile, type IncidentFileDocument, toIncidentJson } from '@hygie/incident-exchange';
import { EXCEPTIONAL_QUESTION, explain, LEGAL_QUESTIONS } from '@hygie/obligations';
import { factNames } from '../facts.ts';
import { canonicalJson, fingerprint } from './canonical-json.ts';
import type { WholeFile } from './file-document.ts';
import type { Wording } from './wording.ts';

/** Identifier of the published schema, `schema/incident-export-1.1.json`. */
export const EXPORT_SCHEMA_ID = 'urn:hygie:schema:incident-export:1.1';

/** The whole file as JSON: the neutral exchange document, and what the platform knows beyond it. */
export interface IncidentExport {
  $schema: typeof EXPORT_SCHEMA_ID;
  version: '1.1';
  language: 'fr' | 'en';
  file: IncidentFileDocument;
  /** Null in a version without identities. */
  platform: ReturnType<typeof platformPart> | null;
}

/** The export of a file; `whole` is null when the audience is too wide for more than the anonymised file. */
export function incidentExport(file: IncidentFile, whole: WholeFile | null, wording: Wording): IncidentExport {
  return {
    $schema: EXPORT_SCHEMA_ID, version: '1.1', language: wording.locale,
    file: toIncidentJson(file), platform: whole === null ? null : platformPart(whole, wording),
  };
}

const utc = (at: Date | null): string | null => at?.toISOString() ?? null;

function platformPart({ view, measures }: WholeFile, { locale }: Wording) {
  return {
    kind: view.kind, state: view.state, side: view.side, urgency: view.urgency, level: view.level, mustDeclare: view.mustDeclare,
    knownAt: view.knownAt.toISOString(), acknowledgedAt: utc(view.acknowledgedAt), closedAt: utc(view.closedAt), assignedTo: view.assignedTo,
    // Parsed from the canonical form: the digest can be computed again from what stands here.
    declaration: { version: view.declarationVersion, sha256: fingerprint(view.declaration), content: JSON.parse(canonicalJson(view.declaration)) as Record<string, unknown> },
    legalTest: legalTestOf(view, locale),
    facts: factNames.map((name) => ({ name, value: view.facts[name] })),
    history: view.history.map((one) => ({ fact: one.fact, answer: one.answer, reason: one.reason, author: one.author, at: one.at.toISOString() })),
    obligations: view.duties.map((duty) => ({
      duty: duty.id, title: duty.title[locale], addressee: duty.addressee[locale], legalBasis: duty.legalBasis[locale],
      verdict: duty.verdict, state: duty.state, because: duty.because.map((reason) => explain(reason, locale)),
      startsAt: duty.clock?.startsAt ?? null, dueAt: duty.clock?.dueAt ?? null, targetAt: duty.clock?.targetAt ?? null,
      doneAt: duty.doneAt, reference: duty.reference,
    })),
    acts: view.acts.map((act) => ({ duty: act.duty, kind: act.kind, at: act.at.toISOString(), until: utc(act.until), reference: act.reference, reason: act.reason, author: act.author })),
    messages: view.messages.map((one) => ({
      audience: one.audience, side: one.side, author: one.author, body: one.body, createdAt: one.createdAt.toISOString(),
      answerDueAt: utc(one.answerDueAt), answeredAt: utc(one.answeredAt),
    })),
    attachments: view.attachments.map((one) => ({
      name: one.name, size: Number(one.size), mediaType: one.mediaType, sha256: one.sha256, author: one.author, createdAt: one.createdAt.toISOString(),
    })),
    measuresWished: [...measures],
    leftOut: leftOutOf(view),
  };
}

// Whoever reads the export must not take it for the whole: what its side reads and keeps to itself is named. The talk with
// a vendor is said to CERT Santé alone.
function leftOutOf({ kind, side }: WholeFile['view']) {
  return ['internal_notes', ...(side === 'nation' && kind === 'weakness' ? ['vendor_correspondence'] : [])];
}

function legalTestOf(view: WholeFile['view'], locale: 'fr' | 'en') {
  if (view.kind === 'weakness') return [];
  return [...LEGAL_QUESTIONS, { key: 'exceptional' as const, ...EXCEPTIONAL_QUESTION }].map(({ key, article, text }) => {
    const last = view.history.findLast((one) => one.fact === key);
    return {
      key, article, question: text[locale], answer: view.facts[key],
      reason: last?.reason ?? '', author: last?.author ?? null, at: utc(last?.at ?? null),
    };
  });
}
