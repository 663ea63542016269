// A receipt document → plain text of a given width, for a POS that prints it itself, for the terminal and for tests. A QR
// is shown as a mark with its caption; bold and large letters are lost. Lines end with a line feed, without trailing blanks.
import { unreachable } from '../base/assert.ts';
import { receiptLayout } from './receipt-layout.ts';
import type { LayoutLine, ReceiptWidth } from './receipt-layout.ts';
import type { ReceiptDocument } from './receipt.ts';

export function renderReceiptText(document: ReceiptDocument, width: ReceiptWidth): string {
  const lines = receiptLayout(document, width);
  return lines.map((line, at) => textOf(line, width, at === lines.length - 1)).join('');
}

function textOf(line: LayoutLine, width: number, last: boolean): string {
  switch (line.kind) {
    case 'text':
      return `${(line.align === 'center' ? center(line.text, width) : line.text).trimEnd()}\n`;
    case 'qr':
      return `${center('[QR]', width)}\n`;
    case 'cut':
      // The end of the text is the end of the slip; only between two slips does the cut say something.
      return last ? '' : `${'- '.repeat(width / 2).trimEnd()}\n`;
    default:
      return unreachable(line);
  }
}

function center(text: string, width: number): string {
  return ' '.repeat(Math.max(0, Math.floor((width - Array.from(text).length) / 2))) + text;
}
