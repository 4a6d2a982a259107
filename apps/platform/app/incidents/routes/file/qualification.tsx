import { redirect } from 'react-router';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { HygieError } from '../../../ground/errors.ts';
import { toFields } from '../../../ground/dates.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { dateTimeNames } from '../../../ui/date-time-field.tsx';
import { Columns, Stack } from '../../../ui/layout.tsx';
import { answerFacts, classify } from '../../qualify.server.ts';
import type { Route } from './+types/qualification';
import { legalFacts, momentFacts, otherFacts } from './answers.ts';
import { ClassificationCard } from './qualification-classification.tsx';
import { LegalTestCard } from './qualification-legal.tsx';
import { OtherFactsCard } from './qualification-others.tsx';
import { VerdictCard } from './qualification-verdict.tsx';
import { useFile } from './file-context.ts';
import { wasName } from './merge.ts';
import { type Posted, readPosted } from './posted.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';

/** The instant that fields say. Left as they were, they stand for the exact instant, seconds included. */
function momentOf(posted: Posted, name: string, timeZone: string): string {
  const was = posted.text(wasName(name));
  const typed = posted.instant(name, timeZone) ?? '';
  if (was === '' || typed === '') return typed;
  const shown = toFields(was, timeZone);
  const names = dateTimeNames(name);
  return posted.text(names.date) === shown.date && posted.text(names.time) === shown.time ? was : typed;
}

function answersOf(posted: Posted, timeZone: string) {
  if (posted.intent === 'legal') {
    // A question left without an answer stays so: « I do not know yet » is an answer, silence is none.
    const answers = legalFacts.filter((fact) => posted.text(fact) !== '').map((fact) => ({ fact, answer: posted.text(fact), reason: posted.text(`reason.${fact}`) }));
    if (answers.length === 0) throw new HygieError('invalid_input', { fields: [{ field: legalFacts[0]!, problem: 'required' }] });
    return answers;
  }
  const reason = posted.text('reason');
  return [
    ...[...otherFacts, 'riskToPersons'].map((fact) => ({ fact, answer: posted.text(fact) || 'unknown', reason })),
    ...momentFacts.map((fact) => ({ fact, answer: momentOf(posted, fact, timeZone), reason })),
  ];
}

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
      ? run(platform, signedIn.actor, classify, { number, version, title: text('title'), nature: text('nature'), typeCode: text('typeCode'), careImpact: text('careImpact'), tlp: text('tlp'), pap: text('pap') }, key)
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
