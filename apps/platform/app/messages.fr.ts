import { fr as common } from './ground/messages.fr.ts';
import { fr as incidents } from './incidents/messages.fr.ts';
import { fr as organisations } from './organisations/messages.fr.ts';
import { fr as shell } from './shell/messages.fr.ts';
import { fr as signIn } from './sign-in/messages.fr.ts';

/** The French catalogue, from which the types of all messages come. */
export const fr = { common, shell, signIn, organisations, incidents } as const;

/** The catalogue's shape, with its literal texts: a missing argument is a type error. */
export type Messages = typeof fr;
