import type { Tx } from '../ground/database.server.ts';
import { readRecipients } from './alert.server.ts';
import type { Declaration } from './declaration.ts';

/**
 * The domains from which the structure of a file writes: that of its security mailbox, those of the people who answer for
 * it, and that of who declared, all that is known of a structure out of the register. An indicator there points to the
 * victim. A provider that many share is left to `namesOwner`, which knows them.
 */
export async function readOwnDomains(tx: Tx, organisationId: string, { declarant }: Pick<Declaration, 'declarant'>): Promise<string[]> {
  const own = (await readRecipients(tx, organisationId)).filter(({ level }) => level === 'mailbox' || level === 'structure');
  const addresses = [...own.map(({ email }) => email), declarant.email].filter(Boolean);
  return [...new Set(addresses.map((email) => email.slice(email.lastIndexOf('@') + 1).toLowerCase()))].toSorted();
}
