/** A text that users read, in both languages of the product. */
export type Bilingual = { readonly fr: string; readonly en: string };

/** One entry of a form's list: the code that is stored, its label, and one line of plain help. */
export type ListEntry<Code extends string = string> = {
  readonly code: Code;
  readonly label: Bilingual;
  readonly help: Bilingual;
};

/** Code-unit order, so that sorting never depends on the machine's locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
