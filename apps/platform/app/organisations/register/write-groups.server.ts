import { sql } from 'kysely';
import type { GroupMember, GroupRecord } from '@hygie/finess';
import type { Tx } from '../../ground/database.server.ts';
import { newId } from '../../ground/id.ts';
import type { WriteOptions } from './write-structures.server.ts';

/** What became of one group. */
export interface WrittenGroup {
  outcome: 'created' | 'changed' | 'unchanged';
  /** FINESS numbers of members that the register does not hold. */
  unknownMembers: string[];
}

interface KnownMember {
  id: string;
  finess: string;
  region_code: string | null;
  department: string | null;
  time_zone: string;
}

/**
 * Writes a group and its present members. A group that is a legal person (GCS) is the organisation that its legal
 * entity already made, turned into a group; a GHT has no number of its own and stands under the region of its support.
 * Members that the file no longer names have left today.
 */
export async function writeGroup(tx: Tx, group: GroupRecord, options: WriteOptions): Promise<WrittenGroup> {
  const members = await findMembers(tx, group.members);
  const known = new Map(members.map((member) => [member.finess, member]));
  const { id, outcome } = await writeIdentity(tx, group, seatOf(group, known), options);
  const present = group.members.flatMap((member) => {
    const found = known.get(member.finess);
    return found && found.id !== id ? [{ id: found.id, role: roleOf(group, member), from: member.from ?? group.openedOn ?? null }] : [];
  });
  const moved = await writeMembers(tx, id, present, options.today);
  return {
    outcome: outcome === 'unchanged' && moved > 0 ? 'changed' : outcome,
    unknownMembers: group.members.filter((member) => !known.has(member.finess)).map((member) => member.finess),
  };
}

async function findMembers(tx: Tx, members: readonly GroupMember[]): Promise<KnownMember[]> {
  const numbers = (level: GroupMember['level']) => members.filter((member) => member.level === level).map((member) => member.finess);
  const { rows } = await sql<KnownMember>`
    select id, finess_ej as finess, region_code, department, time_zone from organisation
     where finess_ej = any (${numbers('legal_entity')}) and kind in ('establishment', 'group')
    union all
    select id, finess_et, region_code, department, time_zone from organisation
     where finess_et = any (${numbers('site')}) and kind = 'site'`.execute(tx);
  return rows;
}

/** Where a group without an address of its own is: with its support, else its first member by number. */
function seatOf(group: GroupRecord, known: ReadonlyMap<string, KnownMember>): KnownMember | undefined {
  const ordered = group.members.toSorted((a, b) => Number(b.role === 'support') - Number(a.role === 'support') || (a.finess < b.finess ? -1 : 1));
  return ordered.map((member) => known.get(member.finess)).find((member) => member !== undefined);
}

/** Parties to a GHT share its information system; adherents of a GCS and of the others share nothing by that alone. */
function roleOf(group: GroupRecord, member: GroupMember): 'support' | 'party' | 'member' {
  if (group.groupKind !== 'ght') return 'member';
  return member.role === 'support' ? 'support' : 'party';
}

async function writeIdentity(tx: Tx, group: GroupRecord, seat: KnownMember | undefined, options: WriteOptions) {
  const code = `${group.form}:${group.id}`;
  const own = group.finessEj
    ? await tx.selectFrom('organisation').select('id').where('finess_ej', '=', group.finessEj).where('kind', 'in', ['establishment', 'group']).executeTakeFirst()
    : await tx.selectFrom('organisation').select('id').where('group_code', '=', code).executeTakeFirst();
  const closed = group.active ? (group.closedOn ?? null) : (group.closedOn ?? options.today);
  const described = {
    kind: 'group', group_code: code,
    // Its legal entity already tells the rest of a legal person.
    ...(group.finessEj ? {} : {
      name: group.name, category_code: group.type?.code ?? null, category_label: group.type?.label ?? null,
      opened_on: group.openedOn ?? null,
      parent_id: (seat?.region_code && options.regions.get(seat.region_code)) || options.nationId,
      region_code: seat?.region_code ?? null, department: seat?.department ?? null, source: options.source,
    }),
  };
  if (!own) {
    const id = newId();
    await tx.insertInto('organisation').values({
      id, path: '', name: group.name, parent_id: options.nationId, finess_ej: group.finessEj ?? null,
      closed_on: closed, time_zone: seat?.time_zone ?? 'Europe/Paris', source: options.source, ...described,
    }).execute();
    return { id, outcome: 'created' as const };
  }
  const before = await tx.selectFrom('organisation').selectAll().where('id', '=', own.id).executeTakeFirstOrThrow();
  // A group closed without a date keeps the day on which that was first read.
  const ends = group.finessEj || (!group.active && !group.closedOn && before.closed_on) ? before.closed_on : closed;
  const after = { ...described, closed_on: ends };
  const differs = Object.entries(after).some(([column, value]) => before[column as keyof typeof before] !== value);
  if (!differs) return { id: own.id, outcome: 'unchanged' as const };
  await tx.updateTable('organisation').set({ ...after, updated_at: sql`now()` }).where('id', '=', own.id).execute();
  return { id: own.id, outcome: 'changed' as const };
}

/** Brings the present members of a group to those given; answers with how many lines were written. */
async function writeMembers(
  tx: Tx,
  groupId: string,
  members: { id: string; role: string; from: string | null }[],
  today: string,
): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as g(id uuid, role text, "from" date)),
    present as (select * from membership where group_id = ${groupId} and (valid_to is null or valid_to > ${today}::date)),
    gone as (
      update membership m set valid_to = greatest(m.valid_from, ${today}::date) from present p
       where m.group_id = p.group_id and m.member_id = p.member_id and m.valid_from = p.valid_from
         and not exists (select from given g where g.id = p.member_id)
      returning 1
    ), changed as (
      update membership m set role = g.role from present p join given g on g.id = p.member_id
       where m.group_id = p.group_id and m.member_id = p.member_id and m.valid_from = p.valid_from and m.role <> g.role
      returning 1
    ), joined as (
      insert into membership (group_id, member_id, role, valid_from)
      select ${groupId}, g.id, g.role,
        -- The day it began, unless it had already ended once since: then today.
        case when exists (select from membership m where m.group_id = ${groupId} and m.member_id = g.id)
             then ${today}::date else coalesce(g."from", '2000-01-01') end
        from given g where not exists (select from present p where p.member_id = g.id)
      on conflict (group_id, member_id, valid_from) do update set valid_to = null, role = excluded.role
      returning 1
    )
    select ((select count(*) from gone) + (select count(*) from changed) + (select count(*) from joined))::int as moved`.execute(tx);
  return rows[0]?.moved ?? 0;
}
