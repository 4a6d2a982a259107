import axe from 'axe-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { absences } from './absences.ts';
import { assessments, states, summary } from './assessment.ts';
import { axeRules, axeVersion } from './axe-rules.ts';
import { axeRun } from './axe-run.ts';
import { criteria, themes } from './criteria.ts';
import { reviewed } from './reviewed.ts';

const appFolder = fileURLToPath(new URL('../../', import.meta.url));
const ids = criteria.map(({ id }) => id);
const stateOf = (id: string, grid = assessments()) => grid.find(({ criterion }) => criterion === id)?.state;

describe('the criteria of RGAA 4.1', () => {
  test('are 106, each once, in 13 themes without a gap', () => {
    expect(new Set(ids).size).toBe(106);
    expect(criteria).toHaveLength(106);
    expect(themes.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    for (const { number } of themes) {
      const own = criteria.filter(({ theme }) => theme === number).map(({ id }) => id);
      expect(own).toEqual(own.map((_, index) => `${number}.${index + 1}`));
    }
  });

  test('count per theme as the standard prints them', () => {
    const counts = themes.map(({ number }) => criteria.filter(({ theme }) => theme === number).length);
    expect(counts).toEqual([9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]);
  });

  test('keep no mark-up of the published source', () => {
    for (const { title } of criteria) expect(title).not.toMatch(/\]\(|`|\[| {2}/);
  });
});

describe('what axe-core can say', () => {
  test('is exactly what the installed axe-core declares', () => {
    const declared = axe.getRules().flatMap(({ ruleId, tags }) =>
      tags
        .filter((tag) => /^RGAA-\d/.test(tag))
        .map((tag) => `${tag.slice(5)} ${ruleId}${tags.includes('experimental') ? ' (opt-in)' : ''}`),
    );
    const recorded = Object.values(axeRules)
      .flat()
      .map(({ rule, test: rgaaTest, optIn }) => `${rgaaTest} ${rule}${optIn === true ? ' (opt-in)' : ''}`);
    expect(recorded.toSorted()).toEqual(declared.toSorted());
    expect(axe.version.startsWith(`${axeVersion}.`)).toBe(true);
  });

  test('concerns known criteria, each rule under the criterion of its test', () => {
    for (const [id, rules] of Object.entries(axeRules)) {
      expect(ids).toContain(id);
      for (const rule of rules) expect(rule.test.split('.').slice(0, 2).join('.')).toBe(id);
    }
  });

  test('a run keeps as passed only rules that never failed on any page', () => {
    const run = axeRun('pages', '2026-12-01', [
      { passes: [{ id: 'label' }, { id: 'image-alt' }], violations: [] },
      { passes: [{ id: 'image-alt' }], violations: [{ id: 'label' }] },
    ]);
    expect(run).toMatchObject({ analyses: 2, passed: ['image-alt'], violated: ['label'] });
  });
});

describe('the grid', () => {
  test('holds one assessment for each criterion, in order', () => {
    expect(assessments().map(({ criterion }) => criterion)).toEqual(ids);
  });

  test('claims nothing proved without a named proof, and cites only known criteria', () => {
    for (const entry of assessments()) {
      if (entry.state === 'to_review') continue;
      const { proof } = entry;
      expect(entry.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (proof.kind === 'test') expect(readFileSync(join(appFolder, '..', proof.file), 'utf8'), proof.file).toContain(`'${proof.title}'`);
      if (proof.kind === 'review') expect(proof.reviewer.length * proof.method.length).toBeGreaterThan(0);
      if (proof.kind === 'axe_run') expect(proof.rules).not.toEqual([]);
    }
    for (const id of [...Object.keys(reviewed), ...absences.flatMap((absence) => absence.criteria)]) {
      expect(ids).toContain(id);
    }
  });

  test('says to review when nothing was run, even where axe-core has rules', () => {
    expect(stateOf('3.2', assessments(null, {}))).toBe('to_review');
    expect(stateOf('9.2', assessments(null, {}))).toBe('to_review');
  });

  const run = axeRun('pages', '2026-12-01', [
    { passes: [{ id: 'color-contrast' }, { id: 'frame-title' }], violations: [{ id: 'label' }] },
  ]);

  test('a passing run proves a criterion in part only, and names rules and test', () => {
    expect(assessments(run, {}).find(({ criterion }) => criterion === '3.2')).toMatchObject({
      state: 'partly_proved',
      proof: { kind: 'axe_run', test: 'pages', rules: ['color-contrast'] },
      date: '2026-12-01',
    });
    expect(assessments(run, {}).some(({ state }) => state === 'proved')).toBe(false);
  });

  test('a review outweighs a passing rule and yields to a violation', () => {
    const review = {
      state: 'proved',
      proof: { kind: 'review', reviewer: 'Auditor', method: 'grid' },
      date: '2026-12-02',
    } as const;
    const grid = assessments(run, { '3.2': review, '11.1': review });
    expect(stateOf('3.2', grid)).toBe('proved');
    expect(stateOf('11.1', grid)).toBe('not_met');
  });

  test('a violation makes the criterion not met, even one held as without object', () => {
    expect(stateOf('11.1', assessments(run, {}))).toBe('not_met');
    const framed = axeRun('pages', '2026-12-01', [{ passes: [], violations: [{ id: 'frame-title' }] }]);
    expect(stateOf('2.1', assessments(framed, {}))).toBe('not_met');
  });

  test('a rule that met nothing leaves its criterion to review', () => {
    expect(stateOf('8.5', assessments(run, {}))).toBe('to_review');
  });

  test('is counted by state on its 106 criteria', () => {
    const { base, byState } = summary(assessments(run, {}));
    expect(base).toBe(106);
    expect(states.reduce((total, state) => total + byState[state], 0)).toBe(106);
    expect(byState).toEqual({ proved: 0, partly_proved: 1, not_applicable: 22, not_met: 1, to_review: 82 });
  });
});

describe('content said to be absent', () => {
  const sources = readdirSync(appFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.startsWith(join('accessibility', 'grid')))
    .map((path) => ({ path, text: readFileSync(join(appFolder, path), 'utf8') }));

  test.each(absences.map((absence) => [absence.reason.en, absence] as const))('%s', (_, { pattern, criteria: without }) => {
    const found = sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(found, `review criteria ${without.join(', ')}: they are no longer without object`).toEqual([]);
  });

  test('opens no window by itself, and holds no page to one orientation', () => {
    const styles = readdirSync(join(appFolder, 'ui', 'styles')).map((name) => ({ path: name, text: readFileSync(join(appFolder, 'ui', 'styles', name), 'utf8') }));
    const found = [...sources, ...styles].filter(({ text }) => /window\.open\(|http-equiv=["']refresh|orientation:\s*(?:portrait|landscape)|orientation\.lock\(/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('would be noticed if it came in', () => {
    const intruders = ['<figure>', 'colSpan={2}', '<table role="presentation">', "href='/plan-du-site'", 'onDragStart={go}', '<video src={film}>', '<iframe title="x">', '<RecaptchaBox />', 'addEventListener("devicemotion")', 'new Audio(bell)'];
    for (const intruder of intruders) expect(absences.some(({ pattern }) => pattern.test(intruder)), intruder).toBe(true);
    for (const innocent of ['WeakMap<object, string>', "from 'altcha-lib'", 'timeframe']) {
      expect(absences.some(({ pattern }) => pattern.test(innocent)), innocent).toBe(false);
    }
  });
});
