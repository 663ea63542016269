// A request that says its origin must come from a page of ours; one that does not is no browser's cross-site call. `null`
// (a sandboxed frame, a file) is a stranger. The answer never repeats the origin: there is no CORS here at all.
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { ourHosts } from './guard-host.ts';

export function guardOrigin(origin: string | undefined, port: number): Problem | null {
  if (origin === undefined) return null;
  return ourHosts(port).some((host) => origin.toLowerCase() === `http://${host}`) ? null : problem('OriginRefused');
}
