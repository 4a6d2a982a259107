import { CARE_IMPACTS, INCIDENT_TYPES, NATURES, PAP_LEVELS, TLP_LEVELS } from '@hygie/incident-exchange';
import { z } from 'zod';
import { defineCommand } from '../ground/command.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { addEvent, changeFile, type HeldFile, holdFile, journalOf, personOf } from './file.server.ts';
import { factNames, instantFacts, mustDeclareOf, storedFacts, type StoredFacts } from './facts.ts';
import { declaration } from './declaration.ts';
import { urgencyOf } from './incident.ts';
import { refreshObligations } from './obligations.server.ts';
import { incidentPolicy } from './policy.ts';

const number = z.string().min(1).max(40);
const version = z.number().int().positive();
const codesOf = <const Code extends string>(list: readonly { readonly code: Code }[]) => z.enum(list.map((one) => one.code) as [Code, ...Code[]]);

/** Takes charge of a declared file: the declarant reads that someone did, and who. */
export const acknowledge = defineCommand({
  name: 'incident.acknowledge',
  input: z.strictObject({ number }),
  permission: incidentPolicy.acknowledge,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.acknowledge, input.number, 'acknowledge');
    const now = platform.now();
    await changeFile(tx, file, { state: 'acknowledged', acknowledged_at: now, assigned_to: personOf(actor) });
    await addEvent(tx, file, actor, { kind: 'acknowledged', at: now });
    return { result: { number: file.number }, journal: [journalOf(file, { before: file.state, after: 'acknowledged' })] };
  },
});

const answer = z.strictObject({
  fact: z.enum(factNames),
  answer: z.string().max(40),
  reason: z.string().trim().max(2_000).default(''),
});

/** Reads an answer in the terms of its fact: yes / no / unknown, a level of risk, or an instant (empty: none). */
function readAnswer(fact: (typeof factNames)[number], typed: string): string | null {
  const value = (instantFacts as readonly string[]).includes(fact) && typed === '' ? null : typed;
  const shape = storedFacts.shape[fact as keyof typeof storedFacts.shape];
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new HygieError('invalid_input', { fields: [{ field: fact, problem: 'invalid' }] });
  return parsed.data as string | null;
}

/**
 * Answers questions of fact. Each answer that changes is kept with its author, time and reason; the duties follow.
 * A « no » to the legal test asks for its reason (traceability of a no). The first knowledge never moves.
 */
export const answerFacts = defineCommand({
  name: 'incident.answer_facts',
  input: z.strictObject({ number, version, answers: z.array(answer).min(1).max(40) }),
  permission: incidentPolicy.qualify,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.qualify, input.number, 'qualify', input.version);
    const changed = input.answers
      .map((one) => ({ ...one, value: readAnswer(one.fact, one.answer) }))
      .filter((one) => file.facts[one.fact as keyof StoredFacts] !== one.value);
    if (changed.length === 0) return unchanged(file);
    const denial = changed.find((one) => one.fact === 'exceptional' && one.value === 'no');
    if (denial && denial.reason === '') throw new HygieError('invalid_input', { fields: [{ field: 'exceptional.reason', problem: 'reason_required' }] });
    const facts = storedFacts.parse({
      ...file.facts,
      ...Object.fromEntries(changed.map((one) => [one.fact, one.value])),
      ...(denial ? { notExceptionalReason: denial.reason } : {}),
    });
    await tx
      .insertInto('incident_fact')
      .values(changed.map((one) => ({
        organisation_id: file.organisation_id, incident_id: file.id, id: newId(), fact: one.fact,
        answer: JSON.stringify(one.value), reason: one.reason, author_id: personOf(actor), author_label: actor.label,
      })))
      .execute();
    const test = mustDeclareOf(file.kind, facts, file.nature);
    const settles = file.state !== 'qualified' && test.mustDeclare !== 'undetermined';
    await changeFile(tx, file, {
      facts: JSON.stringify(facts), level: test.level, must_declare: test.mustDeclare,
      ...(settles ? { state: 'qualified', acknowledged_at: file.acknowledged_at ?? platform.now() } : {}),
    });
    if (settles) await addEvent(tx, file, actor, { kind: 'qualified', at: platform.now(), text: test.level ?? test.mustDeclare });
    await refreshObligations(tx, { ...file, facts }, platform.now());
    const before = Object.fromEntries(changed.map((one) => [one.fact, file.facts[one.fact as keyof StoredFacts]]));
    const after = Object.fromEntries(changed.map((one) => [one.fact, one.value]));
    return {
      result: { number: file.number, mustDeclare: test.mustDeclare, level: test.level },
      journal: [journalOf(file, { before, after, reasons: changed.map((one) => one.reason).filter(Boolean), mustDeclare: test.mustDeclare, level: test.level })],
    };
  },
});

function unchanged(file: HeldFile) {
  return {
    result: { number: file.number, mustDeclare: file.must_declare as 'yes' | 'no' | 'undetermined', level: file.level as 'grave' | 'significatif' | null },
    journal: [journalOf(file, { unchanged: true })] as [ReturnType<typeof journalOf>],
  };
}

/** Classifies a file: nature, type, title, and how it may be shared. */
export const classify = defineCommand({
  name: 'incident.classify',
  input: z.strictObject({
    number, version,
    title: z.string().trim().min(1).max(140),
    nature: codesOf(NATURES),
    typeCode: codesOf(INCIDENT_TYPES),
    careImpact: codesOf(CARE_IMPACTS),
    tlp: z.enum(TLP_LEVELS),
    pap: z.enum(PAP_LEVELS),
  }),
  permission: incidentPolicy.qualify,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.qualify, input.number, 'qualify', input.version);
    const given = declaration.parse(file.declaration);
    const test = mustDeclareOf(file.kind, file.facts, input.nature);
    const after = { title: input.title, nature: input.nature, type_code: input.typeCode, care_impact: input.careImpact, tlp: input.tlp, pap: input.pap };
    await changeFile(tx, file, {
      ...after, level: test.level, must_declare: test.mustDeclare,
      urgency: urgencyOf({
        care: input.careImpact, nature: input.nature, typeCode: input.typeCode, helpWanted: file.help_wanted,
        exfiltration: given.kind === 'incident' ? given.effects.exfiltration : 'unknown',
      }),
    });
    await refreshObligations(tx, { ...file, nature: input.nature }, platform.now());
    const before = { title: file.title, nature: file.nature, type_code: file.type_code, care_impact: file.care_impact, tlp: file.tlp, pap: file.pap };
    return { result: { number: file.number }, journal: [journalOf(file, { before, after })] };
  },
});

/** Hands a file to a colleague, or takes it. */
export const assign = defineCommand({
  name: 'incident.assign',
  input: z.strictObject({ number, version, personId: z.uuid().nullable() }),
  permission: incidentPolicy.acknowledge,
  async handle({ tx, actor }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.acknowledge, input.number, 'work', input.version);
    if (input.personId) {
      // Row-level security shows only colleagues: a stranger's identifier is not found.
      const colleague = await tx.selectFrom('person').select('id').where('id', '=', input.personId).executeTakeFirst();
      if (!colleague) throw new HygieError('not_found');
    }
    await changeFile(tx, file, { assigned_to: input.personId });
    return { result: { number: file.number }, journal: [journalOf(file, { before: file.assigned_to, after: input.personId })] };
  },
});
