// Every way to have a printer, each with paper to look at and the ways to go wrong: a TCP printer against the emulator, and
// the simulated twin. One contract runs on both.
import { createTcpPrinter } from '../../agent/devices/tcp-printer.ts';
import type { PrinterTimes } from '../../agent/devices/printer-job.ts';
import { startPrinterEmulator } from '../../agent/devices/twins/printer-emulator.ts';
import type { EmulatorCondition } from '../../agent/devices/twins/printer-works.ts';
import { createSimulatedPrinter } from '../../agent/devices/twins/simulated-printer.ts';
import type { SimulatedPrinter } from '../../agent/devices/twins/simulated-printer.ts';
import type { Slip } from '../../agent/devices/twins/slip.ts';
import { system } from '../../agent/system.ts';
import type { Printer } from '../../agent/till/ports.ts';
import { quiet } from './serial-rigs.ts';

export type PrinterCondition = 'well' | 'silent' | 'paper-out' | 'cover-open' | 'off';

export interface PrinterRig {
  readonly printer: Printer;
  become(condition: PrinterCondition): Promise<void>;
  slips(): readonly Slip[];
  remove(): Promise<void>;
}

/** Short, so that silence is over soon. */
export const quickTimes: PrinterTimes = {
  connectMs: 1_000,
  statusMs: 150,
  stallMs: 400,
  answerMs: 400,
  attentionMs: 1_500,
  pollMs: 50,
};

export const rigWidth = 42;

export const printerRigs: readonly { readonly name: string; readonly make: () => Promise<PrinterRig> }[] = [
  { name: 'a TCP printer (the emulator)', make: tcpRig },
  { name: 'the simulated printer', make: twinRig },
];

async function tcpRig(): Promise<PrinterRig> {
  const emulator = await startPrinterEmulator({ width: rigWidth }, system);
  const { host, port } = emulator;
  const config = { id: 'printer', label: 'Printer', host, port, width: rigWidth, times: quickTimes } as const;
  const conditions: Record<PrinterCondition, EmulatorCondition> = {
    well: 'well',
    silent: 'silent',
    'paper-out': 'paper-out',
    'cover-open': 'cover-open',
    off: 'refuses',
  };
  return {
    printer: createTcpPrinter(config, { ...system, log: quiet }),
    become: (condition) => emulator.become(conditions[condition]),
    slips: () => emulator.slips(),
    remove: () => emulator.stop(),
  };
}

async function twinRig(): Promise<PrinterRig> {
  const printer = createSimulatedPrinter({ id: 'printer', label: 'Printer', width: rigWidth });
  const switches: Record<PrinterCondition, (twin: SimulatedPrinter) => void> = {
    well: (twin) => twin.recover(),
    silent: (twin) => twin.goSilent(),
    'paper-out': (twin) => twin.tearPaper(),
    'cover-open': (twin) => twin.openCover(),
    off: (twin) => twin.goOffline(),
  };
  return {
    printer,
    become: async (condition) => switches[condition](printer),
    slips: () => printer.slips(),
    remove: async () => {},
  };
}
