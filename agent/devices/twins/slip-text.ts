// A slip → plain text, the same that core's renderReceiptText makes of the document: what a test compares, and what a
// terminal shows.
import type { Slip, SlipItem } from './slip.ts';

export function slipText(slip: Slip, columns: number): string {
  const lines = slip.items.map((item) => lineOf(item, columns).trimEnd());
  // The paper fed for the cutter is no part of what was said.
  while (slip.cut && lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${line}\n`).join('');
}

function lineOf(item: SlipItem, columns: number): string {
  switch (item.kind) {
    case 'line':
      return place(item.runs.map((run) => run.text).join(''), item.align, columns);
    case 'qr':
      return place('[QR]', item.align, columns);
    case 'raster':
      return place('[picture]', item.align, columns);
    case 'barcode':
      return place(`[${item.data}]`, item.align, columns);
    default:
      return '';
  }
}

function place(text: string, align: SlipItem['align'], columns: number): string {
  const room = Math.max(0, columns - text.length);
  if (align === 'left') return text;
  return ' '.repeat(align === 'center' ? Math.floor(room / 2) : room) + text;
}
