import { CARE_IMPACTS, comparePap, compareTlp, INCIDENT_TYPES, NATURES, PAP, PAP_LEVELS, TLP, TLP_LEVELS } from '@hygie/incident-exchange';
import { z } from 'zod';
import { defineCommand } from '../ground/command.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { codes } from './codes.ts';
import { fileNumber } from './file-number.ts';
import { addEvent, changeFile, type HeldFile, holdFile, journalOf, personOf } from './file.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { readColleagues } from './colleagues.server.ts';
import { assignmentMail } from './documents/mails.server.ts';
import { factNames, instantFacts, isTestAnswered, mustDeclareOf, storedFacts, type StoredFacts } from './facts.ts';
import { declaration } from './declaration.ts';
import { isPresumed, urgencyDeclared, urgencyOf } from './incident.ts';
import { impossibleEnd, impossibleMoment } from './moments.ts';
import { refreshObligations } from './obligations.server.ts';
import { incidentPolicy } from './policy.ts';

const version = z.number().int().positive();

/** Takes charge of a declared file: the declarant reads that someone did, and who. */
export const acknowledge = defineCommand({
  name: 'incident.acknowledge',
  input: z.strictObject({ number: fileNumber }),
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

const isInstant = (fact: string) => instantFacts.some((one) => one === fact);
const refused = (field: string, problem: string) => new HygieError('invalid_input', { fields: [{ field, problem }] });

/** Reads an answer in the terms of its fact: yes / no / unknown, a level of risk, or an instant (empty: none). */
function readAnswer(fact: (typeof factNames)[number], typed: string): string | null {
  const parsed = storedFacts.shape[fact as keyof typeof storedFacts.shape].safeParse(isInstant(fact) && typed === '' ? null : typed);
  if (!parsed.success) throw refused(fact, 'invalid');
  return parsed.data as string | null;
}

type Changed = z.output<typeof answer> & { value: string | null };

/** Refuses an instant that cannot be. A tool may have seen the incident before the structure knew of it. */
function requirePossible({ fact, value }: Changed, file: Pick<HeldFile, 'facts' | 'started_at'>, now: Date): void {
  if (!isInstant(fact) || value === null) return;
  const impossible = fact === 'endedAt'
    ? impossibleEnd(value, file.started_at, now)
    : impossibleMoment(value, fact === 'detectedAt' ? null : file.facts.knownAt, now);
  if (impossible) throw refused(fact, impossible);
}

/**
 * What asks for its reason, since it takes a duty away or gives time: denying the exceptional situation, saying that
 * nobody is at risk (RGPD 33(1), documented under 33(5)), and knowing of the breach later.
 */
function requireReason({ fact, value, reason }: Changed, facts: StoredFacts): void {
  if (reason !== '') return;
  if (fact === 'exceptional' && value === 'no') throw refused('exceptional.reason', 'reason_required');
  if (fact === 'riskToPersons' && value === 'none') throw refused('reason', 'reason_required');
  const before = facts.personalDataKnownAt ?? facts.knownAt;
  if (fact === 'personalDataKnownAt' && value !== null && Date.parse(value) > Date.parse(before)) throw refused('reason', 'reason_required');
}

/** The facts that someone of the file answered, whatever they said. Index: incident_fact_history. */
async function readAnswered(tx: Tx, file: Pick<HeldFile, 'organisation_id' | 'id'>): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('incident_fact')
    .select('fact')
    .distinct()
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .execute();
  return new Set(rows.map((row) => row.fact));
}

/**
 * Answers questions of fact. Each answer that changes is kept with its author, time and reason; the duties follow. A
 * first answer is kept even when it says what the declaration let suppose: someone answers for it from then on. The file
 * is qualified once the five questions of the law have one. The first knowledge never moves.
 */
export const answerFacts = defineCommand({
  name: 'incident.answer_facts',
  input: z.strictObject({ number: fileNumber, version, answers: z.array(answer).min(1).max(40) }),
  permission: incidentPolicy.qualify,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.qualify, input.number, 'qualify', input.version);
    const answered = await readAnswered(tx, file);
    const changed = input.answers
      .map((one) => ({ ...one, value: readAnswer(one.fact, one.answer) }))
      .filter((one) => file.facts[one.fact as keyof StoredFacts] !== one.value || (!isInstant(one.fact) && !answered.has(one.fact)));
    if (changed.length === 0) return unchanged(file);
    for (const one of changed) {
      requirePossible(one, file, platform.now());
      requireReason(one, file.facts);
    }
    const denial = changed.find((one) => one.fact === 'exceptional' && one.value === 'no');
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
    const settles = isPresumed(file.state) && isTestAnswered(new Set([...answered, ...changed.map((one) => one.fact)]));
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

/** The marks of a file. */
type Marks = Pick<z.output<typeof marksInput>, 'tlp' | 'pap'>;

const marksInput = z.strictObject({ tlp: z.enum(TLP_LEVELS), pap: z.enum(PAP_LEVELS) });

/** Whether either mark becomes freer: what was said in confidence may then leave. */
function isFreer(before: Marks, after: Marks): boolean {
  return compareTlp(after.tlp, before.tlp) > 0 || comparePap(after.pap, before.pap) > 0;
}

/** What the chronology keeps of marks that change: `TLP:AMBER → TLP:GREEN · why`. */
function marksChanged(before: Marks, after: Marks, reason: string): string {
  const tlp = before.tlp === after.tlp ? '' : `${TLP[before.tlp].label} → ${TLP[after.tlp].label}`;
  const pap = before.pap === after.pap ? '' : `${PAP[before.pap].label} → ${PAP[after.pap].label}`;
  return [tlp, pap, reason].filter(Boolean).join(' · ');
}

/**
 * Classifies a file: nature, type, title, and how it may be shared. A weakness has a title and marks only, since nothing
 * happened; the law asks nothing of it: classified, it is qualified. A freer mark asks for its reason: whoever wrote
 * under the stricter one counted on it.
 */
export const classify = defineCommand({
  name: 'incident.classify',
  input: z.strictObject({
    number: fileNumber, version,
    title: z.string().trim().min(1).max(140),
    nature: codes(NATURES),
    typeCode: codes(INCIDENT_TYPES),
    careImpact: codes(CARE_IMPACTS),
    ...marksInput.shape,
    reason: z.string().trim().max(2_000).default(''),
  }),
  permission: incidentPolicy.qualify,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.qualify, input.number, 'qualify', input.version);
    const marks = marksInput.parse({ tlp: file.tlp, pap: file.pap });
    const freer = isFreer(marks, input);
    if (freer && input.reason === '') throw refused('reason', 'reason_required');
    const given = declaration.parse(file.declaration);
    const happened = file.kind === 'weakness'
      ? { nature: file.nature, type_code: file.type_code, care_impact: file.care_impact }
      : { nature: input.nature, type_code: input.typeCode, care_impact: input.careImpact };
    const test = mustDeclareOf(file.kind, file.facts, happened.nature);
    const after = { title: input.title, ...happened, tlp: input.tlp, pap: input.pap };
    const settles = file.kind === 'weakness' && isPresumed(file.state);
    await changeFile(tx, file, {
      ...after, level: test.level, must_declare: test.mustDeclare,
      ...(settles ? { state: 'qualified', acknowledged_at: file.acknowledged_at ?? platform.now() } : {}),
      urgency: given.kind === 'weakness' ? urgencyDeclared(given) : urgencyOf({
        care: input.careImpact, nature: input.nature, typeCode: input.typeCode, helpWanted: file.help_wanted,
        exfiltration: given.effects.exfiltration,
      }),
    });
    if (settles) await addEvent(tx, file, actor, { kind: 'qualified', at: platform.now() });
    const changed = marksChanged(marks, input, input.reason);
    const remarked = marks.tlp !== input.tlp || marks.pap !== input.pap;
    if (remarked) await addEvent(tx, file, actor, { kind: freer ? 'marks_lowered' : 'marks_raised', at: platform.now(), text: changed });
    await refreshObligations(tx, { ...file, nature: happened.nature }, platform.now());
    const before = { title: file.title, nature: file.nature, type_code: file.type_code, care_impact: file.care_impact, tlp: file.tlp, pap: file.pap };
    return { result: { number: file.number }, journal: [journalOf(file, { before, after, ...(remarked && input.reason ? { reason: input.reason } : {}) })] };
  },
});

/**
 * Takes a file, hands it over to a colleague who may take charge of it, or leaves it to nobody. The colleague is told by
 * a mail that says nothing of the file. Someone who stands elsewhere, or has not that right here, is `not_found`.
 */
export const assign = defineCommand({
  name: 'incident.assign',
  input: z.strictObject({ number: fileNumber, version, personId: z.uuid().nullable() }),
  permission: incidentPolicy.acknowledge,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.acknowledge, input.number, 'work', input.version);
    const given = input.personId !== null && input.personId !== personOf(actor);
    const colleague = given ? (await readColleagues(tx, actor, file.organisation_id)).find((one) => one.id === input.personId) : undefined;
    if (given && !colleague) throw new HygieError('not_found');
    await changeFile(tx, file, { assigned_to: input.personId });
    return {
      result: { number: file.number },
      journal: [journalOf(file, { before: file.assigned_to, after: input.personId })],
      mails: colleague ? [await assignmentMail(tx, file, colleague, actor.label, platform.settings)] : [],
    };
  },
});
