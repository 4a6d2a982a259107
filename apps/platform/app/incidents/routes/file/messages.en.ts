import type { Translated } from '../../../ground/translated.ts';
import type { fr } from './messages.fr.ts';

/** Words of these pages. */
export const en = {} as const satisfies Translated<typeof fr>;
