import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Actor, anonymousActor, type PersonActor } from './ground/actor.ts';
import { type Command, commands, run } from './ground/command.server.ts';
import { asHygieError } from './ground/errors.ts';
import { newId } from './ground/id.ts';
import { inScope } from './ground/scope.server.ts';
import { type TestDatabase, testDatabase } from './ground/testing/database.ts';
import { addOrganisation } from './ground/testing/tree.ts';
import { readDay } from './incidents/day.server.ts';
import { draftActor } from './incidents/draft.server.ts';
import { incidentPolicy } from './incidents/policy.ts';
import { readQueue } from './incidents/queue.server.ts';
import { addPerson, holder, mandate, signedIn } from './organisations/organisations.fixture.ts';
import { roleKinds, roles } from './organisations/role.ts';
import { asking } from './organisations/routes/routes.fixture.ts';
import { type Foreign, plantForeign, type Probe, probes } from './refusals.fixture.ts';
import { requireSignedIn } from './request-context.ts';
import { readJournalPage } from './shell/journal.server.ts';

// Every command × every role held on hospital A × an identifier of hospital B. A command without a probe fails here;
// so does a probe that whoever has the right could not carry out: it would be refused for another reason.

import.meta.glob('./**/*.server.ts', { eager: true });

let db: TestDatabase;
let foreign: Foreign;

/** Commands that only the platform runs, before anyone is known: their own tests hold their refusals. */
const platformOnly = /^(sign_in|invitation|administrator|account\.prove|person\.seed)/;

// An ARS officer and an analyst hold their role above both hospitals: theirs is another test.
const hospitalRoles = roles.filter((role) => roleKinds[role].includes('establishment'));

// Neither `wrong_state` nor `conflict`: only the lack of a right may refuse.
const refused = ['forbidden', 'not_found'];

beforeAll(async () => {
  db = await testDatabase({ settings: { mode: 'evaluation' } });
  foreign = await plantForeign(db.platform, db.admin);
});
afterAll(() => db?.stop());

type Any = Command<z.ZodType, unknown>;
const known = () => [...commands.values()].filter((command) => !platformOnly.test(command.name));
const probed = (): [Any, Probe][] =>
  known().flatMap((command): [Any, Probe][] => {
    const probe = probes[command.name];
    return probe && 'input' in probe ? [[command, probe]] : [];
  });

async function outcome(command: Any, actor: Actor, input: unknown): Promise<string> {
  try {
    await run(db.platform, actor, command, await input);
    return 'done';
  } catch (error) {
    return asHygieError(error).code;
  }
}

/** What each probe answers to an actor, by command. */
async function outcomes(actor: Actor): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [command, probe] of probed()) all[command.name] = await outcome(command, actor, probe.input(foreign));
  return all;
}

/** Every row of hospital B and of its people that a command could have changed. */
async function stateOfB(): Promise<unknown> {
  const { rows } = await db.admin.query(
    `select (select count(*) from journal where organisation_id = $1) as lines, (select count(*) from mail where organisation_id = $1) as mails,
       (select json_agg(i order by number) from incident i where organisation_id = $1) as files,
       (select json_agg(s order by id) from session s) as sessions, (select count(*) from passkey) as passkeys,
       (select json_agg(r order by id) from role_assignment r where organisation_id = $1) as roles`,
    [foreign.tree.b],
  );
  return rows;
}

/** Tries every command, and expects each to answer one of these codes. */
async function refuses(actor: Actor, codes: readonly string[] = refused): Promise<void> {
  for (const [name, code] of Object.entries(await outcomes(actor))) expect(codes, name).toContain(code);
}

describe('every command', () => {
  test('has a probe, and each probe a command', () => {
    const names = known().map((command) => command.name).toSorted();
    expect(names.filter((name) => !(name in probes))).toEqual([]);
    expect(Object.keys(probes).filter((name) => !commands.has(name))).toEqual([]);
  });

  test('is open to exactly the roles that this table names', () => {
    for (const [command, probe] of probed()) {
      const expected = probe.roles === 'all' ? roles : probe.roles;
      expect(command.permission.roles.toSorted(), command.name).toEqual(expected.toSorted());
    }
  });
});

describe('every command refuses a field that it did not ask for', () => {
  const smuggled = ['organisation_id', 'organisationId2', 'id2', 'state', 'storageKey', 'path', 'personId2', 'createdAt', 'constructor2'];

  test('whoever sends it, and names it', async () => {
    const actor = await holder(db.platform, db.admin, 'rssi', foreign.tree.b);
    for (const [command, probe] of probed()) {
      const input = (await probe.input(foreign)) as object;
      for (const field of smuggled) {
        const sent = run(db.platform, actor, command, { ...input, [field]: foreign.tree.b });
        await expect(sent, `${command.name} with ${field}`).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field, problem: 'unknown_field' }] } });
      }
    }
  });
});

describe('every command refuses what is not its author’s', () => {
  test('nobody in particular is asked to sign in', () => refuses(anonymousActor('192.0.2.9'), ['sign_in_required']));

  test.each(hospitalRoles)('a %s of hospital A changes nothing of hospital B', async (role) => {
    const actor = await holder(db.platform, db.admin, role, foreign.tree.a);
    const before = await stateOfB();
    await refuses(actor);
    expect(await stateOfB()).toEqual(before);
  });

  test.each(hospitalRoles)('a %s of hospital B itself does there only what the role is for', async (role) => {
    const actor = await holder(db.platform, db.admin, role, foreign.tree.b);
    for (const [command, probe] of probed()) {
      if (command.permission.roles.includes(role)) continue;
      expect(await outcome(command, actor, probe.input(foreign)), command.name).toBe('forbidden');
    }
  });

  test('an officer and an administrator of another region change nothing of hospital B', async () => {
    const elsewhere = await addOrganisation(db.admin, 'region', 'Autre région', foreign.tree.nation);
    const before = await stateOfB();
    for (const role of ['ars_officer', 'administrator', 'rssi'] as const) await refuses(await holder(db.platform, db.admin, role, elsewhere));
    expect(await stateOfB()).toEqual(before);
  });

  test('whoever holds every role at hospital A and is a mere reader of hospital B changes nothing of hospital B', async () => {
    const { id } = await addPerson(db.admin, ...hospitalRoles.map((role): [typeof role, string] => [role, foreign.tree.a]), ['reader', foreign.tree.b]);
    const before = await stateOfB();
    const actor = await signedIn(db.platform, id);
    for (const [command, probe] of probed()) {
      // A reader reads, and looks after their own account.
      if (!command.permission.roles.includes('reader')) expect(refused, command.name).toContain(await outcome(command, actor, probe.input(foreign)));
    }
    expect(await stateOfB()).toEqual(before);
  });

  test('whoever holds every role at hospital A and only declares in hospital B reads of B what a declarant is told', async () => {
    const { tree, files, owner } = foreign;
    const { id } = await addPerson(db.admin, ...hospitalRoles.map((role): [typeof role, string] => [role, tree.a]), ['declarant', tree.b]);
    const actor = await signedIn(db.platform, id, { within: tree.b });
    await run(db.platform, owner, commands.get('incident.add_event') as Any, { number: files.open, at: new Date().toISOString(), text: 'NOTE-DE-B' });
    await db.admin.query("update incident set next_due_at = now(), next_due_duty = 'cnil.notification' where organisation_id = $1", [tree.b]);

    const day = (who: Actor) => inScope(db.platform.pool, who, incidentPolicy.read, (tx) => readDay(tx, who, db.platform.now()));
    expect(JSON.stringify(await day(owner))).toContain('NOTE-DE-B');
    const read = await day(actor);
    expect(read).toMatchObject({ terms: [], termCount: 0, decisions: [], decisionCount: 0, questions: [], questionCount: 0 });
    expect(read.changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(read)).not.toContain('NOTE-DE-B');

    const queue = (who: Actor) => inScope(db.platform.pool, who, incidentPolicy.read, (tx) => readQueue(tx, who, { page: 1 }));
    expect((await queue(owner)).lines.some((line) => line.nextDueAt)).toBe(true);
    const { lines } = await queue(actor);
    expect(lines.map((line) => line.number)).toContain(files.open);
    expect(lines.filter((line) => line.nextDueAt || line.nextDueDuty)).toEqual([]);

    expect(await outcome(commands.get('incident.dossier') as Any, actor, { number: files.open, duty: 'cnil.notification', format: 'json', locale: 'fr' })).toBe('not_found');
  });

  test('whoever administers hospital B, and only declares there, reads in its journal nothing of its files', async () => {
    const { tree, owner } = foreign;
    const { id } = await addPerson(db.admin, ...hospitalRoles.map((role): [typeof role, string] => [role, tree.a]), ['administrator', tree.b], ['declarant', tree.b]);
    const actor = await signedIn(db.platform, id);
    const journal = async (who: PersonActor) => {
      const asked = asking(db.platform, who, '/journal');
      const { signedIn: session, ...rest } = requireSignedIn(asked.context);
      const organisation = { id: tree.b, name: 'B' };
      const address = { person: '', command: '', from: '', until: '', page: 1 };
      return readJournalPage({ ...rest, signedIn: { ...session, currentOrganisation: organisation as never } }, address, 1_000);
    };
    const ofFiles = (await journal(actor)).lines.filter((line) => line.subjectKind.startsWith('incident'));
    expect(ofFiles.length).toBeGreaterThan(0);
    expect(ofFiles.filter((line) => line.payload !== null)).toEqual([]);
    expect((await journal(owner)).lines.filter((line) => line.subjectKind === 'incident' && line.payload !== null).length).toBe(ofFiles.filter((line) => line.subjectKind === 'incident').length);
  });

  test('a declarant and the author of a draft of hospital A change nothing of hospital B', async () => {
    const { a } = foreign.tree;
    const before = await stateOfB();
    const declarant: Actor = { kind: 'declarant', key: `declarant:${newId()}`, label: 'x', origin: '192.0.2.1', organisationIds: [a], incidentId: newId() };
    for (const actor of [draftActor(newId(), '192.0.2.1', [a]), declarant]) {
      for (const [command, probe] of probed()) {
        const expected = command.permission.public ? 'not_found' : 'sign_in_required';
        expect(await outcome(command, actor, probe.input(foreign)), command.name).toBe(expected);
      }
    }
    expect(await stateOfB()).toEqual(before);
  });

  test('a mandate gives the role while it lasts, and nothing the day after', async () => {
    const provider = await holder(db.platform, db.admin, 'rssi', foreign.tree.a, { subtree: false });
    const mandateId = await mandate(db.admin, foreign.tree.b, foreign.tree.a, 'rssi');
    const lent = await signedIn(db.platform, provider.personId);
    const write = commands.get('incident.write_message') as Any;
    const input = { number: foreign.files.open, audience: 'rssi', body: 'x' };
    expect(await outcome(write, lent, input)).toBe('done');
    await db.admin.query("update mandate set valid_from = now() - interval '2 days', valid_to = now() - interval '1 day' where id = $1", [mandateId]);
    expect(await outcome(write, await signedIn(db.platform, provider.personId), input)).toBe('not_found');
  });
});

describe('what was refused for want of a right', () => {
  test('is done by whoever has it, with the very same input', async () => {
    const { tree, owner } = foreign;
    const entitled = {
      rssi: owner, owner,
      analyst: await holder(db.platform, db.admin, 'cert_analyst', tree.nation),
      administrator: await holder(db.platform, db.admin, 'administrator', tree.b),
      'region administrator': await holder(db.platform, db.admin, 'administrator', tree.region),
    };
    const done: Record<string, string> = {};
    // In the order of the table: a profile is written before its mailbox is tried, a member joins before it leaves.
    for (const [name, probe] of Object.entries(probes)) {
      if ('input' in probe) done[name] = await outcome(commands.get(name) as Any, entitled[probe.by], probe.input(foreign));
    }
    expect(done).toEqual(Object.fromEntries(Object.keys(done).map((name) => [name, 'done'])));
  });
});
