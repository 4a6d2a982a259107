import type { Context } from 'hono';
import { matchRoutes, type RouteObject, type ServerBuild } from 'react-router';
import { pageOf, plainAnswer } from './plain-page.ts';

/** Methods that change nothing, and whose body nobody reads. */
export const changingNothing: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const reading = ['GET', 'HEAD'];

/** The routes of the build, as the matcher takes them. */
function branchOf(build: ServerBuild, parentId?: string): RouteObject[] {
  return Object.values(build.routes)
    .filter((route) => route !== undefined && route.parentId === parentId)
    .map((route) => {
      const { id, path } = route!;
      return route!.index ? { id, path, index: true } : { id, path, children: branchOf(build, id) };
    });
}

/**
 * Answers 405, with the methods that an address takes, to any other: nothing but reading, and forms where a page has
 * some. Left to the pages, this would be an error without the reader's language, and logged as one of ours.
 */
export function refuseMethods(build: ServerBuild): (c: Context) => Response | null {
  const routes = branchOf(build);
  const takesForms = (path: string) =>
    (matchRoutes(routes, path) ?? []).some(({ route }) => build.routes[route.id ?? '']?.module.action !== undefined);
  return (c) => {
    if (reading.includes(c.req.method)) return null;
    const path = pageOf(c) || '/';
    const allowed = takesForms(path === '/_root' ? '/' : path) ? [...reading, 'POST'] : reading;
    return allowed.includes(c.req.method) ? null : plainAnswer(c, 'not_allowed', { Allow: allowed.join(', ') });
  };
}
