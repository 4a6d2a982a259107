import type { ServerBuild } from 'react-router';
import { HygieError } from '../app/ground/errors.ts';

/**
 * The build, with actions that get their request through here: a body that is no form is then a mistake of whoever sent
 * it (`unreadable`), not an incident of ours. Once for every action, those to come included.
 */
export function refuseUnreadableForms(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const action = route?.module.action;
    if (!action) return [id, route] as const;
    const guarded: typeof action = (args) => action({ ...args, request: readingForms(args.request) });
    return [id, { ...route, module: { ...route.module, action: guarded } }] as const;
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

/** The same request: what fails is the reading of its body, and only when an action asks for it. */
function readingForms(request: Request): Request {
  const read = request.formData.bind(request);
  const formData = async () => {
    try {
      return await read();
    } catch (cause) {
      throw new HygieError('unreadable', {}, { cause });
    }
  };
  return Object.defineProperty(request, 'formData', { value: formData });
}
