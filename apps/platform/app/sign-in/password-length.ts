/** Least length of a password, in characters; administrators owe more. Apart, so that pages do not carry the word list. */
export const shortest = { ordinary: 12, administrator: 15 } as const;

/** Greatest length of a password, in characters. */
export const longest = 256;
