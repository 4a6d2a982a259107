import { redirect } from 'react-router';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { pageOf } from '../../../shell/page-number.ts';
import { Columns, Stack } from '../../../ui/layout.tsx';
import { overviewPageSizes, readOverview } from '../../overview.server.ts';
import { addChronology } from '../../work.server.ts';
import { attachPosted, isUpload } from './attach.server.ts';
import type { Route } from './+types/overview';
import { useFile } from './file-context.ts';
import { pagedDocuments, pagedEvents } from './overview-pages.ts';
import { ChronologyCard } from './overview-chronology.tsx';
import { DeclarationCard } from './overview-declaration.tsx';
import { DocumentsCard } from './overview-documents.tsx';
import { DutiesCard, SimilarCard, ThreadCard } from './overview-cards.tsx';
import { FactsCard } from './overview-facts.tsx';
import { readPosted } from './posted.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';

/** Those to whom the file may be handed over, how long its lists are, and the older pages asked for. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const url = new URL(request.url);
  const pages = { events: pageOf(url, 'chronologie'), attachments: pageOf(url, 'pieces') };
  return { ...(await readOverview(platform, signedIn.actor, params.number, pages)), pages, sizes: overviewPageSizes };
}

/** Adds a line to the chronology, or joins a document. */
export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const signed = requireSignedIn(context);
  const { platform, signedIn } = signed;
  const { number } = params;
  const back = `/incidents/${encodeURIComponent(number)}?fait=1`;
  if (isUpload(request)) {
    const joined = await attempt(() => attachPosted(signed, request, number));
    if (joined.problem) return { intent: 'attach', problem: joined.problem, typed: {} };
    throw redirect(`${back}#documents`);
  }
  const posted = readPosted(await request.formData());
  const input = { number, at: posted.instant('at', signed.timeZone) ?? '', text: posted.text('text') };
  const outcome = await attempt(() => run(platform, signedIn.actor, addChronology, input, posted.key));
  if (outcome.problem) return { intent: 'event', problem: outcome.problem, typed: posted.typed };
  throw redirect(`${back}#chronologie`);
}

/** The file at a glance: facts, terms, what is said, what happened. */
export default function Overview({ actionData, loaderData }: Route.ComponentProps) {
  const file = useFile();
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      <Columns ratio="three" align="start">
        <FactsCard file={file} colleagues={loaderData.colleagues} />
        {file.sees.obligations && file.view.kind === 'incident' && <DutiesCard file={file} />}
        <ThreadCard file={file} />
      </Columns>
      <ChronologyCard file={file} paged={pagedEvents(file, loaderData)} refused={actionData} />
      <Columns ratio="even" align="start">
        {file.sees.attachments && <DocumentsCard file={file} paged={pagedDocuments(file, loaderData)} refused={actionData} />}
        {file.view.similar.length > 0 && <SimilarCard file={file} />}
      </Columns>
      <DeclarationCard file={file} />
    </Stack>
  );
}
