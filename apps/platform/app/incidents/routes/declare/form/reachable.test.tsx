import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { describe, expect, test } from 'vitest';
import { fr } from '../../../../messages.fr.ts';
import type { TypedAnswers } from '../../../draft.server.ts';
import { readsThread, type Side } from '../../../sight.ts';
import { fr as words } from '../messages.fr.ts';
import { DeclarantQuestions } from './declarant-questions.tsx';

const shown = (kind: 'incident' | 'weakness', typed: TypedAnswers) =>
  renderToStaticMarkup(<IntlProvider locale="fr" timeZone="Europe/Paris" messages={fr}><DeclarantQuestions kind={kind} typed={typed} problems={[]} /></IntlProvider>);

describe('who declares', () => {
  test('is warned, at the first step, that nobody can reach them without a telephone or an address, and only then', () => {
    for (const typed of [{}, { name: 'A', phone: ' ' }] as TypedAnswers[]) expect(shown('incident', typed)).toContain(words.contact.text);
    for (const typed of [{ phone: '112' }, { email: 'a@ch.example' }] as TypedAnswers[]) expect(shown('incident', typed)).not.toContain(words.contact.text);
  });

  test('is told of the director for an incident, not for a weakness', () => {
    expect(shown('incident', {})).toContain(words.fields.delegate.help);
    expect(shown('weakness', {})).not.toContain(words.fields.delegate.label);
  });

  test('reads, where they complete, everyone who reads them', () => {
    const named: Record<Exclude<Side, 'declarant'>, string> = { structure: 'la structure', region: 'l’agence régionale de santé', nation: 'le CERT Santé' };
    for (const side of ['structure', 'region', 'nation'] as const) expect([side, words.followUp.textHelp.includes(named[side])]).toEqual([side, readsThread(side, 'declarant')]);
  });
});
