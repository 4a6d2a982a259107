import { account } from './content/account.ts';
import { after } from './content/after.ts';
import { before } from './content/before.ts';
import { biomedical } from './content/biomedical.ts';
import { criticalFailure } from './content/critical-failure.ts';
import { dataLeak } from './content/data-leak.ts';
import { denialOfService } from './content/denial-of-service.ts';
import { equipment } from './content/equipment.ts';
import { fraud } from './content/fraud.ts';
import { intrusion } from './content/intrusion.ts';
import { phishing } from './content/phishing.ts';
import { ransomware } from './content/ransomware.ts';
import { sheetIn, type ReflexSheet, type SheetId, type SheetLocale, type SheetText } from './sheet.ts';

/** Every reflex sheet, in the order in which they are listed: preparation, situations, aftermath. */
export const sheetTexts: readonly SheetText[] = [
  before,
  ransomware,
  account,
  phishing,
  dataLeak,
  intrusion,
  equipment,
  denialOfService,
  criticalFailure,
  biomedical,
  fraud,
  after,
];

/** One sheet by name, as a page's address gives it; `undefined` when no sheet has that name. */
export function reflexSheet(id: SheetId, locale: SheetLocale): ReflexSheet;
export function reflexSheet(id: string, locale: SheetLocale): ReflexSheet | undefined;
export function reflexSheet(id: string, locale: SheetLocale): ReflexSheet | undefined {
  const sheet = sheetTexts.find((candidate) => candidate.id === id);
  return sheet && sheetIn(locale, sheet);
}

/** All reflex sheets in one language, in their fixed order. */
export function reflexSheets(locale: SheetLocale): readonly ReflexSheet[] {
  return sheetTexts.map((sheet) => sheetIn(locale, sheet));
}
