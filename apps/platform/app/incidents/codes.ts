import { z } from 'zod';

/** Codes of one of the shared lists, as a zod enumeration. */
export function codes<const Entry extends { readonly code: string }>(list: readonly Entry[]) {
  return z.enum(list.map((entry) => entry.code) as [Entry['code'], ...Entry['code'][]]);
}
