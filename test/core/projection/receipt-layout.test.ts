import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printableText, receiptLayout, receiptWidths } from '../../../core/projection/receipt-layout.ts';
import type { LayoutLine } from '../../../core/projection/receipt-layout.ts';
import { receiptDocumentSchema } from '../../../core/projection/receipt.ts';
import type { ReceiptBlock } from '../../../core/projection/receipt.ts';
import { renderReceiptText } from '../../../core/projection/render-receipt-text.ts';
import { center, columns, germanReceipt, hostileReceipt, left } from '../../support/printer-documents.ts';
import { runs } from '../../support/runs.ts';

const lay = (block: ReceiptBlock, width: (typeof receiptWidths)[number] = 32): LayoutLine[] =>
  receiptLayout({ language: 'de', blocks: [block] }, width);
const textsOf = (lines: readonly LayoutLine[]): string[] =>
  lines.map((line) => (line.kind === 'text' ? line.text : `<${line.kind}>`));

describe('columns', () => {
  it('has the price flush right on the last line of a long name', () => {
    const name = 'Weizenmischbrot mit Sonnenblumenkernen und Röstzwiebeln';
    expect(textsOf(lay(columns(name, '4,49 €')))).toEqual([
      'Weizenmischbrot mit',
      'Sonnenblumenkernen und',
      'Röstzwiebeln              4,49 €',
    ]);
  });

  it('keeps the indent of what belongs to the line above', () => {
    expect(textsOf(lay(columns('  Treuerabatt für Stammkundinnen und Stammkunden', '-0,45 €')))).toEqual([
      '  Treuerabatt für',
      '  Stammkundinnen und',
      '  Stammkunden            -0,45 €',
    ]);
  });

  it('gives a right part that leaves no room a line of its own', () => {
    expect(textsOf(lay(columns('Datum und Zeit', '22.11.2026 10:14:59 Kassa 1')))).toEqual([
      'Datum und Zeit',
      '     22.11.2026 10:14:59 Kassa 1',
    ]);
    expect(textsOf(lay(columns('', '1'.repeat(40))))).toEqual(['1'.repeat(32), `${' '.repeat(24)}${'1'.repeat(8)}`]);
  });

  it('holds an amount and its currency together by a hard space, and prints a plain one', () => {
    const text = `${'x'.repeat(25)} 12\u00a0345\u202f€`;
    expect(textsOf(lay(left(text)))).toEqual(['x'.repeat(25), '12 345 €']);
  });
});

describe('large text', () => {
  it('is twice as wide where two lines of it do, else only tall', () => {
    expect(lay(center('Bäckerei Müßig', { large: true }))).toMatchObject([{ text: 'Bäckerei Müßig', size: 'large' }]);
    const long = lay(center('Drogeriemarkt Müller-Lüdenscheidt und Söhne', { large: true }));
    expect(long).toMatchObject([
      { text: 'Drogeriemarkt', size: 'tall' },
      { text: 'Müller-Lüdenscheidt und Söhne', size: 'tall' },
    ]);
  });
});

describe('what may go on paper', () => {
  it('has no control character, no invisible mark and no half character', () => {
    expect(printableText('A\x00\x1b@B\x7f\x9b\u200b\u202e\u00ad\ufeffC')).toBe('A@BC');
    expect(printableText('e\u0301 a\tb\r\nc\u2028d')).toBe('é a b c d');
    expect(printableText('\ud800')).toBe('\ufffd');
    expect(renderReceiptText(hostileReceipt, 32)).not.toMatch(/[^\n\P{C}]/u);
  });
});

describe.each(receiptWidths)('at a width of %i', (width) => {
  it('no line is wider than the paper, and no letter is lost', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((given) => given.slice(0, 200));
    const block: fc.Arbitrary<ReceiptBlock> = fc.oneof(
      fc.record({
        kind: fc.constant('text' as const),
        text,
        align: fc.constantFrom('left' as const, 'center' as const),
        strong: fc.boolean(),
        large: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('columns' as const),
        left: text,
        right: text.map((given) => given.slice(0, 40)),
        strong: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(block, (given) => {
        const lines = lay(given, width);
        for (const line of lines) {
          if (line.kind !== 'text') continue;
          const wide = line.size === 'large' ? 2 : 1;
          expect(Array.from(line.text).length * wide).toBeLessThanOrEqual(width);
        }
        const said = given.kind === 'text' ? given.text : given.kind === 'columns' ? given.left + given.right : '';
        const letters = (of: string): string => printableText(of).replace(/\s/g, '');
        expect(letters(textsOf(lines).join(''))).toBe(letters(said));
      }),
      runs(100),
    );
  });
});

describe('the text of a receipt', () => {
  it('is what a cashier would read', () => {
    expect(receiptDocumentSchema.parse(germanReceipt)).toEqual(germanReceipt);
    expect(renderReceiptText(germanReceipt, 32)).toBe(
      [
        '         Bäckerei Müßig',
        ' Größlingstraße 12 · 1010 Wien',
        '        UID ATU12345678',
        '',
        '22.11.2026 10:14   K1 · Beleg 17',
        '--------------------------------',
        'Weizenmischbrot mit',
        'Sonnenblumenkernen und',
        'Röstzwiebeln, 750 g       4,49 €',
        '2 × Käsekrainer im',
        'Brioche                  11,80 €',
        '  Frühstückszeit: -10 %  -1,18 €',
        '0,486 kg Bergkäse         9,67 €',
        '--------------------------------',
        'Summe EUR                24,78 €',
        'Bar                      30,00 €',
        'Rückgeld                  5,22 €',
        'Sie haben gespart         1,18 €',
        '--------------------------------',
        '+24 Punkte',
        'Ihr Stand Punkte           1.024',
        'Stand vom 22.11.2026 10:02',
        'Noch 76 Punkte bis',
        '"Gratis-Kaffee"',
        '--------------------------------',
        '              [QR]',
        '      Punkte nachträglich',
        '        sichern, 14 Tage',
        '        Danke, bis bald!',
        '         QXR4T7KM · P3',
        '',
      ].join('\n'),
    );
  });

  it('shows a cut between two slips, and none at the end', () => {
    const text = renderReceiptText(
      { language: 'en', blocks: [left('one'), { kind: 'cut' }, left('two'), { kind: 'cut' }] },
      32,
    );
    expect(text).toBe(`one\n${'- '.repeat(16).trim()}\ntwo\n`);
  });
});
