import type { Tx } from '../ground/database.server.ts';
import { readRecipients } from './alert.server.ts';

/**
 * The domains from which a structure writes: that of its security mailbox and those of the people who answer for it. An
 * indicator there points to the victim. A provider that many share is left to `namesOwner`, which knows them.
 */
export async function readOwnDomains(tx: Tx, organisationId: string): Promise<string[]> {
  const own = (await readRecipients(tx, organisationId)).filter(({ level }) => level === 'mailbox' || level === 'structure');
  return [...new Set(own.map(({ email }) => email.slice(email.lastIndexOf('@') + 1).toLowerCase()))].toSorted();
}
