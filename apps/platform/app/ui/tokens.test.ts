import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sparklinePoints } from './sparkline.tsx';

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');

/** Custom properties of the first rule whose selector is exactly this. */
function tokens(selector: string): Record<string, string> {
  const begin = css.indexOf(`${selector} {`);
  const block = css.slice(begin, css.indexOf('}', begin));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#\w{6})/g)].map(([, name, value]) => [name!, value!]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const LIGHT = tokens(':root');
const DARK = tokens(":root[data-theme='dark']");

const TEXT_PAIRS = [
  ...['ink', 'ink-secondary', 'primary', 'danger', 'warning', 'done', 'information'].flatMap((ink) => [
    [ink, 'paper'],
    [ink, 'page'],
  ]),
  ...['primary', 'danger', 'warning', 'done', 'information'].map((tone) => [tone, `${tone}-ground`]),
  ['on-primary', 'primary'],
  ['on-primary', 'primary-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ...['severity', 'likelihood'].flatMap((ramp) =>
    [1, 2, 4, 5].map((level) => [level < 3 ? 'on-ramp-low' : 'on-ramp-high', `${ramp}-${level}`]),
  ),
] as [string, string][];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s theme', (_, theme) => {
  test.each(TEXT_PAIRS)('writes %s on %s with a contrast of 4.5 at least', (ink, ground) => {
    expect(contrast(theme[ink]!, theme[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  test('writes the third level in dark ink', () => {
    expect(contrast('#16212e', theme['severity-3']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('#16212e', theme['likelihood-3']!)).toBeGreaterThanOrEqual(4.5);
  });

  test('draws fields and the focus ring with a contrast of 3 at least', () => {
    for (const ground of ['paper', 'page']) {
      expect(contrast(theme['field']!, theme[ground]!)).toBeGreaterThanOrEqual(3);
      expect(contrast(theme['primary']!, theme[ground]!)).toBeGreaterThanOrEqual(3);
    }
  });
});

test('the dark theme is the same by the device’s preference and by choice', () => {
  expect(tokens(":root:not([data-theme='light'])")).toEqual(DARK);
  expect(Object.keys(DARK).toSorted()).toEqual(Object.keys(LIGHT).toSorted());
});

test('a trend is drawn from left to right, its highest value at the top, a flat one in the middle', () => {
  expect(sparklinePoints([0, 10, 5])).toBe('0.00,36.00 50.00,4.00 100.00,20.00');
  expect(sparklinePoints([7, 7])).toBe('0.00,20.00 100.00,20.00');
});
