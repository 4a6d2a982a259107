/** Most indicators of a file: pages and exports hold them all, so none is thought watched that is not. */
export const mostIndicators = 2_000;

/** Most messages that the declarant's side writes in a file: what can be stored without an account is bounded. */
export const mostDeclarantMessages = 500;
