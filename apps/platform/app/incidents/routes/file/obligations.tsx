import { explain } from '@hygie/obligations';
import { redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { HygieError } from '../../../ground/errors.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { withdrawAct } from '../../act-withdrawal.server.ts';
import { readUpload } from '../../upload.server.ts';
import { recordAct } from '../../work.server.ts';
import type { Route } from './+types/obligations';
import { joinUploaded } from './attach.server.ts';
import { groupDuties } from './duty-groups.ts';
import { useFile } from './file-context.ts';
import { DutyCard } from './obligation-card.tsx';
import { readPosted } from './posted.ts';
import { useReader } from './use-reader.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';

/** Records what was done about a duty, with its proof, or sets it aside with a reason. */
export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const signed = requireSignedIn(context);
  const { number } = params;
  const upload = await readUpload(request, signed.platform.files);
  const posted = readPosted(upload.fields);
  const duty = posted.text('duty');
  const done = `/incidents/${encodeURIComponent(number)}/obligations?fait=1#${encodeURIComponent(duty)}`;
  if (posted.intent === 'withdraw') {
    const id = posted.text('act');
    const withdrawn = await attempt(() => run(signed.platform, signed.signedIn.actor, withdrawAct, { number, id, reason: posted.text('reason') }, posted.key));
    if (withdrawn.problem) return { intent: `withdraw ${id}`, problem: withdrawn.problem, typed: posted.typed };
    throw redirect(done);
  }
  const sending = posted.intent !== 'decide';
  const input = {
    number, duty,
    kind: sending ? (posted.text('partial') === 'on' ? 'sent_in_part' : 'sent') : posted.text('kind'),
    at: sending ? (posted.instant('at', signed.timeZone) ?? '') : signed.platform.now().toISOString(),
    until: posted.text('kind') === 'postponed' ? posted.instant('until', signed.timeZone) : null,
    reference: posted.text('reference'), reason: posted.text('reason'),
  };
  // A proof that was joined stays joined when the rest of the form is refused: it is not asked for again.
  let proofId = posted.text('proofId') || null;
  const outcome = await attempt(async () => {
    if (upload.files.length > 1) throw new HygieError('invalid_input', { fields: [{ field: 'proof', problem: 'one_file' }] });
    proofId = (await joinUploaded(signed, upload, number, 'proof'))[0] ?? proofId;
    return run(signed.platform, signed.signedIn.actor, recordAct, { ...input, proofId }, posted.key);
  });
  if (outcome.problem) return { intent: `${posted.intent} ${duty}`, problem: outcome.problem, typed: { ...posted.typed, ...(proofId ? { proofId } : {}) } };
  throw redirect(done);
}

/** What the law asks of this incident, its clocks, and what was done about it. */
export default function Obligations({ actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.duty');
  const { locale } = useReader();
  const file = useFile();
  const { waiting, settled, others } = groupDuties(file.view.duties);
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      {file.sees.onBehalf && <Notice tone="info" title={t('onBehalfTitle')}>{t('onBehalfHelp')}</Notice>}
      <h2>{t('waitingTitle')}</h2>
      {waiting.length === 0 && <EmptyState title={t('noneWaiting')}><p>{t('noneWaitingHelp')}</p></EmptyState>}
      {waiting.map((duty) => <DutyCard key={duty.id} file={file} duty={duty} refused={actionData} />)}
      {settled.length > 0 && <h2>{t('settledTitle')}</h2>}
      {settled.map((duty) => <DutyCard key={duty.id} file={file} duty={duty} refused={actionData} />)}
      {others.length > 0 && (
        <Card title={t('othersTitle')}>
          <dl className="description-list">
            {others.map((duty) => (
              <div className="description-item" key={duty.id} id={duty.id}>
                <dt>{duty.title[locale]}</dt>
                <dd>
                  <p className="secondary">{duty.addressee[locale]} · {duty.legalBasis[locale]}</p>
                  {duty.because.map((reason) => <p key={JSON.stringify(reason)}>{explain(reason, locale)}</p>)}
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
    </Stack>
  );
}
