import fc from 'fast-check';
import { Hono, type Context } from 'hono';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, isSameOrigin, newNonce, originOf, standardHeaders } from './security.ts';

/** The context of a request that reached the server from `peer`. */
const from = (peer: string, forwarded?: string) =>
  ({
    env: { incoming: { socket: { remoteAddress: peer } } },
    req: { header: (name: string) => (name === 'x-forwarded-for' ? forwarded : undefined) },
  }) as unknown as Context;

describe('the network address of a request', () => {
  test.each([
    ['an IPv4 address', '192.0.2.7', '192.0.2.7'],
    ['an IPv4 address seen through IPv6', '::ffff:192.0.2.7', '192.0.2.7'],
    ['an IPv6 address, as its /64', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['another of the same subscriber', '2001:DB8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['one of the next subscriber', '2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['the machine itself', '::1', '0:0:0:0::/64'],
    ['none', '', 'unknown'],
  ])('is %s', (_, peer, expected) => {
    expect(originOf(from(peer), 0)).toBe(expected);
  });

  test('never changes with the last 64 bits of an IPv6 address', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    const half = fc.array(group, { minLength: 4, maxLength: 4 }).map((groups) => groups.join(':'));
    // ::ffff:0:0/96 is IPv4 in disguise.
    fc.assert(fc.property(half.filter((start) => !/^(0:){3}0$/.test(start)), half, half, (start, one, other) => originOf(from(`${start}:${one}`), 0) === originOf(from(`${start}:${other}`), 0)));
  });

  test.each([
    ['no proxy is trusted: the header is not read', '203.0.113.9', 0, '192.0.2.7'],
    ['one proxy: what it saw', '203.0.113.9', 1, '203.0.113.9'],
    ['one proxy: what the client wrote before is not believed', '10.0.0.1, 203.0.113.9', 1, '203.0.113.9'],
    ['two proxies: what the first saw', '10.0.0.1, 203.0.113.9, 198.51.100.2', 2, '203.0.113.9'],
    ['more proxies said than there are: the furthest that is known', '203.0.113.9', 5, '203.0.113.9'],
    ['one proxy that says nothing: the proxy', undefined, 1, '192.0.2.7'],
    ['one proxy, a client that sends text', '203.0.113.9, not-an-address', 1, 'unknown'],
    ['one proxy, a client that sends an attack', "203.0.113.9, 1'; drop table", 1, 'unknown'],
  ])('behind %s', (_, forwarded, proxies, expected) => {
    expect(originOf(from('192.0.2.7', forwarded), proxies)).toBe(expected);
  });

  test('does not move when a client writes a longer X-Forwarded-For at each request', () => {
    fc.assert(fc.property(fc.array(fc.ipV4(), { maxLength: 8 }), (invented) =>
      originOf(from('192.0.2.7', [...invented, '203.0.113.9'].join(', ')), 1) === '203.0.113.9'));
  });
});

describe('a request that changes something', () => {
  const ours = new URL('https://hygie.example');
  const here = new URL('http://127.0.0.1:3000/connexion');
  test.each([
    ['from our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://hygie.example' }, true, true],
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, true, false],
    ['from a neighbour of the same domain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.hygie.example' }, true, false],
    ['from no page at all', { 'sec-fetch-site': 'none' }, true, false],
    ['from another site, without an account', { 'sec-fetch-site': 'cross-site' }, false, false],
    ['whose Origin is ours while the browser says otherwise', { 'sec-fetch-site': 'cross-site', origin: 'https://hygie.example' }, true, false],
    ['from an old browser, on our page', { origin: 'https://hygie.example' }, true, true],
    ['from an old browser, on the address it reached', { origin: 'http://127.0.0.1:3000' }, true, true],
    ['from an old browser, elsewhere', { origin: 'https://evil.example' }, true, false],
    ['from a sandboxed page', { origin: 'null' }, true, false],
    ['from our name over http', { origin: 'http://hygie.example' }, true, false],
    ['from a name that begins like ours', { origin: 'https://hygie.example.evil.example' }, true, false],
    ['from our name on another port', { origin: 'https://hygie.example:8443' }, true, false],
    ['from a program without an account', {}, false, true],
    ['from a program with the cookie of somebody', {}, true, false],
  ])('%s: %o', (_, headers, hasSession, accepted) => {
    expect(isSameOrigin(new Headers(headers), ours, here, hasSession)).toBe(accepted);
  });
});

describe('every answer', () => {
  test('carries the headers that keep browsers in line', async () => {
    const app = new Hono().use(standardHeaders(true)).get('/', (c) => c.text('x'));
    const { headers } = await app.request('/');
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    });
    expect(headers.get('permissions-policy')).toContain('camera=()');
  });

  test('asks for https only where there is one', async () => {
    const app = new Hono().use(standardHeaders(false)).get('/', (c) => c.text('x'));
    expect((await app.request('/')).headers.get('strict-transport-security')).toBeNull();
  });

  test('allows no script but ours and those with the nonce of this answer, and no inline style', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'nonce-abc'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(newNonce()).toMatch(/^[\w+/]{22}==$/);
    expect(newNonce()).not.toBe(newNonce());
  });
});
