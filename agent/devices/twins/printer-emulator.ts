// A printer on a real TCP port of this machine: takes bytes, answers status questions out of turn and `GS r 1` in its turn,
// and fails in the ways printers fail. For tests and for a demo over the real path; listens on 127.0.0.1 only.
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { ReceiptWidth } from '../../../core/projection/receipt-layout.ts';
import type { Timer } from '../../till/ports.ts';
import { PrinterWorks } from './printer-works.ts';
import type { EmulatorCondition } from './printer-works.ts';
import type { Slip } from './slip.ts';

export interface PrinterEmulator {
  readonly host: string;
  readonly port: number;
  condition(): EmulatorCondition;
  become(condition: EmulatorCondition): Promise<void>;
  /** The roll ends after so many lines; then it is `paper-out` until it becomes `well`. */
  loadPaper(lines: number): void;
  /** The last 50, oldest first. */
  slips(): readonly Slip[];
  /** Everything that ever came in, connections and bytes. */
  seen(): { readonly connections: number; readonly bytes: number };
  stop(): Promise<void>;
}

export interface PrinterEmulatorConfig {
  readonly width: ReceiptWidth;
  /** 0 or left out: any free port. */
  readonly port?: number;
}

export async function startPrinterEmulator(
  config: PrinterEmulatorConfig,
  deps: { readonly timer: Timer },
): Promise<PrinterEmulator> {
  const works = new PrinterWorks(config.width, deps.timer);
  const server = createServer((socket) => works.take(socket));
  await listen(server, config.port ?? 0);
  const { port } = server.address() as AddressInfo;

  async function become(condition: EmulatorCondition): Promise<void> {
    works.become(condition);
    if (condition === 'refuses') await close(server, works);
    else if (!server.listening) await listen(server, port);
  }

  return {
    host,
    port,
    become,
    condition: () => works.condition,
    loadPaper: (lines) => works.loadPaper(lines),
    slips: () => works.slips(),
    seen: () => works.seen(),
    stop: () => close(server, works),
  };
}

const host = '127.0.0.1';

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server, works: PrinterWorks): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) {
      resolve();
      return;
    }
    server.close(() => resolve());
    works.dropAll();
  });
}
