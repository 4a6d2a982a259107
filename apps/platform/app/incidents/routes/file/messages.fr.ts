/** Words of these pages. */
export const fr = {} as const;
