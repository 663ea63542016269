// Opens the door: 127.0.0.1, and ::1 where the machine has it, on one port; never another address. Slow heads, slow
// bodies, too many connections and oversized headers are cut off here, before anybody thinks about them.
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { assert } from '../../core/base/assert.ts';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { Timer } from '../till/ports.ts';
import { problemDocument, problemType } from './problem-answer.ts';

export interface Visitors {
  readonly request: RequestListener;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** How long answers under way may take to leave when we close. */
const closeWaitMs = 500;
/** A free port found for ::1 may be taken on 127.0.0.1; then another is tried. */
const freePortTries = 5;

/** `port` 0: any free one. */
export async function listenOnLoopback(port: number, visitors: Visitors, timer: Timer): Promise<Result<Listening>> {
  const first = await listen('127.0.0.1', port, visitors);
  if (first.error || !first.server) return fail(portProblem(port, first.error));
  const taken = portOf(first.server);
  const second = await listen('::1', taken, visitors);
  if (second.error && !isAbsent(second.error)) {
    await close([first.server], timer);
    return port === 0 ? retryFree(visitors, timer) : fail(portProblem(port, second.error));
  }
  const servers = second.server ? [first.server, second.server] : [first.server];
  return ok({ port: taken, close: () => close(servers, timer) });
}

async function retryFree(visitors: Visitors, timer: Timer): Promise<Result<Listening>> {
  for (let tries = 1; tries < freePortTries; tries += 1) {
    const probe = await listen('::1', 0, visitors);
    if (!probe.server) break;
    const port = portOf(probe.server);
    await close([probe.server], timer);
    const listening = await listenOnLoopback(port, visitors, timer);
    if (listening.ok) return listening;
  }
  return fail(problem('PortInUse', { port: 0 }));
}

/** Says no on the bare socket of an upgrade, or where HTTP itself was not understood. */
export function refuseSocket(socket: Duplex, refused: Problem): void {
  const document = problemDocument(refused);
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${document.title}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Vary: Origin',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.on('error', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function listen(
  host: '127.0.0.1' | '::1',
  port: number,
  visitors: Visitors,
): Promise<{ server?: Server; error?: NodeJS.ErrnoException }> {
  const server = createServer(
    {
      headersTimeout: limits.apiHeadMs,
      requestTimeout: limits.apiRequestMs,
      connectionsCheckingInterval: 500,
      maxHeaderSize: limits.apiHeadBytesMax,
      // A missing Host gets our own sentence from guard-host.
      requireHostHeader: false,
    },
    visitors.request,
  );
  server.maxConnections = limits.apiConnectionsMax;
  server.on('upgrade', visitors.upgrade);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else refuseSocket(socket, malformed(error.code));
  });
  return new Promise((resolve) => {
    server.once('error', (error) => resolve({ error }));
    server.listen({ host, port, ipv6Only: host === '::1', exclusive: true }, () => {
      server.removeAllListeners('error');
      resolve({ server });
    });
  });
}

function malformed(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return problem('TooLarge', { max: limits.apiHeadBytesMax });
  const detail = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'it came too slowly' : 'its form is not that of HTTP';
  return problem('BadRequest', { detail });
}

async function close(servers: readonly Server[], timer: Timer): Promise<void> {
  const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  for (const server of servers) server.closeIdleConnections();
  const callOff = timer.after(closeWaitMs, () => {
    for (const server of servers) server.closeAllConnections();
  });
  await Promise.all(closed);
  callOff();
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  assert(address !== null && typeof address === 'object', 'a listening server has a port');
  return address.port;
}

/** The machine has no ::1 at all; then 127.0.0.1 is enough. */
function isAbsent(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' || error.code === 'EINVAL';
}

function portProblem(port: number, error: NodeJS.ErrnoException | undefined): Problem {
  if (error?.code !== 'EACCES') return problem('PortInUse', { port });
  const detail = `the system does not let this user open port ${port}`;
  return problem('ConfigInvalid', { file: 'of the till', path: 'port', detail });
}
