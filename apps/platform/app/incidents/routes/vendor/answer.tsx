import { TLP, type Tlp } from '@hygie/incident-exchange';
import { data, Form, redirect } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import type { Actor } from '../../../ground/actor.ts';
import { attempt, type Problem } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { formatInstant } from '../../../ground/dates.ts';
import { errorCatalogue, HygieError } from '../../../ground/errors.ts';
import { isId, newId } from '../../../ground/id.ts';
import type { Platform } from '../../../ground/platform.ts';
import { contextOf } from '../../../request-context.ts';
import { PublicPage } from '../../../shell/public-page.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { FileField, TextArea } from '../../../ui/field.tsx';
import { ErrorSummary, type FormError, FormActions } from '../../../ui/form.tsx';
import { Narrow, Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Thread } from '../../../ui/thread.tsx';
import { attachable, readUpload, type RefusedFile } from '../../upload.server.ts';
import { answerAsVendor, openVendorLink, readVendorPage, roomForVendorFiles, vendorActor, type VendorPage } from '../../vendor-link.server.ts';
import { asTyped } from '../declare/answers.ts';
import { useRefusedText } from '../declare/form/attachments.tsx';
import type { Route } from './+types/answer';

const zone = 'Europe/Paris';
const tokenOf = (request: Request) => new URL(request.url).searchParams.get('jeton') ?? '';

/** What was sent to a vendor and its answers, by its link; null when the link opens nothing. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, origin } = contextOf(context);
  const token = tokenOf(request);
  // Without any token nobody tries one: the page says what a link is.
  const link = token === '' ? null : await openVendorLink(platform, origin, token);
  // The same page and status whether it is unknown, expired or taken back: a link tried at random teaches nothing.
  if (!link) return data(null, { status: errorCatalogue.not_found.status });
  return { page: await readVendorPage(platform, link, origin), token, key: newId(), done: new URL(request.url).searchParams.has('fait') };
}

/** Why an answer was not taken, with the words that were typed. */
interface Refusal {
  problem: Problem | null;
  refused: RefusedFile[];
  text: string;
}

/** What a link that was open when the page was read, and is no more, answers. */
const closedLink: Problem = { code: 'not_found', fields: [] };

/** Records the answer; answers with what forbids it. The link may be taken back while documents are still on their way. */
async function record(platform: Platform, actor: Actor, answer: { text: string; files: ReturnType<typeof attachable>[] }, key: string | undefined): Promise<Problem | null> {
  try {
    return (await attempt(() => run(platform, actor, answerAsVendor, answer, key))).problem ?? null;
  } catch (thrown) {
    if (thrown instanceof HygieError && thrown.code === 'not_found') return closedLink;
    throw thrown;
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { platform, origin } = contextOf(context);
  const token = tokenOf(request);
  const link = await openVendorLink(platform, origin, token);
  // Without a link nothing is stored, but the words that were typed are given back.
  const { fields, files, refused } = await readUpload(request, platform.files, link ? await roomForVendorFiles(platform, link) : 0);
  const text = asTyped(fields.get('text') ?? '');
  const refuse = (problem: Problem | null) => data<Refusal>({ problem, refused, text }, { status: problem ? errorCatalogue[problem.code].status : 422 });
  if (!link) return refuse(closedLink);
  // A document that is refused keeps the answer back: its author would think that it left.
  if (refused.length > 0) return refuse(null);
  const sentKey = fields.get('key') ?? '';
  const problem = await record(platform, vendorActor(link, origin), { text, files: files.map(attachable) }, isId(sentKey) ? sentKey : undefined);
  if (problem) return refuse(problem);
  throw redirect(`/editeur?${new URLSearchParams({ jeton: token })}&fait=1`, 303);
}

/** Errors of the form in words. */
function useErrors(refusal: Refusal | undefined): FormError[] {
  const t = useTranslations('incidents.vendor.page');
  const common = useTranslations('common');
  const refusedText = useRefusedText();
  if (!refusal) return [];
  const { problem, refused } = refusal;
  const fields = (problem?.fields ?? []).map(({ field, problem: why }): FormError => ({ name: field === 'piece' ? 'piece' : 'text', message: t(why === 'too_many' ? 'tooMany' : 'required') }));
  return [
    ...(problem && fields.length === 0 ? [{ message: common(`errors.${problem.code}`) }] : fields),
    ...refused.map((file) => ({ name: 'piece', message: refusedText(file) })),
  ];
}

function Letters({ page }: { page: VendorPage }) {
  const t = useTranslations('incidents.vendor');
  const locale = useLocale();
  const at = (moment: Date) => formatInstant(moment, locale, zone);
  return (
    <Card title={t('page.thread')}>
      <Thread
        messages={page.messages.map((message) => ({
          key: message.id,
          author: message.mine ? t('page.you') : t('page.cert', { author: message.author }),
          at: { iso: new Date(message.at).toISOString(), text: at(message.at) },
          body: (
            <>
              <p>{message.body}</p>
              {message.answerDueAt && <p className="secondary">{message.answeredAt ? t('answered') : t('due', { date: at(message.answerDueAt) })}</p>}
            </>
          ),
        }))}
      />
    </Card>
  );
}

function AnswerForm({ token, formKey, text, errors }: { token: string; formKey: string; text: string; errors: readonly FormError[] }) {
  const t = useTranslations('incidents.vendor.page');
  const common = useTranslations('common');
  const errorOf = (name: string) => {
    const found = errors.filter((one) => one.name === name).map((one) => one.message);
    return found.length > 0 ? { error: found.join(' ') } : {};
  };
  return (
    <Card title={t('writeTitle')}>
      <Form method="post" action={`/editeur?${new URLSearchParams({ jeton: token })}`} encType="multipart/form-data" reloadDocument noValidate className="form">
        <input type="hidden" name="key" value={formKey} />
        <TextArea name="text" label={t('text')} help={t('textHelp')} rows={8} maxLength={8000} defaultValue={text} {...errorOf('text')} />
        <FileField name="piece" label={t('file')} help={t('fileHelp')} mark={common('optional')} {...errorOf('piece')} />
        <FormActions><Button variant="primary">{t('send')}</Button></FormActions>
      </Form>
    </Card>
  );
}

/** Words that could not be taken any more: shown again, for their author to keep. */
function Unsent({ text }: { text: string }) {
  const t = useTranslations('incidents.vendor.page');
  return (
    <Card title={t('unsent')} tone="warning">
      <p>{t('unsentHelp')}</p>
      <p className="message-body">{text}</p>
    </Card>
  );
}

/** The page of a vendor, without an account: what was sent to it, what it answered, and its answer. */
export default function VendorAnswer({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.vendor.page');
  const common = useTranslations('common');
  const locale = useLocale();
  const errors = useErrors(actionData);
  const unsent = actionData?.text ? <Unsent text={actionData.text} /> : null;
  if (!loaderData) {
    return (
      <PublicPage subject={t('subject')}>
        <title>{`${unsent ? `${t('unsent')} · ` : ''}${t('expiredTitle')} · Hygie`}</title>
        <Narrow>
          <Stack gap="large">
            <PageHeader title={t('expiredTitle')} subtitle={t('expired')} />
            {unsent}
          </Stack>
        </Narrow>
      </PublicPage>
    );
  }
  const { page, token, key, done } = loaderData;
  const mark = TLP[page.tlp as Tlp];
  const title = t('title', { number: page.number });
  return (
    <PublicPage subject={t('subject')}>
      <title>{`${errors.length > 0 ? `${common('errorsTitle')} · ` : ''}${title} · Hygie`}</title>
      <Stack gap="large">
        <ErrorSummary title={common('errorsTitle')} errors={errors} />
        {errors.length === 0 && done && <Notice tone="done" announced>{t('sent')}</Notice>}
        <PageHeader title={title} subtitle={t('subtitle', { name: page.name, mark: mark.label, meaning: mark.meaning[locale] })} />
        <Letters page={page} />
        {page.open ? <AnswerForm token={token} formKey={key} text={actionData?.text ?? ''} errors={errors} /> : <><Notice tone="info">{t('closed')}</Notice>{unsent}</>}
        {page.attachments.length > 0 && (
          <Card title={t('files')}>
            <ul>{page.attachments.map((file) => <li key={file.id}>{file.name}</li>)}</ul>
          </Card>
        )}
      </Stack>
    </PublicPage>
  );
}
