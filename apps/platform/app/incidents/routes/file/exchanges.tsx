import { redirect, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Columns, Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TabsNav } from '../../../ui/tabs-nav.tsx';
import { audiences } from '../../sight.ts';
import { writeMessage } from '../../work.server.ts';
import type { Route } from './+types/exchanges';
import { useFile } from './file-context.ts';
import { MessageForm } from './message-form.tsx';
import { MessageThread } from './message-thread.tsx';
import { readPosted } from './posted.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';

/** Writes in a thread: a message, a request with its term, or what a vendor answered. */
export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const { platform, signedIn, timeZone } = requireSignedIn(context);
  const posted = readPosted(await request.formData());
  const { number } = params;
  const audience = posted.text('audience');
  const input = { number, audience, body: posted.text('body'), answerDueAt: posted.instant('answerDueAt', timeZone), fromVendor: posted.text('fromVendor') === 'on' };
  const outcome = await attempt(() => run(platform, signedIn.actor, writeMessage, input, posted.key));
  if (outcome.problem) return { intent: 'write', problem: outcome.problem, typed: posted.typed };
  throw redirect(`/incidents/${encodeURIComponent(number)}/echanges?${new URLSearchParams({ fil: audience, fait: '1' })}`);
}

/** The threads of the file that the reader may read, one at a time. */
export default function Exchanges({ actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.exchanges');
  const file = useFile();
  const { view, threads, may } = file;
  const [query] = useSearchParams();
  const asked = audiences.find((one) => one === (actionData?.typed['audience'] ?? query.get('fil')));
  const audience = asked && threads.includes(asked) ? asked : threads[0];
  if (!audience) return null;
  const messages = view.messages.filter((one) => one.audience === audience);
  const awaited = (thread: string) => view.messages.filter((one) => one.audience === thread && one.answerDueAt !== null && one.answeredAt === null).length;
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      <TabsNav
        label={t('threads')}
        tabs={threads.map((thread) => ({
          href: `/incidents/${view.number}/echanges?fil=${thread}`, label: t(`audiences.${thread}`), current: thread === audience,
          ...(awaited(thread) > 0 ? { count: t('awaitedCount', { count: awaited(thread) }) } : {}),
        }))}
      />
      <Columns ratio="main-aside" align="start">
        <Card title={t(`audiences.${audience}`)}>
          <p className="secondary">{t(`readers.${audience}`)}</p>
          {messages.length === 0 ? <EmptyState title={t('noneYet')}>{may.write && <p>{t('noneYetHelp')}</p>}</EmptyState> : <MessageThread messages={messages} />}
        </Card>
        {may.write ? <MessageForm file={file} audience={audience} refused={actionData} /> : <Notice tone="info">{t('closed')}</Notice>}
      </Columns>
    </Stack>
  );
}
