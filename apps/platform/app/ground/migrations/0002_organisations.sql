-- The tree of organisations (public register), their private profile, people, roles and mandates.

create table organisation (
  id uuid primary key,
  node bigint generated always as identity unique,
  kind text not null check (kind in ('nation', 'region', 'group', 'establishment', 'site')),
  parent_id uuid references organisation (id),
  path ltree not null unique,
  name text not null check (name <> ''),
  long_name text,
  town text,
  postcode text,
  department text,
  region_code text,
  finess_ej text,
  finess_et text,
  -- Identifier of a group in the national register: a GHT has no FINESS number of its own.
  group_code text unique,
  siren text,
  siret text,
  category_code text,
  category_label text,
  sector text not null default 'other' check (sector in
    ('public', 'non_profit', 'private', 'medico_social', 'laboratory', 'radiotherapy', 'military', 'authority', 'other')),
  legal_status text,
  time_zone text not null default 'Europe/Paris',
  opened_on date,
  closed_on date,
  source text not null default 'manual' check (source in ('finess', 'manual', 'demonstration')),
  search text not null default '',
  updated_at timestamptz not null default now()
);
create unique index organisation_finess_ej on organisation (finess_ej) where kind in ('establishment', 'group');
create unique index organisation_finess_et on organisation (finess_et) where kind = 'site';
create index organisation_children on organisation (parent_id, name, id);
create index organisation_kind on organisation (kind, name, id);
create index organisation_region on organisation (region_code, kind);
create index organisation_path on organisation using gist (path);
create index organisation_search on organisation using gin (search gin_trgm_ops);

-- How the register is searched: no accent, no case, no punctuation, and « St » read « Saint » as people and
-- files write either. Words stand between spaces, so that a short one can be looked up as the start of a word.
-- Stable like unaccent, so that its calls are inlined: it runs for each row of an import.
create function ground.fold(written text) returns text language sql stable parallel safe
  return replace(replace(
    ' ' || translate(lower(public.unaccent('public.unaccent'::regdictionary, written)), '-''.,;:/()"&+_%\', repeat(' ', 15)) || ' ',
    ' st ', ' saint '), ' ste ', ' sainte ');

-- A plan is kept for the whole session: one made while the table was empty would scan it for each row of an import.
create function ground.organisation_written() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  parent_path ltree;
begin
  if tg_op = 'UPDATE' and new.parent_id is distinct from old.parent_id
     and current_user = 'hygie_app' and not ground.everywhere() then
    raise exception 'an organisation is moved by the platform or the nation alone' using errcode = '42501';
  end if;
  if new.parent_id is null then
    new.path := new.node::text::ltree;
  elsif tg_op = 'INSERT' or new.parent_id is distinct from old.parent_id then
    select path into strict parent_path from organisation where id = new.parent_id;
    if tg_op = 'UPDATE' and parent_path <@ old.path then
      raise exception 'an organisation cannot stand under itself' using errcode = 'HY003';
    end if;
    new.path := parent_path || new.node::text;
  end if;
  new.search := ground.fold(concat_ws(' ', new.name, new.long_name, new.town, new.postcode,
    new.finess_ej, new.finess_et, new.siren, new.siret));
  return new;
end $$;
create trigger written before insert or update on organisation for each row execute function ground.organisation_written();

-- The words that structures bear: a word that none of them bears was mistyped, and its likes are looked up here, in
-- some ten thousand words instead of a hundred thousand structures. Public like the register; a word is never taken out.
create table organisation_word (word text collate "C" primary key);
create index organisation_word_likeness on organisation_word using gin (word gin_trgm_ops);
alter table organisation_word enable row level security;
alter table organisation_word force row level security;
create policy public_register on organisation_word using (true) with check (true);
grant select on organisation_word to hygie_app;
create function ground.organisation_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into organisation_word (word)
    select word collate "C" from written, string_to_table(search, ' ') word where word ~ '^[a-z]{4,40}$' group by 1 order by 1
    on conflict do nothing;
  return null;
end $$;
create trigger words_added after insert on organisation referencing new table as written
  for each statement execute function ground.organisation_words();
create trigger words_changed after update on organisation referencing new table as written
  for each statement execute function ground.organisation_words();

-- What stands under an organisation moves with it.
create function ground.organisation_moved() returns trigger language plpgsql as $$
begin
  update organisation set path = new.path || subpath(path, nlevel(old.path))
   where path <@ old.path and id <> new.id;
  return null;
end $$;
create trigger moved after update on organisation for each row
  when (old.parent_id is distinct from new.parent_id) execute function ground.organisation_moved();

-- Dated links are ended, never rewritten: who held what, and when, stays true. The platform alone may reopen one
-- (an import in which a membership comes back the day it was ended).
create function ground.only_shortened() returns trigger language plpgsql as $$
begin
  if current_user <> 'hygie_app' or ground.system() then return new; end if;
  if to_jsonb(new) - 'valid_to' <> to_jsonb(old) - 'valid_to'
     or (old.valid_to is not null and (new.valid_to is null or new.valid_to > old.valid_to)) then
    raise exception 'a row of % is ended, never rewritten', tg_table_name using errcode = 'HY004';
  end if;
  return new;
end $$;

-- GHT and GCS have dated members; an establishment may belong to several. `support` and `party`: the group holds
-- their information system in common (GHT, art. L.6132-3 CSP), so a role on the group reaches them. `member`: a plain
-- adhesion (GCS), which gives no right: a mandate does.
create table membership (
  group_id uuid not null references organisation (id),
  member_id uuid not null references organisation (id),
  role text not null default 'party' check (role in ('support', 'party', 'member')),
  valid_from date not null default '2000-01-01',
  valid_to date,
  primary key (group_id, member_id, valid_from),
  check (group_id <> member_id),
  check (valid_to is null or valid_to >= valid_from)
);
create index membership_member on membership (member_id, group_id);
create trigger only_shortened before update on membership for each row execute function ground.only_shortened();

-- The register is public (FINESS is open data); only writing is scoped.
alter table organisation enable row level security;
alter table organisation force row level security;
create policy public_register on organisation for select using (true);
create policy created_under_scope on organisation for insert with check
  ((select ground.everywhere()) or parent_id = any ((select ground.visible())::uuid[]));
create policy written_in_scope on organisation for update using
  ((select ground.everywhere()) or id = any ((select ground.visible())::uuid[]));
alter table membership enable row level security;
alter table membership force row level security;
create policy public_register on membership for select using (true);
-- A group never adopts a foreign establishment by itself: whoever joins them must answer for both.
create policy joined_in_scope on membership for insert with check ((select ground.everywhere())
  or (group_id = any ((select ground.visible())::uuid[]) and member_id = any ((select ground.visible())::uuid[])));
create policy ended_in_scope on membership for update using ((select ground.everywhere())
  or group_id = any ((select ground.visible())::uuid[]) or member_id = any ((select ground.visible())::uuid[]));
grant select, insert, update on organisation, membership to hygie_app;

create table organisation_profile (
  organisation_id uuid primary key references organisation (id),
  ssi_mailbox text,
  mailbox_tested_at timestamptz,
  is_ose text not null default 'unknown' check (is_ose in ('yes', 'no', 'unknown')),
  nis2_status text not null default 'unknown' check (nis2_status in ('none', 'important', 'essential', 'unknown')),
  is_health_data_host text not null default 'no' check (is_health_data_host in ('yes', 'no', 'unknown')),
  cyber_insured text not null default 'unknown' check (cyber_insured in ('yes', 'no', 'unknown')),
  emergency_phone text,
  version int not null default 1
);
select ground.make_tenant_table('organisation_profile');
grant select, insert, update on organisation_profile to hygie_app;

create table person (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  given_name text not null,
  family_name text not null,
  phone text,
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  time_zone text not null default 'Europe/Paris',
  left_at timestamptz,
  created_at timestamptz not null default now()
);

create table role_assignment (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  person_id uuid not null references person (id),
  role text not null check (role in ('declarant', 'referent_ssi', 'rssi', 'dpo', 'dsi', 'direction', 'crisis_member',
    'auditor', 'ars_officer', 'cert_analyst', 'administrator', 'reader')),
  subtree boolean not null default true,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  granted_by uuid references person (id),
  primary key (organisation_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index role_assignment_person on role_assignment (person_id);
select ground.make_tenant_table('role_assignment');
create policy own on role_assignment for select using (person_id = (select ground.actor()));
create trigger only_shortened before update on role_assignment for each row execute function ground.only_shortened();
-- A foreign key sees through row-level security: without this, naming a stranger here would make them a colleague,
-- and readable.
create function ground.known_colleague() returns trigger language plpgsql as $$
begin
  if current_user = 'hygie_app' and not ground.everywhere()
     and not exists (select from role_assignment where person_id = new.person_id) then
    raise exception 'nobody in this scope is that person' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger known_colleague before insert on role_assignment for each row execute function ground.known_colleague();
grant select, insert, update on role_assignment to hygie_app;

-- A beneficiary entrusts a role to a provider (a GCS that lends its RSSI): who holds the role there holds it here.
create table mandate (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  provider_id uuid not null references organisation (id),
  role text not null check (role in ('rssi', 'dpo', 'dsi', 'auditor')),
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  primary key (organisation_id, id),
  check (provider_id <> organisation_id),
  check (valid_to is null or valid_to >= valid_from)
);
create index mandate_provider on mandate (provider_id);
select ground.make_tenant_table('mandate');
create trigger only_shortened before update on mandate for each row execute function ground.only_shortened();
create policy provider on mandate for select using (provider_id = any ((select ground.visible())::uuid[]));
grant select, insert, update on mandate to hygie_app;

alter table person enable row level security;
alter table person force row level security;
create policy colleagues on person for select using (
  id = (select ground.actor()) or (select ground.everywhere())
  or exists (select from role_assignment r where r.person_id = person.id
             and r.organisation_id = any ((select ground.visible())::uuid[])));
create policy self_or_platform on person using (id = (select ground.actor()) or (select ground.system()));
grant select, insert, update on person to hygie_app;

create table invitation (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('declarant', 'referent_ssi', 'rssi', 'dpo', 'dsi', 'direction', 'crisis_member',
    'auditor', 'ars_officer', 'cert_analyst', 'administrator', 'reader')),
  subtree boolean not null,
  valid_to timestamptz,
  -- Language of the mail: it may be sent again.
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  token_hash bytea not null unique,
  invited_by uuid references person (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at > created_at),
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (organisation_id, id)
);
create index invitation_pending on invitation (organisation_id, email) where accepted_at is null and withdrawn_at is null;
create index invitation_mailbox on invitation (email) where accepted_at is null and withdrawn_at is null;
select ground.make_tenant_table('invitation');
grant select, insert, update on invitation to hygie_app;

-- Organisations where a set of grants holds: [{organisation, subtree}] → identifiers.
-- The subtree of a group is its present parties and their sites (an adhesion to a GCS gives nothing). The subtree
-- of a region is also the sites that stand in it while their legal entity is seated elsewhere.
-- The pages answer the same question of one organisation (lineage.ts); a test holds the two together.
create function ground.organisations_of(grants jsonb) returns uuid[] language sql stable security definer
  set search_path = public, pg_temp as $$
  with granted as (
    select o.id, o.kind, o.path, o.region_code, (g ->> 'subtree')::boolean as subtree
    from jsonb_array_elements(grants) g join organisation o on o.id = (g ->> 'organisation')::uuid
  ), roots as (
    select id, path, subtree from granted
    union
    select m.id, m.path, true from granted g
      join membership s on s.group_id = g.id and s.valid_from <= current_date
                       and (s.valid_to is null or s.valid_to > current_date)
      join organisation m on m.id = s.member_id
                       and s.role in ('support', 'party')
    where g.kind = 'group' and g.subtree
    union
    select o.id, o.path, true from granted g
      join organisation o on o.region_code = g.region_code and o.kind = 'site' and not o.path <@ g.path
    where g.kind = 'region' and g.subtree
  )
  select coalesce(array_agg(distinct o.id), '{}') from roots r
    join organisation o on o.id = r.id or (r.subtree and o.path <@ r.path)
$$;

-- Rights of a person at this instant, own roles and those held through a mandate.
create function ground.rights_of(p_person uuid) returns table (
  organisation_id uuid, organisation_name text, organisation_kind text, role text, subtree boolean,
  via_mandate boolean, provider_name text
) language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name, o.kind, r.role, r.subtree, false, null
    from role_assignment r join organisation o on o.id = r.organisation_id
   where r.person_id = p_person and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now())
  union all
  select o.id, o.name, o.kind, r.role, true, true, p.name
    from role_assignment r
    join mandate m on m.provider_id = r.organisation_id and m.role = r.role
     and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())
    join organisation o on o.id = m.organisation_id
    join organisation p on p.id = m.provider_id
   where r.person_id = p_person and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now())
  order by 2, 4, 1
$$;
grant execute on all functions in schema ground to hygie_app;

-- Someone left: once no role remains anywhere, now or later, the account is marked and its sessions end. A narrow
-- door through the wall, since the one who records the departure sees neither the other organisations nor the
-- sessions; it answers nothing, or it would tell whether that person works elsewhere.
create function ground.close_departed(p_person uuid) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  scope text := coalesce(current_setting('hygie.scope', true), '');
  actor text := coalesce(current_setting('hygie.actor', true), '');
begin
  perform set_config('hygie.scope', '*', true), set_config('hygie.actor', '', true);
  -- Whoever grants a role meanwhile waits for this row, or this waits for them.
  perform from person where id = p_person for update;
  if not exists (select from role_assignment where person_id = p_person and (valid_to is null or valid_to > clock_timestamp())) then
    update person set left_at = coalesce(left_at, now()) where id = p_person;
    update session set revoked_at = now() where person_id = p_person and revoked_at is null;
  end if;
  perform set_config('hygie.scope', scope, true), set_config('hygie.actor', actor, true);
end $$;

-- Whom an alert of an organisation may reach, whatever the sender may see; the domain chooses among them.
-- A narrow door through the wall, hence its own scope.
create function ground.alert_recipients(p_organisations uuid[]) returns table (
  alerted uuid, level text, organisation_id uuid, name text, email text, locale text, role text
) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  narrow text := current_setting('hygie.scope', true);
begin
  perform set_config('hygie.scope', '*', true);
  return query with target as (
    select t.id, string_to_array(t.path::text, '.')::bigint[] as nodes, t.region_code
      from organisation t where t.id = any (p_organisations)
  ), lineage as (
    select t.id as target, o.id, o.kind, o.name from target t
      join organisation o on o.node = any (t.nodes) where o.kind <> 'region'
    union all
    -- The region where the structure stands; its legal entity may be seated in another.
    select t.id, region.* from target t cross join lateral (
      select o.id, o.kind, o.name from organisation o
       where o.kind = 'region' and (o.region_code = t.region_code or o.node = any (t.nodes))
       order by (o.region_code = t.region_code) desc nulls last, o.id limit 1) region
  )
  select l.target, 'mailbox'::text, f.organisation_id, l.name, f.ssi_mailbox, 'fr'::text, null::text
    from lineage l join organisation_profile f on f.organisation_id = l.id
   where f.ssi_mailbox is not null and l.kind in ('site', 'establishment', 'group')
  union all
  select l.target, 'structure', l.id, p.given_name || ' ' || p.family_name, p.email, p.locale, r.role
    from lineage l join role_assignment r on r.organisation_id = l.id join person p on p.id = r.person_id
   where l.kind in ('site', 'establishment', 'group') and r.role in ('rssi', 'referent_ssi', 'dsi', 'direction', 'dpo')
     and (r.subtree or l.id = l.target)
     and p.left_at is null and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now())
  union all
  -- The RSSI of its GHT answers for it as one of its own.
  select l.target, 'structure', g.id, p.given_name || ' ' || p.family_name, p.email, p.locale, r.role
    from lineage l join membership s on s.member_id = l.id and s.role in ('support', 'party')
      and s.valid_from <= current_date and (s.valid_to is null or s.valid_to > current_date)
    join organisation g on g.id = s.group_id
    join role_assignment r on r.organisation_id = g.id and r.role = 'rssi' and r.subtree
      and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now())
    join person p on p.id = r.person_id and p.left_at is null
  union all
  select l.target, 'mandate', m.provider_id, p.given_name || ' ' || p.family_name, p.email, p.locale, r.role
    from lineage l join mandate m on m.organisation_id = l.id and m.role = 'rssi'
      and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())
    join role_assignment r on r.organisation_id = m.provider_id and r.role = m.role
      and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now())
    join person p on p.id = r.person_id and p.left_at is null
  union all
  select l.target, l.kind, l.id, l.name, f.ssi_mailbox, 'fr'::text, null::text
    from lineage l join organisation_profile f on f.organisation_id = l.id
   where l.kind in ('region', 'nation') and f.ssi_mailbox is not null;
  perform set_config('hygie.scope', coalesce(narrow, ''), true);
end $$;

-- What structures are, whatever the reader may see: a site is what its legal entity is, until it says otherwise itself.
-- The nearest answer wins; « unknown » is none.
create function ground.structure_status(p_organisations uuid[]) returns table (
  organisation_id uuid, is_ose text, nis2_status text, is_health_data_host text, cyber_insured text
) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  narrow text := current_setting('hygie.scope', true);
begin
  perform set_config('hygie.scope', '*', true);
  return query with target as (
    select t.id, string_to_array(t.path::text, '.')::bigint[] as nodes from organisation t where t.id = any (p_organisations)
  )
  select t.id,
      (array_agg(f.is_ose order by nlevel(o.path) desc) filter (where f.is_ose <> 'unknown'))[1],
      (array_agg(f.nis2_status order by nlevel(o.path) desc) filter (where f.nis2_status <> 'unknown'))[1],
      (array_agg(f.is_health_data_host order by nlevel(o.path) desc) filter (where f.is_health_data_host <> 'unknown'))[1],
      (array_agg(f.cyber_insured order by nlevel(o.path) desc) filter (where f.cyber_insured <> 'unknown'))[1]
    from target t join organisation o on o.node = any (t.nodes) and (o.id = t.id or o.kind in ('site', 'establishment'))
      join organisation_profile f on f.organisation_id = o.id
   group by t.id;
  perform set_config('hygie.scope', coalesce(narrow, ''), true);
end $$;
grant execute on all functions in schema ground to hygie_app;
