import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { renderToPipeableStream } from 'react-dom/server';
import { type EntryContext, type HandleErrorFunction, isRouteErrorResponse, type RouterContextProvider, ServerRouter } from 'react-router';
import { contextOf } from './request-context.ts';

export { requestContext } from './request-context.ts';

const renderTimeoutMs = 5_000;

/** Renders a page whole: no streamed holes, so that it reads the same with and without JavaScript. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { nonce } = contextOf(context);
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(<ServerRouter context={entry} url={request.url} nonce={nonce} />, {
      nonce,
      onAllReady() {
        clearTimeout(timer);
        const body = new PassThrough();
        headers.set('Content-Type', 'text/html; charset=utf-8');
        pipe(body);
        // In one piece: a page streamed by fragments costs a system call for each of them.
        buffer(body).then((page) => resolve(new Response(page, { headers, status: failed ? 500 : status })), reject);
      },
      onShellError: reject,
      onError(error) {
        failed = true;
        contextOf(context).platform.log.error({ err: error }, 'page did not render');
      },
    });
    const timer = setTimeout(abort, renderTimeoutMs);
  });
}

/** Errors of loaders and actions that are ours are logged; those of the user are answered, not logged. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return;
  const known = (error instanceof Error && error.name === 'HygieError') || (isRouteErrorResponse(error) && error.status < 500);
  // Never the query: it holds the tokens of links, and what people search for.
  if (!known) contextOf(context).platform.log.error({ err: error, path: new URL(request.url).pathname }, 'request failed');
};
