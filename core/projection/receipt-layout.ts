// A receipt document → lines of a given width, before anybody knows whether they become text, a picture or bytes. One
// character is one column. Promises that no line is wider than the paper; refuses nothing: what does not fit is folded.
import { unreachable } from '../base/assert.ts';
import type { ReceiptBlock, ReceiptDocument } from './receipt.ts';

/** Columns of a 58 mm printer, of an 80 mm printer with wide margins, and of an 80 mm printer. */
export const receiptWidths = [32, 42, 48] as const;
export type ReceiptWidth = (typeof receiptWidths)[number];

export type LayoutLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'center';
      readonly strong: boolean;
      /** `tall` is twice as high; `large` twice as high and wide, so half as many characters fit. */
      readonly size: 'normal' | 'tall' | 'large';
    }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'cut' };

export function receiptLayout(document: ReceiptDocument, width: ReceiptWidth): LayoutLine[] {
  return document.blocks.flatMap((block) => linesOf(block, width));
}

/**
 * What may go on paper of a text that people or systems typed: composed (NFC), one line, without control characters (one
 * of them could cut the paper or open the drawer) and without invisible marks.
 */
export function printableText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');
}

// A left part narrower than this is a column of single syllables; the right part then gets a line of its own.
const leftColumnsMin = 10;

function linesOf(block: ReceiptBlock, width: number): LayoutLine[] {
  switch (block.kind) {
    case 'text':
      return block.large ? largeLines(block.text, block, width) : textLines(block.text, block, width);
    case 'columns':
      return columnLines(block.left, block.right, width).map((text) => textLine(text, { strong: block.strong }));
    case 'rule':
      return [textLine('-'.repeat(width), {})];
    case 'space':
      return [textLine('', {})];
    case 'qr':
      return [
        { kind: 'qr', data: block.data },
        ...(block.caption === '' ? [] : textLines(block.caption, { align: 'center' }, width)),
      ];
    case 'cut':
      return [{ kind: 'cut' }];
    default:
      return unreachable(block);
  }
}

interface Style {
  readonly align?: 'left' | 'center';
  readonly strong?: boolean;
  readonly size?: 'normal' | 'tall' | 'large';
}

function textLine(text: string, { align = 'left', strong = false, size = 'normal' }: Style): LayoutLine {
  return { kind: 'text', text: text.replace(/[\u00a0\u202f]/g, ' '), align, strong, size };
}

function textLines(text: string, { align, strong }: Style, width: number): LayoutLine[] {
  const lines = align === 'center' ? wrapEvenly(text, width) : wrap(text, width);
  return lines.map((line) => textLine(line, { align: align ?? 'left', strong: strong ?? false }));
}

// A long shop name in double width would fill half the slip: more than two lines of it are printed tall instead.
function largeLines(text: string, { align, strong }: Style, width: number): LayoutLine[] {
  const half = wrapEvenly(text, Math.floor(width / 2));
  const size = half.length <= 2 ? 'large' : 'tall';
  const lines = size === 'large' ? half : wrapEvenly(text, width);
  return lines.map((line) => textLine(line, { align: align ?? 'left', strong: strong ?? false, size }));
}

// The right part stands flush right on the last line of the left part, so that prices form one column.
function columnLines(left: string, right: string, width: number): string[] {
  const price = printableText(right).trim();
  const room = width - lengthOf(price) - (price === '' ? 0 : 1);
  if (room < leftColumnsMin && lengthOf(printableText(left)) > room) {
    const above = left.trim() === '' ? [] : wrap(left, width);
    return [...above, ...wrap(price, width).map((line) => padStart(line, width))];
  }
  const lines = wrap(left, room);
  const last = lines.pop() ?? '';
  if (price === '') return [...lines, last];
  return [...lines, last + padStart(price, width - lengthOf(last))];
}

/** Folds at spaces (not at hard ones), splits longer words, keeps a leading indent on each line. */
function wrap(given: string, width: number): string[] {
  const text = printableText(given).trimEnd();
  if (lengthOf(text) <= width) return [text];
  const indent = ' '.repeat(Math.min(/^ */.exec(text)?.[0].length ?? 0, Math.floor(width / 2)));
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (lengthOf(joined) <= room) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, room);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => indent + each);
}

/** For centred lines: as few as needed, and none of them a single word under a full line. */
function wrapEvenly(text: string, width: number): string[] {
  const lines = wrap(text, width);
  if (lines.length === 1) return lines;
  for (let narrower = Math.ceil(width / 2); narrower < width; narrower += 1) {
    const even = wrap(text, narrower);
    if (even.length <= lines.length) return even;
  }
  return lines;
}

function piecesOf(word: string, width: number): string[] {
  const characters = Array.from(word);
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += width) pieces.push(characters.slice(at, at + width).join(''));
  return pieces;
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - lengthOf(text))) + text;
}

// Code points, not UTF-16 units: what lies outside the printer's page becomes one character there too.
function lengthOf(text: string): number {
  return Array.from(text).length;
}
