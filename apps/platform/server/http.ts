import { join } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, type ErrorHandler, Hono } from 'hono';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import { asHygieError, errorCatalogue } from '../app/ground/errors.ts';
import type { Platform } from '../app/ground/platform.ts';
import { newId } from '../app/ground/id.ts';
import { declarationApi } from '../app/incidents/api.server.ts';
import type { RequestContext } from '../app/request-context.ts';
import { mustEnrol, openBeforeEnrolment } from '../app/sign-in/enrolment.ts';
import { boundBodies, maxBodyBytes } from './body.ts';
import type { Config } from './config.ts';
import { refuseUnreadableForms } from './form.ts';
import { health } from './health.ts';
import { keepServing } from './last-resort.ts';
import { measureRequests } from './metrics.ts';
import { changingNothing, refuseMethods } from './methods.ts';
import { plainAnswer } from './plain-page.ts';
import { isFileForm, signedOutPage } from './signed-out-page.ts';
import { throttle, throttleSignedOut, throttleUploads } from './rate-limit.ts';
import { describeRequest } from './request.ts';
import { contentSecurityPolicy, isSameOrigin, newNonce, originOf, standardHeaders } from './security.ts';

const buildFolder = join(import.meta.dirname, '..', 'build');

type Bindings = { Bindings: HttpBindings };

/** The built pages, with the context key that they export. */
export async function loadBuild(): Promise<ServerBuild> {
  return (await import(join(buildFolder, 'server', 'index.js'))) as ServerBuild;
}

/** The HTTP side of the platform: static files, health, and the pages. */
export function createApp(platform: Platform, config: Config, build: ServerBuild): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const render = createRequestHandler(refuseUnreadableForms(build), 'production');
  const { requestContext } = build.entry.module as unknown as {
    requestContext: ReturnType<typeof import('react-router').createContext<RequestContext>>;
  };
  keepServing(platform.log);
  app.onError(answerFailure(platform));
  app.use(measureRequests());
  app.use(standardHeaders(config.publicUrl.protocol === 'https:'));
  app.route('/', health(platform, config.metricsToken));
  app.use('/assets/*', serveStatic({ root: join(buildFolder, 'client'), onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable') }));
  app.use('/favicon.svg', serveStatic({ root: join(buildFolder, 'client'), onFound: (_, c) => c.header('Cache-Control', 'public, max-age=3600') }));
  app.use(throttle(platform, config));
  app.use(throttleUploads(platform, config, maxBodyBytes));
  app.use(boundBodies());
  const refuseUnknown = throttleSignedOut(platform, config);
  const refuseMethod = refuseMethods(build);
  app.route('/', declarationApi(platform, (c) => originOf(c, config.trustedProxies)));
  app.all('*', async (c) => {
    const started = performance.now();
    const nonce = newNonce();
    const requestId = newId();
    const origin = originOf(c, config.trustedProxies);
    const described = await describeRequest(platform, c.req.raw, { nonce, requestId, origin });
    const changes = !changingNothing.has(c.req.method);
    if (changes && !isSameOrigin(c.req.raw.headers, config.publicUrl, new URL(c.req.url), described.signedIn !== null)) {
      platform.log.warn({ requestId, origin, path: c.req.path }, 'cross-site request refused');
      return c.text('cross_site', 403);
    }
    const refused = changes && !described.signedIn ? await refuseUnknown(c) : null;
    if (refused) return refused;
    if (c.req.method === 'POST' && !described.signedIn && isFileForm(c.req.path) && !isData(c)) return signedOutPage(c);
    const untaken = refuseMethod(c);
    if (untaken) return untaken;
    const enrolsFirst = described.signedIn && mustEnrol(described.signedIn) && !openBeforeEnrolment(c.req.path) && c.req.path !== '/__manifest';
    if (enrolsFirst) return leadTo(c, '/compte/securite');
    const provider = new RouterContextProvider();
    provider.set(requestContext, described);
    const response = await render(c.req.raw, provider);
    // Asked for by someone not signed in, or no longer: sign in first, then there. A form of a file keeps what was typed.
    const staysThere = c.req.method === 'POST' && isFileForm(c.req.path);
    if (response.status === 401 && !staysThere && (c.req.method === 'GET' || isData(c))) {
      const { pathname, search } = new URL(c.req.url);
      const page = pathname.replace(/(\/_)?\.data$/, '') || '/';
      return leadTo(c, `/connexion?suite=${encodeURIComponent(isData(c) ? page : pathname + search)}`);
    }
    const { headers } = response;
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentSecurityPolicy(nonce));
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
    for (const cookie of described.setCookies) headers.append('Set-Cookie', cookie);
    platform.log.info({
      requestId, origin, method: c.req.method, path: c.req.path, status: response.status,
      person: described.signedIn?.actor.personId, ms: Math.round(performance.now() - started),
    }, 'request');
    return response;
  });
  return app;
}

/** Whether the client router asks for the data of a page, rather than a browser for the page. */
function isData(c: Context): boolean {
  return c.req.path.endsWith('.data');
}

/** Sends elsewhere, in the words that whoever asks understands: the client router does not follow a plain redirect. */
function leadTo(c: Context, address: string): Response {
  if (!isData(c)) return c.redirect(address, 303);
  return c.body(null, 204, { 'X-Remix-Redirect': address, 'X-Remix-Status': '302', 'X-Remix-Reload-Document': 'true', 'Cache-Control': 'no-store' });
}

/** What no page could answer, the database being away first of all: the words that still help, and one line in the log. */
export function answerFailure(platform: Platform): ErrorHandler {
  return (thrown, c) => {
    const { code } = asHygieError(thrown);
    platform.log.error({ err: thrown, method: c.req.method, path: c.req.path, code }, 'request failed');
    if (code === 'too_large' || code === 'unavailable' || code === 'not_acknowledged') return plainAnswer(c, code, errorCatalogue[code].ours ? { 'Retry-After': '60' } : {});
    return plainAnswer(c, 'internal');
  };
}

/** Listens; answers with the port in use and how to stop without cutting the requests under way. */
export async function listen(app: Hono<Bindings>, config: Config): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createAdaptorServer({ fetch: app.fetch }) as import('node:http').Server;
  server.requestTimeout = 120_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as { port: number };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5_000).unref();
    });
  return { port, stop };
}
