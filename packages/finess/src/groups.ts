/**
 * Groups of the FINESS+ file. They name their members by technical identifiers, and the published
 * files write them before the structures: groups wait here until the end, when all are known.
 */
import { cleanText, defined } from './field-values.ts';
import { childOf, isObject, itemsOf, textOf, type JsonObject } from './json-values.ts';
import { FinessFileError, type Coded, type GroupMember, type GroupRecord, type Problem } from './records.ts';

// The nation has 2,000 groups; these bounds keep a hostile file from filling the memory.
const MOST_GROUPS = 50_000;
const MOST_MEMBERS = 500_000;

/** TRE_R371 for `gcc`, TRE_R372 for `gco`. */
const TYPES: Readonly<Record<GroupRecord['form'], Readonly<Record<string, { kind: GroupRecord['groupKind']; label: string }>>>> = {
  gcc: {
    '001': { kind: 'ght', label: 'Groupement hospitalier de territoire - Généraliste' },
    '002': { kind: 'ght', label: 'Groupement hospitalier de territoire - Psychiatrie' },
  },
  gco: {
    '001': { kind: 'cpts', label: 'Communautés professionnelles territoriales de santé (CPTS)' },
    '002': { kind: 'gcs', label: 'Groupement de coopération sanitaire - Etablissement de santé' },
    '003': { kind: 'gcs', label: 'Groupement de coopération sanitaire de moyens' },
    '004': { kind: 'gcs', label: 'Groupement de coopération sanitaire exploitant' },
  },
};

/** TRE_R360. */
const ROLES: Readonly<Record<string, GroupMember['role']>> = { S: 'support', M: 'member' };

type Level = GroupMember['level'];
type WaitingMember = { level: Level; technicalId: string; role: GroupMember['role'] };
type WaitingGroup = Omit<GroupRecord, 'members' | 'name'> & { name: string | undefined; waiting: WaitingMember[] };

/** Holds the groups of one file and resolves their members. */
export class WaitingGroups {
  readonly #groups: WaitingGroup[] = [];
  readonly #known: Record<Level, Map<string, { finess: string; name: string }>> = {
    legal_entity: new Map(),
    site: new Map(),
  };
  #members = 0;

  /** Remembers which FINESS number and name a technical identifier stands for. */
  identify(level: Level, technicalId: string, finess: string, name: string): void {
    this.#known[level].set(technicalId, { finess, name: level === 'legal_entity' ? name : '' });
  }

  /** Takes one group in; returns a problem when it cannot be read. Throws `too_many_groups`. */
  add(form: GroupRecord['form'], element: unknown, path: string): Problem | undefined {
    const place = { path };
    if (!isObject(element)) return { kind: 'problem', place, code: 'not_an_object' };
    const idField = form === 'gcc' ? 'gccId' : 'pmSmsseId';
    const id = textOf(element, idField, 'pm_smsseId');
    if (id === undefined) return { kind: 'problem', place, code: 'missing_field', field: idField };
    const name = cleanText(textOf(element, 'nomGcc'));
    if (form === 'gcc' && name === undefined) return { kind: 'problem', place, code: 'missing_field', field: 'nomGcc' };
    const group = { ...describe(form, id, element), name, place, waiting: waitingMembers(element) };
    this.#members += group.waiting.length;
    if (this.#groups.length >= MOST_GROUPS || this.#members > MOST_MEMBERS) {
      throw new FinessFileError('too_many_groups', { offset: 0, path });
    }
    this.#groups.push(group);
    return undefined;
  }

  /** The groups with their members, in the order of the file; members nobody knows yield problems. */
  *resolve(): Generator<GroupRecord | Problem> {
    for (const { waiting, ...group } of this.#groups) {
      const self = group.form === 'gco' ? this.#known.legal_entity.get(group.id) : undefined;
      const name = group.name ?? self?.name;
      if (name === undefined) {
        yield { kind: 'problem', place: group.place, code: 'unknown_member', group: group.id, member: group.id };
        continue;
      }
      const members: GroupMember[] = [];
      for (const { level, technicalId, role } of waiting) {
        const finess = this.#known[level].get(technicalId)?.finess;
        if (finess !== undefined) members.push({ finess, level, role });
        else yield { kind: 'problem', place: group.place, code: 'unknown_member', group: group.id, member: technicalId };
      }
      members.sort((left, right) => (left.finess < right.finess ? -1 : 1));
      yield defined<GroupRecord>({ ...group, finessEj: self?.finess, name, members });
    }
  }
}

function describe(
  form: GroupRecord['form'],
  id: string,
  element: JsonObject,
): Omit<WaitingGroup, 'name' | 'place' | 'waiting'> {
  const code = textOf(element, form === 'gcc' ? 'typeGcc' : 'typeGco', 'typeGCO');
  const known = code === undefined ? undefined : TYPES[form][code];
  const state = textOf(element, 'etatObjet', 'etatActif');
  return defined({
    kind: 'group' as const,
    form,
    groupKind: known?.kind ?? 'other',
    id,
    externalId: cleanText(textOf(element, 'gccIdentifiantExterne', 'numFinessGcc')),
    type: code === undefined ? undefined : defined<Coded>({ code, label: known?.label }),
    active: state === undefined || state === 'A' || state === 'true',
    openedOn: firstEventDate(element),
  });
}

/** A group carries no opening date of its own: the earliest of its administrative events stands for it. */
function firstEventDate(element: JsonObject): string | undefined {
  return itemsOf(element['evenement'])
    .map((event) => textOf(isObject(event) ? event : {}, 'dateEvenement')?.slice(0, 10))
    .filter((date) => date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date))
    .sort()[0];
}

function waitingMembers(element: JsonObject): WaitingMember[] {
  const lists: ReadonlyArray<readonly [Level, readonly string[], readonly string[]]> = [
    ['legal_entity', ['pmejDuGcc', 'pmejDuGco'], ['pmSmsseId', 'pm_smsseId']],
    ['site', ['egeDuGcc', 'egeDuGCC', 'egeDuGco'], ['egeId']],
  ];
  return lists.flatMap(([level, names, idNames]) => names.flatMap((name) => itemsOf(element[name]).flatMap((item) => {
    const member = childOf({ item }, 'item');
    const technicalId = textOf(member, ...idNames);
    if (technicalId === undefined) return [];
    return [{ level, technicalId, role: ROLES[textOf(member, 'typeRoleEntiteGroupe') ?? ''] ?? 'other' }];
  })));
}
