import { redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { Card } from '../../../ui/card.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Columns, Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { readVendor, revokeVendorLink, setDisclosure, writeVendor } from '../../vendor.server.ts';
import { mayWriteVendor } from '../../vendor-letter.ts';
import { writeMessage } from '../../work.server.ts';
import { useFile } from '../file/file-context.ts';
import { MessageForm } from '../file/message-form.tsx';
import { type Posted, readPosted } from '../file/posted.ts';
import { SignedOutNotice } from '../file/refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from '../file/signed-out.server.ts';
import type { Route } from './+types/correspondence';
import { ProgressCard } from './progress-card.tsx';
import { LetterForm } from './letter-form.tsx';
import { VendorThread } from './vendor-thread.tsx';

/** The vendor of a weakness and what was written with it, for CERT Santé alone. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  return readVendor(platform, signedIn.actor, params.number);
}

/** The letter as it was typed. */
function letterOf(posted: Posted, number: string) {
  const { text } = posted;
  return {
    number, name: text('name'), email: text('email').trim(), locale: text('locale'), subject: text('subject'), body: text('body'),
    answerDays: posted.number('answerDays'), named: text('named') === 'on',
  };
}

export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const { platform, signedIn, timeZone } = requireSignedIn(context);
  const posted = readPosted(await request.formData());
  const { number } = params;
  const { intent, text, key } = posted;
  const act = { platform, actor: signedIn.actor };
  const outcome = await attempt<unknown>(() => {
    if (intent === 'letter') return run(act.platform, act.actor, writeVendor, letterOf(posted, number), key);
    if (intent === 'revoke') return run(act.platform, act.actor, revokeVendorLink, { number }, key);
    if (intent === 'write') {
      const note = { number, audience: 'vendor', body: text('body'), answerDueAt: posted.instant('answerDueAt', timeZone), fromVendor: text('fromVendor') === 'on' };
      return run(act.platform, act.actor, writeMessage, note, key);
    }
    return run(act.platform, act.actor, setDisclosure, { number, version: posted.number('version'), disclosure: text('disclosure'), fixOn: text('fixOn') || null }, key);
  });
  if (outcome.problem) return { intent, problem: outcome.problem, typed: posted.typed };
  throw redirect(`/incidents/${encodeURIComponent(number)}/editeur?fait=1`);
}

/** How far the vendor is, what was written with it, and the next letter. */
export default function Correspondence({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.vendor');
  const file = useFile();
  const { vendor, messages, attachments } = loaderData;
  const open = file.view.state !== 'closed';
  const allowed = mayWriteVendor(file.view.tlp);
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      <h2>{t('title')}</h2>
      <p className="secondary">{t('lead')}</p>
      {vendor ? <ProgressCard file={file} vendor={vendor} open={open} refused={actionData} /> : <Notice tone="info">{t('notYet')}</Notice>}
      <Columns ratio="even" align="start">
        <VendorThread number={file.view.number} messages={messages} attachments={attachments} />
        <Stack>
          {!open && <Notice tone="info">{t('closed')}</Notice>}
          {open && !allowed && <Notice tone="warning">{t('forbidden', { tlp: file.view.tlp.toUpperCase() })}</Notice>}
          {open && allowed && (
            <Card title={t('writeTitle')}>
              <LetterForm file={file} vendor={vendor} sent={messages.length} refused={actionData} />
            </Card>
          )}
          {open && (
            <Disclosure summary={t('noteTitle')} open={actionData?.intent === 'write'} quiet>
              <MessageForm file={file} audience="vendor" refused={actionData} />
            </Disclosure>
          )}
        </Stack>
      </Columns>
    </Stack>
  );
}
