import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import ipaddr from 'ipaddr.js';

/** A fresh nonce for one answer. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The policy of every page: our own files, the scripts that carry the nonce, and nothing else. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers that every answer carries, pages and files alike. */
export function standardHeaders(https: boolean): MiddlewareHandler {
  return secureHeaders({
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    // 'no-referrer' would make browsers hide the origin of our own forms too.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: https ? 'max-age=63072000; includeSubDomains' : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  });
}

/**
 * Whether a request that changes something comes from our own pages: the browser says so (Sec-Fetch-Site), or the
 * Origin is ours. Neither header: not a browser with our cookie at risk, only accepted without a session.
 */
export function isSameOrigin(headers: Headers, publicUrl: URL, requestUrl: URL, hasSession: boolean): boolean {
  const site = headers.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin) return origin === publicUrl.origin || origin === requestUrl.origin;
  return !hasSession;
}

/**
 * The network address that a request comes from, behind `trustedProxies` proxies; an IPv6 address counts as its
 * /64, since one subscriber holds all of it. What a client writes itself in X-Forwarded-For is never believed.
 */
export function originOf(context: Context, trustedProxies: number): string {
  const peer = String(context.env?.incoming?.socket?.remoteAddress ?? '');
  const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  const chain = [...forwarded, peer];
  const address = chain[Math.max(chain.length - 1 - trustedProxies, 0)] ?? peer;
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64`;
}
