-- The ground: scope, journal, receipts of commands, outgoing mail.
-- Every later migration leans on the functions of the schema "ground".

create extension if not exists ltree;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- The application works as hygie_app, which owns nothing and cannot bypass row-level security.
do $$
begin
  if not exists (select from pg_roles where rolname = 'hygie_app') then
    create role hygie_app nologin nobypassrls;
  end if;
  execute format('grant hygie_app to %I', current_user);
end $$;

create schema ground;
grant usage on schema ground, public to hygie_app;

-- Scope of the running transaction: '*' (all organisations) or an array of organisation identifiers.
create function ground.everywhere() returns boolean language sql stable parallel safe
  return coalesce(current_setting('hygie.scope', true), '') = '*';

create function ground.visible() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(nullif(current_setting('hygie.scope', true), ''), '*'), '{}')::uuid[];

create function ground.actor() returns uuid language sql stable parallel safe
  return nullif(current_setting('hygie.actor', true), '')::uuid;

-- Who acts, as text: 'person:<id>', 'draft:<id>', 'declarant:<id>', 'system:<purpose>'.
create function ground.actor_key() returns text language sql stable parallel safe
  return coalesce(current_setting('hygie.actor_key', true), '');

-- The same, as the policies of what belongs to an actor alone read it: declarations of a surge share a transaction.
create function ground.actor_keys() returns text[] language sql stable parallel safe
  return coalesce(nullif(current_setting('hygie.actor_keys', true), ''), '{}')::text[];

-- The platform itself (sign-in, workers, CLI): everywhere, and nobody in particular.
create function ground.system() returns boolean language sql stable parallel safe
  return ground.everywhere() and ground.actor() is null;

-- Guard of rule 1: a row never moves to another organisation.
create function ground.keep_organisation() returns trigger language plpgsql as $$
begin
  if new.organisation_id is distinct from old.organisation_id then
    raise exception 'organisation_id of % is immutable', tg_table_name using errcode = 'HY001';
  end if;
  return new;
end $$;

create function ground.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'HY002';
end $$;

-- Turns a table into a tenant table: row-level security forced, organisation immutable.
create function ground.make_tenant_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant on %s using ((select ground.everywhere()) or organisation_id = any ((select ground.visible())::uuid[]))',
    target);
  execute format(
    'create trigger keep_organisation before update of organisation_id on %s for each row execute function ground.keep_organisation()',
    target);
end $$;

-- Journal: append-only, one hash chain an organisation.
create table journal_head (
  organisation_id uuid primary key,
  seq bigint not null,
  hash bytea not null
);
create table journal (
  organisation_id uuid not null,
  seq bigint not null,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  actor_label text not null,
  origin text not null,
  command text not null,
  subject_kind text not null,
  subject_id text not null,
  payload jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (organisation_id, seq)
);
create index journal_subject on journal (organisation_id, subject_kind, subject_id, seq);
select ground.make_tenant_table('journal');
select ground.make_tenant_table('journal_head');
create trigger append_only before update or delete on journal for each row execute function ground.refuse_change();
create trigger append_only_truncate before truncate on journal for each statement execute function ground.refuse_change();

-- What the hash of an entry covers, as text. `journal verify` recomputes it outside the database.
create function ground.journal_text(
  organisation_id uuid, seq bigint, at timestamptz, actor text, actor_label text, origin text,
  command text, subject_kind text, subject_id text, payload jsonb
) returns text language sql stable
  return concat_ws(chr(31), organisation_id, seq, (extract(epoch from at) * 1000000)::bigint,
                   actor, actor_label, origin, command, subject_kind, subject_id, payload);

create function ground.journal_append(
  p_organisation_id uuid, p_actor text, p_actor_label text, p_origin text, p_command text,
  p_subject_kind text, p_subject_id text, p_payload jsonb
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head journal_head;
  moment timestamptz;
  digest bytea;
begin
  select * into head from journal_head where organisation_id = p_organisation_id for update;
  if not found then
    insert into journal_head (organisation_id, seq, hash) values (p_organisation_id, 0, '\x') on conflict do nothing;
    select * into head from journal_head where organisation_id = p_organisation_id for update;
  end if;
  -- Read after the lock is held, so that times never run backwards along a chain.
  moment := clock_timestamp();
  digest := sha256(head.hash || convert_to(ground.journal_text(
    p_organisation_id, head.seq + 1, moment, p_actor, p_actor_label, p_origin,
    p_command, p_subject_kind, p_subject_id, p_payload), 'UTF8'));
  insert into journal values (p_organisation_id, head.seq + 1, moment, p_actor, p_actor_label, p_origin,
    p_command, p_subject_kind, p_subject_id, p_payload, head.hash, digest);
  update journal_head set seq = head.seq + 1, hash = digest where organisation_id = p_organisation_id;
  return head.seq + 1;
end $$;
grant select on journal, journal_head to hygie_app;

-- A command acts once for a key: the second call gets the first result.
create table command_receipt (
  actor_key text not null,
  command text not null,
  key text not null,
  input_hash bytea not null,
  result jsonb not null,
  created_at timestamptz not null default now(),
  primary key (actor_key, command, key)
);
alter table command_receipt enable row level security;
alter table command_receipt force row level security;
create policy own on command_receipt using (actor_key = any ((select ground.actor_keys())::text[]));
-- A backup keeps them, or a retry after a restoration would act a second time. The application is not concerned.
create policy kept on command_receipt using (current_user <> 'hygie_app' and (select ground.system()));
grant select, insert on command_receipt to hygie_app;

-- Outgoing mail: written in the transaction of the change, delivered at least once under a stable identifier.
create table mail (
  organisation_id uuid not null,
  id uuid not null,
  purpose text not null,
  recipient text not null,
  locale text not null,
  subject text not null,
  body text not null,
  -- Holds a link that opens an account: erased once sent, never shown in production.
  secret boolean not null default false,
  subject_kind text,
  subject_id text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'abandoned')),
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (organisation_id, id)
);
create index mail_due on mail (next_attempt_at) where state = 'queued';
create index mail_recent on mail (organisation_id, created_at desc);
select ground.make_tenant_table('mail');
grant select, insert, update on mail to hygie_app;

-- What accompanies every change, in one round trip: journal lines, mails, and the receipts of the commands.
create function ground.conclude(entries jsonb, mails jsonb, receipts jsonb) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  entry jsonb;
begin
  for entry in select value from jsonb_array_elements(entries) loop
    perform ground.journal_append((entry ->> 'organisation')::uuid, entry ->> 'actor', entry ->> 'label', entry ->> 'origin',
      entry ->> 'command', entry ->> 'kind', entry ->> 'subject', entry -> 'payload');
  end loop;
  if jsonb_array_length(mails) > 0 then
    insert into mail (organisation_id, id, purpose, recipient, locale, subject, body, secret, subject_kind, subject_id)
      select * from jsonb_to_recordset(mails) as m (organisation_id uuid, id uuid, purpose text, recipient text, locale text,
        subject text, body text, secret boolean, subject_kind text, subject_id text);
  end if;
  if jsonb_array_length(receipts) > 0 then
    insert into command_receipt (actor_key, command, key, input_hash, result)
      select r ->> 'actor', r ->> 'command', r ->> 'key', decode(r ->> 'hash', 'base64'), r -> 'result'
        from jsonb_array_elements(receipts) r;
  end if;
end $$;

-- Counters of the rate limiter, shared by all processes. Written by the pool itself, outside any scope.
create table rate_limit (
  key varchar(255) primary key,
  points int not null default 0,
  expire bigint
);
