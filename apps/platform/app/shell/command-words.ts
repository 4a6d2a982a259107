import { useTranslations } from 'use-intl';
import { fr } from './command-messages.fr.ts';

type Words = typeof fr;

/** A name under which the journal keeps an act, and for which there are words: `incident.qualify`. */
export type LabelledCommand = { [Domain in keyof Words]: `${Domain}.${keyof Words[Domain] & string}` }[keyof Words];

/** Every act that the journal may hold, by name. */
export const labelledCommands = Object.entries(fr)
  .flatMap(([domain, acts]) => Object.keys(acts).map((act) => `${domain}.${act}`))
  .toSorted() as LabelledCommand[];

const known = new Set<string>(labelledCommands);

/** The name when there are words for it; undefined otherwise. */
export function labelledCommand(name: string): LabelledCommand | undefined {
  return known.has(name) ? (name as LabelledCommand) : undefined;
}

/** Says what a line of the journal is; the bare name for an act of a version that this one does not know. */
export function useCommandLabel(): (name: string) => string {
  const t = useTranslations('shell.commands');
  return (name) => {
    const command = labelledCommand(name);
    return command ? t(command) : name;
  };
}
