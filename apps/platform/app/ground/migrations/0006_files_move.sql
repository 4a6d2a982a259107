-- A file attached to its structure, duties recorded on a structure's behalf, and the correspondence with a vendor.

-- The one way in which rows change organisation: ground.move_incident, which says where the rows of a file go.
create or replace function ground.keep_organisation() returns trigger language plpgsql as $$
begin
  if new.organisation_id is distinct from old.organisation_id
     and (current_user = 'hygie_app' or coalesce(current_setting('hygie.moving', true), '') <> new.organisation_id::text) then
    raise exception 'organisation_id of % is immutable', tg_table_name using errcode = 'HY001';
  end if;
  return new;
end $$;

-- What a structure keeps of a file that left it: that it left. The lines of the journal stay in the chain in which they
-- were written, mails in the outbox that sent them, and nobody of that structure reads them any more.
create table incident_departure (
  organisation_id uuid not null references organisation (id),
  number text not null,
  incident_id uuid not null,
  at timestamptz not null default now(),
  primary key (organisation_id, number)
);
select ground.make_tenant_table('incident_departure');
grant select on incident_departure to hygie_app;
create policy file_left on journal as restrictive for select using (
  (select ground.everywhere()) or subject_kind not like 'incident%' or not exists (
    select from incident_departure d where d.organisation_id = journal.organisation_id and d.number = journal.payload ->> 'number'
      and not exists (select from incident i where i.number = d.number)));
create policy file_left on mail as restrictive for select using (
  (select ground.everywhere()) or subject_kind is distinct from 'incident' or not exists (
    select from incident_departure d where d.organisation_id = mail.organisation_id and d.incident_id::text = mail.subject_id
      and not exists (select from incident i where i.number = d.number)));

-- The keys between the tables of a file are looked at once all of it moved. A table added later under `incident` says
-- `deferrable` as well.
do $$
declare key record;
begin
  for key in select c.conname, c.conrelid::regclass as holder from pg_constraint c
              where c.contype = 'f' and c.confrelid in (
                select 'incident'::regclass union select f.conrelid from pg_constraint f where f.contype = 'f' and f.confrelid = 'incident'::regclass)
  loop
    execute format('alter table %s alter constraint %I deferrable', key.holder, key.conname);
  end loop;
end $$;

alter table incident_message drop constraint incident_message_side_check;
alter table incident_message add constraint incident_message_side_check check (side in ('declarant', 'structure', 'region', 'nation', 'vendor', 'former'));

-- Moves a file with everything under it. The caller sees both organisations, or is refused; who may do it is the
-- domain's to say. A narrow door through the wall, since no row moves otherwise.
create function ground.move_incident(p_incident uuid, p_from uuid, p_to uuid) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  narrow text := coalesce(current_setting('hygie.scope', true), '');
  held record;
  known text;
begin
  if not (ground.everywhere() or (p_from = any (ground.visible()) and p_to = any (ground.visible())))
     or ground.drafting() or ground.declared_incident() is not null or ground.vendor_incident() is not null then
    raise exception 'a file moves between organisations of the scope alone' using errcode = '42501';
  end if;
  perform set_config('hygie.scope', '*', true), set_config('hygie.moving', p_to::text, true);
  set constraints all deferred;
  update incident set organisation_id = p_to where organisation_id = p_from and id = p_incident returning number into known;
  if known is null then
    raise exception 'no such file' using errcode = 'HY005';
  end if;
  -- Whoever was reminded is not who answers for the file from now on: what is due calls again.
  delete from incident_reminder where organisation_id = p_from and incident_id = p_incident;
  for held in select distinct c.conrelid::regclass as name, a.attname as incident from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
               where c.contype = 'f' and c.confrelid = 'incident'::regclass loop
    execute format('update %s set organisation_id = $1 where organisation_id = $2 and %I = $3', held.name, held.incident)
      using p_to, p_from, p_incident;
  end loop;
  -- Notes that a structure kept for itself are read by nobody once the file left it: kept, not handed to another.
  update incident_message set side = 'former' where incident_id = p_incident and audience = 'internal' and side = 'structure';
  update measure set organisation_id = p_to where organisation_id = p_from and origin_kind = 'incident' and origin_id = p_incident::text;
  insert into incident_departure (organisation_id, number, incident_id) values (p_from, known, p_incident)
    on conflict (organisation_id, number) do update set at = excluded.at;
  set constraints all immediate;
  perform set_config('hygie.scope', narrow, true), set_config('hygie.moving', '', true);
end $$;

-- The vendor of a weakness, and how far the disclosure went. The secret of its link is derived, never kept: only its digest.
create table incident_vendor (
  organisation_id uuid not null,
  incident_id uuid not null,
  name text not null check (name <> ''),
  email text not null check (email <> ''),
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  state text not null default 'contacted' check (state in ('contacted', 'acknowledged', 'fix_announced', 'fixed', 'no_answer')),
  fix_on date,
  answer_due_at timestamptz,
  link_id uuid not null,
  link_hash bytea not null unique,
  link_expires_at timestamptz not null,
  link_revoked_at timestamptz,
  -- Since when this link is given: it shows nothing of what was written before, perhaps with somebody else.
  opened_at timestamptz not null default now(),
  -- When CERT Santé was last told of an answer, and whether others came since.
  told_at timestamptz,
  untold boolean not null default false,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (organisation_id, incident_id),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id) deferrable
);
create index incident_vendor_awaited on incident_vendor (answer_due_at) where answer_due_at is not null;
create index incident_vendor_untold on incident_vendor (told_at) where untold;
select ground.make_tenant_table('incident_vendor');
grant select, insert, update on incident_vendor to hygie_app;
-- What was sent to the vendor, beside what analysts noted for themselves in its thread.
alter table incident_message add to_vendor boolean not null default false check (audience = 'vendor' or not to_vendor);
alter table incident_attachment drop constraint incident_attachment_side_check;
alter table incident_attachment add constraint incident_attachment_side_check
  check (side in ('declarant', 'structure', 'region', 'nation', 'vendor'));

-- A vendor who comes by its link reaches one file, and in it only what was sent to it and what it answered since the link.
create function ground.vendor_incident() returns uuid language sql stable parallel safe
  return case when ground.actor_key() like 'vendor:%' then substr(ground.actor_key(), 8)::uuid end;
create policy vendor on incident as restrictive
  using (case when (select ground.vendor_incident()) is null then true else id = (select ground.vendor_incident()) end);
create policy vendor on incident_vendor as restrictive
  using ((select ground.vendor_incident()) is null or incident_id = (select ground.vendor_incident()));
create policy vendor on incident_message as restrictive using ((select ground.vendor_incident()) is null
  or (incident_id = (select ground.vendor_incident()) and audience = 'vendor' and (to_vendor or (side = 'vendor' and author_id is null))
    and created_at >= (select opened_at from incident_vendor where incident_id = (select ground.vendor_incident()))));
create policy vendor on incident_attachment as restrictive using ((select ground.vendor_incident()) is null
  or (incident_id = (select ground.vendor_incident()) and side = 'vendor'
    and created_at >= (select opened_at from incident_vendor where incident_id = (select ground.vendor_incident()))));
create policy vendor on incident_event as restrictive using ((select ground.vendor_incident()) is null)
  with check ((select ground.vendor_incident()) is null or incident_id = (select ground.vendor_incident()));
create policy vendor on journal as restrictive for select using ((select ground.vendor_incident()) is null or actor = ground.actor_key());
-- Its answer is told to CERT Santé by a mail that stands with the nation, out of its scope.
create policy vendor_told on mail for insert with check (
  purpose = 'incident.vendor_answered' and subject_kind = 'incident' and subject_id = (select ground.vendor_incident())::text
  and organisation_id in (select id from organisation where kind = 'nation'));
create policy declarant on incident_vendor as restrictive using ((select ground.declared_incident()) is null);
create policy declarant on incident_departure as restrictive using ((select ground.declared_incident()) is null);
do $$
declare name text; act text;
begin
  foreach name in array array['incident_fact', 'incident_indicator', 'incident_obligation', 'incident_obligation_act', 'incident_reminder',
    'incident_bulletin', 'incident_departure', 'measure'] loop
    execute format('create policy vendor on %I as restrictive using ((select ground.vendor_incident()) is null)', name);
  end loop;
  foreach act in array array['select', 'update', 'delete'] loop
    execute format('create policy %I on incident_vendor as restrictive for %s using (not (select ground.drafting()))', 'draft_' || act, act);
  end loop;
end $$;

-- Who follows a file at CERT Santé, if that role still holds there: a narrow door through the wall, for whoever sees the
-- file, hence its own scope.
create function ground.analyst_of(p_incident uuid) returns table (email text, locale text) language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  narrow text := coalesce(current_setting('hygie.scope', true), '');
  place uuid;
  follower uuid;
begin
  select i.organisation_id, i.assigned_to into place, follower from incident i where i.id = p_incident;
  perform set_config('hygie.scope', '*', true);
  return query select p.email, p.locale from person p where p.id = follower and p.left_at is null
    and place = any (ground.organisations_of((
      select coalesce(jsonb_agg(jsonb_build_object('organisation', r.organisation_id, 'subtree', r.subtree)), '[]')
        from ground.rights_of(follower) r where r.role = 'cert_analyst')));
  perform set_config('hygie.scope', narrow, true);
end $$;

-- On whose side someone stood who recorded an act for a structure that nobody represents here; null: the structure itself.
alter table incident_obligation_act add on_behalf text check (on_behalf in ('region', 'nation'));

grant execute on all functions in schema ground to hygie_app;
