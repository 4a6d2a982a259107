-- The duties of a file in one row: a file is declared with some seven of them, and each row of its own paid its key twice.
select set_config('hygie.scope', '*', true);
alter table incident_obligation add column duties jsonb;
with whole as (
  select organisation_id, incident_id, min(duty) as first,
    jsonb_agg(jsonb_build_object('duty', duty, 'verdict', verdict, 'state', state, 'ends_at', ends_at, 'done_at', done_at) order by duty) as duties
  from incident_obligation group by organisation_id, incident_id
)
update incident_obligation o set duties = w.duties from whole w
 where o.organisation_id = w.organisation_id and o.incident_id = w.incident_id and o.duty = w.first;
delete from incident_obligation where duties is null;
alter table incident_obligation drop constraint incident_obligation_pkey;
alter table incident_obligation
  drop column duty, drop column verdict, drop column state, drop column ends_at, drop column done_at,
  alter column duties set not null,
  add primary key (organisation_id, incident_id);
revoke delete on incident_obligation from hygie_app;
