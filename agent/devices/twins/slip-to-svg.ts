// A slip → an SVG picture of the paper, for the simulator page and for eyes in tests. One column is 12 units wide, a line 24
// high or 30 with its gap, as the dots of a real printer. Holds no script and escapes every character of the slip.
import { encodeQR } from 'qr';
import type { Slip, SlipItem, SlipRun } from './slip.ts';

export function slipToSvg(slip: Slip, columns: number): string {
  let y = margin;
  const drawn: string[] = [];
  for (const item of withoutFeed(slip)) {
    const { svg, height } = draw(item, columns, y);
    drawn.push(svg);
    y += height;
  }
  const width = columns * cell + 2 * margin;
  const height = y + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<path d="${paperEdge(width, height, slip.cut)}" fill="#fdfdfb" stroke="#d8d8d0" stroke-width="1"/>`,
    `<g font-family="'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace" font-size="19" fill="#1d1d1f" text-anchor="middle">`,
    ...drawn,
    '</g></svg>',
  ].join('\n');
}

const cell = 12;
const lineHeight = 24;
const gap = 6;
const margin = 36;

/** What is fed for the cutter brings the last line out of the printer; it is no blank paper on the slip. */
function withoutFeed(slip: Slip): readonly SlipItem[] {
  if (!slip.cut) return slip.items;
  const last = slip.items.findLastIndex((item) => item.kind !== 'line' || item.runs.length > 0);
  return slip.items.slice(0, last + 1);
}

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

function draw(item: SlipItem, columns: number, y: number): Drawn {
  switch (item.kind) {
    case 'line':
      return drawLine(item, columns, y);
    case 'qr':
      return drawQr(item, columns, y);
    case 'raster':
      return drawRaster(item, columns, y);
    case 'barcode':
      return drawLine({ kind: 'line', align: item.align, runs: [plain(`[${item.data}]`)] }, columns, y);
    default:
      return { svg: '', height: 0 };
  }
}

function drawLine(item: Extract<SlipItem, { kind: 'line' }>, columns: number, y: number): Drawn {
  const tall = Math.max(1, ...item.runs.map((run) => run.tall));
  const width = item.runs.reduce((sum, run) => sum + run.text.length * run.wide * cell, 0);
  let x = startOf(width, item.align, columns);
  const base = y + lineHeight * tall - 5 * tall;
  const svg = item.runs.map((run) => {
    const at = x;
    x += run.text.length * run.wide * cell;
    return drawRun(run, at, base);
  });
  return { svg: svg.join('\n'), height: lineHeight * tall + gap };
}

function drawRun(run: SlipRun, x: number, base: number): string {
  const width = run.text.length * run.wide * cell;
  const paint = run.inverse ? ' fill="#fdfdfb"' : '';
  const weight = run.strong ? ' font-weight="700"' : '';
  const line = run.underline ? ' text-decoration="underline"' : '';
  const back = run.inverse
    ? `<rect x="${x}" y="${base - lineHeight * run.tall + 4}" width="${width}" height="${lineHeight * run.tall}"/>`
    : '';
  const place = `transform="translate(${x} ${base}) scale(${run.wide} ${run.tall})"`;
  const letters = `<g ${place}${weight}${line}${paint}>${drawLetters(run.text)}</g>`;
  return run.text.trim() === '' && !run.inverse ? '' : back + letters;
}

// Letters wider than a cell where the viewer has no monospaced font; in a monospaced one, squeezing them changes nothing.
const wideLetters = /[ABCDGHKMNOQRUVWXYZmw@%&€ÄÖÜÓŐÚŰÁДЖЙИМНОПФХЦШЩЫЭЮЯджмфшщыюя]/u;

/** Each letter in the middle of its own cell: columns stay columns whatever font the viewer has. */
function drawLetters(text: string): string {
  const all = Array.from(text, (letter, at) => ({ letter, x: at * cell + cell / 2 })).filter(
    ({ letter }) => letter !== ' ',
  );
  const narrow = all.filter(({ letter }) => !wideLetters.test(letter));
  const wide = all.filter(({ letter }) => wideLetters.test(letter));
  const plainText =
    narrow.length === 0
      ? ''
      : `<text x="${narrow.map(({ x }) => x).join(' ')}">${escape(narrow.map(({ letter }) => letter).join(''))}</text>`;
  const squeezed = wide.map(
    ({ letter, x }) =>
      `<text x="${x}" textLength="${cell - 1}" lengthAdjust="spacingAndGlyphs">${escape(letter)}</text>`,
  );
  return plainText + squeezed.join('');
}

function drawQr(item: Extract<SlipItem, { kind: 'qr' }>, columns: number, y: number): Drawn {
  const rows = encodeQR(item.data, 'raw', { ecc: 'medium', border: 4 });
  const side = rows.length * item.dots;
  const x = startOf(side, item.align, columns);
  const dark = rows.flatMap((row, at) => spansOf(row).map(([from, to]) => rect(x, y, from, at, to, item.dots)));
  return { svg: `<path d="${dark.join('')}" shape-rendering="crispEdges"/>`, height: side };
}

function drawRaster(item: Extract<SlipItem, { kind: 'raster' }>, columns: number, y: number): Drawn {
  const { bytesAcross, height, bits } = item;
  const x = startOf(bytesAcross * 8, item.align, columns);
  const dark = Array.from({ length: height }, (_, at) => {
    const row = Array.from({ length: bytesAcross * 8 }, (__, dot) => {
      const byte = bits[at * bytesAcross + (dot >> 3)] ?? 0;
      return (byte & (0x80 >> (dot & 7))) !== 0;
    });
    return spansOf(row).map(([from, to]) => rect(x, y, from, at, to, 1));
  });
  return { svg: `<path d="${dark.flat().join('')}" shape-rendering="crispEdges"/>`, height };
}

/** Dark stretches of a row, as [from, to). */
function spansOf(row: readonly boolean[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const [at, dark] of row.entries()) {
    const last = spans.at(-1);
    if (!dark) continue;
    if (last !== undefined && last[1] === at) last[1] = at + 1;
    else spans.push([at, at + 1]);
  }
  return spans;
}

function rect(x: number, y: number, from: number, row: number, to: number, dots: number): string {
  return `M${x + from * dots} ${y + row * dots}h${(to - from) * dots}v${dots}h${(from - to) * dots}z`;
}

function startOf(width: number, align: SlipItem['align'], columns: number): number {
  const room = Math.max(0, columns * cell - width);
  return margin + (align === 'left' ? 0 : align === 'center' ? Math.floor(room / 2) : room);
}

/** Straight above; the teeth of the cutter below, where the slip was cut. */
function paperEdge(width: number, height: number, cut: boolean): string {
  const tooth = 6;
  const teeth = Math.floor(width / (2 * tooth));
  const edge = cut ? `l-${tooth} -${tooth}l-${tooth} ${tooth}`.repeat(teeth) : '';
  return `M0.5 0.5H${width - 0.5}V${height - 0.5}${edge}H0.5Z`;
}

function plain(text: string): SlipRun {
  return { text, strong: false, underline: false, inverse: false, wide: 1, tall: 1 };
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
