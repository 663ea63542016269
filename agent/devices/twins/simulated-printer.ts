// A printer without hardware: documents become bytes, and an interpreter makes slips of them to be looked at. Gives the same
// outcomes as a real one, by switches: paper torn off, cover open, offline, silent.
import { problem } from '../../../core/base/problem.ts';
import type { Problem } from '../../../core/base/problem.ts';
import type { ReceiptWidth } from '../../../core/projection/receipt-layout.ts';
import type { Printer, PrintOutcome } from '../../till/ports.ts';
import { createDeviceState } from '../device-state.ts';
import { receiptBytes } from '../receipt-bytes.ts';
import { createEscposInterpreter } from './escpos-interpreter.ts';
import type { Slip } from './slip.ts';

export type SimulatedPrinterCondition = 'well' | 'paper-out' | 'cover-open' | 'offline' | 'silent';

export interface SimulatedPrinter extends Printer {
  readonly width: ReceiptWidth;
  tearPaper(): void;
  openCover(): void;
  goOffline(): void;
  /** Prints, but never confirms. */
  goSilent(): void;
  /** Paper in, cover shut, online, answering. */
  recover(): void;
  condition(): SimulatedPrinterCondition;
  /** The last 50, oldest first. */
  slips(): readonly Slip[];
}

export interface SimulatedPrinterConfig {
  readonly id: string;
  readonly label: string;
  readonly width: ReceiptWidth;
}

export function createSimulatedPrinter({ id, label, width }: SimulatedPrinterConfig): SimulatedPrinter {
  const device = createDeviceState({ id, kind: 'printer', label, simulated: true });
  const interpreter = createEscposInterpreter(width);
  let condition: SimulatedPrinterCondition = 'well';
  let stopped = false;

  function become(next: SimulatedPrinterCondition): void {
    condition = next;
    const blocking = blockingOf(condition, label);
    device.set(blocking === null ? 'ready' : 'failed', blocking);
  }

  return {
    width,
    print: async (document): Promise<PrintOutcome> => {
      const blocking = stopped ? problem('PrinterUnreachable', { address: label }) : blockingOf(condition, label);
      if (blocking !== null) return { state: 'failed', problem: blocking };
      try {
        interpreter.push(receiptBytes(document, width));
      } catch {
        return { state: 'unknown', problem: problem('Internal') };
      }
      while (interpreter.step() !== null);
      return condition === 'silent' ? { state: 'unknown', problem: problem('PrinterSilent') } : { state: 'printed' };
    },
    start: (listener) => {
      device.listen(listener);
      become(condition);
    },
    stop: () => {
      stopped = true;
      device.mute();
      return Promise.resolve();
    },
    tearPaper: () => become('paper-out'),
    openCover: () => become('cover-open'),
    goOffline: () => become('offline'),
    goSilent: () => become('silent'),
    recover: () => become('well'),
    condition: () => condition,
    slips: () => interpreter.slips(),
  };
}

function blockingOf(condition: SimulatedPrinterCondition, label: string): Problem | null {
  switch (condition) {
    case 'paper-out':
      return problem('PrinterPaperOut');
    case 'cover-open':
      return problem('PrinterCoverOpen');
    case 'offline':
      return problem('PrinterUnreachable', { address: label });
    case 'well':
    case 'silent':
      return null;
    default:
      return null;
  }
}
