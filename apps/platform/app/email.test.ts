import { describe, expect, test } from 'vitest';
import { emailInput } from './organisations/commands/input.ts';
import { declarantStep } from './incidents/declaration.ts';
import { emailField } from './sign-in/email.ts';

/** Each tries to be read as one address here and as another one elsewhere. */
const tricks = [
  'victim@ch.example,thief@evil.example', 'victim@ch.example;thief@evil.example', 'victim@ch.example\r\nBcc: thief@evil.example',
  'victim@ch.example\0@evil.example', '"victim@ch.example"@evil.example x', 'victim@ch.example>\n<thief@evil.example', 'Name <victim@ch.example>',
  'vıctim@ch.example', 'victim@сh.example', 'vic\u200btim@ch.example', 'victim@ch.example\u202e', 'victim﹫ch.example@evil.example',
  'victim＠ch.example@evil.example', 'victim@ch。example@evil.example', 'victim@evil.example@ch.example', 'victim@', '@ch.example', 'victim',
];

describe('an address that hides another one', () => {
  test.each(tricks)('is refused at sign-in, in an invitation and in a declaration: %j', (typed) => {
    expect(emailField.safeParse(typed).success).toBe(false);
    expect(emailInput.safeParse(typed).success).toBe(false);
    expect(declarantStep.shape.email.safeParse(typed).success).toBe(false);
  });

  test.each([
    ['CLAIRE@CH.EXAMPLE', 'claire@ch.example'], ['ｃｌａｉｒｅ@ch.example', 'claire@ch.example'], ['claire＠ch.example', 'claire@ch.example'],
    [' claire@ch.example ', 'claire@ch.example'],
  ])('%s is the one account that its plain spelling names', (typed, plain) => {
    expect(emailField.parse(typed)).toBe(plain);
  });
});
