import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTcpTransport } from '../../../agent/devices/tcp-transport.ts';
import { createTcpPrinter } from '../../../agent/devices/tcp-printer.ts';
import { startPrinterEmulator } from '../../../agent/devices/twins/printer-emulator.ts';
import type { PrinterEmulator } from '../../../agent/devices/twins/printer-emulator.ts';
import { slipText } from '../../../agent/devices/twins/slip-text.ts';
import type { Printer, PrintOutcome } from '../../../agent/till/ports.ts';
import { system } from '../../../agent/system.ts';
import { limits } from '../../../core/base/limits.ts';
import type { DeviceView } from '../../../core/protocol/till.ts';
import { renderReceiptText } from '../../../core/projection/render-receipt-text.ts';
import { germanReceipt, longReceipt } from '../../support/printer-documents.ts';
import { quickTimes } from '../../support/printer-rigs.ts';
import { quiet } from '../../support/serial-rigs.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const states: DeviceView[] = [];
const state = (): string => `${states.at(-1)?.state} ${states.at(-1)?.problem?.code ?? ''}`.trim();
const becomes = (wanted: string): Promise<unknown> =>
  vi.waitUntil(() => state() === wanted, { timeout: 8_000, interval: 5 });
const codeOf = (outcome: PrintOutcome): string =>
  outcome.state === 'printed' ? 'printed' : `${outcome.state} ${outcome.problem.code}`;

function openPrinter(port: number, host = '127.0.0.1'): Printer {
  states.length = 0;
  const config = { id: 'printer', label: 'Printer', host, port, width: 48, times: quickTimes } as const;
  const printer = createTcpPrinter(config, { ...system, log: quiet });
  printer.start((view) => states.push(view));
  ends.push(() => printer.stop());
  return printer;
}

async function emulate(): Promise<{ emulator: PrinterEmulator; printer: Printer }> {
  const emulator = await startPrinterEmulator({ width: 48 }, system);
  ends.push(() => emulator.stop());
  const printer = openPrinter(emulator.port);
  await becomes('ready');
  return { emulator, printer };
}

async function serve(take: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    take(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  return { server, port: (server.address() as AddressInfo).port };
}

describe('a printer that dies', () => {
  it('after the whole slip: unknown, and it is not printed again when the printer is back', async () => {
    const { emulator, printer } = await emulate();
    await emulator.become('dies-late');
    expect(codeOf(await printer.print(germanReceipt))).toBe('unknown PrinterSilent');
    const { bytes } = emulator.seen();
    await emulator.become('well');
    await becomes('ready');
    await sleep(50);
    expect(emulator.slips().map((slip) => slipText(slip, 48))).toEqual([renderReceiptText(germanReceipt, 48)]);
    // Nothing but status questions came since.
    expect(emulator.seen().bytes - bytes).toBeLessThanOrEqual(3 * 12);
  });

  it('in the middle of a slip: never "printed", and half a slip is not cut', async () => {
    const { emulator, printer } = await emulate();
    await emulator.become('dies-early');
    expect(codeOf(await printer.print(longReceipt(900)))).toMatch(
      /^(failed PrinterUnreachable|unknown PrinterSilent)$/,
    );
    expect(emulator.slips()).toEqual([]);
  });
});

describe('a roll that ends in the middle of a slip', () => {
  it('is said at once, and the slip is printed once the new one is in', async () => {
    const { emulator, printer } = await emulate();
    emulator.loadPaper(10);
    const printing = printer.print(longReceipt(60));
    await becomes('failed PrinterPaperOut');
    await emulator.become('well');
    expect(await printing).toEqual({ state: 'printed' });
    expect(state()).toBe('ready');
    expect(emulator.slips().map((slip) => slipText(slip, 48))).toEqual([renderReceiptText(longReceipt(60), 48)]);
  });

  it('leaves the slip unknown when nobody comes', async () => {
    const { emulator, printer } = await emulate();
    emulator.loadPaper(10);
    expect(codeOf(await printer.print(longReceipt(60)))).toBe('unknown PrinterPaperOut');
    expect(state()).toBe('failed PrinterPaperOut');
  });
});

describe('a printer with its own ways', () => {
  it('that never tells its status prints all the same', async () => {
    const { emulator, printer } = await emulate();
    await emulator.become('no-status');
    expect(await printer.print(germanReceipt)).toEqual({ state: 'printed' });
  });

  it('that is slow gets its time', async () => {
    const { emulator, printer } = await emulate();
    await emulator.become('slow');
    expect(await printer.print(longReceipt(20))).toEqual({ state: 'printed' });
    expect(emulator.slips()).toHaveLength(1);
  });

  it('with little paper left prints and warns', async () => {
    const { emulator, printer } = await emulate();
    await emulator.become('paper-low');
    expect(await printer.print(germanReceipt)).toEqual({ state: 'printed' });
    expect(state()).toBe('ready PrinterPaperLow');
  });

  it('that says it is offline is believed', async () => {
    const { emulator, printer } = await emulate();
    await emulator.become('offline');
    expect(codeOf(await printer.print(germanReceipt))).toBe('failed PrinterOffline');
    expect(emulator.slips()).toEqual([]);
  });

  it('that sends automatic status all the time is not taken to have printed', async () => {
    const { port } = await serve((socket) => {
      socket.on('data', () => socket.write(Uint8Array.of(0x14, 0x00, 0x00, 0x00)));
    });
    expect(codeOf(await openPrinter(port).print(germanReceipt))).toBe('unknown PrinterSilent');
  });
});

describe('an address where no printer is', () => {
  it.each(['127.0.0.1', 'no-such-host.invalid'])('%s: failed, said, and still quick', async (host) => {
    const { server, port } = await serve(() => {});
    await new Promise((done) => server.close(done));
    const printer = openPrinter(port, host);
    const start = performance.now();
    expect(await printer.print(germanReceipt)).toEqual({
      state: 'failed',
      problem: { code: 'PrinterUnreachable', params: { address: `${host}:${port}` } },
    });
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(state()).toBe('failed PrinterUnreachable');
  });
});

describe('many slips', () => {
  it('wait up to the limit; the next is refused at once and printed by nobody', async () => {
    const { port } = await serve(() => {});
    const printer = openPrinter(port);
    const first = Array.from({ length: limits.printQueueMax }, () => printer.print(germanReceipt));
    expect(codeOf(await printer.print(germanReceipt))).toBe('failed PrinterQueueFull');
    await printer.stop();
    const outcomes = await Promise.all(first);
    expect(outcomes.every((outcome) => outcome.state !== 'printed')).toBe(true);
  });
});

describe('stopping', () => {
  it('ends a slip that hangs, and says that it may be on paper', async () => {
    const { port } = await serve(() => {});
    const printer = openPrinter(port);
    const printing = printer.print(germanReceipt);
    await sleep(quickTimes.statusMs * 3);
    const start = performance.now();
    await printer.stop();
    expect(performance.now() - start).toBeLessThan(1_500);
    expect((await printing).state).toBe('unknown');
  });
});

describe('the transport', () => {
  it('notices a printer that stops reading, and one that goes while it is written to', async () => {
    let peer: Socket | null = null;
    const { port } = await serve((socket) => {
      peer = socket;
      socket.pause();
    });
    const transport = await openTcpTransport({ host: '127.0.0.1', port }, system.timer, 1_000);
    const much = new Uint8Array(32 * 1024 * 1024);
    expect(await transport?.write(much, 200)).toBe('stalled');
    const writing = transport?.write(much, 5_000);
    await vi.waitUntil(() => peer !== null);
    (peer as Socket | null)?.resetAndDestroy();
    expect(await writing).toBe('closed');
    expect(await transport?.write(much, 200)).toBe('closed');
    expect(await transport?.ask(Uint8Array.of(1), () => true, 200)).toBe('closed');
    transport?.close();
  });

  it('gives up on an address that does not answer', async () => {
    expect(await openTcpTransport({ host: '192.0.2.1', port: 9100 }, system.timer, 100)).toBeNull();
  });
});
