import { mayShare, namesOwner, type Tlp } from '@hygie/incident-exchange';
import { bareName } from './bare-name.ts';
import type { Declaration } from './declaration.ts';
import type { StructureWords } from './structure-words.server.ts';

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
  /** Names and addresses, as written. */
  words: readonly string[];
  /** Names of structures, looked for without what only says their kind as well. */
  structures: readonly string[];
  /** Telephones, and the numbers of structures in registers, looked for however they are spaced. */
  numbers: readonly string[];
}

/** The identities of a declaration, and what names its structures. A mail provider that many share names nobody. */
export function identitiesOf({ declarant }: Declaration, { names, towns, numbers }: StructureWords): Identities {
  const addresses = `${declarant.email} ${declarant.technicalContact}`.split(/[\s<>,;()]+/).filter((word) => word.includes('@'));
  const domains = addresses.map((address) => address.slice(address.lastIndexOf('@') + 1)).filter((value) => namesOwner({ type: 'domain', value }, [value]));
  const words = [declarant.name, familyName(declarant.name), declarant.email, declarant.technicalContact, ...domains, ...towns];
  return { words: [...new Set(words.filter(Boolean))], structures: names, numbers: [declarant.phone, ...numbers].filter(Boolean) };
}

/** The family name alone: what is written in capitals when the rest is not, else the last word. */
function familyName(name: string): string {
  const words = name.split(/\s+/);
  const capitals = words.filter((word) => /^\p{Lu}[\p{Lu}’'-]+$/u.test(word));
  return capitals.length > 0 && capitals.length < words.length ? capitals.join(' ') : (words.at(-1) ?? '');
}

// Case, accents and punctuation do not hide a name.
const fold = (text: string) => ` ${text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
const joined = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '');
const national = (text: string) => text.replaceAll(/(?:\+|(?<!\d)00)\s?33/g, '0');

// The first nine digits of a SIRET are the SIREN, which names as much.
const sought = (number: string) => joined(national(number)).replace(/^(\d{9})\d{5}$/, '$1');

// « Parc » is a structure, « parc » is not: a proper name that is one short word counts with its capital.
function namesBare(text: string, folded: string, bare: string): boolean {
  if (bare.length < 4 || !folded.includes(` ${bare} `)) return false;
  return bare.length > 6 || bare.includes(' ') || text.split(/[^\p{L}\p{N}]+/u).some((word) => /^\p{Lu}/u.test(word) && fold(word).trim() === bare);
}

/**
 * The identities that a text holds: names whole, those of structures also without their kind and legal form, numbers
 * however they are spaced. None does not prove that it names nobody: part of a name, a nickname or an acronym passes,
 * and names under four letters are not looked for.
 */
export function identitiesIn(text: string, known: Identities): string[] {
  const folded = fold(text);
  const numbers = [joined(text), joined(national(text))];
  const whole = (one: string) => fold(one).trim().length > 3 && folded.includes(fold(one));
  return [
    ...known.words.filter(whole),
    ...known.structures.filter((one) => whole(one) || namesBare(text, folded, bareName(fold(one)))),
    ...known.numbers.filter((one) => sought(one).length > 7 && numbers.some((written) => written.includes(sought(one)))),
  ];
}

/** The subject that a letter is offered: the product, when one is known, and the number; nothing of who reported. */
export function letterSubject(given: Declaration, number: string, words: (product: string) => string): string {
  const product = given.kind === 'weakness' ? [given.weakness.product || given.weakness.vendor, given.weakness.version].filter(Boolean).join(' ') : '';
  return product === '' ? number : `${words(product.slice(0, 100))} (${number})`;
}
