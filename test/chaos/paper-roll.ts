// All paper that came out of a printer, though the emulator keeps fifty slips only: it lies outside the agent, so what was
// printed stays printed whoever dies.
import { startPrinterEmulator } from '../../agent/devices/twins/printer-emulator.ts';
import type { Slip } from '../../agent/devices/twins/slip.ts';
import { slipText } from '../../agent/devices/twins/slip-text.ts';
import { system } from '../../agent/system.ts';

export interface PaperRoll {
  readonly host: string;
  readonly port: number;
  /** Every slip as text, oldest first; the last may be one that was never finished. */
  texts(): string[];
  /** Bytes that ever came in: stands still when the printer has nothing to do. */
  bytes(): number;
  close(): Promise<void>;
}

const columns = 42;
const lookMs = 5;

export async function openPaperRoll(): Promise<PaperRoll> {
  const emulator = await startPrinterEmulator({ width: columns }, system);
  const torn = new Set<Slip>();
  const look = (): void => {
    for (const slip of emulator.slips()) if (slip.cut) torn.add(slip);
  };
  const looking = setInterval(look, lookMs);
  return {
    host: emulator.host,
    port: emulator.port,
    texts: () => {
      look();
      const unfinished = emulator.slips().filter(({ cut }) => !cut);
      return [...torn, ...unfinished].map((slip) => slipText(slip, columns));
    },
    bytes: () => emulator.seen().bytes,
    close: async () => {
      clearInterval(looking);
      await emulator.stop();
    },
  };
}
