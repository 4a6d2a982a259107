import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, run } from '../ground/command.server.ts';
import { HygieError } from '../ground/errors.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { accountOf, signInActor } from './account.server.ts';
import { emailField } from './email.ts';
import { opened, type Visitor } from './password-sign-in.server.ts';
import { signInPolicy } from './policy.ts';

/** A person of the demonstration, offered on the sign-in page in one click. */
export interface Demonstration {
  email: string;
  name: string;
  role: string;
  organisation: string;
}

/**
 * The people of the demonstration, each with a first role, in evaluation only. Whoever set a password is left out: one click
 * must never open the account that a visitor made theirs.
 */
export async function listDemonstrations(platform: Platform): Promise<Demonstration[]> {
  if (platform.settings.mode !== 'evaluation') return [];
  return inScope(platform.pool, signInActor('local'), signInPolicy.platform, async (tx) => {
    const { rows } = await sql<Demonstration>`
      select distinct on (p.id) p.email, p.given_name || ' ' || p.family_name as name, r.role, o.name as organisation
      from person p join role_assignment r on r.person_id = p.id join organisation o on o.id = r.organisation_id
      where p.left_at is null and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now())
        and not exists (select from password w where w.person_id = p.id)
      order by p.id, r.valid_from, r.id`.execute(tx);
    return rows.toSorted((a, b) => a.role.localeCompare(b.role) || a.email.localeCompare(b.email));
  });
}

const openDemonstration = defineCommand({
  name: 'sign_in.demonstration',
  input: z.strictObject({ email: emailField, device: z.string() }),
  permission: signInPolicy.platform,
  handle: async ({ tx, actor, platform }, { email, device }) => {
    if (platform.settings.mode !== 'evaluation') throw new HygieError('forbidden');
    const person = await tx
      .selectFrom('person')
      .select('id')
      .where('email', '=', email)
      .where('left_at', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('password').select('person_id').whereRef('password.person_id', '=', 'person.id'))),
      )
      .executeTakeFirst();
    if (!person) throw new HygieError('sign_in_refused');
    const account = await accountOf(tx, person.id);
    return opened(tx, account, { assurance: 2, origin: actor.origin, device }, 'demonstration');
  },
});

/** Signs in as a person of the demonstration; `forbidden` outside evaluation, whatever the data. */
export async function signInAsDemonstration(platform: Platform, visitor: Visitor, email: string): Promise<string> {
  const { token } = await run(platform, signInActor(visitor.origin), openDemonstration, { email, device: visitor.device });
  return token;
}
