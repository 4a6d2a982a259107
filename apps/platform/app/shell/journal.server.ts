import type { RequestContext, SignedIn } from '../request-context.ts';
import { inScope } from '../ground/scope.server.ts';
import { journaledFilesPermission } from '../incidents/policy.ts';
import { holdsOn } from '../organisations/lineage.ts';
import { organisationPolicy } from '../organisations/policy.ts';
import { lineageOf } from '../organisations/queries.server.ts';
import { type JournalAddress, journalSpan } from './journal-address.ts';
import { readJournal } from './records.server.ts';

/** The journal of the current organisation, else of the reader's first one, as its address filters it; `most` lines of it. */
export async function readJournalPage({ platform, signedIn, timeZone }: RequestContext & { signedIn: SignedIn }, address: JournalAddress, most: number) {
  const organisation = signedIn.currentOrganisation ?? signedIn.home;
  if (!organisation) return { organisation: '', lines: [], more: false };
  const { actor } = signedIn;
  const filter = { ...journalSpan(address, timeZone), person: address.person, command: address.command, page: address.page, most };
  const found = await inScope(platform.pool, actor, organisationPolicy.readJournal, async (tx) =>
    readJournal(tx, organisation.id, filter, holdsOn(actor, journaledFilesPermission, await lineageOf(tx, organisation.id))));
  return { organisation: organisation.name, ...found };
}
