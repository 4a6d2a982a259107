import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../ground/command.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { translator } from '../../messages.ts';
import { requireOn } from '../lineage.ts';
import { organisationPolicy } from '../policy.ts';
import { profileOf } from '../people-queries.server.ts';
import { lineageOf } from '../queries.server.ts';
import { refusedState } from './day.server.ts';
import { emailInput, emptyAsAbsent, idInput, phoneInput } from './input.ts';

const threeWay = z.enum(['yes', 'no', 'unknown'], { error: 'unknown_choice' });

/**
 * Replaces the private profile of an organisation. `version` is the one that the author read: `conflict` when
 * somebody wrote meanwhile. A new mailbox is to be tested again.
 */
export const updateProfile = defineCommand({
  name: 'organisation.update_profile',
  permission: organisationPolicy.manageProfile,
  input: z.strictObject({
    organisationId: idInput,
    version: z.coerce.number().int().min(0),
    ssiMailbox: emptyAsAbsent(emailInput),
    emergencyPhone: phoneInput,
    isOse: threeWay,
    nis2Status: z.enum(['none', 'important', 'essential', 'unknown'], { error: 'unknown_choice' }),
    isHealthDataHost: threeWay,
    cyberInsured: threeWay,
  }),
  handle: async ({ tx, actor, platform }, input) => {
    const { organisationId, version } = input;
    requireOn(actor, organisationPolicy.manageProfile, await lineageOf(tx, organisationId));
    const before = await profileOf(tx, organisationId);
    if (before.version !== version) throw new HygieError('conflict');
    const after = {
      ssi_mailbox: input.ssiMailbox ?? null,
      emergency_phone: input.emergencyPhone ?? null,
      is_ose: input.isOse,
      nis2_status: input.nis2Status,
      is_health_data_host: input.isHealthDataHost,
      cyber_insured: input.cyberInsured,
    };
    const mailbox_tested_at = before.ssi_mailbox === after.ssi_mailbox ? before.mailbox_tested_at : null;
    // The version is compared again where it is written: of two authors at once, one writes.
    const written = version === 0
      ? await tx.insertInto('organisation_profile').values({ organisation_id: organisationId, ...after })
        .onConflict((conflict) => conflict.doNothing()).returning('version').executeTakeFirst()
      : await tx.updateTable('organisation_profile').set({ ...after, mailbox_tested_at, version: version + 1 })
        .where('organisation_id', '=', organisationId).where('version', '=', version).returning('version').executeTakeFirst();
    if (!written) throw new HygieError('conflict');
    // What the structure is decides what it and its sites owe, and its mailbox who hears of it.
    await sql`select ground.look_again(${organisationId}, ${platform.now()})`.execute(tx);
    const { organisation_id: _organisation, version: _version, mailbox_tested_at: _tested, ...known } = before;
    return {
      result: { version: written.version },
      journal: [{ organisationId, subjectKind: 'organisation', subjectId: organisationId, payload: { before: version === 0 ? null : known, after } }],
    };
  },
});

/**
 * Sends a test mail to the functional mailbox and records when: alerts go to a function, so that function is proved
 * once a year. Throws `wrong_state` when no mailbox is known.
 */
export const testMailbox = defineCommand({
  name: 'organisation.test_mailbox',
  permission: organisationPolicy.manageProfile,
  input: z.strictObject({ organisationId: idInput }),
  handle: async ({ tx, actor, platform }, { organisationId }) => {
    const lineage = await lineageOf(tx, organisationId);
    requireOn(actor, organisationPolicy.manageProfile, lineage);
    const { rows } = await sql<{ mailbox: string; at: Date }>`
      update organisation_profile set mailbox_tested_at = now()
       where organisation_id = ${organisationId} and ssi_mailbox is not null
      returning ssi_mailbox as mailbox, mailbox_tested_at as at`.execute(tx);
    const [tested] = rows;
    if (!tested) throw refusedState('', 'no_mailbox');
    // The mailbox is a function's, in the country's language.
    const t = translator('fr');
    const values = { organisation: lineage.organisation.name, instance: platform.settings.instanceName, author: actor.label, link: new URL(`/organisations/${organisationId}`, platform.settings.publicUrl).href };
    return {
      result: { testedAt: tested.at.toISOString() },
      journal: [{ organisationId, subjectKind: 'organisation', subjectId: organisationId, payload: { mailbox: tested.mailbox } }],
      mails: [{
        organisationId, purpose: 'organisation.mailbox_test', recipient: tested.mailbox, locale: 'fr',
        subject: t('organisations.mails.mailboxTestSubject', values), body: t('organisations.mails.mailboxTestBody', values),
        about: { kind: 'organisation', id: organisationId },
      }],
    };
  },
});
