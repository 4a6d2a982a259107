/** Most indicators of a file: pages and exports hold them all, so none is thought watched that is not. */
export const mostIndicators = 2_000;

/** Most answers of a vendor, and most documents that it joins: what can be stored without an account is bounded. */
export const mostVendorAnswers = 200;
export const mostVendorFiles = 50;

/** Most messages that the declarant's side writes in a file: what can be stored without an account is bounded. */
export const mostDeclarantMessages = 500;
