/** Identifiers of an organisation that carry a check. */
export const identifierFields = ['finessEj', 'finessEt', 'siren', 'siret'] as const;

/** One of them. */
export type IdentifierField = (typeof identifierFields)[number];
