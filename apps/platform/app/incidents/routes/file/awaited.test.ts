import { expect, test } from 'vitest';
import type { FilePage } from './file-page.server.ts';
import { awaitedAnswers } from './awaited.ts';

test('the answers awaited in a file are those of the threads that its page of exchanges shows', () => {
  const message = (audience: string, answerDueAt: Date | null, answeredAt: Date | null = null) => ({ audience, answerDueAt, answeredAt });
  const due = new Date();
  const messages = [message('cert', due), message('cert', due, due), message('cert', null), message('vendor', due), message('internal', due)];
  expect(awaitedAnswers({ view: { messages }, threads: ['cert', 'internal'] } as unknown as FilePage)).toBe(2);
  expect(awaitedAnswers({ view: { messages }, threads: ['cert', 'vendor'] } as unknown as FilePage)).toBe(2);
  expect(awaitedAnswers({ view: { messages }, threads: [] } as unknown as FilePage)).toBe(0);
});
