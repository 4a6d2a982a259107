import type pg from 'pg';

/** A hole in the second wall: what stands open, and where. */
export interface WallFault {
  code:
    | 'no_row_security'
    | 'row_security_not_forced'
    | 'no_tenant_policy'
    | 'organisation_can_change'
    | 'organisation_not_first_in_key'
    | 'foreign_key_crosses'
    | 'organisation_can_be_empty'
    | 'open_table'
    | 'view_bypasses'
    | 'function_without_search_path'
    | 'role_bypasses'
    | 'role_owns';
  object: string;
}

// Tables that hold an organisation's rows: those with a column organisation_id.
const tenantTables = `
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, a.attnum, a.attnotnull
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;

const checks: Record<WallFault['code'], string> = {
  no_row_security: `select relname as object from (${tenantTables}) t where not relrowsecurity`,
  row_security_not_forced: `select relname as object from (${tenantTables}) t where not relforcerowsecurity`,
  no_tenant_policy: `select relname as object from (${tenantTables}) t where not exists (
    select from pg_policy p where p.polrelid = t.oid and p.polname = 'tenant' and p.polcmd = '*' and p.polpermissive
       and pg_get_expr(p.polqual, p.polrelid) like '%everywhere()%organisation_id = ANY%visible()%')`,
  organisation_can_change: `select relname as object from (${tenantTables}) t where not exists (
    select from pg_trigger g where g.tgrelid = t.oid and g.tgenabled in ('O', 'A')
       and g.tgfoid = 'ground.keep_organisation'::regproc)`,
  organisation_can_be_empty: `select relname as object from (${tenantTables}) t where not attnotnull`,
  organisation_not_first_in_key: `select relname as object from (${tenantTables}) t where not exists (
    select from pg_index i where i.indrelid = t.oid and i.indisprimary and i.indkey[0] = t.attnum)`,
  // Row-level security does not look at foreign keys: only the key itself keeps them at home.
  foreign_key_crosses: `select f.conname as object from pg_constraint f
      join (${tenantTables}) t on t.oid = f.conrelid join (${tenantTables}) r on r.oid = f.confrelid
     where f.contype = 'f' and (f.conkey[1] <> t.attnum or f.confkey[1] <> r.attnum)`,
  // What the application may touch is behind a policy, with or without an organisation.
  open_table: `select c.relname as object from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
       and has_table_privilege('hygie_app', c.oid, 'select, insert, update, delete, truncate')`,
  view_bypasses: `select c.relname as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'ground') and (c.relkind = 'm' or c.relkind = 'v'
       and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'])`,
  function_without_search_path: `select p.proname as object from pg_proc p
     where p.pronamespace in ('public'::regnamespace, 'ground'::regnamespace) and p.prosecdef
       and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')`,
  role_bypasses: `select rolname as object from pg_roles where rolname = 'hygie_app'
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin)
     union all select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
      where m.member = 'hygie_app'::regrole`,
  role_owns: `select c.relname as object from pg_class c where c.relowner = 'hygie_app'::regrole
     union all select p.proname from pg_proc p where p.proowner = 'hygie_app'::regrole
     union all select n.nspname from pg_namespace n where n.nspowner = 'hygie_app'::regrole
       or has_schema_privilege('hygie_app', n.oid, 'create') and n.nspname in ('public', 'ground')`,
};

/**
 * Walks the catalogue of the database and names every hole in the wall between organisations; none is the only
 * good answer. Needs no right but to read the catalogue.
 */
export async function wallFaults(client: pg.ClientBase | pg.Pool): Promise<WallFault[]> {
  const union = Object.entries(checks).map(([code, query]) => `select '${code}' as code, object::text from (${query}) ${code}`);
  const { rows } = await client.query<WallFault>(`${union.join(' union all ')} order by code, object`);
  return rows;
}

/** Names of the tables that hold rows of organisations, sorted. */
export async function listTenantTables(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ relname: string }>(`select relname from (${tenantTables}) t order by relname`);
  return rows.map((row) => row.relname);
}
