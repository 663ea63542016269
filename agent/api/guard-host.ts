// The Host of a request must be one of our own names. A page of a stranger can make its own name point to 127.0.0.1 (DNS
// rebinding) and would then be "same origin" to the browser; the name in Host is what it cannot forge.
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';

export function guardHost(host: string | undefined, port: number): Problem | null {
  return host !== undefined && ourHosts(port).includes(host.toLowerCase()) ? null : problem('HostNotOurs');
}

/** The names under which this till can be asked for. */
export function ourHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
}
