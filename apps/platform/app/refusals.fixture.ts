import type pg from 'pg';
import type { PersonActor } from './ground/actor.ts';
import { type Command, commands, run } from './ground/command.server.ts';
import { newId } from './ground/id.ts';
import type { Platform } from './ground/platform.ts';
import { addOrganisation, plantTree, type TestTree } from './ground/testing/tree.ts';
import { declare } from './incidents/declare.server.ts';
import { draftActor } from './incidents/draft.server.ts';
import { addPerson, holder, mandate } from './organisations/organisations.fixture.ts';
import type { Role } from './organisations/role.ts';

/** Everything that hospital B has, each thing in the state in which only a missing right can refuse the act. */
export interface Foreign {
  tree: TestTree;
  /** A group of the region. */
  group: string;
  files: { declared: string; open: string; ripe: string; closed: string; movable: string; weakness: string; told: string };
  indicator: string;
  /** What was recorded of a duty. */
  act: string;
  bulletin: string;
  /** Someone of B, with a session and a passkey. */
  owner: PersonActor;
  session: string;
  passkey: string;
  /** A list that the owner keeps under a name. */
  view: string;
  colleague: string;
  assignment: string;
  leaving: string;
  invitation: string;
  mandate: string;
  version: (number: string) => Promise<number>;
}

/** Who may do it in hospital B, so that the probe is seen to succeed once a right is there. */
type Entitled = 'rssi' | 'analyst' | 'administrator' | 'region administrator' | 'owner';

/** A valid input of a command that touches hospital B, who may send it, and the roles that the command is open to. */
export interface Probe {
  by: Entitled;
  roles: readonly Role[] | 'all';
  input: (foreign: Foreign) => unknown;
}

const now = '2026-11-20T10:00:00.000Z';
const team: readonly Role[] = ['referent_ssi', 'rssi', 'dpo', 'dsi', 'direction'];
const authorities: readonly Role[] = ['ars_officer', 'cert_analyst'];
const deciding: readonly Role[] = ['rssi', 'referent_ssi', 'direction', ...authorities];
const watching: readonly Role[] = ['rssi', 'referent_ssi', 'dsi', 'cert_analyst'];
const writing: readonly Role[] = [...team, ...authorities, 'declarant'];
const closing: readonly Role[] = ['rssi', 'direction', 'cert_analyst'];
const sending: readonly Role[] = ['rssi', 'direction', 'dpo', 'cert_analyst'];
const recording: readonly Role[] = ['rssi', 'referent_ssi', 'dpo', 'direction', ...authorities];
const people: readonly Role[] = ['administrator', 'rssi'];
const heads: readonly Role[] = ['administrator', 'direction'];

const onFile = (by: Entitled, roles: readonly Role[], rest: (foreign: Foreign) => object): Probe => ({
  by, roles, input: (foreign) => ({ number: foreign.files.open, ...rest(foreign) }),
});
const onOrganisation = (by: Entitled, roles: readonly Role[], rest: (foreign: Foreign) => object): Probe => ({
  by, roles, input: (foreign) => ({ organisationId: foreign.tree.b, ...rest(foreign) }),
});
const versioned = async (foreign: Foreign, number: string, rest: object) => ({ number, version: await foreign.version(number), ...rest });

/** A probe of each command, or the reason why none can be made. */
export const probes: Record<string, Probe | { because: string }> = {
  'incident.acknowledge': { by: 'rssi', roles: ['rssi', 'referent_ssi', ...authorities], input: ({ files }) => ({ number: files.declared }) },
  'incident.answer_facts': { by: 'rssi', roles: deciding, input: (all) => versioned(all, all.files.open, { answers: [{ fact: 'careSafety', answer: 'no' }] }) },
  'incident.classify': {
    by: 'rssi', roles: deciding,
    input: (all) => versioned(all, all.files.open, { title: 'x', nature: 'unknown', typeCode: 'ransomware', careImpact: 'degraded', tlp: 'amber', pap: 'amber' }),
  },
  'incident.assign': { by: 'rssi', roles: ['rssi', 'referent_ssi', ...authorities], input: (all) => versioned(all, all.files.open, { personId: null }) },
  'incident.write_message': onFile('rssi', writing, () => ({ audience: 'rssi', body: 'x' })),
  'incident.add_indicators': onFile('rssi', watching, () => ({ block: '203.0.113.9' })),
  'incident.withdraw_indicator': onFile('rssi', watching, ({ indicator }) => ({ id: indicator })),
  'incident.record_act': onFile('rssi', recording, () => ({ duty: 'cnil.notification', kind: 'not_applicable', reason: 'x', at: now })),
  'incident.withdraw_act': onFile('rssi', recording, ({ act }) => ({ id: act, reason: 'x' })),
  'incident.add_event': onFile('rssi', deciding, () => ({ at: now, text: 'x' })),
  'incident.attach': onFile('rssi', writing, () => ({ sha256: Buffer.alloc(32, 9).toString('base64'), size: 1, mediaType: 'text/plain', name: 'x.txt' })),
  'incident.complete': onFile('rssi', writing, () => ({ text: 'x' })),
  'incident.export': onFile('rssi', sending, () => ({ format: 'json', audience: 'named_recipients', locale: 'fr', timeZone: 'Europe/Paris' })),
  'incident.dossier': onFile('rssi', recording, () => ({ duty: 'cnil.notification', format: 'json', locale: 'fr' })),
  'incident.close': { by: 'rssi', roles: closing, input: (all) => versioned(all, all.files.ripe, { cause: 'x', leavesDuties: true }) },
  'incident.reopen': { by: 'rssi', roles: closing, input: ({ files }) => ({ number: files.closed, reason: 'x' }) },
  'incident.draft_bulletin': onFile('analyst', ['cert_analyst'], () => ({})),
  'incident.revise_bulletin': onFile('analyst', ['cert_analyst'], ({ bulletin }) => ({ id: bulletin, version: 1, title: 'x', body: 'x' })),
  'incident.move': { by: 'analyst', roles: authorities, input: (all) => versioned(all, all.files.movable, { organisationId: all.tree.a, reason: 'x' }) },
  'incident.write_vendor': {
    by: 'analyst', roles: ['cert_analyst'],
    input: ({ files }) => ({ number: files.weakness, name: 'Éditeur', email: 'psirt@editeur.example', subject: 'x', body: 'x', answerDays: 15 }),
  },
  'incident.set_disclosure': { by: 'analyst', roles: ['cert_analyst'], input: ({ files }) => ({ number: files.told, version: 1, disclosure: 'fixed' }) },
  'incident.revoke_vendor_link': { by: 'analyst', roles: ['cert_analyst'], input: ({ files }) => ({ number: files.told }) },
  'incident.vendor_answer': { because: 'takes no identifier: the link of a vendor says which file' },
  'incident.declare': { because: 'the public door: anyone declares for any structure, and reads nothing back but a receipt' },
  'person.invite': onOrganisation('administrator', people, () => ({ email: 'someone@b.example', role: 'reader' })),
  'person.resend_invitation': onOrganisation('administrator', people, ({ invitation }) => ({ invitationId: invitation })),
  'person.withdraw_invitation': onOrganisation('administrator', people, ({ invitation }) => ({ invitationId: invitation })),
  'role.grant': onOrganisation('administrator', people, ({ colleague }) => ({ personId: colleague, role: 'reader' })),
  'role.end': onOrganisation('administrator', people, ({ assignment }) => ({ assignmentId: assignment })),
  'person.depart': onOrganisation('administrator', people, ({ leaving }) => ({ personId: leaving })),
  'mandate.entrust': onOrganisation('administrator', heads, ({ group }) => ({ providerId: group, role: 'rssi' })),
  'mandate.end': onOrganisation('administrator', heads, (foreign) => ({ mandateId: foreign.mandate })),
  'organisation.update_profile': onOrganisation('administrator', ['administrator', 'rssi', 'direction'], () => ({
    version: 0, ssiMailbox: 'ssi@b.example', isOse: 'no', nis2Status: 'none', isHealthDataHost: 'no', cyberInsured: 'no',
  })),
  'organisation.test_mailbox': onOrganisation('administrator', ['administrator', 'rssi', 'direction'], () => ({})),
  'organisation.create': { by: 'administrator', roles: ['administrator'], input: ({ tree }) => ({ parentId: tree.b, kind: 'site', name: 'x' }) },
  'membership.add': { by: 'region administrator', roles: ['administrator'], input: ({ group, tree }) => ({ groupId: group, memberId: tree.b, role: 'member' }) },
  'membership.end': { by: 'region administrator', roles: ['administrator'], input: ({ group, tree }) => ({ groupId: group, memberId: tree.b }) },
  'session.choose_organisation': { by: 'owner', roles: 'all', input: ({ tree }) => ({ organisationId: tree.b }) },
  'session.revoke': { by: 'owner', roles: 'all', input: ({ session }) => ({ id: session }) },
  'account.remove_factor': { by: 'owner', roles: 'all', input: ({ passkey }) => ({ passkeyId: passkey }) },
  'view.rename': { by: 'owner', roles: 'all', input: ({ view }) => ({ id: view, name: 'x' }) },
  'view.delete': { by: 'owner', roles: 'all', input: ({ view }) => ({ id: view }) },
  'view.save': { because: 'takes no identifier: keeps an address for whoever asks' },
  'session.revoke_others': { because: 'takes no identifier: acts on the sessions of whoever asks' },
  'session.sign_out': { because: 'run by the platform alone, on the session of the cookie' },
  'account.change_password': { because: 'takes no identifier: acts on the account of whoever asks' },
  'account.start_application': { because: 'takes no identifier' },
  'account.confirm_application': { because: 'takes no identifier' },
  'account.renew_recovery_codes': { because: 'takes no identifier' },
  'account.start_passkey': { because: 'takes no identifier' },
  'account.add_passkey': { because: 'takes no identifier: the answer of one’s own device' },
};

type Any = Command<import('zod').ZodType, unknown>;

const incident = { kind: 'incident', facts: { description: 'CANARI-DE-B' }, effects: {}, help: {} };
const weakness = { kind: 'weakness', weakness: { vendor: 'Éditeur', description: 'CANARI-DE-B' } };

async function declareForB(platform: Platform, admin: pg.Pool, b: string, state: string, said: object = incident): Promise<string> {
  const given = {
    declaration: {
      declarant: { name: 'Directeur de B' }, structure: { organisationId: b }, ...said,
    },
    followUpHash: Buffer.from(newId()).toString('base64'), locale: 'fr',
  };
  const { number } = await run(platform, draftActor(newId(), '192.0.2.1', [b]), declare, given, newId());
  await admin.query("update incident set state = $2, closed_at = case when $2 = 'closed' then now() end where number = $1", [number, state]);
  return number;
}

/** Fills hospital B. `admin` bypasses row-level security. */
export async function plantForeign(platform: Platform, admin: pg.Pool): Promise<Foreign> {
  const tree = await plantTree(admin);
  const group = await addOrganisation(admin, 'group', 'GCS de Valmont', tree.region);
  const owner = await holder(platform, admin, 'rssi', tree.b);
  const files = {
    declared: await declareForB(platform, admin, tree.b, 'declared'), open: await declareForB(platform, admin, tree.b, 'qualified'),
    ripe: await declareForB(platform, admin, tree.b, 'qualified'), closed: await declareForB(platform, admin, tree.b, 'closed'),
    movable: await declareForB(platform, admin, tree.b, 'qualified'), weakness: await declareForB(platform, admin, tree.b, 'qualified', weakness),
    told: await declareForB(platform, admin, tree.b, 'qualified', weakness),
  };
  const analyst = await holder(platform, admin, 'cert_analyst', tree.nation);
  await run(platform, owner, commands.get('incident.add_indicators') as Any, { number: files.open, block: '198.51.100.7' });
  await run(platform, owner, commands.get('incident.record_act') as Any, { number: files.open, duty: 'cnil.notification', kind: 'not_applicable', reason: 'x', at: now });
  await run(platform, analyst, commands.get('incident.write_vendor') as Any, { number: files.told, name: 'Éditeur', email: 'psirt@editeur.example', subject: 'x', body: 'x', answerDays: 15 });
  const { id: bulletin } = (await run(platform, analyst, commands.get('incident.draft_bulletin') as Any, { number: files.open })) as { id: string };
  const [session, passkey, invitation, view] = [newId(), `passkey-${newId()}`, newId(), newId()];
  await admin.query(
    "insert into session (token_hash, id, person_id, assurance, expires_at, origin, device) values ($1, $2, $3, 2, now() + interval '1 hour', '', '')",
    [Buffer.from(session), session, owner.personId],
  );
  await admin.query("insert into passkey (id, person_id, public_key, label) values ($1, $2, '', 'x')", [passkey, owner.personId]);
  await admin.query("insert into saved_view (person_id, id, name, path) values ($1, $2, 'La liste de B', '/incidents')", [owner.personId, view]);
  await admin.query(
    "insert into invitation (organisation_id, id, email, role, subtree, token_hash, expires_at) values ($1, $2, 'x@b.example', 'reader', true, $3, now() + interval '1 day')",
    [tree.b, invitation, Buffer.from(invitation)],
  );
  const [colleague, ended, leaving] = [await addPerson(admin, ['dsi', tree.b]), await addPerson(admin, ['dsi', tree.b]), await addPerson(admin, ['dsi', tree.b])];
  const one = async (text: string, value: string) => (await admin.query<{ id: string }>(text, [value])).rows[0]?.id ?? '';
  return {
    tree, group, files, owner, session, passkey, view, invitation, bulletin,
    colleague: colleague.id, leaving: leaving.id,
    indicator: await one("select id from incident_indicator where value = $1", '198.51.100.7'),
    act: await one('select id from incident_obligation_act where author_id = $1', owner.personId),
    assignment: await one('select id from role_assignment where person_id = $1', ended.id),
    mandate: await mandate(admin, tree.b, group, 'dpo'),
    version: async (number) => (await admin.query<{ version: number }>('select version from incident where number = $1', [number])).rows[0]?.version ?? 0,
  };
}
