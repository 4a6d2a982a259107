/** Documents that leave a file, as an address names the one that was asked for. */
export const askedDocuments = ['pdf', 'json', 'iodef', 'misp', 'stix', 'dossier', 'attachment'] as const;

/** A document that leaves a file. */
export type AskedDocument = (typeof askedDocuments)[number];

/** Why a document was not handed over, as the page of the file says it. */
export type DocumentRefusal = 'forbidden' | 'sharing' | 'unavailable' | 'other';

const refusals: Record<string, DocumentRefusal> = { forbidden: 'forbidden', sharing_forbidden: 'sharing', unavailable: 'unavailable' };

/** Reads from an address that a document was refused; null when none was. */
export function readDocumentRefusal(query: URLSearchParams): { why: DocumentRefusal; asked: AskedDocument | null } | null {
  const code = query.get('refus');
  if (code === null) return null;
  return { why: (Object.hasOwn(refusals, code) && refusals[code]) || 'other', asked: askedDocuments.find((one) => one === query.get('document')) ?? null };
}
