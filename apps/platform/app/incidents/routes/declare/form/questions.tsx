import type { StepId } from '../../../declaration.ts';
import { textOf } from '../answers.ts';
import type { StepPage, StepRefusal } from '../step-page.server.ts';
import { Attachments, useRefusedText } from './attachments.tsx';
import { DeclarantQuestions } from './declarant-questions.tsx';
import { EffectsQuestions } from './effects-questions.tsx';
import { FactsQuestions } from './facts-questions.tsx';
import { HelpQuestions } from './help-questions.tsx';
import { StructureQuestions } from './structure-questions.tsx';
import { UnlistedQuestions } from './unlisted-questions.tsx';
import { WeaknessQuestions } from './weakness-questions.tsx';

/** The questions of one step, with what was typed and what is wrong with it. */
export function Questions({ page, step, refusal }: { page: StepPage; step: StepId; refusal: StepRefusal | undefined }) {
  const refusedText = useRefusedText();
  const questions = { kind: page.kind, typed: page.typed, problems: refusal?.problem?.fields ?? [] };
  const timeZone = page.structure?.timeZone ?? 'Europe/Paris';
  switch (step) {
    case 'declarant':
      return <DeclarantQuestions {...questions} />;
    case 'structure':
      return page.regions
        ? <UnlistedQuestions {...questions} regions={page.regions} />
        : <StructureQuestions {...questions} structure={page.structure} found={page.found} more={page.more} searched={textOf(page.typed, 'search')} />;
    case 'facts':
      return <FactsQuestions {...questions} timeZone={timeZone} />;
    case 'effects':
      return <EffectsQuestions {...questions} />;
    case 'weakness':
      return <WeaknessQuestions {...questions} />;
    case 'help':
      return (
        <>
          <HelpQuestions {...questions} />
          <Attachments files={page.attachments} errors={(refusal?.refused ?? []).map(refusedText)} />
        </>
      );
  }
}
