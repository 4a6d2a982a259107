import { redirect } from 'react-router';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { Columns, Stack } from '../../../ui/layout.tsx';
import { answerFacts, classify } from '../../qualify.server.ts';
import type { Route } from './+types/qualification';
import { answersOf } from './posted-answers.ts';
import { ClassificationCard } from './qualification-classification.tsx';
import { LegalTestCard } from './qualification-legal.tsx';
import { OtherFactsCard } from './qualification-others.tsx';
import { VerdictCard } from './qualification-verdict.tsx';
import { useFile } from './file-context.ts';
import { readPosted } from './posted.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';

/** Classifies the file or answers its questions; a change made by someone else meanwhile is shown, never overwritten. */
export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const { platform, signedIn, timeZone } = requireSignedIn(context);
  const posted = readPosted(await request.formData());
  const { number } = params;
  const version = posted.number('version');
  const { text, intent, key } = posted;
  const outcome = await attempt<unknown>(() =>
    intent === 'classify'
      ? run(platform, signedIn.actor, classify, { number, version, title: text('title'), nature: text('nature'), typeCode: text('typeCode'), careImpact: text('careImpact'), tlp: text('tlp'), pap: text('pap'), reason: text('reason') }, key)
      : run(platform, signedIn.actor, answerFacts, { number, version, answers: answersOf(posted, timeZone) }, key),
  );
  if (outcome.problem) return { intent, problem: outcome.problem, typed: posted.typed };
  throw redirect(`/incidents/${encodeURIComponent(number)}/qualification?fait=1`);
}

/** What the incident is, what the law asks about it, and what follows. */
export default function Qualification({ actionData }: Route.ComponentProps) {
  const file = useFile();
  const isIncident = file.view.kind === 'incident';
  // What someone else changed meanwhile comes first, before the verdict and the other forms.
  const first = actionData?.problem.code === 'conflict' ? actionData.intent : null;
  const others = isIncident && <OtherFactsCard file={file} refused={actionData} />;
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      {first === 'others' && others}
      {first === 'classify' && isIncident && <ClassificationCard file={file} refused={actionData} />}
      {isIncident && first !== 'legal' && <VerdictCard file={file} />}
      {isIncident ? (
        <Columns ratio="main-aside" align="start">
          <LegalTestCard file={file} refused={actionData} />
          {first === 'legal' && <VerdictCard file={file} />}
          {first !== 'classify' && <ClassificationCard file={file} refused={actionData} />}
        </Columns>
      ) : (
        <ClassificationCard file={file} refused={actionData} />
      )}
      {first !== 'others' && others}
    </Stack>
  );
}
