import { isRouteErrorResponse, Outlet, useRouteError } from 'react-router';
import type { ErrorCode } from '../ground/errors.ts';
import { ErrorPage } from './error-page.tsx';

/**
 * Stands between the root and every page, for their errors alone: one that an action throws stops the loader of the
 * route that shows it, and the root's knows the reader's language and the nonce of the scripts.
 */
export default function Pages() {
  return <Outlet />;
}

/** Why a page is not shown. */
export function ErrorBoundary() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const code = isRouteErrorResponse(error) ? (error.data as { code?: ErrorCode } | null)?.code : undefined;
  return <ErrorPage status={status} code={code ?? codeOf(status)} />;
}

/** The words of a refusal of the router itself, which knows no code of ours. */
function codeOf(status: number): ErrorCode {
  if (status === 404) return 'not_found';
  if (status === 405) return 'not_allowed';
  return status < 500 ? 'unreadable' : 'internal';
}
