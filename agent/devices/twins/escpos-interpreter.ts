// ESC/POS bytes → slips, as a thermal printer would print them; the worst clone we know: it starts with two-byte characters
// on, folds what is too wide, and forgets its code page at ESC @. Promises never to throw, whatever the bytes.
import { limits } from '../../../core/base/limits.ts';
import { nextCommand } from './escpos-commands.ts';
import type { EscposCommand } from './escpos-commands.ts';
import { decodeText, powerOnMode, setEscposMode } from './escpos-mode.ts';
import type { EscposMode } from './escpos-mode.ts';
import { createSlipPaper } from './slip-paper.ts';
import type { SlipPaper } from './slip-paper.ts';
import type { Slip, SlipItem } from './slip.ts';

/** What one step did, for a printer around it: paper moved, a question to answer, nothing of the kind. */
export type EscposStep = 'line' | 'cut' | 'done-question' | 'other';

export interface EscposInterpreter {
  push(bytes: Uint8Array): void;
  /** Carries out the next command; null when none is there whole. */
  step(): EscposStep | null;
  /** Bytes not carried out yet. */
  waiting(): number;
  /** Oldest first; the last one may still be in the printer, not cut. */
  slips(): readonly Slip[];
  /** Power off and on: what was not carried out is lost. */
  reset(): void;
}

export function createEscposInterpreter(columns: number): EscposInterpreter {
  let queue: Uint8Array = new Uint8Array();
  let kept: Slip[] = [];
  const paper = createSlipPaper(columns);
  const mode = powerOnMode();

  function step(): EscposStep | null {
    const next = nextCommand(queue, 0);
    if (next === null) return null;
    queue = queue.subarray(next.end);
    const did = apply(next.command, mode, paper);
    if (did === 'cut') {
      kept = [...kept, paper.slip(true)].slice(-limits.slipsKeptMax);
      paper.tearOff();
    }
    return did;
  }

  return {
    push: (bytes) => {
      queue = Buffer.concat([queue, bytes]);
    },
    step,
    waiting: () => queue.length,
    slips: () => (paper.isBlank() ? kept : [...kept, paper.slip(false)]),
    reset: () => {
      queue = new Uint8Array();
      paper.tearOff();
      Object.assign(mode, powerOnMode());
    },
  };
}

/** All at once: bytes → slips. */
export function interpretEscpos(bytes: Uint8Array, columns: number): readonly Slip[] {
  const interpreter = createEscposInterpreter(columns);
  interpreter.push(bytes);
  while (interpreter.step() !== null);
  return interpreter.slips();
}

function apply({ name, bytes, known }: EscposCommand, mode: EscposMode, paper: SlipPaper): EscposStep {
  const { align, strong, underline, inverse, wide, tall } = mode;
  const n = bytes[0] ?? 0;
  if (!known) paper.noteUnknown(name);
  switch (name) {
    case 'text':
      paper.type(decodeText(bytes, mode), { strong, underline, inverse, wide, tall }, align);
      return 'other';
    case 'LF':
      paper.endLine(align);
      return 'line';
    case 'ESC d':
      for (let line = 0; line < n; line += 1) paper.endLine(align);
      return 'line';
    case 'GS V':
      return 'cut';
    case 'GS r':
      return 'done-question';
    case 'ESC p':
      paper.kickDrawer();
      return 'other';
    case 'GS v':
      paper.put({ kind: 'raster', align, ...rasterOf(bytes) });
      return 'line';
    case 'GS k':
      paper.put({ kind: 'barcode', align, data: Buffer.from(bytes.subarray(n > 6 ? 2 : 1)).toString('latin1') });
      return 'line';
    case 'GS (':
      return setQr(bytes, mode, paper);
    default:
      setEscposMode(name, n, mode);
      return 'other';
  }
}

/** `GS ( k pL pH 49 fn …`: size, data, and at last the order to print. */
function setQr(bytes: Uint8Array, mode: EscposMode, paper: SlipPaper): EscposStep {
  const [letter, , , symbol, fn, n] = bytes;
  if (letter !== 0x6b || symbol !== 0x31) return 'other';
  if (fn === 0x43) Object.assign(mode, { qrDots: n });
  if (fn === 0x50) Object.assign(mode, { qrData: Buffer.from(bytes.subarray(6)).toString('utf8') });
  if (fn !== 0x51) return 'other';
  paper.put({ kind: 'qr', align: mode.align, data: mode.qrData, dots: mode.qrDots });
  return 'line';
}

function rasterOf(bytes: Uint8Array): Pick<Extract<SlipItem, { kind: 'raster' }>, 'bytesAcross' | 'height' | 'bits'> {
  const across = (bytes[2] ?? 0) + 256 * (bytes[3] ?? 0);
  const height = (bytes[4] ?? 0) + 256 * (bytes[5] ?? 0);
  return { bytesAcross: across, height, bits: bytes.slice(6) };
}
