import { mayShare, namesOwner, type Tlp } from '@hygie/incident-exchange';
import type { Declaration } from './declaration.ts';

/** How far the disclosure to a vendor went. */
export const disclosureStates = ['contacted', 'acknowledged', 'fix_announced', 'fixed', 'no_answer'] as const;

/** A state of the disclosure. */
export type DisclosureState = (typeof disclosureStates)[number];

/** Days after which the analyst is reminded that a vendor did not answer. */
export const answerDelays = [7, 15, 30, 60] as const;

/** How long the link of a vendor opens its page, in days from the last letter. */
export const linkDays = 90;

/** Whether the mark of a file lets a letter leave to a vendor, which stands outside the organisation that reported. */
export function mayWriteVendor(tlp: string): boolean {
  return mayShare({ tlp: tlp as Tlp, audience: 'organisation_and_clients' }).allowed;
}

/** What would tell who reported a weakness. */
export interface Identities {
  /** Names, numbers and addresses, as written. */
  words: readonly string[];
  phones: readonly string[];
}

/** The identities of a declaration, beside the words that name its structure. A mail provider that many share names nobody. */
export function identitiesOf({ declarant }: Declaration, structure: readonly string[]): Identities {
  const addresses = `${declarant.email} ${declarant.technicalContact}`.split(/[\s<>,;()]+/).filter((word) => word.includes('@'));
  const domains = addresses.map((address) => address.slice(address.lastIndexOf('@') + 1)).filter((value) => namesOwner({ type: 'domain', value }, [value]));
  const words = [declarant.name, familyName(declarant.name), declarant.email, declarant.technicalContact, ...domains, ...structure];
  return { words: [...new Set(words.filter(Boolean))], phones: [declarant.phone].filter(Boolean) };
}

/** The family name alone: what is written in capitals when the rest is not, else the last word. */
function familyName(name: string): string {
  const words = name.split(/\s+/);
  const capitals = words.filter((word) => /^\p{Lu}[\p{Lu}’'-]+$/u.test(word));
  return capitals.length > 0 && capitals.length < words.length ? capitals.join(' ') : (words.at(-1) ?? '');
}

// Case, accents and punctuation do not hide a name.
const fold = (text: string) => ` ${text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
const digits = (text: string) => text.replace(/[\s().-]/g, '').replace(/^\+33|^0033/, '0');

/**
 * The identities that a text holds: whole names, as they are known. None does not prove that it names nobody: part of a
 * name, a nickname or an acronym passes, and names under four letters are not looked for.
 */
export function identitiesIn(text: string, known: Identities): string[] {
  const folded = fold(text);
  const numbers = digits(text).replaceAll(/\+33|0033/g, '0');
  return [
    ...known.words.filter((one) => fold(one).trim().length > 3 && folded.includes(fold(one))),
    ...known.phones.filter((one) => digits(one).length > 7 && numbers.includes(digits(one))),
  ];
}

/** The subject that a letter is offered: the product, when one is known, and the number; nothing of who reported. */
export function letterSubject(given: Declaration, number: string, words: (product: string) => string): string {
  const product = given.kind === 'weakness' ? [given.weakness.product || given.weakness.vendor, given.weakness.version].filter(Boolean).join(' ') : '';
  return product === '' ? number : `${words(product.slice(0, 100))} (${number})`;
}
