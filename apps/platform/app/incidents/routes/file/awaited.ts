import type { FilePage } from './file-page.server.ts';

/** How many answers are awaited in the threads that the page of exchanges shows. That with a vendor has a page of its own. */
export function awaitedAnswers({ view, threads }: FilePage): number {
  return view.messages.filter((one) => threads.includes(one.audience) && one.answerDueAt !== null && one.answeredAt === null).length;
}
