import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ChoiceGroup } from './choice.tsx';

const group = (error?: string) =>
  renderToStaticMarkup(<ChoiceGroup name="kind" label="De quoi s’agit-il" choices={[{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }]} {...(error ? { error } : {})} />);

describe('one choice among a few', () => {
  test('that is missing is told to be in error by the group of its radio buttons', () => {
    expect(group('Choisissez une réponse.')).toMatch(/<fieldset[^>]* role="radiogroup" aria-invalid="true" aria-describedby="field-kind-error"/);
  });

  test('that is answered is in no error', () => {
    expect(group()).toContain('role="radiogroup"');
    expect(group()).not.toContain('aria-invalid');
  });
});
