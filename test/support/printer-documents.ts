// Example receipts for the tests of printing: ordinary, long, in several languages, and with everything in a name that a
// printer might obey.
import type { ReceiptBlock, ReceiptDocument } from '../../core/projection/receipt.ts';

export function center(text: string, style: { strong?: boolean; large?: boolean } = {}): ReceiptBlock {
  return { kind: 'text', text, align: 'center', strong: style.strong ?? false, large: style.large ?? false };
}

export function left(text: string, strong = false): ReceiptBlock {
  return { kind: 'text', text, align: 'left', strong, large: false };
}

export function columns(leftPart: string, right: string, strong = false): ReceiptBlock {
  return { kind: 'columns', left: leftPart, right, strong };
}

export const claimCode = 'https://join.example/c/ABCD2345EFGH6723?t=K1&s=17';

const rule: ReceiptBlock = { kind: 'rule' };
const space: ReceiptBlock = { kind: 'space' };

/** Everything on it is in the German code page, so text and paper must be equal. */
export const germanReceipt: ReceiptDocument = {
  language: 'de',
  blocks: [
    center('Bäckerei Müßig', { strong: true, large: true }),
    center('Größlingstraße 12 · 1010 Wien'),
    center('UID ATU12345678'),
    space,
    columns('22.11.2026 10:14', 'K1 · Beleg 17'),
    rule,
    columns('Weizenmischbrot mit Sonnenblumenkernen und Röstzwiebeln, 750 g', '4,49 €'),
    columns('2 × Käsekrainer im Brioche', '11,80 €'),
    columns('  Frühstückszeit: -10 %', '-1,18 €'),
    columns('0,486 kg Bergkäse', '9,67 €'),
    rule,
    columns('Summe EUR', '24,78 €', true),
    columns('Bar', '30,00 €'),
    columns('Rückgeld', '5,22 €'),
    columns('Sie haben gespart', '1,18 €', true),
    rule,
    left('+24 Punkte', true),
    columns('Ihr Stand Punkte', '1.024', true),
    left('Stand vom 22.11.2026 10:02'),
    left('Noch 76 Punkte bis "Gratis-Kaffee"'),
    rule,
    { kind: 'qr', data: claimCode, caption: 'Punkte nachträglich sichern, 14 Tage' },
    center('Danke, bis bald!'),
    center('QXR4T7KM · P3'),
    { kind: 'cut' },
  ],
};

export function longReceipt(lines: number): ReceiptDocument {
  const goods = Array.from({ length: lines }, (_, at) => columns(`${at + 1}. Äpfel aus der Steiermark`, `${at},99 €`));
  return { language: 'de', blocks: [center('Großmarkt', { strong: true }), rule, ...goods, rule, { kind: 'cut' }] };
}

export const hungarianReceipt: ReceiptDocument = {
  language: 'hu',
  blocks: [center('Fűszerüzlet', { large: true }), columns('Őszibarack – tükörfúrógép', '1 290 Ft'), { kind: 'cut' }],
};

export const russianReceipt: ReceiptDocument = {
  language: 'ru',
  blocks: [center('Пекарня «Ёлка»', { large: true }), columns('Хлеб ржаной', '129,00 €'), { kind: 'cut' }],
};

/** Names with commands in them: reset, drawer, cut, feed, two-byte mode, a bell, and marks that nobody sees. */
export const hostileReceipt: ReceiptDocument = {
  language: 'de',
  blocks: [
    left('A\x1b@B\x1bp\x00\x19\xfaC\x1dV\x00D'),
    columns('\x10\x14\x01\x00\x05Schub\u202elade\u200b', '1,\x00-'),
    left('line one\nline two\r\ttab \x9b\x85 \ud800 e\u0301'),
    { kind: 'qr', data: 'ü€\x1b@', caption: 'c\x07aption' },
    { kind: 'cut' },
  ],
};

export const printerDocuments = {
  de: germanReceipt,
  hu: hungarianReceipt,
  ru: russianReceipt,
  hostile: hostileReceipt,
};
