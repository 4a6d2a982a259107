import { isDutyId } from '@hygie/obligations';
import { z } from 'zod';
import { defineCommand } from '../ground/command.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { fileNumber } from './file-number.ts';
import { addEvent, journalOf, personOf } from './file.server.ts';
import { readActs, refreshObligations } from './obligations.server.ts';
import { incidentPolicy } from './policy.ts';
import { holdToRecord } from './recording.server.ts';

/**
 * Takes back what was recorded by mistake about a duty, with a reason: the clock is then where it would have been, and
 * both stay readable. What the platform recorded itself is a fact, and stays. Throws `not_found`, `wrong_state`.
 */
export const withdrawAct = defineCommand({
  name: 'incident.withdraw_act',
  input: z.strictObject({ number: fileNumber, id: z.uuid(), reason: z.string().trim().min(1, { error: 'reason_required' }).max(2_000) }),
  permission: incidentPolicy.recordObligation,
  async handle({ tx, actor, platform }, { number, id, reason }) {
    const file = await holdToRecord(tx, actor, number);
    const act = (await readActs(tx, file.organisation_id, file.id)).find((one) => one.id === id);
    if (!act || !isDutyId(act.duty)) throw new HygieError('not_found');
    if (act.withdrawal || act.author_id === null) throw new HygieError('wrong_state');
    const now = platform.now();
    await tx
      .insertInto('incident_obligation_act')
      .values({
        organisation_id: file.organisation_id, id: newId(), incident_id: file.id, duty: act.duty, kind: 'withdrawn', at: now, reason,
        withdraws: id, author_id: personOf(actor), author_label: actor.label, on_behalf: file.onBehalf,
      })
      .execute();
    const wasSent = act.kind === 'sent' || act.kind === 'sent_in_part';
    if (wasSent) await addEvent(tx, file, actor, { kind: 'obligation_withdrawn', at: now, text: act.duty });
    const found = await refreshObligations(tx, file, now);
    return {
      result: { state: found.find((one) => one.id === act.duty)?.state ?? 'none' },
      journal: [journalOf(file, { duty: act.duty, withdrawn: act.kind, at: act.at.toISOString(), reference: act.reference, reason })],
    };
  },
});
