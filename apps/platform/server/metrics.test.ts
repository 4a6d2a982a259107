import type { HttpBindings } from '@hono/node-server';
import { describe, expect, test } from 'vitest';
import type { Platform } from '../app/ground/platform.ts';
import { health } from './health.ts';

const token = 'a-token-that-only-the-monitoring-holds';

/** Asks for the measures from `peer`: the status of the answer, which holds them or nothing of them. */
async function ask(peer: string, headers: Record<string, string> = {}, expected?: string) {
  const app = health({ settings: { version: '0.0.0' } } as unknown as Platform, expected);
  const bindings = { incoming: { socket: { remoteAddress: peer } } } as unknown as HttpBindings;
  const answer = await app.request('/metrics', { headers: { host: '127.0.0.1:3000', ...headers } }, bindings);
  const text = await answer.text();
  expect(text.includes('process_cpu')).toBe(answer.status === 200);
  return answer.status;
}

describe('the measures, without a token in the settings', () => {
  test.each([
    ['another machine', '192.0.2.7', {}],
    ['another machine that says it is this one', '192.0.2.7', { host: 'localhost', 'x-forwarded-for': '127.0.0.1' }],
    ['another machine of the inner network', '10.0.0.8', {}],
    ['a machine seen through IPv6', '::ffff:192.0.2.7', {}],
    ['nobody knows where', '', {}],
    ['a proxy of this machine, for another', '127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }],
    ['a proxy of this machine, whatever the client wrote', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }],
    ['a proxy that says it by RFC 7239', '::1', { forwarded: 'for=192.0.2.7' }],
    ['a proxy that gives the address alone', '127.0.0.1', { 'x-real-ip': '192.0.2.7' }],
    ['a proxy that gives the protocol alone', '127.0.0.1', { 'x-forwarded-proto': 'https' }],
    ['a proxy that only names itself', '127.0.0.1', { via: '1.1 proxy' }],
    ['a proxy that says nothing but the name that was asked for', '127.0.0.1', { host: 'hygie.example' }],
    ['a page that a browser of this machine was led to', '127.0.0.1', { host: 'rebound.example:3000' }],
    ['whoever invents a token', '192.0.2.7', { authorization: 'Bearer undefined' }],
  ])('are refused to %s', async (_, peer, headers) => {
    expect(await ask(peer, headers)).toBe(403);
  });

  test.each([['127.0.0.1', '127.0.0.1:3000'], ['127.8.9.10', 'localhost:3000'], ['::1', '[::1]:3000'], ['::ffff:127.0.0.1', 'localhost']])('are given to this machine (%s, as %s)', async (peer, host) => {
    expect(await ask(peer, { host })).toBe(200);
  });
});

describe('the measures, with a token in the settings', () => {
  test.each([
    ['no token', {}],
    ['another token', { authorization: 'Bearer another-token-that-only-the-monitoring-holds' }],
    ['the token, cut', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['the token and more', { authorization: `Bearer ${token}x` }],
    ['the token as a password', { authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` }],
    ['an empty one', { authorization: 'Bearer ' }],
  ])('are refused with %s, to this machine too', async (_, headers) => {
    expect(await ask('192.0.2.7', headers, token)).toBe(401);
    expect(await ask('127.0.0.1', headers, token)).toBe(401);
  });

  test('are given to whoever shows it, behind a proxy too', async () => {
    expect(await ask('192.0.2.7', { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' }, token)).toBe(200);
    expect(await ask('192.0.2.7', { authorization: `bearer ${token}` }, token)).toBe(200);
  });
});
