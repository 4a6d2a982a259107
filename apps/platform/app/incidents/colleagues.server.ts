import { sql } from 'kysely';
import type { Actor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import type { Locale } from '../ground/platform.ts';
import { rolesOn } from '../organisations/lineage.ts';
import { lineageOf } from '../organisations/queries.server.ts';
import { incidentPolicy } from './policy.ts';
import { sideOf } from './sight.ts';

/** Someone to whom a file may be handed over. */
export interface Colleague {
  id: string;
  name: string;
  email: string;
  locale: Locale;
}

/**
 * Who may take charge of the files of an organisation beside the actor, on the same side: analysts hand over to analysts,
 * a structure to its own people and those it entrusted. Row-level security leaves out whom the actor does not know. At
 * most 100, by family name. Indexes: primary keys of `role_assignment` and `mandate`.
 */
export async function readColleagues(tx: Tx, actor: Actor, organisationId: string): Promise<Colleague[]> {
  if (actor.kind !== 'person') return [];
  const lineage = await lineageOf(tx, organisationId);
  const side = sideOf(actor, rolesOn(actor, lineage));
  const roles = incidentPolicy.acknowledge.roles.filter((role) => sideOf(actor, [role]) === side);
  const above = [...lineage.ancestors, ...lineage.groups.filter((group) => group.integrated), ...(lineage.territory ? [lineage.territory] : [])];
  const { rows } = await sql<Colleague>`
    select p.id, p.given_name || ' ' || p.family_name as name, p.email, p.locale
      from person p
     where p.left_at is null and p.id <> ${actor.personId} and exists (
       select from role_assignment r
        where r.person_id = p.id and r.role = any (${roles}) and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now())
          and (r.organisation_id = ${organisationId} or (r.subtree and r.organisation_id = any (${above.map((step) => step.id)}::uuid[]))
            or exists (select from mandate m where m.organisation_id = ${organisationId} and m.provider_id = r.organisation_id
                 and m.role = r.role and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now()))))
     order by p.family_name, p.given_name, p.id
     limit 100`.execute(tx);
  return rows;
}
