import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { threats } from './threats.ts';

const platform = join(import.meta.dirname, '..');
const top = join(platform, '..', '..');

/** Titles of the tests that a file really holds: the first argument of `test(…)` or `test.each(…)(…)`, not of one that is skipped. */
function titlesOf(file: string): Set<string> {
  const titles = new Set<string>();
  const isTest = (callee: Node): boolean =>
    callee.name === 'test' || (callee.type === 'CallExpression' && callee.callee?.type === 'MemberExpression' && callee.callee.object?.name === 'test' && callee.callee.property?.name === 'each');
  walk(parseSync(file, readFileSync(join(platform, file), 'utf8')).program, (node) => {
    const [title] = node.type === 'CallExpression' && node.callee && isTest(node.callee) ? (node.arguments ?? []) : [];
    if (typeof title?.value === 'string') titles.add(title.value);
  });
  return titles;
}

interface Node {
  type?: string;
  name?: string;
  value?: unknown;
  callee?: Node;
  object?: Node;
  property?: Node;
  tag?: Node;
  quasi?: { expressions: Node[] };
  arguments?: Node[];
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) return node.forEach((one) => walk(one, visit));
  if (typeof node !== 'object' || node === null) return;
  visit(node);
  Object.values(node).forEach((one) => walk(one, visit));
}

const sources = ['apps/platform/app', 'apps/platform/server', ...readdirSync(join(top, 'packages')).map((name) => `packages/${name}/src`)]
  .flatMap((folder) => readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.|\/testing\/|\/threats\.ts$/.test(path))
  .toSorted()
  .map((path) => ({ path, text: readFileSync(join(top, path), 'utf8') }));

describe('the classes of vulnerability that a reviewer will try', () => {
  test('are 28, each once, in order', () => {
    expect(threats.map(({ number }) => number)).toEqual(Array.from({ length: 28 }, (_, index) => index + 1));
    expect(new Set(threats.map(({ name }) => name)).size).toBe(28);
  });

  const applying = threats.flatMap((threat) => (threat.applies ? [threat] : []));
  test.each(applying.map((threat) => [threat.number, threat.name, threat] as const))('%i. « %s » is met by tests that exist', (_, _name, { proofs }) => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const { file, titles } of proofs) {
      expect(existsSync(join(platform, file)), file).toBe(true);
      const held = titlesOf(file);
      expect(titles.length, file).toBeGreaterThan(0);
      expect(titles.filter((title) => !held.has(title)), file).toEqual([]);
    }
  });

  const absent = threats.flatMap((threat) => (threat.applies ? [] : [threat]));
  test.each(absent.map((threat) => [threat.number, threat.name, threat] as const))('%i. « %s » is without object, and stays so', (_, _name, { because, absent: pattern }) => {
    expect(because.length).toBeGreaterThan(20);
    expect(sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('the server itself asks nothing of any address', () => {
    const ours = sources.filter(({ path }) => path.includes('/server/') || path.endsWith('.server.ts') || path.startsWith('packages/'));
    expect(ours.length).toBeGreaterThan(50);
    expect(ours.filter(({ text }) => /(?<![.\w])fetch\(/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('what would bring an absent class would be noticed', () => {
    const intruders = ["import { fetch } from 'undici'", "https.get(url)", "import { SaxesParser } from 'saxes'", "import * as client from 'openid-client'", 'startPhishingCampaign()'];
    for (const intruder of intruders) expect(absent.some(({ absent: pattern }) => pattern.test(intruder)), intruder).toBe(true);
    // A name on a page is not a request: the browser asks its own site.
    for (const innocent of ["await fetch('/signaler/brouillon')", 'a phishing mail']) expect(absent.some(({ absent: pattern }) => pattern.test(innocent)), innocent).toBe(false);
  });
});

/** Places where a piece of SQL is made of text, and why nothing from outside is in it. */
const composed: Record<string, string> = {
  'apps/platform/app/ground/insertion.server.ts': 'names of tables and columns are literals of the callers',
  'apps/platform/app/ground/scope.server.ts': 'values of the actor, each quoted by the driver',
  'apps/platform/app/ground/wall.server.ts': 'the checks of the catalogue, all literals',
  'apps/platform/app/ground/embedded.server.ts': 'a password that the platform drew, quoted',
  'apps/platform/app/organisations/people-queries.server.ts': 'one of two aliases or columns of a closed type',
  'apps/platform/app/organisations/register/write-structures.server.ts': 'lists of columns, all literals',
  'apps/platform/app/incidents/reading.server.ts': 'an interval that is a constant',
  'apps/platform/app/incidents/queue.server.ts': 'columns of terms, named by the code',
  'apps/platform/app/incidents/sight.server.ts': 'the column that its callers name, and the names of sides',
  'apps/platform/app/sign-in/invitation.server.ts': 'the roles of a policy, named by the code',
};

test('no text from outside names a table, a column or an order', () => {
  const found = sources.filter(({ path }) => path.startsWith('apps/platform/app/') && path.endsWith('.ts')).filter(({ path, text }) => {
    let composes = false;
    walk(parseSync(path, text).program, (node) => {
      const { object, property } = node.callee ?? {};
      // Kysely binds what a template holds; these write it into the statement.
      if (object?.name === 'sql' && ['raw', 'ref', 'id', 'table', 'lit'].includes(property?.name ?? '')) composes = true;
      const [statement] = node.arguments ?? [];
      const isStatement = ['query', 'raw'].includes(property?.name ?? '');
      if (isStatement && (statement as { expressions?: Node[] } | undefined)?.expressions?.length) composes = true;
    });
    return composes;
  });
  expect(found.map(({ path }) => path).filter((path) => !(path in composed))).toEqual([]);
});
