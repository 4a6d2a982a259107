import { attempt } from '../../../ground/attempt.ts';
import { errorCatalogue, HygieError } from '../../../ground/errors.ts';
import { contextOf } from '../../../request-context.ts';
import { type StepId, steps } from '../../declaration.ts';
import { saveStep } from '../../draft.server.ts';
import { readUpload } from '../../upload.server.ts';
import type { Route } from './+types/autosave';
import { typedAnswers } from './answers.ts';
import { draftToken } from './cookie.server.ts';

const stepIds: StepId[] = [...steps.incident, ...steps.weakness].map(({ id }) => id);

/** Keeps what is being typed, right or wrong; answers with the instant of the draft. */
export async function action({ context, request }: Route.ActionArgs) {
  const { platform } = contextOf(context);
  const { ok, problem } = await attempt(async () => {
    const token = draftToken(request);
    if (!token) throw new HygieError('expired');
    const { fields } = await readUpload(request, platform.files, 0);
    const step = stepIds.find((id) => id === fields.get('step'));
    if (!step) throw new HygieError('invalid_input', { fields: [{ field: 'step', problem: 'unknown_choice' }] });
    return saveStep(platform, token, step, typedAnswers(step, fields));
  });
  if (problem) return Response.json({ error: problem }, { status: errorCatalogue[problem.code].status });
  return Response.json({ savedAt: ok.toISOString() });
}
