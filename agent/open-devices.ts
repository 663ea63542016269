// The devices of a till by its configuration: the real ones or their simulated twins, behind the same ports. Keeps what each
// last said of itself, for the screens.
import type { Log } from '../core/base/log.ts';
import type { DeviceView } from '../core/protocol/till.ts';
import type { TillConfig } from './config.ts';
import type { MakeSerialPort } from './devices/serial-port.ts';
import { createSerialScanner } from './devices/serial-scanner.ts';
import type { SerialScannerDeps } from './devices/serial-scanner.ts';
import { createTcpPrinter } from './devices/tcp-printer.ts';
import { createSimulatedPrinter } from './devices/twins/simulated-printer.ts';
import type { SimulatedPrinter } from './devices/twins/simulated-printer.ts';
import { createSimulatedScanner } from './devices/twins/simulated-scanner.ts';
import type { SimulatedScanner } from './devices/twins/simulated-scanner.ts';
import type { Printer, Scanner, ScannerListener, System } from './till/ports.ts';

export interface Devices {
  readonly printer: Printer | null;
  /** The twins, where the configuration asks for them: what a simulator page presses. */
  readonly simulated: { readonly scanner: SimulatedScanner | null; readonly printer: SimulatedPrinter | null };
  views(): DeviceView[];
  start(scans: Omit<ScannerListener, 'state'>, changed: () => void): void;
  stop(): Promise<void>;
}

/** `makePort`: another serial binding than the real one, for machines on which no line can be laid. */
export function openDevices(config: TillConfig, system: System, log: Log, makePort?: MakeSerialPort): Devices {
  const views = new Map<string, DeviceView>();
  const scanner = scannerOf(config.scanner, { ...system, log, ...(makePort && { makePort }) });
  const printer = printerOf(config.printer, system, log);
  return {
    printer: printer.port,
    simulated: { scanner: scanner.twin, printer: printer.twin },
    views: () => [...views.values()],
    start: (scans, changed) => {
      const note = (view: DeviceView): void => {
        views.set(view.id, view);
        changed();
      };
      scanner.port?.start({ ...scans, state: note });
      printer.port?.start(note);
    },
    stop: async () => {
      await scanner.port?.stop();
      await printer.port?.stop();
    },
  };
}

/** `twin` is the port again where it is a simulated one. */
interface Opened<Port, Twin extends Port> {
  readonly port: Port | null;
  readonly twin: Twin | null;
}

function scannerOf(config: TillConfig['scanner'], deps: SerialScannerDeps): Opened<Scanner, SimulatedScanner> {
  switch (config.kind) {
    case 'none':
      return { port: null, twin: null };
    case 'simulated': {
      const twin = createSimulatedScanner({ id: 'scanner', label: 'Scanner' }, deps);
      return { port: twin, twin };
    }
    case 'serial': {
      const { path, baud, terminator } = config;
      const port = createSerialScanner({ id: 'scanner', label: path, path, baudRate: baud, terminator }, deps);
      return { port, twin: null };
    }
  }
}

function printerOf(config: TillConfig['printer'], system: System, log: Log): Opened<Printer, SimulatedPrinter> {
  switch (config.kind) {
    case 'none':
      return { port: null, twin: null };
    case 'simulated': {
      const twin = createSimulatedPrinter({ id: 'printer', label: 'Printer', width: config.columns });
      return { port: twin, twin };
    }
    case 'tcp': {
      const { host, port, columns } = config;
      const label = `${host}:${port}`;
      const printer = createTcpPrinter(
        { id: 'printer', label, host, port, width: columns },
        { timer: system.timer, log },
      );
      return { port: printer, twin: null };
    }
  }
}
