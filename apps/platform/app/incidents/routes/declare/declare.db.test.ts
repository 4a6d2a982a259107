import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashToken, normaliseCode } from '../../../ground/secrets.ts';
import { type TestDatabase, testDatabase } from '../../../ground/testing/database.ts';
import { addOrganisation, plantTree, type TestTree } from '../../../ground/testing/tree.ts';
import { beginDraft, discardDraft, followUpCode, readDraft } from '../../draft.server.ts';
import { findReceipt, readReceipt } from '../../receipt.server.ts';
import { declaring, wholeIncident } from './browser.fixture.ts';

let base: TestDatabase;
let tree: TestTree;
let token: string;
let browser: ReturnType<typeof declaring>;
beforeAll(async () => {
  base = await testDatabase();
  tree = await plantTree(base.admin);
});
afterAll(() => base?.stop());
beforeEach(async () => {
  token = await beginDraft(base.platform, '192.0.2.7', 'incident', 'fr');
  browser = declaring(base.platform, token);
});

const sendAll = async () => {
  for (const [step, answers] of wholeIncident(tree.a)) await browser.send('incident', step, answers);
};
const submit = () => browser.send('incident', 'verification', { go: 'submit' });
const files = async (number: string) => (await base.admin.query('select a.name, a.media_type, a.author_label from incident_attachment a join incident i on i.id = a.incident_id where i.number = $1', [number])).rows;
const piece = (name: string, content: string, more: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [field, value] of Object.entries({ go: 'attach', ...more })) form.append(field, value);
  form.append('piece', new File([content], name));
  return form;
};

describe('a draft is refused', () => {
  test('to a browser without its token, with another token or with one that was made up', async () => {
    const stranger = declaring(base.platform, await beginDraft(base.platform, '192.0.2.8', 'incident', 'fr'));
    await browser.send('incident', 'declarant', { name: 'Élise Morvan' });
    expect((await stranger.page('incident', 'declarant')).typed).toBeUndefined();
    expect(await declaring(base.platform, 'x'.repeat(43)).leads('incident', 'declarant')).toBe('/signaler?motif=expire');
    expect(await declaring(base.platform, '').leads('incident', 'declarant')).toBe('/signaler?motif=cookie');
    expect(await declaring(base.platform, "x' or 1=1 --").leads('incident', 'declarant')).toBe('/signaler?motif=cookie');
  });

  test('once it expired, and what is sent then is kept nowhere', async () => {
    await base.admin.query("update declaration_draft set expires_at = now() - interval '1 second' where actor_key = $1", [`draft:${hashToken(token).toString('hex')}`]);
    expect(await browser.send('incident', 'declarant', { name: 'Trop tard' })).toMatchObject({ to: '/signaler?motif=expire' });
    expect((await base.admin.query("select from declaration_draft where content::text like '%Trop tard%'")).rowCount).toBe(0);
  });

  test('once its author erased it, files included', async () => {
    await browser.send('incident', 'help', piece('a.txt', 'a'));
    const draft = await readDraft(base.platform, token);
    await discardDraft(base.platform, token);
    expect(await readDraft(base.platform, token)).toBeUndefined();
    expect((await base.admin.query('select from draft_attachment where draft_id = $1', [draft?.id])).rowCount).toBe(0);
  });

  test('on a page that its kind does not have', async () => {
    await expect(browser.page('incident', 'weakness')).rejects.toMatchObject({ code: 'not_found' });
    await expect(browser.page('panne', 'facts')).rejects.toMatchObject({ code: 'not_found' });
    expect(await browser.leads('weakness', 'declarant')).toBe('/signaler/incident/declarant');
  });
});

describe('what is typed is kept', () => {
  test('when it is wrong: the page says so and shows it again', async () => {
    const answer = await browser.send('incident', 'effects', { go: 'next', patients: 'une dizaine', data: ['none', 'patient'], care: 'degraded' });
    expect(answer.refusal?.problem).toEqual({ code: 'invalid_input', fields: [{ field: 'patients', problem: 'not_a_number' }, { field: 'data', problem: 'none_with_others' }] });
    expect((await browser.page('incident', 'effects')).typed).toMatchObject({ patients: 'une dizaine', data: ['none', 'patient'], care: 'degraded' });
  });

  test('when one goes back, searches, joins or removes a file', async () => {
    expect(await browser.send('incident', 'facts', { go: 'previous', description: 'Panne' })).toMatchObject({ to: '/signaler/incident/structure' });
    expect(await browser.send('incident', 'structure', { go: 'search', search: 'valbrune' })).toMatchObject({ to: '/signaler/incident/structure' });
    const page = await browser.page('incident', 'structure');
    expect(page.found).toMatchObject([{ id: tree.a, name: 'CH de Valbrune' }]);
    expect(await browser.send('incident', 'help', piece('a.log', 'a', { measuresDetail: 'À 8 h' }))).toMatchObject({ to: '/signaler/incident/help' });
    const { typed, attachments } = await browser.page('incident', 'help');
    expect([typed?.measuresDetail, attachments.map(({ name }) => name)]).toEqual(['À 8 h', ['a.log']]);
    await browser.send('incident', 'help', { go: `detach:${attachments[0]?.id}`, measuresDetail: 'À 9 h' });
    expect(await browser.page('incident', 'help')).toMatchObject({ typed: { measuresDetail: 'À 9 h' }, attachments: [] });
    expect((await browser.page('incident', 'facts')).typed).toMatchObject({ description: 'Panne' });
  });

  test('and « do not know yet » leads to the last page: only a name, a structure and a few words are needed', async () => {
    expect((await browser.send('incident', 'declarant', { name: '' })).refusal?.problem?.fields).toEqual([{ field: 'name', problem: 'name' }]);
    expect((await browser.send('incident', 'structure', {})).refusal?.problem?.fields).toEqual([{ field: 'organisationId', problem: 'no_structure' }]);
    expect((await browser.send('incident', 'facts', {})).refusal?.problem?.fields).toEqual([{ field: 'description', problem: 'description' }]);
    expect(await browser.send('incident', 'declarant', { name: 'A' })).toMatchObject({ to: '/signaler/incident/structure' });
    expect(await browser.send('incident', 'structure', { organisationId: tree.a })).toMatchObject({ to: '/signaler/incident/facts' });
    expect(await browser.send('incident', 'facts', { description: 'Panne' })).toMatchObject({ to: '/signaler/incident/effects' });
    expect(await browser.send('incident', 'effects', {})).toMatchObject({ to: '/signaler/incident/help' });
    expect(await browser.send('incident', 'help', {})).toMatchObject({ to: '/signaler/incident/verification' });
    expect(await submit()).toMatchObject({ to: '/signaler/recu' });
  });

  test('a time is that of the structure’s clock', async () => {
    await base.admin.query("update organisation set time_zone = 'Indian/Reunion' where id = $1", [tree.b]);
    for (const [step, answers] of wholeIncident(tree.b)) await browser.send('incident', step, answers);
    await submit();
    const { number } = (await findReceipt(base.platform, token))!;
    const { rows } = await base.admin.query('select started_at from incident where number = $1', [number]);
    expect(rows[0].started_at.toISOString()).toBe('2026-01-05T02:30:00.000Z');
  });
});

describe('a declaration is not sent', () => {
  test('before its page said which structure it is: name, town, FINESS and what it is', async () => {
    await base.admin.query("update organisation set town = 'Valbrune', finess_ej = '990000010' where id = $1", [tree.a]);
    const site = await addOrganisation(base.admin, 'site', 'Clinique des Tilleuls', tree.a);
    const reviewed = async () => (await browser.page('incident', 'verification')).review.find(({ step }) => step === 'structure')?.rows.map(({ value }) => value).slice(0, -1);
    await sendAll();
    expect(await reviewed()).toEqual(['CH de Valbrune', 'Valbrune', '99 000 001 0', 'Établissement entier']);
    await browser.send('incident', 'structure', { organisationId: tree.b });
    expect(await reviewed()).toEqual(['Clinique des Tilleuls', 'Établissement entier']);
    await browser.send('incident', 'structure', { organisationId: site });
    expect(await reviewed()).toEqual(['Clinique des Tilleuls', 'Un site de CH de Valbrune']);
  });

  test('while an answer is missing, wherever the button comes from', async () => {
    await browser.send('incident', 'declarant', { name: 'A' });
    expect((await submit()).refusal?.problem?.code).toBe('invalid_input');
    expect(await findReceipt(base.platform, token)).toBeUndefined();
    const { review } = await browser.page('incident', 'verification');
    expect(review.filter(({ problems }) => problems.length > 0).map(({ step }) => step)).toEqual(['structure', 'facts']);
  });

  test('for a region, a closed structure or one that does not exist', async () => {
    await sendAll();
    for (const organisationId of [tree.region, tree.nation, '00000000-0000-7000-8000-000000000000', 'x']) {
      expect((await browser.send('incident', 'structure', { organisationId })).refusal?.problem?.fields).toEqual([{ field: 'organisationId', problem: 'no_structure' }]);
      expect((await submit()).refusal?.problem?.code).toBe('invalid_input');
    }
  });

  test('with a discovery before the beginning: the page names the field, the command refuses it too', async () => {
    const dates = { description: 'Panne', 'startedAt.date': '2026-01-05', 'startedAt.time': '06:30', 'detectedAt.date': '2026-01-05', 'detectedAt.time': '06:10' };
    await sendAll();
    expect((await browser.send('incident', 'facts', dates)).refusal?.problem?.fields).toEqual([{ field: 'detectedAt', problem: 'before_start' }]);
    expect((await submit()).refusal?.problem?.code).toBe('invalid_input');
    expect(await browser.send('incident', 'facts', { ...dates, 'detectedAt.time': '' })).toMatchObject({ to: '/signaler/incident/effects' });
    expect(await browser.send('incident', 'facts', { ...dates, 'detectedAt.time': '06:30' })).toMatchObject({ to: '/signaler/incident/effects' });
  });

  test('with a phone that nobody can dial', async () => {
    expect((await browser.send('incident', 'declarant', { name: 'A', phone: 'abc' })).refusal?.problem?.fields).toEqual([{ field: 'phone', problem: 'not_a_phone' }]);
    expect(await browser.send('incident', 'declarant', { name: 'A', phone: '+590 590 12 34 56' })).toMatchObject({ to: '/signaler/incident/structure' });
  });

  test('by another button of the last page, or by a robot that fills what nobody sees', async () => {
    await sendAll();
    expect((await browser.send('incident', 'verification', {})).to).toBeNull();
    expect(await browser.send('incident', 'verification', { go: 'submit', website: 'http://x' })).toMatchObject({ to: '/signaler' });
    expect(await findReceipt(base.platform, token)).toBeUndefined();
  });
});

describe('a declaration is sent', () => {
  test('once: two clicks at the same instant, then a third, open one file with one receipt', async () => {
    await sendAll();
    await browser.send('incident', 'help', piece('journal.log', '06:30 erreur'));
    const before = Number((await base.admin.query('select count(*) from incident')).rows[0].count);
    const answers = await Promise.all([submit(), submit(), submit()]);
    expect(answers.map(({ to }) => to)).toEqual(Array(3).fill('/signaler/recu'));
    expect(await submit()).toMatchObject({ to: '/signaler/recu' });
    expect(Number((await base.admin.query('select count(*) from incident')).rows[0].count)).toBe(before + 1);
    expect(answers[0]?.cookies[0]).toMatch(/Max-Age=900; HttpOnly; SameSite=Lax; Secure$/);
  });

  test('with its files, and leaves no draft behind', async () => {
    await sendAll();
    await browser.send('incident', 'help', piece('journal.log', '06:30 erreur'));
    await browser.send('incident', 'help', piece('facture.pdf', 'MZ\x90\0'));
    await submit();
    const { number } = (await findReceipt(base.platform, token))!;
    expect(await files(number)).toEqual([{ name: 'journal.log', media_type: 'text/plain', author_label: 'Déclarant' }]);
    expect(await readDraft(base.platform, token)).toBeUndefined();
    expect(await browser.leads('incident', 'facts')).toBe('/signaler/recu');
  });

  test('the platform keeps the digest of the code, and the code nowhere', async () => {
    await sendAll();
    await submit();
    const code = followUpCode(base.platform.settings, token);
    const { number } = (await findReceipt(base.platform, token))!;
    const { rows } = await base.admin.query('select follow_up_hash from incident where number = $1', [number]);
    expect(rows[0].follow_up_hash).toEqual(hashToken(normaliseCode(code)));
    for (const table of ['incident', 'command_receipt', 'journal', 'mail', 'incident_event', 'declaration_draft']) {
      const found = await base.admin.query(`select from ${table} t where t::text ilike $1 or t::text ilike $2 or t::text like $3`, [`%${code}%`, `%${normaliseCode(code)}%`, `%${token}%`]);
      expect(found.rowCount, table).toBe(0);
    }
  });

  test('its receipt is shown to the browser that sent it, for a quarter of an hour, to no other', async () => {
    await sendAll();
    await submit();
    const receipt = await readReceipt(base.platform, token);
    expect(receipt).toMatchObject({ organisation: { name: 'CH de Valbrune', kind: 'whole', timeZone: 'Europe/Paris' }, declaration: { kind: 'incident', facts: { systems: ['imaging', 'servers'], startedAt: '2026-01-05T05:30:00.000Z' } } });
    expect(await readReceipt(base.platform, await beginDraft(base.platform, '', 'incident', 'fr'))).toBeUndefined();
    await base.admin.query("update command_receipt set created_at = now() - interval '16 minutes' where actor_key = $1", [`draft:${hashToken(token).toString('hex')}`]);
    expect(await readReceipt(base.platform, token)).toBeUndefined();
  });

  test('a weakness too, in three steps', async () => {
    const weak = declaring(base.platform, (token = await beginDraft(base.platform, '192.0.2.7', 'weakness', 'fr')));
    await weak.send('weakness', 'declarant', { name: 'A' });
    await weak.send('weakness', 'structure', { organisationId: tree.a });
    expect((await weak.send('weakness', 'weakness', { vendor: '', description: 'x', vendorContact: 'a@' })).refusal?.problem?.fields).toEqual([
      { field: 'vendor', problem: 'vendor' }, { field: 'vendorContact', problem: 'not_an_email' },
    ]);
    await weak.send('weakness', 'weakness', { vendor: 'Éditeur', description: 'Mot de passe par défaut', weakness: 'bad_practice' });
    expect(await weak.send('weakness', 'verification', { go: 'submit' })).toMatchObject({ to: '/signaler/recu' });
    expect((await findReceipt(base.platform, token))?.number).toMatch(/^SIG-/);
  });
});

describe('files of a draft', () => {
  test('are ten at most, the eleventh is named', async () => {
    for (let index = 0; index < 10; index += 1) await browser.send('incident', 'help', piece(`${index}.txt`, `n${index}`));
    expect((await browser.send('incident', 'help', piece('onze.txt', 'x'))).refusal?.refused).toEqual([{ name: 'onze.txt', problem: 'too_many_files' }]);
    expect((await browser.page('incident', 'help')).attachments).toHaveLength(10);
  });

  test('that are refused keep nothing of the answers from being kept', async () => {
    const answer = await browser.send('incident', 'help', piece('facture.pdf', 'MZ\x90\0', { go: 'next', measuresDetail: 'fait' }));
    expect(answer.refusal?.refused).toEqual([{ name: 'facture.pdf', problem: 'refused_file' }]);
    expect((await browser.page('incident', 'help')).typed).toMatchObject({ measuresDetail: 'fait' });
  });

  test('of another draft cannot be taken away', async () => {
    const other = declaring(base.platform, await beginDraft(base.platform, '', 'incident', 'fr'));
    await other.send('incident', 'help', piece('a.txt', 'a'));
    const id = (await other.page('incident', 'help')).attachments[0]?.id;
    await browser.send('incident', 'help', { go: `detach:${id}` });
    expect((await other.page('incident', 'help')).attachments).toHaveLength(1);
  });
});
