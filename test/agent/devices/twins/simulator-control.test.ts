import { afterEach, describe, expect, it } from 'vitest';
import { createSimulatedPrinter } from '../../../../agent/devices/twins/simulated-printer.ts';
import { createSimulatedScanner } from '../../../../agent/devices/twins/simulated-scanner.ts';
import { startSimulatorControl } from '../../../../agent/devices/twins/simulator-control.ts';
import type { SimulatorControl } from '../../../../agent/devices/twins/simulator-control.ts';
import { system } from '../../../../agent/system.ts';

const token = 'a-token-of-the-demo';
const open: SimulatorControl[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((control) => control.close()));
});

async function simulator() {
  const scans: string[] = [];
  const scanner = createSimulatedScanner({ id: 'scanner', label: 'Scanner' }, system);
  scanner.start({ scan: (text) => void scans.push(text), garbled: () => undefined, state: () => undefined });
  const printer = createSimulatedPrinter({ id: 'printer', label: 'Printer', width: 32 });
  const control = await startSimulatorControl({ scanner, printer, port: 0, token });
  open.push(control);
  const ask = async (body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${control.port}/`, {
      method: body === null ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    return { status: answer.status, body: said };
  };
  return { scans, scanner, printer, control, ask };
}

describe('the simulator page’s hands', () => {
  it('press the scanner, unless it is unplugged', async () => {
    const { ask, scans } = await simulator();
    expect(await ask({ press: '4099123010015' })).toMatchObject({ status: 200, body: { pressed: true } });
    expect(await ask({ plugged: false, press: '4099123010015' })).toMatchObject({
      body: { pressed: false, scanner: { plugged: false } },
    });
    await ask({ plugged: true });
    expect(scans).toEqual(['4099123010015']);
  });

  it('spoil the printer, mend it, and show its slips as text and picture', async () => {
    const { ask, printer } = await simulator();
    const document = {
      language: 'en' as const,
      blocks: [
        { kind: 'text' as const, text: 'Kornblume', align: 'left' as const, strong: false, large: false },
        { kind: 'cut' as const },
      ],
    };
    expect(await ask({ printer: 'paper-out' })).toMatchObject({
      body: { printer: { condition: 'paper-out', slips: [] } },
    });
    expect(await printer.print(document)).toMatchObject({ state: 'failed' });
    await ask({ printer: 'well' });
    expect(await printer.print(document)).toEqual({ state: 'printed' });
    const { body } = await ask(null);
    expect(body).toMatchObject({ printer: { condition: 'well', slips: [{ text: 'Kornblume\n' }] } });
    expect(JSON.stringify(body)).toContain('<svg ');
  });

  it('are nobody else’s: no token, another token, a page of the web, an order it does not know', async () => {
    const { ask, scans } = await simulator();
    expect(await ask({ press: '1' }, { authorization: '' })).toMatchObject({ status: 401 });
    expect(await ask({ press: '1' }, { authorization: `Bearer ${token}x` })).toMatchObject({ status: 401 });
    expect(await ask({ press: '1' }, { origin: 'https://example.org' })).toMatchObject({ status: 403 });
    expect(await ask({ press: '1', explode: true })).toMatchObject({ status: 400 });
    expect(await ask({ press: 'x'.repeat(600_000) })).toMatchObject({ status: 400 });
    expect(scans).toEqual([]);
  });

  it('say so when their port is taken', async () => {
    const { control } = await simulator();
    const second = startSimulatorControl({ scanner: null, printer: null, port: control.port, token });
    await expect(second).rejects.toThrow('EADDRINUSE');
  });
});
