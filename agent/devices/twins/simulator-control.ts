// Hands for simulated devices: a small door on loopback by which the demo's simulator page presses the scanner, spoils the
// printer and looks at its slips. Only for who knows the token, never for a browser, and only where devices are simulated.
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { limits } from '../../../core/base/limits.ts';
import type { SimulatedPrinter, SimulatedPrinterCondition } from './simulated-printer.ts';
import type { SimulatedScanner } from './simulated-scanner.ts';
import { slipToSvg } from './slip-to-svg.ts';
import { slipText } from './slip-text.ts';

export interface SimulatorControlOptions {
  /** Null where the till's scanner or printer is a real one. */
  readonly scanner: SimulatedScanner | null;
  readonly printer: SimulatedPrinter | null;
  /** 0: any free one. */
  readonly port: number;
  readonly token: string;
}

export interface SimulatorControl {
  readonly port: number;
  close(): Promise<void>;
}

/** The newest slips are enough for a page; pictures of all fifty are a megabyte. */
const slipsShown = 4;

/** POST / takes one of these; what is left out stays as it is. */
const orderSchema = z.strictObject({
  press: z.string().min(1).max(20_000).optional(),
  plugged: z.boolean().optional(),
  printer: z.enum(['well', 'paper-out', 'cover-open', 'offline', 'silent']).optional(),
});
type Order = z.infer<typeof orderSchema>;

/** Rejects when the port is taken. */
export function startSimulatorControl(options: SimulatorControlOptions): Promise<SimulatorControl> {
  const server = createServer((request, response) => {
    void answer(options, request, response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function answer(
  options: SimulatorControlOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A page of the web may reach loopback too; it always says where it is from.
  if (request.headers.origin !== undefined) return send(response, 403, { sentence: 'Pages may not press devices.' });
  if (!mayPress(request.headers.authorization, options.token)) return send(response, 401, { sentence: 'Who are you?' });
  if (request.method === 'GET') return send(response, 200, stateOf(options));
  const order = orderSchema.safeParse(await bodyOf(request));
  if (!order.success) return send(response, 400, { sentence: 'This order was not understood.' });
  const pressed = carryOut(options, order.data);
  return send(response, 200, { ...stateOf(options), pressed });
}

/** Whether a press reached the till; true where none was asked for. */
function carryOut({ scanner, printer }: SimulatorControlOptions, order: Order): boolean {
  if (order.plugged === true) scanner?.plug();
  if (order.plugged === false) scanner?.unplug();
  if (printer && order.printer) conditions[order.printer](printer);
  return order.press === undefined || (scanner?.press(order.press) ?? false);
}

const conditions: Record<SimulatedPrinterCondition, (printer: SimulatedPrinter) => void> = {
  well: (printer) => printer.recover(),
  'paper-out': (printer) => printer.tearPaper(),
  'cover-open': (printer) => printer.openCover(),
  offline: (printer) => printer.goOffline(),
  silent: (printer) => printer.goSilent(),
};

function stateOf({ scanner, printer }: SimulatorControlOptions): object {
  return {
    scanner: scanner && { plugged: scanner.plugged() },
    printer: printer && {
      condition: printer.condition(),
      slips: printer
        .slips()
        .slice(-slipsShown)
        .map((slip) => ({
          text: slipText(slip, printer.width),
          svg: slipToSvg(slip, printer.width),
        })),
    },
  };
}

function mayPress(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}

/** Null for what is too long or no JSON: the schema then says no. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request) {
    if (!(part instanceof Uint8Array)) return null;
    length += part.length;
    if (length > limits.httpBodyBytesMax) return null;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
