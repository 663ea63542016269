// An ESC/POS printer at a network address. Promises one slip at a time over short connections, an outcome for each that never
// rejects and always comes, and never to print a slip twice by itself: who asked decides about `failed` and `unknown`.
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { ReceiptWidth } from '../../core/projection/receipt-layout.ts';
import type { ReceiptDocument } from '../../core/projection/receipt.ts';
import type { DeviceView } from '../../core/protocol/till.ts';
import type { PrintOutcome, Printer, Timer } from '../till/ports.ts';
import { createDeviceState } from './device-state.ts';
import type { DeviceState } from './device-state.ts';
import { createPrintQueue } from './print-queue.ts';
import { askStatus, printerTimes, runPrinterJob } from './printer-job.ts';
import type { JobResult, PrinterTimes } from './printer-job.ts';
import { receiptBytes } from './receipt-bytes.ts';
import { createRetryDelay } from './retry-delay.ts';
import { openTcpTransport } from './tcp-transport.ts';
import type { TcpTransport } from './tcp-transport.ts';

export interface TcpPrinterConfig {
  /** A slug; names the device in views. */
  readonly id: string;
  readonly label: string;
  readonly host: string;
  /** 9100 where nobody changed it. */
  readonly port: number;
  readonly width: ReceiptWidth;
  /** Shorter times for tests; the defaults stand in core/base/limits.ts. */
  readonly times?: Partial<PrinterTimes>;
}

export interface TcpPrinterDeps {
  readonly timer: Timer;
  readonly log: Log;
}

export function createTcpPrinter(config: TcpPrinterConfig, deps: TcpPrinterDeps): Printer {
  return new TcpPrinter(config, deps);
}

class TcpPrinter implements Printer {
  readonly #config: TcpPrinterConfig;
  readonly #deps: TcpPrinterDeps;
  readonly #times: PrinterTimes;
  readonly #device: DeviceState;
  readonly #unreachable: Problem;
  readonly #delay = createRetryDelay(limits.printerRetryMsMin, limits.printerRetryMsMax);
  readonly #queue = createPrintQueue(limits.printQueueMax);
  #transport: TcpTransport | null = null;
  #started = false;
  #stopped = false;
  #callOff = (): void => {};

  constructor(config: TcpPrinterConfig, deps: TcpPrinterDeps) {
    this.#config = config;
    this.#deps = deps;
    this.#times = { ...printerTimes, ...config.times };
    this.#device = createDeviceState({ id: config.id, kind: 'printer', label: config.label, simulated: false });
    this.#unreachable = problem('PrinterUnreachable', { address: `${config.host}:${config.port}` });
  }

  start(listener: (device: DeviceView) => void): void {
    this.#started = true;
    this.#device.listen(listener);
    void this.#queue.after(() => this.#probe());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    this.#transport?.close();
    await this.#queue.idle();
    this.#device.mute();
  }

  async print(document: ReceiptDocument): Promise<PrintOutcome> {
    if (this.#stopped) return { state: 'failed', problem: this.#unreachable };
    const full = problem('PrinterQueueFull', { max: limits.printQueueMax });
    return (await this.#queue.add(() => this.#printNow(document))) ?? { state: 'failed', problem: full };
  }

  async #printNow(document: ReceiptDocument): Promise<PrintOutcome> {
    try {
      const bytes = receiptBytes(document, this.#config.width);
      const done = await this.#connected((transport) =>
        runPrinterJob(transport, bytes, this.#times, this.#unreachable, (blocking) => this.#tell(blocking, null)),
      );
      const { outcome, warning } = done ?? unreached(this.#unreachable);
      this.#note(outcome, warning);
      return outcome;
    } catch (error) {
      // Ours, not the printer's. Dying would print and die again at the next start, and `failed` would be tried for ever
      // with all other slips waiting behind it.
      const detail = error instanceof Error ? error.message : String(error);
      this.#deps.log.error('slip not encoded', { device: this.#config.id, detail });
      return { state: 'unknown', problem: problem('Internal') };
    }
  }

  /** Does something over a connection of its own; null when the printer does not take it. */
  async #connected<T>(act: (transport: TcpTransport) => Promise<T>): Promise<T | null> {
    if (this.#stopped) return null;
    const transport = await openTcpTransport(this.#config, this.#deps.timer, this.#times.connectMs);
    if (transport === null) return null;
    this.#transport = transport;
    try {
      return await act(transport);
    } finally {
      transport.close();
      this.#transport = null;
    }
  }

  #note(outcome: PrintOutcome, warning: Problem | null): void {
    const why = outcome.state === 'printed' ? null : outcome.problem;
    this.#deps.log.info('slip', { device: this.#config.id, outcome: outcome.state, problem: why?.code });
    this.#tell(why, warning);
    if (why === null) this.#delay.reset();
    else this.#probeLater();
  }

  #tell(blocking: Problem | null, warning: Problem | null): void {
    if (blocking === null) this.#device.set('ready', warning);
    else this.#device.set('failed', blocking);
  }

  /** Looks whether the printer is there and well, until it is. A printer that works is left alone. */
  async #probe(): Promise<void> {
    if (this.#stopped) return;
    const status = await this.#connected((transport) => askStatus(transport, this.#times));
    if (this.#stopped) return;
    const blocking = status === null || status.answers === 'closed' ? this.#unreachable : status.blocking;
    this.#tell(blocking, status?.warning ?? null);
    if (blocking === null) this.#delay.reset();
    else this.#probeLater();
  }

  #probeLater(): void {
    this.#callOff();
    if (!this.#started || this.#stopped) return;
    this.#callOff = this.#deps.timer.after(this.#delay.next(), () => void this.#queue.after(() => this.#probe()));
  }
}

function unreached(because: Problem): JobResult {
  return { outcome: { state: 'failed', problem: because }, warning: null };
}
