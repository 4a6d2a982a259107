import { Command } from 'commander';
import { systemActor } from '../../app/ground/actor.ts';
import { inScope } from '../../app/ground/scope.server.ts';
import { organisationPolicy } from '../../app/organisations/policy.ts';
import { ensureTreeHead } from '../../app/organisations/register/tree.server.ts';
import { createAdministratorLink } from '../../app/sign-in/invitation.server.ts';
import { requireMigrated, withPlatform } from './open.ts';
import { answer } from './terminal.ts';

/** `hygie admin create`: prints a link, valid once for a day, that makes its reader administrator of the instance. */
export function adminCommand(): Command {
  const create = new Command('create')
    .description('print a one-time link that makes its reader administrator of the whole instance')
    .requiredOption('--email <address>', 'address of the administrator, who gives name and password on the page of the link')
    .option('--json', 'print the result as JSON', false)
    .action((options: { email: string; json: boolean }) =>
      withPlatform(async (opened) => {
        await requireMigrated(opened);
        // On a new instance nobody is there yet, not even the nation that the role is held on.
        await inScope(opened.platform.pool, systemActor('admin create'), organisationPolicy.readRegister, (tx) => ensureTreeHead(tx));
        const link = await createAdministratorLink(opened.platform, options.email);
        answer(options.json, { link, validForHours: 24 }, [link, 'Valid once, for 24 hours. A link made earlier and not used is void.']);
      }),
    );
  return new Command('admin').description('administrators of the instance').addCommand(create);
}
