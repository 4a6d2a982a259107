import { contextOf } from '../../../request-context.ts';
import type { Route } from './+types/structures';
import { findStructures, mostStructures } from './structures.server.ts';

/** The register's structures that match what is being typed, for the form's search. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform } = contextOf(context);
  const found = await findStructures(platform, new URL(request.url).searchParams.get('q') ?? '');
  return Response.json({ found, more: found.length === mostStructures });
}
