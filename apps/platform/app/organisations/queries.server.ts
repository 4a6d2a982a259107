import { type RawBuilder, sql, type Selectable } from 'kysely';
import { normaliseIdentifier } from '@hygie/finess';
import { systemActor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import type { Organisation } from '../ground/database.types.ts';
import { HygieError } from '../ground/errors.ts';
import { isId } from '../ground/id.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import type { Lineage, LineageStep } from './lineage.ts';
import { organisationPolicy } from './policy.ts';
import { findLikes } from './likes.server.ts';
import type { OrganisationKind } from './role.ts';

/** A structure of the register as lists show it. */
export interface RegisterEntry {
  id: string;
  kind: OrganisationKind;
  name: string;
  town: string | null;
  postcode: string | null;
  finessEj: string | null;
  finessEt: string | null;
  categoryLabel: string | null;
  closedOn: string | null;
  /** Name of what stands just above: the legal entity of a site. */
  parentName: string | null;
}

const mostWords = 6;

/** Words that say nothing of a structure: left out as soon as another one is there. */
const linkWords = new Set(['a', 'au', 'aux', 'd', 'de', 'des', 'du', 'en', 'et', 'l', 'la', 'le', 'les', 'sur']);

/** Words that thousands of structures bear, under one name or another: they help to sort, they must not hide. */
const commonWords = new Set([
  'cabinet', 'centre', 'clinique', 'ets', 'etablissement', 'foyer', 'groupe', 'hopital', 'hospitalier', 'hospitaliere', 'institut', 'laboratoire',
  'maison', 'medical', 'medicale', 'pharmacie', 'polyclinique', 'prive', 'privee', 'regional', 'residence', 'retraite', 'sante', 'site', 'universitaire',
]);

/** A word of a search, and how it is looked up. */
export interface SearchedWord {
  word: string;
  /** Found inside a word too; a short one only at its start. */
  anywhere: boolean;
}

/**
 * The words of a search as `like` patterns over `organisation.search`. A long word is found anywhere; a short one
 * (« CH », « Eu ») only at the start of a word, since less than three letters inside a word say nothing.
 * A FINESS, SIREN or SIRET number written in groups is read as one.
 */
export function searchPatterns(text: string): SearchedWord[] {
  const joined = text.slice(0, 200).normalize('NFKC')
    .replace(/(?<![\p{L}\p{N}])\d[\dAB](?:[\s.-]?\d){7}(?:(?:[\s.-]?\d){5})?(?![\p{L}\p{N}])/giu, (number) => normaliseIdentifier(number));
  const words = joined.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const telling = words.filter((word) => !linkWords.has(bare(word)));
  return (telling.length > 0 ? telling : words).slice(0, mostWords).map((word) => ({ word, anywhere: word.length > 2 }));
}

const bare = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const folded = (word: string) => sql`trim(ground.fold(${word}))`;

const matchesWord = ({ word, anywhere }: SearchedWord) =>
  anywhere ? sql<boolean>`o.search like '%' || ${folded(word)} || '%'` : sql<boolean>`o.search like '% ' || ${folded(word)} || '%'`;

const matches = (patterns: readonly SearchedWord[]) => sql<boolean>`${sql.join(patterns.map(matchesWord), sql` and `)}`;

/** The condition that an organisation `o` bears every word of a text, whatever its case and accents; none does without a word. */
export function bearsWords(text: string): RawBuilder<boolean> {
  const patterns = searchPatterns(text);
  return patterns.length === 0 ? sql<boolean>`false` : matches(patterns);
}

const entryColumns = sql`o.id, o.kind, o.name, o.town, o.postcode, o.finess_ej as "finessEj", o.finess_et as "finessEt",
  o.category_label as "categoryLabel", o.closed_on as "closedOn", p.name as "parentName"`;

/**
 * Finds open establishments and sites by name, town, postcode or number, for anybody: words in any order, accents and
 * case left aside, those whose name begins with the text first. When nothing bears every word, what resembles them is
 * given, the closest first. At most 20. Index: `organisation_search`.
 */
export async function searchRegister(platform: Platform, text: string, limit = 20): Promise<RegisterEntry[]> {
  const patterns = searchPatterns(text);
  if (!patterns.some(({ word }) => word.length > 1)) return [];
  const most = Math.min(Math.max(limit, 1), 20);
  return inScope(platform.pool, systemActor('register'), organisationPolicy.readRegister, async (tx) => {
    const words = await foldWords(tx, patterns);
    if (words.length === 0) return [];
    const begins = sql`(o.search like ${` ${words.map(({ word }) => word).join(' ')}%`})`;
    const exact = await findDeclarable(tx, every(words.map(bears)), begins, most);
    return exact.length > 0 ? exact : findResembling(tx, words, most);
  });
}

/** The words as the register keeps them: folded once, and not again for each structure that is compared. */
async function foldWords(tx: Tx, patterns: readonly SearchedWord[]): Promise<SearchedWord[]> {
  const { rows } = await sql<{ word: string }>`
    select trim(ground.fold(word)) as word from unnest(${patterns.map(({ word }) => word)}::text[]) with ordinality as given(word, at) order by at`.execute(tx);
  return rows.flatMap(({ word }, index) => (word === '' ? [] : [{ word, anywhere: patterns[index]?.anywhere ?? true }]));
}

const bears = ({ word, anywhere }: SearchedWord) => sql<boolean>`o.search like ${anywhere ? `%${word}%` : `% ${word}%`}`;
const every = (conditions: readonly RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(conditions, sql` and `)})`;
const some = (conditions: readonly RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(conditions, sql` or `)})`;

async function findDeclarable(tx: Tx, where: RawBuilder<boolean>, rank: RawBuilder<unknown>, limit: number): Promise<RegisterEntry[]> {
  const { rows } = await sql<RegisterEntry>`
    select ${entryColumns} from organisation o left join organisation p on p.id = o.parent_id
     where ${where} and o.kind in ('establishment', 'site') and (o.closed_on is null or o.closed_on > current_date)
     order by ${rank} desc, o.kind, o.name, o.town, o.id limit ${limit}`.execute(tx);
  return rows;
}

/**
 * Structures that bear each telling word or one that it resembles; failing that, each but one. Words that thousands
 * bear only sort what is found.
 */
async function findResembling(tx: Tx, words: readonly SearchedWord[], limit: number): Promise<RegisterEntry[]> {
  const likesOf = await findLikes(tx, words.map(({ word }) => word));
  const read = words.map((searched) => {
    const likes = likesOf.get(searched.word) ?? [];
    const telling = searched.word.length > 2 && ![searched.word, ...likes.slice(0, 1)].some((one) => commonWords.has(one));
    return { telling, resembles: some([searched, ...likes.map((word) => ({ word, anywhere: true }))].map(bears)) };
  });
  const telling = read.filter((one) => one.telling);
  const asked = (telling.length > 0 ? telling : read).map((one) => one.resembles);
  const rank = sql`(${sql.join([...words.map(bears), ...read.map((one) => one.resembles)].map((condition) => sql`(${condition})::int`), sql` + `)})`;
  const all = await findDeclarable(tx, every(asked), rank, limit);
  if (all.length > 0 || telling.length < 2) return all;
  return findDeclarable(tx, some(asked.map((_, left) => every(asked.filter((__, index) => index !== left)))), rank, limit);
}

/** What a page of the tree asks for. */
export interface BrowseFilter {
  text?: string | undefined;
  parentId?: string | undefined;
  kind?: OrganisationKind | undefined;
  closed?: boolean | undefined;
  /** From 1. */
  page?: number | undefined;
}

/** Entries of a page; more than that are on the next one. */
export const pageSize = 50;

// A page so far that PostgreSQL would count through the whole register to reach it.
const lastPage = 200;

/**
 * One page of the register: what stands under an organisation, or what a text finds, sorted by name.
 * Without any of them, the nation and its regions.
 * Indexes: `organisation_children`, `organisation_kind`, or `organisation_search` with a text.
 */
export async function browseRegister(tx: Tx, filter: BrowseFilter): Promise<{ entries: RegisterEntry[]; more: boolean }> {
  const patterns = searchPatterns(filter.text ?? '');
  const where = [
    ...(patterns.length > 0 ? [matches(patterns)] : []),
    ...(filter.parentId ? [sql`o.parent_id = ${filter.parentId}`] : []),
    ...(filter.kind ? [sql`o.kind = ${filter.kind}`] : []),
    ...(patterns.length > 0 || filter.parentId || filter.kind ? [] : [sql`o.kind in ('nation', 'region')`]),
    ...(filter.closed ? [] : [sql`(o.closed_on is null or o.closed_on > current_date)`]),
  ];
  const page = Math.min(Math.max(filter.page ?? 1, 1), lastPage);
  const { rows } = await sql<RegisterEntry>`
    select ${entryColumns} from organisation o left join organisation p on p.id = o.parent_id
     where ${sql.join(where, sql` and `)}
     order by o.name, o.id limit ${pageSize + 1} offset ${(page - 1) * pageSize}`.execute(tx);
  return { entries: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** One organisation of the register; throws `not_found`. Index: primary key. */
export async function findOrganisation(tx: Tx, id: string): Promise<Selectable<Organisation>> {
  if (!isId(id)) throw new HygieError('not_found');
  const found = await tx.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) throw new HygieError('not_found');
  return found;
}

/** The structure that has this FINESS number, of a legal entity or a site. Indexes: `organisation_finess_ej`, `organisation_finess_et`. */
export async function findByFiness(tx: Tx, finess: string): Promise<{ id: string; name: string } | undefined> {
  const number = normaliseIdentifier(finess);
  return tx.selectFrom('organisation').select(['id', 'name'])
    .where((where) => where.or([
      where.and([where('finess_ej', '=', number), where('kind', 'in', ['establishment', 'group'])]),
      where.and([where('finess_et', '=', number), where('kind', '=', 'site')]),
    ]))
    .executeTakeFirst();
}

/**
 * Establishments and groups, open, that may receive a mandate, by name, town or number; at most 20.
 * Index: `organisation_search`.
 */
export async function searchProviders(tx: Tx, text: string): Promise<Choice[]> {
  const patterns = searchPatterns(text);
  if (patterns.length === 0) return [];
  const { rows } = await sql<Choice>`
    select o.id, o.name, o.kind, o.town from organisation o
     where ${matches(patterns)} and o.kind in ('establishment', 'group') and (o.closed_on is null or o.closed_on > current_date)
     order by o.kind desc, o.name, o.id limit 20`.execute(tx);
  return rows;
}

interface LineageRow extends LineageStep {
  relation: 'self' | 'ancestor' | 'territory' | 'group';
  integrated: boolean;
}

/**
 * Everything from which a right may reach an organisation today; throws `not_found`.
 * Indexes: `organisation_node_key` (the path names each ancestor), `membership_member`, `organisation_region`.
 */
export async function lineageOf(tx: Tx, organisationId: string): Promise<Lineage> {
  if (!isId(organisationId)) throw new HygieError('not_found');
  const { rows } = await sql<LineageRow>`
    with target as (select * from organisation where id = ${organisationId}),
    steps as (
      select o.id, o.kind, o.name, nlevel(o.path) as depth, o.id = t.id as self
        from target t join organisation o on o.node = any (string_to_array(t.path::text, '.')::bigint[])
    )
    select id, kind, name, depth, case when self then 'self' else 'ancestor' end as relation, false as integrated from steps
    union all
    select o.id, o.kind, o.name, 0, 'territory', false from target t
      join organisation o on o.kind = 'region' and o.region_code = t.region_code
     where t.kind = 'site' and not t.path <@ o.path
    union all
    select g.id, g.kind, g.name, 0, 'group', bool_or(m.role in ('support', 'party')) from steps s
      join membership m on m.member_id = s.id and m.valid_from <= current_date and (m.valid_to is null or m.valid_to > current_date)
      join organisation g on g.id = m.group_id
     group by g.id
     order by depth, name, id`.execute(tx);
  const step = ({ id, kind, name }: LineageRow): LineageStep => ({ id, kind, name });
  const self = rows.find((row) => row.relation === 'self');
  if (!self) throw new HygieError('not_found');
  const territory = rows.find((row) => row.relation === 'territory');
  return {
    organisation: step(self),
    ancestors: rows.filter((row) => row.relation === 'ancestor').map(step),
    territory: territory ? step(territory) : null,
    groups: rows.filter((row) => row.relation === 'group').map((row) => ({ ...step(row), integrated: row.integrated })),
  };
}

/** A member of a group, or a group of a member, with its dates. */
export interface Member {
  id: string;
  kind: OrganisationKind;
  name: string;
  town: string | null;
  role: 'support' | 'party' | 'member';
  validFrom: string;
  validTo: string | null;
}

const memberColumns = sql`o.id, o.kind, o.name, o.town, m.role, m.valid_from as "validFrom", m.valid_to as "validTo"`;
const present = sql`m.valid_from <= current_date and (m.valid_to is null or m.valid_to > current_date)`;

/** Present members of a group, its support first; at most 500. Index: primary key of `membership`. */
export async function membersOf(tx: Tx, groupId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select ${memberColumns} from membership m join organisation o on o.id = m.member_id
     where m.group_id = ${groupId} and ${present} order by (m.role = 'support') desc, o.name, o.id limit 500`.execute(tx);
  return rows;
}

/** Groups that an organisation belongs to today; at most 100. Index: `membership_member`. */
export async function groupsOf(tx: Tx, memberId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select ${memberColumns} from membership m join organisation o on o.id = m.group_id
     where m.member_id = ${memberId} and ${present} order by o.name, o.id limit 100`.execute(tx);
  return rows;
}

/** An organisation that a person may choose to work in. */
export interface Choice {
  id: string;
  name: string;
  kind: OrganisationKind;
  town: string | null;
}

/**
 * Organisations among which the reader may switch: those that the running scope shows and whose name or town match
 * the text (without a text, the first ones by name). At most 50. Index: primary key, or `organisation_search`.
 */
export async function choosableOrganisations(tx: Tx, text = '', limit = 20): Promise<Choice[]> {
  const patterns = searchPatterns(text);
  const { rows } = await sql<Choice>`
    select o.id, o.name, o.kind, o.town from organisation o
     where ((select ground.everywhere()) or o.id = any ((select ground.visible())::uuid[]))
       and ${patterns.length > 0 ? matches(patterns) : sql`o.kind <> 'site'`}
       and (o.closed_on is null or o.closed_on > current_date)
     order by o.name, o.id limit ${Math.min(Math.max(limit, 1), 50)}`.execute(tx);
  return rows;
}
