import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import { inScope } from '../ground/scope.server.ts';
import { type TestDatabase, testDatabase } from '../ground/testing/database.ts';
import { actorHolding, plantTree, type TestTree } from '../ground/testing/tree.ts';
import { beginDraft, draftActor, followUpCode } from './draft.server.ts';
import {
  declarantActor, findOwnAttachment, type FollowedFile, followUpCookieHeader, normaliseNumber, openFollowUp, readFollowUp, readFollowUpCookie,
  roomForAttachments,
} from './follow-up.server.ts';
import { incidentPolicy } from './policy.ts';
import { findReceipt } from './receipt.server.ts';
import { declaring, wholeIncident } from './routes/declare/browser.fixture.ts';
import { attach, complete, writeMessage } from './work.server.ts';

interface Declared extends FollowedFile {
  number: string;
  code: string;
}

let base: TestDatabase;
let tree: TestTree;
let mine: Declared;
let theirs: Declared;
beforeAll(async () => {
  base = await testDatabase();
  tree = await plantTree(base.admin);
  mine = await declared(tree.a);
  theirs = await declared(tree.b);
});
afterAll(() => base?.stop());

async function declared(organisationId: string): Promise<Declared> {
  const token = await beginDraft(base.platform, '192.0.2.7', 'incident', 'fr');
  const browser = declaring(base.platform, token);
  for (const [step, answers] of wholeIncident(organisationId)) await browser.send('incident', step, answers);
  await browser.send('incident', 'verification', { go: 'submit' });
  const receipt = await findReceipt(base.platform, token);
  if (!receipt) throw new Error('the declaration was not sent');
  return { ...receipt, code: followUpCode(base.platform.settings, token) };
}

const open = (number: string, code: string) => openFollowUp(base.platform, '192.0.2.7', { number, code });
const read = (file: FollowedFile) => readFollowUp(base.platform, file, '192.0.2.7');
const forgetTries = () => base.admin.query('delete from rate_limit');
const file = (name: string) => ({ name, size: 3, mediaType: 'text/plain', sha256: Buffer.alloc(32, 9).toString('base64') });
/** Somebody of the structure or of an authority, with a row of theirs. */
async function colleague(role = 'rssi', on = tree.a, kind = 'establishment') {
  const actor = actorHolding(role, on, { right: { organisationKind: kind } });
  await base.admin.query("insert into person (id, email, given_name, family_name) values ($1, $2, 'Camille', 'Aubrac')", [actor.personId, `${actor.personId}@hygie.example`]);
  return actor;
}

describe('a file does not open', () => {
  test('with a wrong code, the code of another file, an unknown number or no number at all, all refused alike', async () => {
    await forgetTries();
    for (const [number, code] of [[mine.number, 'ABCD-EFGH-JKMN-PQRS'], [mine.number, theirs.code], ['INC-2026-999999', mine.code], ['', ''], ["' or 1=1", mine.code]] as const) {
      await expect(open(number, code), number).rejects.toMatchObject({ code: 'code_refused', data: { code: 'code_refused' } });
    }
  });

  test('after ten wrong codes for one number from one address, even with the right code, known number or not; another file still opens', async () => {
    await forgetTries();
    for (const number of [mine.number, 'INC-2026-999999']) {
      for (let index = 0; index < 10; index += 1) await expect(open(number, `AAAA${index}`)).rejects.toMatchObject({ code: 'code_refused' });
      await expect(open(number, mine.code)).rejects.toMatchObject({ code: 'too_many_requests' });
    }
    expect(await open(theirs.number, theirs.code)).toEqual({ number: theirs.number, incidentId: theirs.incidentId, organisationId: theirs.organisationId });
    await forgetTries();
  });

  test('to a stranger who tries its number, and that keeps nobody else out', async () => {
    await forgetTries();
    for (let index = 0; index < 12; index += 1) await openFollowUp(base.platform, '203.0.113.66', { number: mine.number, code: 'AAAA' }).catch(() => {});
    expect(await open(mine.number, mine.code)).toMatchObject({ incidentId: mine.incidentId });
    await forgetTries();
  });

  test('when the database is away: that is said, and no code is', async () => {
    const gone = new pg.Pool({ connectionString: 'postgresql://hygie@127.0.0.1:9/hygie' });
    const away = openFollowUp({ ...base.platform, pool: gone }, '192.0.2.7', { number: mine.number, code: mine.code });
    await expect(away).rejects.toMatchObject({ code: 'unavailable' });
    await gone.end();
  });

  test('with a cookie that was altered, forged with another key, or is past its half hour', () => {
    const { settings } = base.platform;
    const now = new Date('2026-11-22T10:00:00Z');
    const header = followUpCookieHeader(settings, mine, now);
    const value = /^hygie_follow_up=([^;]+); Path=\/suivi; Max-Age=1800; HttpOnly; SameSite=Lax; Secure$/.exec(header)?.[1] ?? '';
    const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    expect(readFollowUpCookie(settings, value, later(29))).toBe(mine.number);
    expect(readFollowUpCookie(settings, value, later(31))).toBeNull();
    expect(readFollowUpCookie(settings, value.replace(mine.number, theirs.number), now)).toBeNull();
    expect(readFollowUpCookie(settings, value.replace(/\.\d+\./, '.9999999999999.'), now)).toBeNull();
    expect(readFollowUpCookie({ ...settings, secretKey: Buffer.alloc(32, 8) }, value, now)).toBeNull();
    for (const broken of [undefined, '', '...', `${value}.x`, value.slice(0, -2)]) expect(readFollowUpCookie(settings, broken, now)).toBeNull();
  });
});

describe('a file opens', () => {
  test('with its number and code, however they are typed', async () => {
    await forgetTries();
    expect(await open(` ${mine.number.toLowerCase()} `, mine.code.toLowerCase().replaceAll('-', ' '))).toMatchObject({ incidentId: mine.incidentId });
    expect(normaliseNumber('inc–2026 0147')).toBe('INC-2026-0147');
  });

  test('as often as its declarant wants: only wrong codes count', async () => {
    await forgetTries();
    for (let index = 0; index < 15; index += 1) expect(await open(mine.number, mine.code)).toMatchObject({ incidentId: mine.incidentId });
  });

  test('and shows where it stands, what was said and its own thread', async () => {
    const view = await read(mine);
    expect(view).toMatchObject({ number: mine.number, state: 'declared', open: true, organisation: { name: 'CH de Valbrune' }, messages: [], attachments: [] });
    expect(view.steps.map(({ kind }) => kind)).toEqual(['started', 'declared']);
  });

  test('its reading is journaled, once an hour', async () => {
    await read(mine);
    await read(mine);
    const { rows } = await base.admin.query("select actor from journal where command = 'incident.open' and subject_id = $1", [mine.incidentId]);
    expect(rows).toEqual([{ actor: `declarant:${mine.incidentId}` }]);
  });
});

describe('a declarant never sees', () => {
  test('an internal note, nor the thread of anyone else', async () => {
    for (const audience of ['internal', 'rssi', 'cert', 'ars'] as const) {
      const actor = audience === 'ars' ? await colleague('ars_officer', tree.region, 'region') : await colleague();
      await run(base.platform, actor, writeMessage, { number: mine.number, audience, body: `secret ${audience}` });
    }
    await run(base.platform, await colleague(), writeMessage, { number: mine.number, audience: 'declarant', body: 'Combien de postes ?', answerDueAt: '2030-01-01T10:00:00Z' });
    const view = await read(mine);
    expect(JSON.stringify(view)).not.toContain('secret');
    expect(view.messages).toMatchObject([{ body: 'Combien de postes ?', mine: false, answeredAt: null }]);
  });

  test('what others wrote in the chronology or joined to the file', async () => {
    await run(base.platform, await colleague(), attach, { number: mine.number, ...file('preuve.txt') });
    const { rows } = await base.admin.query("select id from incident_attachment where name = 'preuve.txt'");
    const view = await read(mine);
    expect(view.attachments).toEqual([]);
    expect(view.steps.map(({ kind }) => kind)).not.toContain('attachment');
    await expect(findOwnAttachment(base.platform, mine, rows[0].id)).rejects.toMatchObject({ code: 'not_found' });
    const walled = await inScope(base.platform.pool, declarantActor(mine, ''), incidentPolicy.followUp, (tx) => tx.selectFrom('incident_attachment').select('name').execute());
    expect(walled).toEqual([]);
  });

  test('a document whose author only has a name like theirs', async () => {
    const actor = { ...(await colleague()), label: 'Déclarant' };
    await run(base.platform, actor, attach, { number: mine.number, ...file('homonyme.txt') });
    expect((await read(mine)).attachments).toEqual([]);
  });

  test('another file, of another structure or of the same one, even when asked for by its number', async () => {
    const sibling = await declared(tree.a);
    const actor = declarantActor(mine, '192.0.2.7');
    const seen = await inScope(base.platform.pool, actor, incidentPolicy.followUp, (tx) => tx.selectFrom('incident').select('number').execute());
    expect(seen).toEqual([{ number: mine.number }]);
    for (const other of [theirs, sibling]) {
      await expect(run(base.platform, actor, complete, { number: other.number, text: 'x' })).rejects.toMatchObject({ code: 'not_found' });
      await expect(run(base.platform, actor, attach, { number: other.number, ...file('x.txt') })).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(read({ incidentId: mine.incidentId, organisationId: theirs.organisationId })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('whoever writes a declaration', () => {
  const drafting = () => draftActor('someone-elses-token', '192.0.2.9', [tree.a]);

  test('cannot complete nor join anything to a file, even with its number', async () => {
    for (const act of [() => run(base.platform, drafting(), complete, { number: mine.number, text: 'x' }), () => run(base.platform, drafting(), attach, { number: mine.number, ...file('x.txt') })]) {
      await expect(act()).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('sees and changes no row of any file of the structure: the second wall refuses by itself', async () => {
    const tables = ['incident', 'incident_event', 'incident_obligation', 'incident_message', 'incident_attachment'] as const;
    await run(base.platform, declarantActor(mine, ''), attach, { number: mine.number, ...file('mur.txt') });
    for (const table of tables) {
      const { rows } = await base.admin.query(`select from ${table} where organisation_id = $1`, [tree.a]);
      const reach = await inScope(base.platform.pool, drafting(), incidentPolicy.declare, async (tx) => {
        const seen = await tx.selectFrom(table).select('organisation_id').execute();
        const changed = await sql`update ${sql.table(table)} set organisation_id = organisation_id`.execute(tx);
        return [seen.length, Number(changed.numAffectedRows)];
      });
      if (table !== 'incident_message') expect(rows.length, table).toBeGreaterThan(0);
      expect(reach, table).toEqual([0, 0]);
    }
    await base.admin.query("delete from incident_attachment where name = 'mur.txt'");
  });
});

describe('a declarant', () => {
  test('completes and answers: the request is answered, the file says so, a double click writes once', async () => {
    const key = newId();
    const actor = declarantActor(mine, '192.0.2.7');
    await Promise.all([1, 2].map(() => run(base.platform, actor, complete, { number: mine.number, text: 'Douze postes.' }, key)));
    const view = await read(mine);
    expect(view.messages.filter((message) => message.mine).map(({ body, author }) => [body, author])).toEqual([['Douze postes.', 'Déclarant']]);
    expect(view.messages.find((message) => !message.mine)?.answeredAt).not.toBeNull();
    expect(view.steps.map(({ kind }) => kind)).toContain('completed');
  });

  test('joins a file and takes it back, theirs only', async () => {
    await run(base.platform, declarantActor(mine, ''), attach, { number: mine.number, ...file('suite.txt') });
    const { attachments } = await read(mine);
    expect(attachments.map(({ name }) => name)).toEqual(['suite.txt']);
    const id = attachments[0]?.id ?? '';
    expect(await findOwnAttachment(base.platform, mine, id)).toMatchObject({ name: 'suite.txt', mediaType: 'text/plain' });
    await expect(findOwnAttachment(base.platform, theirs, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(findOwnAttachment(base.platform, mine, "' or 1=1")).rejects.toMatchObject({ code: 'not_found' });
  });

  test('has room for fifty documents, no more', async () => {
    const third = await declared(tree.a);
    const actor = declarantActor(third, '');
    for (let index = 0; index < 3; index += 1) await run(base.platform, actor, attach, { number: third.number, ...file(`${index}.txt`) });
    expect(await roomForAttachments(base.platform, third)).toBe(47);
    await base.admin.query(`insert into incident_attachment (organisation_id, id, incident_id, sha256, size, media_type, name, author_label, side)
      select organisation_id, gen_random_uuid(), incident_id, sha256, size, media_type, name, author_label, side
      from incident_attachment, generate_series(1, 20) where incident_id = $1`, [third.incidentId]);
    expect(await roomForAttachments(base.platform, third)).toBe(0);
  });

  test('no longer writes once the file is closed', async () => {
    await base.admin.query("update incident set state = 'closed' where id = $1", [theirs.incidentId]);
    expect((await read(theirs)).open).toBe(false);
    await expect(run(base.platform, declarantActor(theirs, ''), complete, { number: theirs.number, text: 'x' })).rejects.toMatchObject({ code: 'wrong_state' });
  });
});
