import type { ServerBuild } from 'react-router';
import { describe, expect, test } from 'vitest';
import { refuseUnreadableForms } from './form.ts';

const limit = 'as-browsers-make-them-0123456789';

type Action = (args: { request: Request }) => Promise<unknown>;

/** The action of a page as the server calls it. */
function guarded(action: Action): Action {
  const { routes } = refuseUnreadableForms({ routes: { page: { id: 'page', module: { default: () => null, action } } } } as unknown as ServerBuild);
  return routes.page!.module.action as unknown as Action;
}

/** What a page that reads its form answers to a body. */
async function posted(body: BodyInit | null, type: string | null) {
  const request = new Request('https://hygie.example/connexion', { method: 'POST', body, headers: type === null ? {} : { 'content-type': type } });
  if (type === null) request.headers.delete('content-type');
  const action: Action = async (args) => (await args.request.formData()).get('email');
  return guarded(action)({ request }).catch((error: { code?: string; init?: { status: number } }) => [error.code, error.init?.status]);
}

describe('a form that cannot be read is a mistake of whoever sent it, with 400', () => {
  test.each([
    ['nothing at all', null, null],
    ['words without a type', 'email=a@ch.example', null],
    ['words that are no form', 'email=a@ch.example', 'text/plain'],
    ['a document of a program', '{"email":"a@ch.example"}', 'application/json'],
    ['parts whose limit is not said', '--x', 'multipart/form-data'],
    ['parts cut in the middle', `--${limit}\r\nContent-Disposition: form-data; name="email"\r\n\r\na@`, `multipart/form-data; boundary=${limit}`],
    ['no parts', '', `multipart/form-data; boundary=${limit}`],
  ])('%s', async (_, body, type) => {
    expect(await posted(body, type)).toEqual(['unreadable', 400]);
  });

  test('another is read as it is', async () => {
    expect(await posted('email=a%40ch.example', 'application/x-www-form-urlencoded')).toBe('a@ch.example');
    expect(await posted(`--${limit}\r\nContent-Disposition: form-data; name="email"\r\n\r\na@ch.example\r\n--${limit}--\r\n`, `multipart/form-data; boundary=${limit}`)).toBe('a@ch.example');
    expect(await posted('', 'application/x-www-form-urlencoded')).toBeNull();
  });

  test('a failure of ours while the form is handled stays ours', async () => {
    const action: Action = async (args) => { await args.request.formData(); throw new TypeError('a bug'); };
    const request = new Request('https://hygie.example/', { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    await expect(guarded(action)({ request })).rejects.toThrow('a bug');
  });
});
