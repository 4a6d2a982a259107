import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Platform } from '../app/ground/platform.ts';
import { health } from './health.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** A platform whose database answers each question in turn. */
function open(...answers: Promise<unknown>[]) {
  const query = vi.fn(() => answers.shift() ?? Promise.resolve());
  const app = health({ pool: { query }, settings: { version: '0.0.0' } } as unknown as Platform);
  return { query, ask: async () => (await app.request('/readyz')).status };
}

test('a thousand probes at once, and those of the same second, take one connection in all', async () => {
  const { query, ask } = open();
  const statuses = await Promise.all(Array.from({ length: 1_000 }, ask));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(await ask()).toBe(200);
  expect(query).toHaveBeenCalledTimes(1);
});

test('a second later the database is asked again, and its absence is said', async () => {
  const { ask } = open(Promise.resolve(), Promise.reject(new Error('away')));
  expect(await ask()).toBe(200);
  vi.advanceTimersByTime(1_001);
  expect(await ask()).toBe(503);
});

test('a database that is long to answer is not asked twice', async () => {
  let answer = () => {};
  const { query, ask } = open(new Promise<void>((resolve) => (answer = resolve)));
  const first = ask();
  vi.advanceTimersByTime(5_000);
  const second = ask();
  await Promise.resolve();
  answer();
  expect(await Promise.all([first, second])).toEqual([200, 200]);
  expect(query).toHaveBeenCalledTimes(1);
});
