import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { mostIndicators } from './limits.ts';
import type { FileMessage } from './file-view.server.ts';
import { eventFor, maySee, seesPart, type Side, threadsOf, toldSteps } from './sight.ts';

/** What tells a file from another in the tables under it. */
export interface FileKey {
  organisation_id: string;
  id: string;
}

function partOf(file: FileKey) {
  return sql<boolean>`organisation_id = ${file.organisation_id} and incident_id = ${file.id}`;
}

function eventsOf(tx: Tx, ofFile: ReturnType<typeof partOf>, side: Side) {
  return tx.selectFrom('incident_event').where(ofFile).select(['id', 'kind', 'occurred_at as at', 'text', 'author_label as author'])
    .$if(side === 'declarant', (query) => query.where('kind', 'in', toldSteps)).orderBy('occurred_at', 'desc').orderBy('id', 'desc');
}

function attachmentsOf(tx: Tx, ofFile: ReturnType<typeof partOf>) {
  // What a vendor joined stands beside its answers (vendor.server.ts), for CERT Santé alone.
  return tx.selectFrom('incident_attachment').where(ofFile).where('side', '!=', 'vendor')
    .select(['id', 'name', 'size', 'media_type as mediaType', sql<string>`encode(sha256, 'hex')`.as('sha256'), 'author_label as author', 'created_at as createdAt']).orderBy('created_at', 'desc').orderBy('id', 'desc');
}

/** Lines of the chronology before the latest `skip`, in order, as a side reads them. */
export async function readOlderEvents(tx: Tx, file: FileKey, side: Side, { skip, take }: { skip: number; take: number }) {
  const rows = await eventsOf(tx, partOf(file), side).offset(skip).limit(take).execute();
  return rows.flatMap((event) => eventFor(side, event) ?? []).toReversed();
}

/** Documents before the latest `skip`, in order. */
export async function readOlderAttachments(tx: Tx, file: FileKey, { skip, take }: { skip: number; take: number }) {
  return (await attachmentsOf(tx, partOf(file)).offset(skip).limit(take).execute()).toReversed();
}

/** The lists of a file, each cut to what a side sees and bounded; of what grows without end, the latest, in order. */
export async function readParts(tx: Tx, organisationId: string, incidentId: string, side: Side) {
  const ofFile = partOf({ organisation_id: organisationId, id: incidentId });
  const given = <Row>(seen: boolean, query: { execute: () => Promise<Row[]> }) => (seen ? query.execute() : Promise.resolve<Row[]>([]));
  const [messages, events, attachments, indicators, history, bulletins] = await Promise.all([
    tx.selectFrom('incident_message').where(ofFile).where('audience', 'in', threadsOf(side))
      // Who reads what is decided before the limit: what a side does not see takes no room.
      .where((eb) => eb.or([eb('audience', '!=', 'internal'), eb('side', '=', side)]))
      .select(['id', 'audience', 'side', 'author_label as author', 'body', 'created_at as createdAt', 'answer_due_at as answerDueAt', 'answered_at as answeredAt'])
      .orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1_000).execute(),
    eventsOf(tx, ofFile, side).limit(1_000).execute(),
    given(seesPart(side, 'attachments'), attachmentsOf(tx, ofFile).limit(200)),
    given(seesPart(side, 'indicators'), tx.selectFrom('incident_indicator').where(ofFile)
      .select(['id', 'type', 'value', 'warning', 'comment', 'author_label as author', 'created_at as createdAt']).where('withdrawn_at', 'is', null).orderBy('type').orderBy('value').limit(mostIndicators)),
    given(side !== 'declarant', tx.selectFrom('incident_fact').where(ofFile).select(['fact', 'answer', 'reason', 'author_label as author', 'at']).orderBy('at', 'desc').orderBy('id', 'desc').limit(1_000)),
    given(side === 'nation', tx.selectFrom('incident_bulletin').where(ofFile)
      .select(['id', 'title', 'body', 'tlp', 'version', 'author_label as author', 'created_at as createdAt']).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(50)),
  ]);
  return {
    messages: (messages as FileMessage[]).filter((message) => maySee(side, message)).toReversed(),
    events: events.flatMap((event) => eventFor(side, event) ?? []).toReversed(),
    attachments: attachments.toReversed(), indicators, history: history.toReversed(), bulletins: bulletins.toReversed(),
  };
}
