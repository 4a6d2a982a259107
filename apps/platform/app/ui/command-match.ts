/** A place to go or an act to begin. */
export interface Command {
  id: string;
  label: string;
  /** Heading under which it is listed. */
  group: string;
  /** Address in this platform. */
  href: string;
  keywords?: readonly string[];
  /** Short precision at the end of the line: identifier, organisation. */
  detail?: string;
}

/** Lower case without accents: « Référentiels » is found by « referentiels ». */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase();
}

/** 0: begins with the query; 1: each word of it begins a word; 2: each is somewhere; `undefined`: no match. */
function rank(query: string, command: Command): 0 | 1 | 2 | undefined {
  const label = folded(command.label);
  if (label.startsWith(query)) return 0;
  const text = folded([command.label, command.detail ?? '', ...(command.keywords ?? [])].join(' '));
  const asked = query.split(' ').filter(Boolean);
  const words = text.split(/[^\p{L}\p{N}]+/u);
  if (asked.every((word) => words.some((candidate) => candidate.startsWith(word)))) return 1;
  return asked.every((word) => text.includes(word)) ? 2 : undefined;
}

/** Commands that answer the query, best first, then in their own order; all of them for an empty query. */
export function matchCommands(query: string, commands: readonly Command[]): Command[] {
  const asked = folded(query).trim().replaceAll(/\s+/g, ' ');
  if (!asked) return [...commands];
  return commands
    .map((command) => ({ command, rank: rank(asked, command) }))
    .filter((match): match is { command: Command; rank: 0 | 1 | 2 } => match.rank !== undefined)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

/** Commands grouped in order of first appearance, and flat in the order shown: what arrow keys walk. */
export function groupCommands(commands: readonly Command[]): { groups: [string, Command[]][]; flat: Command[] } {
  const groups = [...Map.groupBy(commands, ({ group }) => group)];
  return { groups, flat: groups.flatMap(([, members]) => members) };
}

function isCommand(value: unknown): value is Command {
  if (typeof value !== 'object' || value === null) return false;
  const { id, label, group, href } = value as Record<string, unknown>;
  const texts = [id, label, group, href].every((text) => typeof text === 'string');
  // Only addresses of this platform: an answer must never make the palette run or leave elsewhere.
  return texts && /^\/(?!\/)/.test(String(href));
}

/** Reads `{ results: Command[] }`, dropping what is not a command. */
export function commandsFromJson(json: unknown): Command[] {
  const results = typeof json === 'object' && json !== null && 'results' in json ? json.results : undefined;
  return Array.isArray(results) ? results.filter(isCommand) : [];
}
