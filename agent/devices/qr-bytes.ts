// A QR for an ESC/POS printer that draws it itself: `GS ( k`, functions 165, 167, 169, 180, 181 (Epson ESC/POS reference).
// Promises modules as large as paper allows. Our own bytes, because the library counts characters where the command counts
// bytes, and takes one size for every payload.

export function qrBytes(data: string, paperDots: number): Uint8Array {
  const payload = Buffer.from(data, 'utf8');
  const stored = payload.length + 3;
  return Buffer.concat([
    command(0x41, [0x32, 0x00]),
    command(0x43, [moduleDots(payload.length, paperDots)]),
    command(0x45, [0x31]),
    Buffer.from([0x1d, 0x28, 0x6b, stored & 0xff, stored >> 8, 0x31, 0x50, 0x30]),
    payload,
    command(0x51, [0x30]),
  ]);
}

/** Bytes that fit versions 1 to 22 at error correction level M (ISO/IEC 18004, table 7). */
export const qrCapacityAtM = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779,
] as const;

const quietModules = 8;
// Below three dots (0.375 mm) phones begin to fail on thermal paper; above six a code only wastes paper.
const dotsMin = 3;
const dotsMax = 6;

/** The widest module with which code and margin still fit the paper. */
function moduleDots(bytes: number, paperDots: number): number {
  const found = qrCapacityAtM.findIndex((capacity) => bytes <= capacity);
  const version = found === -1 ? qrCapacityAtM.length : found + 1;
  const modules = 17 + 4 * version + quietModules;
  return Math.max(dotsMin, Math.min(dotsMax, Math.floor(paperDots / modules)));
}

function command(fn: number, parameters: readonly number[]): Uint8Array {
  return Buffer.from([0x1d, 0x28, 0x6b, parameters.length + 2, 0x00, 0x31, fn, ...parameters]);
}
