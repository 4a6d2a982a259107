/** Languages of the sheets. */
export type SheetLocale = 'fr' | 'en';

/** One text in both languages, kept side by side so that neither is forgotten. */
export type Text = Readonly<Record<SheetLocale, string>>;

/** One thing to do or to avoid, in one breath; `why` only where the reason changes the gesture. */
export type Step = { readonly text: string; readonly why?: string };

/** Someone to call. `toFillIn` is a local contact, printed with a blank line when the structure gave none. */
export type Contact = {
  readonly id: string;
  readonly name: string;
  /** In which case, or at which hours. */
  readonly note: string;
  /** As printed in France, with no-break spaces between the pairs. */
  readonly phone?: string;
  readonly mail?: string;
  readonly url?: string;
  readonly toFillIn: boolean;
};

/** Where the facts of a sheet come from. */
export type Source = { readonly title: string; readonly url?: string };

/** Names of the reflex sheets; they appear in addresses of pages, so they never change. */
export type SheetId =
  | 'before'
  | 'ransomware'
  | 'account'
  | 'phishing'
  | 'data_leak'
  | 'intrusion'
  | 'equipment'
  | 'denial_of_service'
  | 'critical_failure'
  | 'biomedical'
  | 'fraud'
  | 'after';

/** One reflex sheet in one language, ready to show or print. */
export type ReflexSheet = {
  readonly id: SheetId;
  readonly title: string;
  readonly forWhom: string;
  readonly when: string;
  readonly firstMinutes: readonly Step[];
  readonly firstHours: readonly Step[];
  readonly doNot: readonly Step[];
  readonly keepTrace: readonly Step[];
  readonly whoToCall: readonly Contact[];
  readonly sources: readonly Source[];
};

/** A step in both languages. */
export type StepText = Text & { readonly why?: Text };

/** A contact in both languages; numbers and addresses are the same in both. */
export type ContactText = Omit<Contact, 'name' | 'note'> & { readonly name: Text; readonly note: Text };

/** A source in both languages. */
export type SourceText = { readonly title: Text; readonly url?: string };

/** One reflex sheet as it is written: both languages on the same line of thought. */
export type SheetText = {
  readonly id: SheetId;
  readonly title: Text;
  readonly forWhom: Text;
  readonly when: Text;
  readonly firstMinutes: readonly StepText[];
  readonly firstHours: readonly StepText[];
  readonly doNot: readonly StepText[];
  readonly keepTrace: readonly StepText[];
  readonly whoToCall: readonly ContactText[];
  readonly sources: readonly SourceText[];
};

/** The steps in one language. */
export function stepsIn(locale: SheetLocale, steps: readonly StepText[]): readonly Step[] {
  return steps.map((step) => ({
    text: step[locale],
    ...(step.why === undefined ? {} : { why: step.why[locale] }),
  }));
}

/** The contacts in one language. */
export function contactsIn(locale: SheetLocale, contacts: readonly ContactText[]): readonly Contact[] {
  return contacts.map((contact) => ({ ...contact, name: contact.name[locale], note: contact.note[locale] }));
}

/** The sources in one language. */
export function sourcesIn(locale: SheetLocale, sources: readonly SourceText[]): readonly Source[] {
  return sources.map((source) => ({ ...source, title: source.title[locale] }));
}

/** A whole sheet in one language. */
export function sheetIn(locale: SheetLocale, sheet: SheetText): ReflexSheet {
  return {
    id: sheet.id,
    title: sheet.title[locale],
    forWhom: sheet.forWhom[locale],
    when: sheet.when[locale],
    firstMinutes: stepsIn(locale, sheet.firstMinutes),
    firstHours: stepsIn(locale, sheet.firstHours),
    doNot: stepsIn(locale, sheet.doNot),
    keepTrace: stepsIn(locale, sheet.keepTrace),
    whoToCall: contactsIn(locale, sheet.whoToCall),
    sources: sourcesIn(locale, sheet.sources),
  };
}
