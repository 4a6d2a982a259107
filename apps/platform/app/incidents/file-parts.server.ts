import { sql } from 'kysely';
import type { Tx } from '../ground/database.server.ts';
import { mostIndicators } from './limits.ts';
import type { FileMessage } from './queries.server.ts';
import { eventFor, maySee, seesPart, type Side, threadsOf, toldSteps } from './sight.ts';

/** The lists of a file, each cut to what a side sees and bounded; of what grows without end, the latest, in order. */
export async function readParts(tx: Tx, organisationId: string, incidentId: string, side: Side) {
  const ofFile = sql<boolean>`organisation_id = ${organisationId} and incident_id = ${incidentId}`;
  const given = <Row>(seen: boolean, query: { execute: () => Promise<Row[]> }) => (seen ? query.execute() : Promise.resolve<Row[]>([]));
  const [messages, events, attachments, indicators, history, bulletins] = await Promise.all([
    tx.selectFrom('incident_message').where(ofFile).where('audience', 'in', threadsOf(side))
      // Who reads what is decided before the limit: what a side does not see takes no room.
      .where((eb) => eb.or([eb('audience', '!=', 'internal'), eb('side', '=', side)]))
      .select(['id', 'audience', 'side', 'author_label as author', 'body', 'created_at as createdAt', 'answer_due_at as answerDueAt', 'answered_at as answeredAt'])
      .orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1_000).execute(),
    tx.selectFrom('incident_event').where(ofFile).select(['id', 'kind', 'occurred_at as at', 'text', 'author_label as author'])
      .$if(side === 'declarant', (query) => query.where('kind', 'in', toldSteps)).orderBy('occurred_at', 'desc').orderBy('id', 'desc').limit(1_000).execute(),
    given(seesPart(side, 'attachments'), tx.selectFrom('incident_attachment').where(ofFile)
      .select(['id', 'name', 'size', 'media_type as mediaType', sql<string>`encode(sha256, 'hex')`.as('sha256'), 'author_label as author', 'created_at as createdAt']).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(200)),
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
