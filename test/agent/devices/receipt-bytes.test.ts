import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { encodeQR } from 'qr';
import { describe, expect, it } from 'vitest';
import { codePageOf, codePages, fitToPage } from '../../../agent/devices/code-pages.ts';
import { qrBytes, qrCapacityAtM } from '../../../agent/devices/qr-bytes.ts';
import { receiptBytes } from '../../../agent/devices/receipt-bytes.ts';
import { interpretEscpos } from '../../../agent/devices/twins/escpos-interpreter.ts';
import { slipText } from '../../../agent/devices/twins/slip-text.ts';
import { receiptWidths } from '../../../core/projection/receipt-layout.ts';
import { renderReceiptText } from '../../../core/projection/render-receipt-text.ts';
import {
  columns,
  germanReceipt,
  hostileReceipt,
  hungarianReceipt,
  left,
  longReceipt,
  russianReceipt,
} from '../../support/printer-documents.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const interpret = (bytes: Uint8Array, width = 48): string =>
  interpretEscpos(bytes, width)
    .map((slip) => slipText(slip, width))
    .join('');

describe('a job', () => {
  it('resets, leaves two-byte mode and chooses its code page before the first letter', () => {
    expect(hexOf(receiptBytes(germanReceipt, 48))).toMatch(/^1b401c2e1b7413/);
    expect(hexOf(receiptBytes(hungarianReceipt, 48))).toMatch(/^1b401c2e1b7412/);
    expect(hexOf(receiptBytes(russianReceipt, 48))).toMatch(/^1b401c2e1b7411/);
  });

  it('never resets the printer or changes its page again, and never kicks a drawer', () => {
    for (const document of [germanReceipt, hungarianReceipt, russianReceipt, hostileReceipt]) {
      const hex = hexOf(receiptBytes({ ...document, blocks: document.blocks.filter(({ kind }) => kind !== 'qr') }, 42));
      const pairs = hex.match(/../g)?.join(' ') ?? '';
      expect(pairs.match(/1b 40/g)).toHaveLength(1);
      expect(pairs.match(/1b 74/g)).toHaveLength(1);
      expect(pairs).not.toContain('1b 70');
    }
  });

  it.each(receiptWidths)('says on paper of %i columns what its text says', (width) => {
    for (const document of [germanReceipt, longReceipt(40)]) {
      const slips = interpretEscpos(receiptBytes(document, width), width);
      expect(slips).toHaveLength(1);
      expect(slips[0]?.unknown).toEqual([]);
      expect(interpret(receiptBytes(document, width), width)).toBe(renderReceiptText(document, width));
    }
  });

  it('keeps blank lines, which the encoder would drop', () => {
    const blocks = [left('a'), { kind: 'space' as const }, { kind: 'space' as const }, left('b')];
    expect(interpret(receiptBytes({ language: 'de', blocks }, 48))).toBe('a\n\n\nb\n');
  });

  it('is the same each time: nothing of one job is left in the next', () => {
    expect(hexOf(receiptBytes(germanReceipt, 48))).toBe(hexOf(receiptBytes(germanReceipt, 48)));
  });

  it('prints two slips from one document in the same page', () => {
    const cut = { kind: 'cut' as const };
    const document = { ...hungarianReceipt, blocks: [left('űő'), cut, left('űő'), cut] };
    const slips = interpretEscpos(receiptBytes(document, 48), 48);
    expect(slips.map((slip) => slipText(slip, 48))).toEqual(['űő\n', 'űő\n']);
  });

  it('of the longest document is made in a moment', () => {
    const start = performance.now();
    const bytes = receiptBytes(longReceipt(1_990), 48);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(interpret(bytes).split('\n')).toHaveLength(1_990 + 4);
  });
});

describe('the languages', () => {
  it('Hungarian and Russian come out letter for letter, and what their page lacks is replaced, in its column', () => {
    expect(interpret(receiptBytes(hungarianReceipt, 32), 32)).toBe(
      '          Fűszerüzlet\nŐszibarack -\ntükörfúrógép            1 290 Ft\n',
    );
    expect(interpret(receiptBytes(russianReceipt, 32), 32)).toBe(
      '         Пекарня "Ёлка"\nХлеб ржаной           129,00 EUR\n',
    );
  });

  it('Arabic, emoji and Chinese are question marks until they are drawn', () => {
    const document = { language: 'ar' as const, blocks: [columns('شاي', '1,00 €'), left('☕ 中文')] };
    expect(interpret(receiptBytes(document, 32), 32)).toBe(`???${' '.repeat(23)}1,00 €\n? ??\n`);
  });

  it('letters of a neighbour keep their body, typographers’ signs their meaning', () => {
    const page = codePageOf('de');
    expect(fitToPage('Őry Łódź Smørrebrød „Ja“ – 5 − 3 … №1 œuvre a\u030a x\u0308', page)).toBe(
      'Ory Lódz Smørrebrød "Ja" - 5 - 3 ... No.1 oeuvre å x',
    );
    expect(fitToPage('5 € × 2 · ß', codePageOf('ru'))).toBe('5 EUR x 2 · ss');
  });
});

describe('the code pages', () => {
  it.each(codePages.map((page) => [page.name, page] as const))(
    '%s is the table of the encoder, byte by byte',
    (name, page) => {
      expect(page.high).toHaveLength(128);
      const encoder = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' });
      encoder.setCharacterSet(CharacterSet[name]);
      expect(hexOf(encoder.getBuffer())).toBe(`1b74${page.number.toString(16).padStart(2, '0')}`);
      encoder.clear();
      encoder.append(page.high);
      expect(hexOf(encoder.getBuffer())).toBe(hexOf(Uint8Array.from({ length: 128 }, (_, at) => 128 + at)));
    },
  );
});

describe('a QR', () => {
  it('counts bytes, not characters', () => {
    const data = 'ü€'.repeat(40);
    const [slip] = interpretEscpos(Buffer.concat([qrBytes(data, 384), Buffer.from('after\n')]), 32);
    expect(slip?.items).toMatchObject([
      { kind: 'qr', data },
      { kind: 'line', runs: [{ text: 'after' }] },
    ]);
  });

  it('knows how much fits each version, as an encoder has it', () => {
    for (const [at, capacity] of qrCapacityAtM.entries()) {
      const modules = 21 + 4 * at;
      const sizeOf = (bytes: number): number =>
        encodeQR('a'.repeat(bytes), 'raw', { ecc: 'medium', border: 1, encoding: 'byte' }).length - 2;
      expect([sizeOf(capacity), sizeOf(capacity + 1)]).toEqual([modules, modules + 4]);
    }
  });

  it.each([
    [384, 10],
    [384, 300],
    [384, 700],
    [576, 700],
  ])('fits paper of %i dots with %i bytes', (dots, bytes) => {
    const data = 'a'.repeat(bytes);
    const item = interpretEscpos(qrBytes(data, dots), 48)[0]?.items[0];
    const modules = encodeQR(data, 'raw', { ecc: 'medium', border: 4, encoding: 'byte' }).length;
    expect(item).toMatchObject({ kind: 'qr', data });
    const size = item?.kind === 'qr' ? item.dots : 0;
    expect(size).toBeGreaterThanOrEqual(3);
    expect(size * modules).toBeLessThanOrEqual(dots);
  });
});
