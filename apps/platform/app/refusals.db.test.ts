import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { anonymousActor } from './ground/actor.ts';
import { type Command, commands, run } from './ground/command.server.ts';
import { asHygieError } from './ground/errors.ts';
import { newId } from './ground/id.ts';
import { type TestDatabase, testDatabase } from './ground/testing/database.ts';
import { plantTree, type TestTree } from './ground/testing/tree.ts';
import { declare } from './incidents/declare.server.ts';
import { draftActor } from './incidents/draft.server.ts';
import { holder, mandate, signedIn } from './organisations/organisations.fixture.ts';
import { type Role, roleKinds, roles } from './organisations/role.ts';

// Every command × every role held on hospital A × an identifier of hospital B. A command without a probe fails here.

import.meta.glob('./**/*.server.ts', { eager: true });

let db: TestDatabase;
let tree: TestTree;
let foreign: { number: string; organisation: string; person: string; group: string; something: string };

const now = '2026-11-20T10:00:00.000Z';

/** A valid input of each command that touches hospital B, or the reason why none can. */
const probes: Record<string, (() => unknown) | { because: string }> = {
  'incident.acknowledge': () => ({ number: foreign.number }),
  'incident.answer_facts': () => ({ number: foreign.number, version: 1, answers: [{ fact: 'careSafety', answer: 'no' }] }),
  'incident.classify': () => ({ number: foreign.number, version: 1, title: 'x', nature: 'unknown', typeCode: 'ransomware', careImpact: 'degraded', tlp: 'amber', pap: 'amber' }),
  'incident.assign': () => ({ number: foreign.number, version: 1, personId: null }),
  'incident.write_message': () => ({ number: foreign.number, audience: 'rssi', body: 'x' }),
  'incident.add_indicators': () => ({ number: foreign.number, block: '203.0.113.9' }),
  'incident.withdraw_indicator': () => ({ number: foreign.number, id: foreign.something }),
  'incident.record_act': () => ({ number: foreign.number, duty: 'cnil.notification', kind: 'sent', at: now }),
  'incident.add_event': () => ({ number: foreign.number, at: now, text: 'x' }),
  'incident.attach': () => ({ number: foreign.number, sha256: 'AAAA', size: 1, mediaType: 'text/plain', name: 'x.txt' }),
  'incident.complete': () => ({ number: foreign.number, text: 'x' }),
  'incident.close': () => ({ number: foreign.number, version: 1, cause: 'x' }),
  'incident.reopen': () => ({ number: foreign.number, reason: 'x' }),
  'incident.draft_bulletin': () => ({ number: foreign.number }),
  'incident.revise_bulletin': () => ({ number: foreign.number, id: foreign.something, version: 1, title: 'x', body: 'x' }),
  'incident.export': () => ({ number: foreign.number, format: 'json', audience: 'named_recipients', locale: 'fr', timeZone: 'Europe/Paris' }),
  'incident.dossier': () => ({ number: foreign.number, duty: 'cnil.notification', format: 'json', locale: 'fr' }),
  'incident.declare': { because: 'the public door: anyone declares for any structure, and reads nothing back but a receipt' },
  'person.invite': () => ({ organisationId: foreign.organisation, email: 'someone@b.example', role: 'reader' }),
  'person.withdraw_invitation': () => ({ organisationId: foreign.organisation, invitationId: foreign.something }),
  'person.depart': () => ({ organisationId: foreign.organisation, personId: foreign.person }),
  'role.grant': () => ({ organisationId: foreign.organisation, personId: foreign.person, role: 'reader' }),
  'role.end': () => ({ organisationId: foreign.organisation, assignmentId: foreign.something }),
  'mandate.entrust': () => ({ organisationId: foreign.organisation, providerId: foreign.group, role: 'rssi' }),
  'mandate.end': () => ({ organisationId: foreign.organisation, mandateId: foreign.something }),
  'organisation.update_profile': () => ({ organisationId: foreign.organisation, version: 0, isOse: 'no', nis2Status: 'none', isHealthDataHost: 'no', cyberInsured: 'no' }),
  'organisation.test_mailbox': () => ({ organisationId: foreign.organisation }),
  'organisation.create': () => ({ parentId: foreign.organisation, kind: 'site', name: 'x' }),
  'membership.add': () => ({ groupId: foreign.group, memberId: foreign.organisation, role: 'member' }),
  'membership.end': () => ({ groupId: foreign.group, memberId: foreign.organisation }),
  'session.choose_organisation': () => ({ organisationId: foreign.organisation }),
  'session.revoke': () => ({ id: foreign.something }),
  'session.revoke_others': { because: 'takes no identifier: acts on the sessions of whoever asks' },
  'session.sign_out': { because: 'run by the platform alone, on the session of the cookie' },
  'account.change_password': { because: 'takes no identifier: acts on the account of whoever asks' },
  'account.start_application': { because: 'takes no identifier' },
  'account.confirm_application': { because: 'takes no identifier' },
  'account.remove_factor': () => ({ passkeyId: 'passkey-of-b' }),
  'account.renew_recovery_codes': { because: 'takes no identifier' },
  'account.start_passkey': { because: 'takes no identifier' },
  'account.add_passkey': { because: 'takes no identifier: the answer of one’s own device' },
};

/** Commands that only the platform runs, before anyone is known: their own tests hold their refusals. */
const platformOnly = /^(sign_in|invitation|administrator|account\.prove|person\.seed)/;

const refused = ['forbidden', 'not_found', 'sign_in_required', 'second_factor_required', 'wrong_state', 'code_refused'];

beforeAll(async () => {
  db = await testDatabase({ settings: { mode: 'evaluation' } });
  tree = await plantTree(db.admin);
  const stranger = await holder(db.platform, db.admin, 'rssi', tree.b);
  const given = {
    declaration: {
      kind: 'incident', declarant: { name: 'Directeur de B' }, structure: { organisationId: tree.b },
      facts: { description: 'CANARI-DE-B' }, effects: {}, help: {},
    },
    followUpHash: 'AAAA', locale: 'fr',
  };
  const receipt = await run(db.platform, draftActor('a token of b', '192.0.2.1', [tree.b]), declare, given, newId());
  foreign = { number: receipt.number, organisation: tree.b, person: stranger.personId, group: tree.region, something: newId() };
});
afterAll(() => db?.stop());

type Any = Command<z.ZodType, unknown>;
const probed = () => [...commands.values()].filter((command) => !platformOnly.test(command.name));

async function outcome(command: Any, actor: Parameters<typeof run>[1], input: unknown): Promise<string> {
  try {
    await run(db.platform, actor, command, input);
    return 'done';
  } catch (error) {
    return asHygieError(error).code;
  }
}

describe('every command refuses what is not its author’s', () => {
  test('each command has a probe, and each probe a command', () => {
    const names = probed().map((command) => command.name).toSorted();
    expect(names.filter((name) => !(name in probes))).toEqual([]);
    expect(Object.keys(probes).filter((name) => !commands.has(name))).toEqual([]);
  });

  test('each probe is an input that the command understands', () => {
    for (const command of probed()) {
      const probe = probes[command.name];
      if (typeof probe !== 'function') continue;
      const parsed = command.input.safeParse(probe());
      expect(parsed.success ? [] : parsed.error.issues, command.name).toEqual([]);
    }
  });

  test('nobody in particular is asked to sign in', async () => {
    for (const command of probed()) {
      const probe = probes[command.name];
      if (typeof probe !== 'function') continue;
      expect(await outcome(command, anonymousActor('192.0.2.9'), probe()), command.name).toBe('sign_in_required');
    }
  });

  test.each(roles)('a %s of hospital A changes nothing of hospital B', async (role: Role) => {
    const place = roleKinds[role].includes('establishment') ? tree.a : null;
    // An ARS officer and an analyst hold their role above both hospitals: theirs is another test.
    if (place === null) return;
    const actor = await holder(db.platform, db.admin, role, place);
    const before = await db.admin.query('select count(*) from journal where organisation_id = $1', [tree.b]);
    for (const command of probed()) {
      const probe = probes[command.name];
      if (typeof probe !== 'function') continue;
      expect(refused, `${command.name} as ${role}`).toContain(await outcome(command, actor, probe()));
    }
    const after = await db.admin.query('select count(*) from journal where organisation_id = $1', [tree.b]);
    expect(after.rows).toEqual(before.rows);
  });

  test('an officer of another region changes nothing of hospital B', async () => {
    const { rows } = await db.admin.query("insert into organisation (id, kind, name, parent_id) values ($1, 'region', 'Autre région', $2) returning id", [newId(), tree.nation]);
    const actor = await holder(db.platform, db.admin, 'ars_officer', rows[0].id);
    for (const command of probed()) {
      const probe = probes[command.name];
      if (typeof probe !== 'function') continue;
      expect(refused, command.name).toContain(await outcome(command, actor, probe()));
    }
  });

  test('a mandate gives the role while it lasts, and nothing the day after', async () => {
    const provider = await holder(db.platform, db.admin, 'rssi', tree.a, { subtree: false });
    const mandateId = await mandate(db.admin, tree.b, tree.a, 'rssi');
    const lent = await signedIn(db.platform, provider.personId);
    const acknowledge = commands.get('incident.acknowledge') as Any;
    expect(await outcome(acknowledge, lent, { number: foreign.number })).toBe('done');
    await db.admin.query("update mandate set valid_from = now() - interval '2 days', valid_to = now() - interval '1 day' where id = $1", [mandateId]);
    const back = await signedIn(db.platform, provider.personId);
    expect(await outcome(commands.get('incident.write_message') as Any, back, { number: foreign.number, audience: 'rssi', body: 'x' })).toBe('not_found');
  });
});
