import { expect } from 'vitest';
import { elsewhere } from './elsewhere.ts';

/** A browser without scripts: it keeps its cookies and posts forms as our pages send them. */
export interface Visitor {
  cookies: Map<string, string>;
  get: (path: string) => Promise<Response>;
  /** The text of a page that must answer 200. */
  read: (path: string) => Promise<string>;
  /** Posts a form; fails on an answer that is neither a redirection nor one of `statuses`. */
  post: (path: string, fields: Record<string, string>, statuses?: readonly number[]) => Promise<Response>;
  /** Posts a form with a file; fails on an answer that is no redirection. */
  upload: (path: string, fields: Record<string, string>, file: { field: string; name: string; content: string }) => Promise<Response>;
}

/** Opens a browser on a platform, from a machine of its own. */
export function openVisitor(home: string): Visitor {
  const machine = elsewhere();
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(home + path, { ...init, redirect: 'manual', headers: { ...machine, 'accept-language': 'fr', cookie, 'sec-fetch-site': 'same-origin', ...init.headers } });
    for (const header of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = header.split(';')[0]?.split(/=(.*)/s) ?? [];
      if (/max-age=0/i.test(header)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return {
    cookies,
    get: (path) => send(path),
    read: async (path) => {
      const answer = await send(path);
      expect(answer.status, path).toBe(200);
      return answer.text();
    },
    post: async (path, fields, statuses = [302, 303]) => accepted(path, await send(path, { method: 'POST', body: new URLSearchParams(fields) }), statuses),
    upload: async (path, fields, { field, name, content }) => {
      const body = new FormData();
      for (const [key, value] of Object.entries(fields)) body.append(key, value);
      body.append(field, new Blob([content], { type: 'text/plain' }), name);
      return accepted(path, await send(path, { method: 'POST', body }), [302, 303]);
    },
  };
}

async function accepted(path: string, answer: Response, statuses: readonly number[]): Promise<Response> {
  if (statuses.includes(answer.status)) return answer;
  throw new Error(`${path} answered ${answer.status}: ${visible(await answer.text())}`);
}

/** The words of a page, for messages of failure. */
const visible = (html: string) => html.replace(/<script[^]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 1_500);

/** Opens a browser signed in as someone of the demonstration. */
export async function signedInAs(home: string, email: string): Promise<Visitor> {
  const visitor = openVisitor(home);
  await visitor.post('/connexion', { intent: 'demonstration', person: email, suite: '/journee' });
  return visitor;
}

/** The identifier of a structure of the register, by its exact name. */
export async function structureNamed(home: string, name: string): Promise<string> {
  const { found } = (await (await fetch(`${home}/signaler/structures?q=${encodeURIComponent(name)}`)).json()) as { found: { id: string; name: string }[] };
  return found.find((one) => one.name === name)?.id ?? '';
}

/** Declares by the interface for programs; answers with the number and the follow-up code. */
export async function declareByProgram(home: string, declaration: object): Promise<{ number: string; followUpCode: string }> {
  const answer = await fetch(`${home}/api/v1/declarations`, {
    method: 'POST',
    headers: { ...elsewhere(), 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ declaration }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (await answer.json()) as { number: string; followUpCode: string };
}

/** The value of a hidden field of a page: the version that was read. */
export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}
