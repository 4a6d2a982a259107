import { sql } from 'kysely';
import { type Actor, permission, type Right, systemActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken, newCode, normaliseCode } from '../ground/secrets.ts';
import { close } from './close.server.ts';
import { declaration } from './declaration.ts';
import { declare } from './declare.server.ts';
import { demonstrationStories, type Story } from './demonstration-stories.ts';
import { acknowledge, answerFacts } from './qualify.server.ts';
import { writeVendor } from './vendor.server.ts';
import { addIndicators, recordAct, writeMessage } from './work.server.ts';

const seed = permission('demonstration.seed', []);

/** A platform whose clock stands at another instant: a year of life is told in a few seconds. */
function at(platform: Platform, now: Date): Platform {
  return { ...platform, now: () => now };
}

/** Who speaks in a story, by name. */
type Cast = (name: string) => Promise<Actor>;

/** The people of the demonstration in their own roles, so that each stands on their side; the platform plays the others. */
function castOf(platform: Platform): Cast {
  const known = new Map<string, Promise<Actor>>();
  const find = (name: string) => inScope(platform.pool, systemActor('demonstration'), seed, async (tx): Promise<Actor> => {
    const person = await tx.selectFrom('person').select('id').where(sql<boolean>`given_name || ' ' || family_name = ${name}`).orderBy('id').executeTakeFirst();
    if (!person) return { ...systemActor('demonstration'), label: name };
    const { rows: rights } = await sql<Right>`
      select organisation_id as "organisationId", organisation_name as "organisationName", organisation_kind as "organisationKind",
        role, subtree, via_mandate as "viaMandate", provider_name as "providerName" from ground.rights_of(${person.id})`.execute(tx);
    return { kind: 'person', key: `person:${person.id}`, personId: person.id, label: name, origin: 'local', assurance: 2, sessionId: person.id, rights };
  });
  return (name) => {
    const found = known.get(name) ?? find(name);
    known.set(name, found);
    return found;
  };
}

/**
 * Loads a year of invented incidents, through the same commands as real ones. Does nothing when there is already one:
 * a second start changes nothing.
 */
export async function seedIncidents(platform: Platform): Promise<number> {
  if (platform.settings.mode !== 'evaluation') throw new Error('the demonstration only loads in evaluation');
  const places = await inScope(platform.pool, systemActor('demonstration'), seed, async (tx) => {
    const some = await tx.selectFrom('incident').select('id').limit(1).executeTakeFirst();
    if (some) return [];
    return tx
      .selectFrom('organisation')
      .select(['id', 'name', 'sector'])
      .where('kind', '=', 'establishment')
      .where('closed_on', 'is', null)
      .where('department', '=', '99')
      .orderBy('finess_ej')
      .limit(80)
      .execute();
  });
  if (places.length === 0) return 0;
  const today = platform.now().getTime();
  const stories = demonstrationStories();
  const cast = castOf(platform);
  for (const [index, story] of stories.entries()) {
    const place = (story.place ? places.find((one) => one.name === story.place) : undefined) ?? places[(index * 7) % places.length]!;
    await tell(platform, cast, story, place.id, new Date(today - story.hoursAgo * 3_600_000));
  }
  await inScope(platform.pool, systemActor('demonstration'), seed, (tx) =>
    // Old alerts were read long ago: only those of the last days stay in the queue of the worker.
    tx.updateTable('mail').set({ state: 'sent', sent_at: sql`now()` }).where('state', '=', 'queued').execute(),
  );
  return stories.length;
}

async function tell(platform: Platform, someone: Cast, story: Story, organisationId: string, declaredAt: Date): Promise<void> {
  const hours = (count: number) => new Date(declaredAt.getTime() + count * 3_600_000);
  const then = at(platform, declaredAt);
  const given = declaration.parse({
    ...story.said,
    structure: { organisationId },
    ...(story.said.kind === 'incident' ? { facts: { ...story.said.facts, startedAt: hours(-story.startedHoursBefore).toISOString(), detectedAt: hours(-0.6).toISOString() } } : {}),
  });
  const code = normaliseCode(newCode());
  const { number } = await run(then, { ...systemActor('demonstration'), label: given.declarant.name }, declare, { declaration: given, followUpHash: hashToken(code).toString('base64'), locale: 'fr' });
  if (story.until === 'declared') return;
  await run(at(platform, hours(0.5)), await someone(story.analyst), acknowledge, { number });
  for (const message of story.messages) {
    await run(at(platform, hours(message.after)), await someone(message.author), writeMessage, {
      number, audience: message.audience, body: message.body,
      answerDueAt: message.answerWithin ? hours(message.after + message.answerWithin).toISOString() : null,
    });
  }
  if (story.letter) {
    const { after, ...letter } = story.letter;
    await run(at(platform, hours(after)), await someone(story.analyst), writeVendor, { number, ...letter, answerDays: 15 });
  }
  if (story.indicators) await run(at(platform, hours(2)), await someone(story.analyst), addIndicators, { number, block: story.indicators, comment: '' });
  if (story.until === 'acknowledged' || story.said.kind === 'weakness') return;
  const version = await versionOf(platform, number);
  await run(at(platform, hours(3)), await someone(story.analyst), answerFacts, { number, version, answers: story.answers });
  for (const duty of story.sent) {
    await run(at(platform, hours(duty.after)), await someone(duty.author), recordAct, { number, duty: duty.duty, kind: 'sent', at: hours(duty.after).toISOString(), reference: duty.reference });
  }
  if (story.until !== 'closed') return;
  await run(at(platform, hours(story.closedAfter)), await someone(story.analyst), close, {
    number, version: await versionOf(platform, number), cause: story.cause, lessons: story.lessons, measures: story.measures, leavesDuties: true,
  });
}

async function versionOf(platform: Platform, number: string): Promise<number> {
  const row = await inScope(platform.pool, systemActor('demonstration'), seed, (tx) =>
    tx.selectFrom('incident').select('version').where('number', '=', number).executeTakeFirstOrThrow(),
  );
  return row.version;
}
