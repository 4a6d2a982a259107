-- Incidents and reports of weaknesses: from the public draft to the closed file.

-- A declaration being written, reachable only by who holds its token (kept in a cookie of the browser).
create table declaration_draft (
  id uuid primary key,
  actor_key text not null unique,
  kind text not null check (kind in ('incident', 'weakness')),
  content jsonb not null default '{}',
  locale text not null,
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index declaration_draft_expiry on declaration_draft (expires_at);
create table draft_attachment (
  draft_id uuid not null references declaration_draft (id) on delete cascade,
  id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  media_type text not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (draft_id, id)
);
alter table declaration_draft enable row level security;
alter table declaration_draft force row level security;
create policy own on declaration_draft using (actor_key = any ((select ground.actor_keys())::text[]) or (select ground.system()));
alter table draft_attachment enable row level security;
alter table draft_attachment force row level security;
create policy own on draft_attachment using (exists (select from declaration_draft d where d.id = draft_id));
grant select, insert, update, delete on declaration_draft, draft_attachment to hygie_app;

create sequence incident_number;
grant usage on sequence incident_number to hygie_app;

create table incident (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  number text not null unique,
  kind text not null check (kind in ('incident', 'weakness')),
  state text not null default 'declared' check (state in ('declared', 'acknowledged', 'qualified', 'closed')),
  title text not null,
  declaration jsonb not null,
  declaration_version int not null default 1,
  facts jsonb not null,
  type_code text not null default 'undetermined',
  nature text not null default 'unknown' check (nature in
    ('malicious_confirmed', 'malicious_suspected', 'not_malicious', 'unknown')),
  care_impact text not null default 'unknown',
  level text check (level in ('grave', 'significatif')),
  must_declare text not null default 'undetermined' check (must_declare in ('yes', 'no', 'undetermined')),
  urgency smallint not null default 1 check (urgency between 1 and 4),
  help_wanted boolean not null default false,
  tlp text not null default 'amber' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  pap text not null default 'amber' check (pap in ('red', 'amber', 'green', 'clear')),
  locale text not null default 'fr',
  started_at timestamptz,
  known_at timestamptz not null,
  declared_at timestamptz not null default now(),
  acknowledged_at timestamptz,
  closed_at timestamptz,
  cause text,
  lessons text,
  assigned_to uuid references person (id),
  follow_up_hash bytea not null,
  next_due_at timestamptz,
  next_due_duty text,
  next_reminder_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, id)
);
create index incident_recent on incident (declared_at desc);
create index incident_of_organisation on incident (organisation_id, declared_at desc);
create index incident_open on incident (urgency desc, declared_at desc, number) where state <> 'closed';
create index incident_open_of on incident (organisation_id, state) include (id) where state <> 'closed';
create index incident_by_state on incident (state, urgency desc, declared_at desc, number) include (organisation_id, id);
create index incident_due on incident (next_due_at) where next_due_at is not null;
create index incident_next_reminder on incident (next_reminder_at) where next_reminder_at is not null;
create index incident_similar on incident (type_code, declared_at desc) where state <> 'closed';
create index incident_search on incident using gin (lower(title) gin_trgm_ops);
select ground.make_tenant_table('incident');

-- Each answer to a question of fact: who, when, why. The present value stands in incident.facts.
create table incident_fact (
  organisation_id uuid not null,
  incident_id uuid not null,
  id uuid not null,
  fact text not null,
  answer jsonb not null,
  reason text not null default '',
  author_id uuid references person (id),
  author_label text not null,
  at timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id)
);
create index incident_fact_history on incident_fact (organisation_id, incident_id, fact, at);

create table incident_attachment (
  organisation_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  media_type text not null,
  name text not null,
  author_label text not null,
  side text not null default 'structure' check (side in ('declarant', 'structure', 'region', 'nation')),
  created_at timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id)
);
create index incident_attachment_of on incident_attachment (organisation_id, incident_id, created_at);
create index incident_attachment_content on incident_attachment (sha256);

-- Audience of a message: who may read it. Internal notes stay on the side that wrote them.
create table incident_message (
  organisation_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  audience text not null check (audience in ('declarant', 'rssi', 'ars', 'cert', 'vendor', 'internal')),
  side text not null check (side in ('declarant', 'structure', 'region', 'nation', 'vendor')),
  author_id uuid references person (id),
  author_label text not null,
  body text not null check (body <> ''),
  created_at timestamptz not null default now(),
  answer_due_at timestamptz,
  answered_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id)
);
create index incident_message_thread on incident_message (organisation_id, incident_id, created_at);
create index incident_message_awaited on incident_message (organisation_id, answer_due_at)
  where answer_due_at is not null and answered_at is null;

create table incident_indicator (
  organisation_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  type text not null,
  value text not null,
  warning text,
  comment text not null default '',
  author_label text not null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, incident_id, type, value),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id)
);
create index incident_indicator_value on incident_indicator (type, value);

-- What happened, in the order it happened: written by the platform at each step, and by people.
create table incident_event (
  organisation_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  text text not null default '',
  author_label text not null,
  recorded_at timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id)
);
create index incident_event_order on incident_event (organisation_id, incident_id, occurred_at);

-- Duties as the engine computed them at the last change of the facts (queues and alerts read this).
create table incident_obligation (
  organisation_id uuid not null,
  incident_id uuid not null,
  duty text not null,
  verdict text not null,
  state text not null,
  ends_at timestamptz,
  done_at timestamptz,
  engine_version text not null,
  computed_at timestamptz not null default now(),
  primary key (organisation_id, incident_id, duty),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id)
);

-- What was done about a duty: sent (with its proof), or set aside with a reason.
create table incident_obligation_act (
  organisation_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  duty text not null,
  kind text not null check (kind in ('sent', 'sent_in_part', 'not_applicable', 'postponed', 'withdrawn')),
  at timestamptz not null,
  until timestamptz,
  reference text not null default '',
  reason text not null default '',
  proof_id uuid,
  author_id uuid references person (id),
  author_label text not null,
  recorded_at timestamptz not null default now(),
  primary key (organisation_id, id),
  -- The act that a `withdrawn` one takes back: it was recorded by mistake, and stays readable.
  withdraws uuid check ((withdraws is not null) = (kind = 'withdrawn')),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id),
  foreign key (organisation_id, proof_id) references incident_attachment (organisation_id, id),
  unique (organisation_id, withdraws)
);
create index incident_obligation_act_of on incident_obligation_act (organisation_id, incident_id, at);

-- A reminder leaves once for a duty, a kind and the moment it speaks of (a clock that restarts reminds again).
create table incident_reminder (
  organisation_id uuid not null,
  incident_id uuid not null,
  duty text not null,
  kind text not null check (kind in ('half', 'last_tenth', 'overdue')),
  moment timestamptz not null,
  at timestamptz not null default now(),
  primary key (organisation_id, incident_id, duty, kind, moment),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id)
);

create table incident_bulletin (
  organisation_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  title text not null,
  body text not null,
  tlp text not null check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  author_id uuid references person (id),
  author_label text not null,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, incident_id) references incident (organisation_id, id)
);
create index incident_bulletin_of on incident_bulletin (organisation_id, incident_id, created_at);

-- Measures wished for at closing; the action plan takes them over.
create table measure (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  title text not null check (title <> ''),
  description text not null default '',
  state text not null default 'wished' check (state in ('wished')),
  origin_kind text not null,
  origin_id text not null,
  author_id uuid references person (id),
  created_at timestamptz not null default now(),
  primary key (organisation_id, id)
);
create index measure_of on measure (organisation_id, created_at desc);

do $$
declare name text;
begin
  foreach name in array array['incident_fact', 'incident_attachment', 'incident_message', 'incident_indicator',
    'incident_event', 'incident_obligation', 'incident_obligation_act', 'incident_reminder', 'incident_bulletin',
    'measure'] loop
    perform ground.make_tenant_table(name::regclass);
    execute format('grant select, insert, update on %I to hygie_app', name);
  end loop;
end $$;
grant select, insert, update on incident to hygie_app;
grant delete on incident_obligation to hygie_app;

-- A declarant who comes back with number and code reaches one file, and in it only what is theirs.
create function ground.declared_incident() returns uuid language sql stable parallel safe
  return case when ground.actor_key() like 'declarant:%' then substr(ground.actor_key(), 11)::uuid end;
create policy declarant on incident as restrictive
  -- A choice rather than an "or": the planner believes that nearly nobody is null, and would read every file to sort a few.
  using (case when (select ground.declared_incident()) is null then true else id = (select ground.declared_incident()) end);
create policy declarant on incident_message as restrictive using ((select ground.declared_incident()) is null
  or (incident_id = (select ground.declared_incident()) and audience = 'declarant'));
create policy declarant on incident_attachment as restrictive using ((select ground.declared_incident()) is null
  or (incident_id = (select ground.declared_incident()) and side = 'declarant'));
do $$
declare name text;
begin
  foreach name in array array['incident_fact', 'incident_event', 'incident_obligation', 'incident_obligation_act',
    'incident_reminder'] loop
    execute format('create policy declarant on %I as restrictive using ((select ground.declared_incident()) is null
      or incident_id = (select ground.declared_incident()))', name);
  end loop;
  foreach name in array array['incident_indicator', 'incident_bulletin', 'measure'] loop
    execute format('create policy declarant on %I as restrictive using ((select ground.declared_incident()) is null)', name);
  end loop;
end $$;
-- Who writes a declaration opens a file by INSERT alone: they read, change or erase nothing of any file, theirs included.
create function ground.drafting() returns boolean language sql stable parallel safe
  return ground.actor_key() like 'draft:%';
do $$
declare name text; act text;
begin
  foreach name in array array['incident', 'incident_fact', 'incident_attachment', 'incident_message', 'incident_indicator',
    'incident_event', 'incident_obligation', 'incident_obligation_act', 'incident_reminder', 'incident_bulletin', 'measure'] loop
    foreach act in array array['select', 'update', 'delete'] loop
      execute format('create policy %I on %I as restrictive for %s using (not (select ground.drafting()))', 'draft_' || act, name, act);
    end loop;
  end loop;
end $$;

-- What a structure is decides what its files owe, and those of its sites: the sweep looks at them again. Nothing else
-- is written, so it reaches files that the author of the change may not see.
create function ground.look_again(p_organisation uuid, p_at timestamptz) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  narrow text := current_setting('hygie.scope', true);
begin
  perform set_config('hygie.scope', '*', true);
  update incident set next_reminder_at = p_at
   where organisation_id in (select o.id from organisation top join organisation o on o.path <@ top.path where top.id = p_organisation)
     and kind = 'incident' and (state <> 'closed' or next_reminder_at is not null);
  perform set_config('hygie.scope', coalesce(narrow, ''), true);
end $$;
grant execute on all functions in schema ground to hygie_app;
