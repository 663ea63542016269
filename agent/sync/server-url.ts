// Which addresses of headquarters a till talks to: https, or http on this very machine (sync.md 2.4). And which of them are
// near, so that a short outage in the shop's own network is over a few seconds after its cause.
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';

/** The address without a trailing slash; `TlsRequired` when it is no https address and not on loopback. */
export function checkServerUrl(text: string): Result<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username !== '' || url.search !== '' || url.hash !== '')
    return fail(problem('TlsRequired', { url: text }));
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return safe ? ok(url.href.replace(/\/+$/, '')) : fail(problem('TlsRequired', { url: text }));
}

/** This machine, or the shop's own network (RFC 1918, RFC 6762 names). */
export function isNear(text: string): boolean {
  const { hostname } = new URL(text);
  return (
    isLoopback(hostname) ||
    /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$/.test(hostname) ||
    hostname.endsWith('.local')
  );
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
