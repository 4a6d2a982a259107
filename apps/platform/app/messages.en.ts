import { en as common } from './ground/messages.en.ts';
import type { Translated } from './ground/translated.ts';
import { en as incidents } from './incidents/messages.en.ts';
import type { Messages } from './messages.fr.ts';
import { en as organisations } from './organisations/messages.en.ts';
import { en as shell } from './shell/messages.en.ts';
import { en as signIn } from './sign-in/messages.en.ts';

/** The English catalogue: complete, or it does not compile. */
export const en: Translated<Messages> = { common, shell, signIn, organisations, incidents };
