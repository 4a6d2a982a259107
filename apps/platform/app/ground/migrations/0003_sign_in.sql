-- Credentials and sessions. A person reaches only their own; the platform (sign-in) reaches all.

create table password (
  person_id uuid primary key references person (id),
  hash text not null,
  changed_at timestamptz not null default now()
);
create table sign_in_guard (
  person_id uuid primary key references person (id),
  failures int not null default 0,
  locked_until timestamptz
);
create table totp (
  person_id uuid primary key references person (id),
  secret bytea not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);
create table passkey (
  id text primary key,
  person_id uuid not null references person (id),
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  label text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_person on passkey (person_id);
create table recovery_code (
  person_id uuid not null references person (id),
  hash bytea not null,
  used_at timestamptz,
  primary key (person_id, hash)
);
create table session (
  token_hash bytea primary key,
  id uuid not null unique,
  person_id uuid not null references person (id),
  assurance smallint not null check (assurance in (1, 2)),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  origin text not null,
  device text not null,
  current_organisation_id uuid references organisation (id),
  revoked_at timestamptz
);
create index session_person on session (person_id, last_seen_at desc);
create index session_expiry on session (expires_at);
-- One-time secrets sent by mail or kept between two steps of a ceremony.
create table one_time_token (
  token_hash bytea primary key,
  person_id uuid references person (id),
  purpose text not null check (purpose in ('password_reset', 'first_administrator', 'passkey_challenge', 'second_factor')),
  data jsonb not null default '{}',
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_token_expiry on one_time_token (expires_at);
create index one_time_token_person on one_time_token (person_id, purpose);

-- A list with its filters, kept under a name by one person: the address is a page's path and its query.
create table saved_view (
  person_id uuid not null references person (id),
  id uuid not null,
  name text not null check (name <> ''),
  path text not null,
  query text not null default '',
  created_at timestamptz not null default now(),
  primary key (person_id, id),
  unique (person_id, name)
);

-- Whether grants reach one organisation: what ground.organisations_of answers. What stands under a grant in the tree is
-- told first, so that the nation does not list the whole register on each request.
create function ground.reaches(grants jsonb, p_organisation uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select case when exists (
    select from jsonb_array_elements(grants) g
      join organisation held on held.id = (g ->> 'organisation')::uuid
      join organisation target on target.id = p_organisation
     where (g ->> 'subtree')::boolean and target.path <@ held.path)
  then true else p_organisation = any (ground.organisations_of(grants)) end
$$;
grant execute on function ground.reaches to hygie_app;

do $$
declare name text;
begin
  foreach name in array array['password', 'sign_in_guard', 'totp', 'passkey', 'recovery_code', 'session', 'one_time_token', 'saved_view'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I using (person_id = (select ground.actor()) or (select ground.system()))', name);
    execute format('grant select, insert, update, delete on %I to hygie_app', name);
  end loop;
end $$;
