// A receipt document → ESC/POS bytes. node-thermal-printer encodes characters and styles; it gets no interface, so it can
// send nothing by itself. Promises a code page set explicitly, no control character of a name on the wire, and no command
// that resets the printer in the middle of a job.
import { BreakLine, CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { unreachable } from '../../core/base/assert.ts';
import { receiptLayout } from '../../core/projection/receipt-layout.ts';
import type { LayoutLine, ReceiptWidth } from '../../core/projection/receipt-layout.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../core/projection/receipt.ts';
import { codePageOf, fitToPage } from './code-pages.ts';
import type { CodePage } from './code-pages.ts';
import { qrBytes } from './qr-bytes.ts';

export function receiptBytes(document: ReceiptDocument, width: ReceiptWidth): Uint8Array {
  const page = codePageOf(document.language);
  const fitted = { ...document, blocks: document.blocks.map((block) => fitBlock(block, page)) };
  const encoder = createEncoder();
  const parts = [take(encoder, () => beginJob(encoder, page))];
  for (const line of receiptLayout(fitted, width)) parts.push(take(encoder, () => encodeLine(encoder, line, width)));
  return Buffer.concat(parts);
}

// Font A has cells of 12 dots: 384 dots for 58 mm, 576 for 80 mm.
const dotsPerColumn = 12;

function createEncoder(): ThermalPrinter {
  // `interface: ''` leaves the library without any way to the outside. Its own line breaking drops blank lines: NONE.
  return new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '', breakLine: BreakLine.NONE });
}

/** What the encoder appended during `act`. The buffer is emptied each time: it is copied whole at each character. */
function take(encoder: ThermalPrinter, act: () => void): Uint8Array {
  act();
  const bytes = Buffer.from(encoder.getBuffer() ?? []);
  encoder.clear();
  return bytes;
}

// ESC @ ends whatever a broken job left behind; it also turns on the two-byte characters of Chinese clones, which FS . turns
// off; only then does the code page hold.
function beginJob(encoder: ThermalPrinter, page: CodePage): void {
  encoder.add(Buffer.from([0x1b, 0x40]));
  encoder.add(Buffer.from([0x1c, 0x2e]));
  encoder.setCharacterSet(CharacterSet[page.name]);
}

function encodeLine(encoder: ThermalPrinter, line: LayoutLine, width: ReceiptWidth): void {
  switch (line.kind) {
    case 'text':
      encodeText(encoder, line);
      return;
    case 'qr':
      encoder.alignCenter();
      encoder.add(Buffer.from(qrBytes(line.data, width * dotsPerColumn)));
      encoder.alignLeft();
      return;
    case 'cut':
      // Feed past the cutter, then GS V 1. The library's own cut() sends ESC @ behind it: the code page would be gone.
      encoder.add(Buffer.from([0x1b, 0x64, 0x04, 0x1d, 0x56, 0x01]));
      return;
    default:
      unreachable(line);
  }
}

// GS ! n by ourselves: high nibble width, low nibble height. The library's setTextSize has them the wrong way round.
const sizes = { normal: 0x00, tall: 0x01, large: 0x11 } as const;

function encodeText(encoder: ThermalPrinter, line: Extract<LayoutLine, { kind: 'text' }>): void {
  if (line.align === 'center') encoder.alignCenter();
  if (line.strong) encoder.bold(true);
  if (line.size !== 'normal') encoder.add(Buffer.from([0x1d, 0x21, sizes[line.size]]));
  encoder.append(line.text);
  encoder.newLine();
  if (line.size !== 'normal') encoder.add(Buffer.from([0x1d, 0x21, sizes.normal]));
  if (line.strong) encoder.bold(false);
  if (line.align === 'center') encoder.alignLeft();
}

function fitBlock(block: ReceiptBlock, page: CodePage): ReceiptBlock {
  const fit = (text: string): string => fitToPage(text, page);
  if (block.kind === 'text') return { ...block, text: fit(block.text) };
  if (block.kind === 'columns') return { ...block, left: fit(block.left), right: fit(block.right) };
  if (block.kind === 'qr') return { ...block, caption: fit(block.caption) };
  return block;
}
