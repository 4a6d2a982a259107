import { describe, expect, test } from 'vitest';
import { commands } from '../ground/command.server.ts';
import { labelledCommand, labelledCommands } from './command-words.ts';
import { fr } from './command-messages.fr.ts';

import.meta.glob('../**/*.server.ts', { eager: true });

/** Acts that the journal keeps without a command: reads, sweeps, imports, what the operator does. */
const withoutCommand = [
  'demonstration.seed', 'incident.open', 'incident.open_attachment', 'incident.remind', 'incident.remind_vendor', 'incident.tell_answers', 'instance.backup', 'instance.restore', 'register.import',
];

describe('the words of the journal', () => {
  test('say every command of the platform, in both languages', () => {
    expect(commands.size).toBeGreaterThan(40);
    expect([...commands.keys()].filter((name) => !labelledCommand(name)).toSorted()).toEqual([]);
  });

  test('say nothing of what no longer exists', () => {
    expect(labelledCommands.filter((name) => !commands.has(name))).toEqual(withoutCommand);
  });

  test('tell two acts apart: no two have the same words', () => {
    const labels = Object.values(fr).flatMap((acts) => Object.values(acts));
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  });
});
