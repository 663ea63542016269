// The bytes that a printer has sent and nobody has read yet. Leaves out what it sends unasked, automatic status (four bytes)
// and flow control: a piece of it could be taken for the answer that a slip is printed.
import { beginsAutomaticStatus } from './printer-status.ts';

export interface PrinterInbox {
  put(bytes: Uint8Array): void;
  /** The oldest byte that fits, taken out. */
  take(fits: (byte: number) => boolean): number | null;
  drop(fits: (byte: number) => boolean): void;
  clear(): void;
}

// An answer is one byte and is read at once; more than this is a printer that babbles.
const inboxMax = 64;
const flowControl = new Set([0x11, 0x13]);

export function createPrinterInbox(): PrinterInbox {
  let bytes: number[] = [];
  let skip = 0;
  const putByte = (byte: number): void => {
    if (skip > 0) skip -= 1;
    else if (beginsAutomaticStatus(byte)) skip = 3;
    else if (!flowControl.has(byte)) bytes = [...bytes, byte].slice(-inboxMax);
  };
  return {
    put: (given) => {
      for (const byte of given) putByte(byte);
    },
    take: (fits) => {
      const at = bytes.findIndex(fits);
      return at === -1 ? null : (bytes.splice(at, 1)[0] ?? null);
    },
    drop: (fits) => {
      bytes = bytes.filter((byte) => !fits(byte));
    },
    clear: () => {
      bytes = [];
    },
  };
}
