import { formatFiness } from '@hygie/finess';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../../ui/button.tsx';
import { type Choice, ChoiceGroup } from '../../../../ui/choice.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { LiveStatus } from '../../../../ui/live.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import type { StructureChoice } from '../structures.server.ts';
import { type StepQuestions, useBind, useBindText } from './bind.ts';

interface Search {
  text: string;
  found: readonly StructureChoice[];
  more: boolean;
  state: 'idle' | 'searching' | 'failed';
}

const waitMs = 300;

/** Searches as one types; without JavaScript the button does the same. */
function useStructureSearch(text: string, found: readonly StructureChoice[], more: boolean) {
  const [search, setSearch] = useState<Search>({ text, found, more, state: 'idle' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => {
    clearTimeout(timer.current);
    running.current?.abort();
  }, []);
  const look = async (typed: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setSearch((now) => ({ ...now, text: typed, state: 'searching' }));
    try {
      const answer = await fetch(`/signaler/structures?q=${encodeURIComponent(typed)}`, { signal: controller.signal, headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      const body = (await answer.json()) as { found: StructureChoice[]; more: boolean };
      setSearch({ text: typed, ...body, state: 'idle' });
    } catch {
      // The button still searches, and says so.
      if (!controller.signal.aborted) setSearch((now) => ({ ...now, state: 'failed' }));
    }
  };
  const onInput = (event: FormEvent<HTMLInputElement>) => {
    const typed = event.currentTarget.value.trim();
    clearTimeout(timer.current);
    if (typed.length > 1) timer.current = setTimeout(() => void look(typed), waitMs);
  };
  return { search, onInput };
}

function useStructureChoice() {
  const t = useTranslations('incidents.declare.structure');
  return ({ id, name, town, finess, kind, parentName }: StructureChoice): Choice => ({
    value: id,
    label: name,
    help: [town, finess && t('finess', { finess: formatFiness(finess) }), kind === 'whole' ? t('whole') : parentName && t('site', { parent: parentName })].filter(Boolean).join(' · '),
  });
}

/** Step 2: which structure. The one already chosen stays in the list, whatever is searched. */
export function StructureQuestions({ structure, found, more, searched, ...questions }: StepQuestions & {
  structure: StructureChoice | null;
  found: readonly StructureChoice[];
  more: boolean;
  searched: string;
}) {
  const t = useTranslations('incidents.declare');
  const bind = useBind(questions);
  const text = useBindText(questions);
  const choice = useStructureChoice();
  const { search, onInput } = useStructureSearch(searched, found, more);
  const listed = [...(structure ? [structure] : []), ...search.found.filter(({ id }) => id !== structure?.id)];
  const group = bind(questions.kind === 'weakness' ? 'organisationIdWeakness' : 'organisationId', 'organisationId');
  const searchError = listed.length === 0 ? group.error : undefined;
  const count = t('structure.results', { count: search.found.length });
  const status = { idle: search.text === '' ? '' : search.more ? t('structure.many') : count, searching: t('structure.searching'), failed: t('structure.failed') };
  return (
    <>
      {structure && <Notice tone="done" title={t('structure.chosen', { name: structure.name })}>{t('structure.change')}</Notice>}
      <TextField {...text('search')} error={searchError} type="search" autoComplete="off" maxLength={200} onInput={onInput} />
      <div className="cluster">
        <Button name="go" value="search">{t('actions.search')}</Button>
        <LiveStatus message={status[search.state]} />
      </div>
      {search.text !== '' && search.state === 'idle' && search.found.length === 0 && <Notice tone="info">{t('structure.none')}</Notice>}
      {listed.length > 0 && <ChoiceGroup {...group} choices={listed.map(choice)} defaultValue={structure?.id} required />}
      <div><Button name="go" value="unlisted" formNoValidate>{t('structure.unlisted')}</Button></div>
      {questions.kind === 'incident' && <TextField {...text('sitesHit')} inputMode="numeric" width="short" maxLength={10} />}
    </>
  );
}
