import type { Contact, ContactText, Source, SourceText, Step, StepText, Text } from './sheet.ts';

/** An offence of the French criminal code, in plain words. The prosecutor qualifies the facts, not the victim. */
export type Offence = { readonly article: string; readonly text: string; readonly examples: string };

/** How an answer is entered: `date_time` carries its time zone. */
export type FieldKind = 'line' | 'lines' | 'date_time' | 'yes_no_unknown' | 'amount';

/** Parts of the printed form, in order. */
export const fieldGroups = ['victim', 'signatory', 'facts', 'systems', 'damage', 'traces', 'procedures'] as const;
/** One part of the printed form. */
export type FieldGroup = (typeof fieldGroups)[number];

/** One blank of the printed form; `id` is the key under which a prefilled value is given. */
export type ComplaintField = {
  readonly id: string;
  readonly group: FieldGroup;
  readonly kind: FieldKind;
  readonly label: string;
  readonly help?: string;
};

/** The complaint sheet in one language, ready to show or print. */
export type ComplaintSheet = {
  readonly id: 'complaint';
  readonly title: string;
  readonly forWhom: string;
  readonly when: string;
  readonly deadline: readonly Step[];
  readonly whereToFile: readonly Step[];
  readonly whoSigns: readonly Step[];
  readonly bring: readonly Step[];
  readonly facts: readonly Step[];
  readonly preserve: readonly Step[];
  readonly doNot: readonly Step[];
  readonly offences: readonly Offence[];
  readonly groups: readonly { readonly id: FieldGroup; readonly title: string; readonly fields: readonly ComplaintField[] }[];
  readonly whoToCall: readonly Contact[];
  readonly sources: readonly Source[];
};

/** The complaint sheet as it is written, both languages side by side. */
export type ComplaintText = {
  readonly title: Text;
  readonly forWhom: Text;
  readonly when: Text;
  readonly deadline: readonly StepText[];
  readonly whereToFile: readonly StepText[];
  readonly whoSigns: readonly StepText[];
  readonly bring: readonly StepText[];
  readonly facts: readonly StepText[];
  readonly preserve: readonly StepText[];
  readonly doNot: readonly StepText[];
  readonly offences: readonly { readonly article: string; readonly text: Text; readonly examples: Text }[];
  readonly groupTitles: Readonly<Record<FieldGroup, Text>>;
  readonly whoToCall: readonly ContactText[];
  readonly sources: readonly SourceText[];
};

/** A blank of the form in both languages. */
export type FieldText = Omit<ComplaintField, 'label' | 'help'> & { readonly label: Text; readonly help?: Text };
