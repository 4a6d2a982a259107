import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, anonymousActor, type PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken, normaliseCode } from '../ground/secrets.ts';
import { addRow, readShape } from '../ground/testing/rows.ts';
import { actorHolding, addOrganisation } from '../ground/testing/tree.ts';
import { listTenantTables } from '../ground/wall.server.ts';
import { readAttachment } from './attachment.server.ts';
import { readDay } from './day.server.ts';
import { declare } from './declare.server.ts';
import { draftActor } from './draft.server.ts';
import { openTestFiles, type TestFiles } from './files.fixture.ts';
import { openFollowUp, readFollowUp } from './follow-up.server.ts';
import { moveFile } from './moving.server.ts';
import { incidentPolicy } from './policy.ts';
import { acknowledge } from './qualify.server.ts';
import { readIncident } from './file-view.server.ts';
import { readQueue } from './queue.server.ts';
import { addIndicators, attach, recordAct, writeMessage } from './work.server.ts';

let files: TestFiles;
let db: TestFiles['db'];
let tree: TestFiles['tree'];
let otherRegion: string;
let clinicElsewhere: string;
let rssiOfA: PersonActor;
let rssiOfB: PersonActor;
let officer: PersonActor;
let analyst: PersonActor;
beforeAll(async () => {
  files = await openTestFiles();
  ({ db, tree } = files);
  otherRegion = await addOrganisation(db.admin, 'region', 'Estran', tree.nation);
  clinicElsewhere = await addOrganisation(db.admin, 'establishment', 'Clinique du Phare', otherRegion);
  rssiOfA = await files.rssi();
  rssiOfB = await files.rssi(tree.b);
  officer = await files.officer();
  analyst = await files.analyst();
  for (const [id, mailbox, nis2] of [[tree.a, 'ssi@a.example', 'none'], [tree.b, 'ssi@b.example', 'essential']]) {
    await db.admin.query('insert into organisation_profile (organisation_id, ssi_mailbox, nis2_status) values ($1, $2, $3)', [id, mailbox, nis2]);
  }
});
afterAll(() => db?.stop());

const code = 'ABCD-EFGH-JKMN-PQRS';
/** A file that stands under the region, of a clinic that the register does not know. */
async function unlisted(): Promise<string> {
  const key = newId();
  const structure = { organisationId: tree.region, unlisted: { name: 'Clinique du Lac', town: 'Brévaux', identifier: '' } };
  const given = { kind: 'incident', declarant: { name: 'Dominique Roy', email: 'd.roy@lac.example' }, structure, facts: { description: 'CANARI', typeCode: 'ransomware' }, effects: {}, help: {} };
  const sent = { declaration: given, followUpHash: hashToken(normaliseCode(code)).toString('base64'), locale: 'fr' };
  return (await run(db.platform, draftActor(key, '192.0.2.1', [tree.region]), declare, sent, key)).number;
}
const move = async (actor: Actor, number: string, organisationId: string, more: object = {}) =>
  run(db.platform, actor, moveFile, { number, version: (await files.fileOf(number))?.version ?? 1, organisationId, reason: 'Mauvaise structure.', ...more });
const queueOf = (actor: Actor) => inScope(db.platform.pool, actor, incidentPolicy.read, async (tx) => (await readQueue(tx, actor, { page: 1 }, 500)).lines.map((line) => line.number));
const refuses = (sent: Promise<unknown>, refusalCode: string) => expect(sent).rejects.toMatchObject({ code: refusalCode });
const mailsAbout = async (purpose: string, number: string) =>
  (await db.admin.query('select organisation_id, recipient, subject, body from mail where purpose = $1 and body like $2 order by recipient', [purpose, `%${number}%`])).rows;

describe('a file is not moved', () => {
  test('by nobody in particular, the people of either structure, an officer of another region or whoever declared it', async () => {
    const number = await unlisted();
    await refuses(move(anonymousActor('192.0.2.9'), number, tree.a), 'sign_in_required');
    for (const role of ['rssi', 'referent_ssi', 'direction', 'dpo', 'dsi', 'administrator', 'reader', 'auditor', 'declarant']) {
      await refuses(move(actorHolding(role, tree.a), number, tree.a), 'forbidden');
      await refuses(move(actorHolding(role, tree.region, { right: { organisationKind: 'region' } }), number, tree.a), 'forbidden');
    }
    await refuses(move(actorHolding('ars_officer', otherRegion, { right: { organisationKind: 'region' } }), number, clinicElsewhere), 'not_found');
    await refuses(move(draftActor(newId(), '192.0.2.1', [tree.region]), number, tree.a), 'sign_in_required');
    expect((await files.fileOf(number)).organisation_id).toBe(tree.region);
  });

  test('out of the region of its officer: that is for CERT Santé', async () => {
    const number = await unlisted();
    await refuses(move(officer, number, clinicElsewhere), 'forbidden');
    await expect(move(analyst, number, clinicElsewhere)).resolves.toMatchObject({ organisationId: clinicElsewhere });
    expect(await queueOf(officer)).not.toContain(number);
  });

  test('to a region, a closed structure, one made up or its own, nor without a reason, nor once closed', async () => {
    const number = await files.declared();
    const closed = await addOrganisation(db.admin, 'establishment', 'Clinique close', tree.region);
    await db.admin.query('update organisation set closed_on = current_date where id = $1', [closed]);
    for (const target of [tree.region, tree.nation, closed, newId()]) await refuses(move(analyst, number, target), 'not_found');
    await refuses(move(analyst, number, tree.a), 'invalid_input');
    await expect(move(analyst, number, tree.b, { reason: '  ' })).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'reason', problem: 'reason_required' }] } });
    await db.admin.query("update incident set state = 'closed' where number = $1", [number]);
    await refuses(move(analyst, number, tree.b), 'wrong_state');
  });

  test('by the database itself, when the application would forget to ask: not out of the scope, nor by who declares', async () => {
    const number = await files.declared();
    const { id } = await files.fileOf(number);
    const door = (actor: Actor, from: string, to: string) => inScope(db.platform.pool, actor, { ...incidentPolicy.read, public: true }, async (tx) => {
      await sql`select ground.move_incident(${id}, ${from}, ${to})`.execute(tx);
    });
    for (const [actor, from, to] of [[rssiOfA, tree.a, tree.b], [rssiOfB, tree.a, tree.b], [officer, tree.a, clinicElsewhere], [draftActor(newId(), '', [tree.a, tree.b]), tree.a, tree.b]] as const) {
      await expect(door(actor, from, to)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(door(officer, tree.b, tree.a)).rejects.toMatchObject({ code: 'HY005' });
    await expect(inScope(db.platform.pool, officer, incidentPolicy.read, async (tx) => {
      await sql`select set_config('hygie.moving', ${tree.b}, true)`.execute(tx);
      await sql`update incident_event set organisation_id = ${tree.b} where organisation_id = ${tree.a}`.execute(tx);
    })).rejects.toMatchObject({ code: 'HY001' });
  });
});

describe('a file of a clinic that the register did not know', () => {
  test('goes to its structure: its people see it and are alerted, its duties follow its profile, what was recorded stays', async () => {
    const number = await unlisted();
    const duty = { number, duty: 'cnil.notification', kind: 'sent', at: new Date().toISOString(), reference: 'CNIL-1' };
    await run(db.platform, officer, recordAct, duty);
    await run(db.platform, analyst, addIndicators, { number, block: '203.0.113.9' });
    await run(db.platform, officer, writeMessage, { number, audience: 'declarant', body: 'Qui joindre ?' });
    await run(db.platform, officer, attach, { number, sha256: Buffer.alloc(32, 9).toString('base64'), size: 3, mediaType: 'text/plain', name: 'preuve.txt' });
    await refuses(readIncident(db.platform, rssiOfB, number), 'not_found');
    const before = await readIncident(db.platform, analyst, number);
    expect(before.title).toContain('Hors répertoire');

    await move(officer, number, tree.b, { reason: 'Entrée au répertoire.' });

    const view = await readIncident(db.platform, rssiOfB, number);
    expect(view.organisation.id).toBe(tree.b);
    expect(view.title).toBe('Rançongiciel');
    expect(view.declaration.structure.unlisted?.name).toBe('Clinique du Lac');
    expect(view.messages.map(({ body }) => body)).toContain('Qui joindre ?');
    expect(view.indicators.map(({ value }) => value)).toEqual(['203.0.113.9']);
    expect(view.acts.map(({ reference, on_behalf: side }) => [reference, side])).toEqual(expect.arrayContaining([['CNIL-1', 'region'], [number, null]]));
    expect(view.duties.find((one) => one.id === 'cnil.notification')?.doneAt).not.toBeNull();
    expect(view.events.find((one) => one.kind === 'moved')?.text).toBe('');
    expect(await queueOf(rssiOfB)).toContain(number);
    expect((await readAttachment(db.platform, rssiOfB, number, view.attachments[0]?.id ?? '')).name).toBe('preuve.txt');
    const mails = await mailsAbout('incident.arrival', number);
    expect(mails.map((mail) => [mail.organisation_id, mail.recipient])).toEqual([[tree.b, 'ssi@b.example']]);
    expect(JSON.stringify(mails)).not.toContain('CANARI');
    // The region follows it still: nobody lost anything.
    expect(await mailsAbout('incident.departure', number)).toEqual([]);
    expect(await queueOf(officer)).toContain(number);
    const { rows } = await db.admin.query("select organisation_id, payload ->> 'reason' as reason from journal where command = 'incident.move' and subject_id = $1 order by reason nulls last", [view.id]);
    expect(rows).toEqual([{ organisation_id: tree.b, reason: 'Entrée au répertoire.' }, { organisation_id: tree.region, reason: null }]);
  });

  test('waits again for someone to take charge of it, unless somebody goes on with it or it was qualified', async () => {
    const [left, qualified, followed] = [await unlisted(), await unlisted(), await unlisted()];
    for (const number of [left, qualified, followed]) await run(db.platform, officer, acknowledge, { number });
    await db.admin.query('update incident set assigned_to = null where number = any ($1)', [[left, qualified]]);
    await db.admin.query("update incident set state = 'qualified' where number = $1", [qualified]);
    await db.admin.query('insert into role_assignment (organisation_id, id, person_id, role) values ($1, $2, $3, $4)', [tree.region, newId(), officer.personId, 'ars_officer']);
    for (const number of [left, qualified, followed]) await move(officer, number, tree.b);
    await db.admin.query('delete from role_assignment where person_id = $1', [officer.personId]);
    const standing = async (number: string) => [(await files.fileOf(number)).state, (await files.fileOf(number)).acknowledged_at !== null];
    expect([await standing(left), await standing(qualified), await standing(followed)]).toEqual([['declared', false], ['qualified', true], ['acknowledged', true]]);
    const day = await inScope(db.platform.pool, rssiOfB, incidentPolicy.read, (tx) => readDay(tx, rssiOfB, db.platform.now()));
    expect(day.decisions.find((one) => one.number === left)?.state).toBe('declared');
    await expect(run(db.platform, rssiOfB, acknowledge, { number: left })).resolves.toEqual({ number: left });
  });

  test('tells its declarant where it went, in the follow-up and by a mail without a word that they typed', async () => {
    const number = await unlisted();
    await move(officer, number, tree.b);
    const view = await readFollowUp(db.platform, await openFollowUp(db.platform, '192.0.2.7', { number, code }), '192.0.2.7');
    expect(view.steps.map(({ kind }) => kind)).toEqual(['declared', 'moved']);
    const [mail, ...others] = await mailsAbout('incident.moved', number);
    expect([mail.organisation_id, mail.recipient, others.length]).toEqual([tree.b, 'd.roy@lac.example', 0]);
    expect(mail.body).toContain('rattachée à Clinique des Tilleuls');
    for (const typed of ['CANARI', 'du Lac', 'Brévaux', 'Roy', code]) expect(JSON.stringify(mail)).not.toContain(typed);
  });

  test('says nothing of its structure in a mail under TLP:red, and writes to no one who left no address', async () => {
    const [red, silent] = [await unlisted(), await files.declared()];
    await db.admin.query("update incident set tlp = 'red' where number = $1", [red]);
    await move(officer, red, tree.b);
    await move(officer, silent, tree.b);
    expect(JSON.stringify(await mailsAbout('incident.moved', red))).not.toContain('Tilleuls');
    expect([(await mailsAbout('incident.moved', red)).length, await mailsAbout('incident.moved', silent)]).toEqual([1, []]);
  });

  test('keeps its number and its follow-up code, and its declarant reads the structure as the register says it', async () => {
    const number = await unlisted();
    await move(officer, number, tree.b);
    const opened = await openFollowUp(db.platform, '192.0.2.7', { number, code });
    expect(opened.organisationId).toBe(tree.b);
    const view = await readFollowUp(db.platform, opened, '192.0.2.7');
    expect([view.number, view.organisation.name, view.organisation.kind]).toEqual([number, 'Clinique des Tilleuls', 'whole']);
  });
});

describe('a declaration made on a wrong structure', () => {
  test('leaves it whole: its people read nothing of it any more, in no table, and are told once; those of the right one read it', async () => {
    const number = await files.declared();
    const { id } = await files.fileOf(number);
    // A row of the file in every table that holds some, later ones included.
    const tables = (await listTenantTables(db.admin)).filter((table) => table.startsWith('incident_') && table !== 'incident_departure');
    for (const table of tables) {
      const shape = await readShape(db.admin, table);
      // A file has one row of duties, from its declaration.
      if (table === 'incident_obligation' || !shape.columns.some((column) => column.name === 'incident_id')) continue;
      const row = await addRow(db.admin, shape, tree.a, tree.b);
      const key = shape.keys.find((one) => one.target === 'incident');
      expect(key, `${table} names its file by a foreign key`).toBeDefined();
      await db.admin.query(`update ${table} set incident_id = $1 where organisation_id = $2 and incident_id = $3`, [id, tree.a, row['incident_id']]);
      // The proof of an act is a document of the same file.
      await db.admin.query('update incident_attachment set incident_id = $1 where id = $2', [id, row['proof_id'] ?? null]);
    }
    await db.admin.query("update incident_indicator set type = 'domain' where incident_id = $1", [id]);
    await db.admin.query("insert into measure (organisation_id, id, title, origin_kind, origin_id) values ($1, $2, 'x', 'incident', $3)", [tree.a, newId(), id]);
    await run(db.platform, rssiOfA, attach, { number, sha256: Buffer.alloc(32, 9).toString('base64'), size: 3, mediaType: 'text/plain', name: 'mur.txt' });
    const piece = (await readIncident(db.platform, rssiOfA, number)).attachments.find(({ name }) => name === 'mur.txt')?.id ?? '';
    const seenBy = (actor: Actor) => inScope(db.platform.pool, actor, incidentPolicy.read, async (tx) => {
      const seen: Record<string, number> = {};
      for (const table of tables) seen[table] = (await sql`select from ${sql.table(table)} where incident_id = ${id}`.execute(tx)).rows.length;
      seen['measure'] = (await sql`select from measure where origin_id = ${id}`.execute(tx)).rows.length;
      seen['mail'] = (await sql`select from mail where subject_id = ${id}`.execute(tx)).rows.length;
      seen['journal'] = (await sql`select from journal where subject_id = ${id} and payload ? 'number'`.execute(tx)).rows.length;
      return seen;
    });
    const before = await seenBy(rssiOfA);
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);

    await move(analyst, number, tree.b);

    expect(Object.entries(await seenBy(rssiOfA)).filter(([, count]) => count > 0)).toEqual([]);
    const after = await seenBy(rssiOfB);
    // It reads the mails that were written to it, and heard no reminder yet.
    expect([after['mail'], after['incident_reminder']]).toEqual([1, 0]);
    for (const table of [...tables, 'measure'].filter((one) => one !== 'incident_reminder')) expect([table, (after[table] ?? 0) >= (before[table] ?? 0)]).toEqual([table, true]);
    await refuses(readIncident(db.platform, rssiOfA, number), 'not_found');
    await refuses(readAttachment(db.platform, rssiOfA, number, piece), 'not_found');
    expect((await readAttachment(db.platform, rssiOfB, number, piece)).name).toBe('mur.txt');
    expect(await queueOf(rssiOfA)).not.toContain(number);
    expect(await queueOf(rssiOfB)).toContain(number);
    const told = await mailsAbout('incident.departure', number);
    expect(told.map((mail) => [mail.organisation_id, mail.recipient])).toEqual([[tree.a, 'ssi@a.example']]);
    expect(JSON.stringify(told)).not.toContain('Tilleuls');
    const kept = await inScope(db.platform.pool, rssiOfA, incidentPolicy.read, async (tx) =>
      tx.selectFrom('journal').select('payload').where('organisation_id', '=', tree.a).where('subject_id', '=', id).execute());
    expect(kept.map(({ payload }) => payload)).toEqual([{ left: number }]);
  });

  test('keeps its internal notes from the right one, and those of the authorities for them', async () => {
    const number = await files.declared();
    await run(db.platform, rssiOfA, writeMessage, { number, audience: 'internal', body: 'Entre nous.' });
    await run(db.platform, analyst, writeMessage, { number, audience: 'internal', body: 'Entre analystes.' });
    await move(analyst, number, tree.b);
    const notesOf = async (actor: Actor) => (await readIncident(db.platform, actor, number)).messages.filter((one) => one.audience === 'internal').map((one) => one.body);
    expect([await notesOf(rssiOfB), await notesOf(analyst)]).toEqual([[], ['Entre analystes.']]);
    expect((await db.admin.query("select count(*)::int as kept from incident_message where body = 'Entre nous.'")).rows[0].kept).toBe(1);
  });

  test('leaves whoever followed it, unless they may follow it there', async () => {
    const [own, regional] = [await files.declared(), await files.declared()];
    await db.admin.query('insert into role_assignment (organisation_id, id, person_id, role) values ($1, $2, $3, $4)', [tree.region, newId(), officer.personId, 'ars_officer']);
    await db.admin.query('update incident set assigned_to = $2 where number = $1', [own, rssiOfA.personId]);
    await db.admin.query('update incident set assigned_to = $2 where number = $1', [regional, officer.personId]);
    await move(officer, own, tree.b);
    await move(officer, regional, tree.b);
    expect([(await files.fileOf(own)).assigned_to, (await files.fileOf(regional)).assigned_to]).toEqual([null, officer.personId]);
  });

  test('may come back, and shows again all that its structure had read', async () => {
    const number = await files.declared();
    await move(officer, number, tree.b);
    await move(officer, number, tree.a);
    expect(await queueOf(rssiOfA)).toContain(number);
    const lines = await inScope(db.platform.pool, rssiOfA, incidentPolicy.read, (tx) =>
      tx.selectFrom('journal').select('command').where('organisation_id', '=', tree.a).where(sql<boolean>`payload ->> 'number' = ${number}`).orderBy('seq').execute());
    expect(lines.map(({ command }) => command)).toEqual(['incident.declare', 'incident.move']);
    expect((await readIncident(db.platform, rssiOfA, number)).events.filter((one) => one.kind === 'moved')).toHaveLength(2);
    await refuses(readIncident(db.platform, rssiOfB, number), 'not_found');
  });
});

describe('two people who move a file at the same instant', () => {
  test('one wins, the other is told of a conflict', async () => {
    const number = await files.declared();
    const third = await addOrganisation(db.admin, 'establishment', 'Clinique du Lac', tree.region);
    const outcomes = await Promise.allSettled([move(officer, number, tree.b, { version: 1 }), move(analyst, number, third, { version: 1 })]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' });
    const winner = outcomes.find((one) => one.status === 'fulfilled')?.value.organisationId;
    expect((await files.fileOf(number)).organisation_id).toBe(winner);
    const { rows } = await db.admin.query('select distinct e.organisation_id from incident_event e join incident i on i.id = e.incident_id where i.number = $1', [number]);
    expect(rows).toEqual([{ organisation_id: winner }]);
  });
});
